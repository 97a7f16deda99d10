/** For `toSorted`: names as a Vietnamese reader expects them, `Xã Dung` before `Xã Đông`, `Quầy 2` before `Quầy 10`. */
export const compareNames: (a: string, b: string) => number = new Intl.Collator('vi', { numeric: true }).compare;
