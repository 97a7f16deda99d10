/** How a try to reach somebody for the second interview ends, and when one may give up. */
export const TRY_ENDS = ['no-answer', 'absent', 'appointment', '2.112', '4.31', '2.36'] as const;
export type TryEnd = (typeof TRY_ENDS)[number];

/** AAPOR's codes: they refuse, the number is wrong, another reason. After one of them there is nothing left to try. */
const FINAL: readonly string[] = ['2.112', '4.31', '2.36'];
export const LEAST_TRIES = 3;

export const isTryEnd = (text: string): text is TryEnd => (TRY_ENDS as readonly string[]).includes(text);

/** `ends`: of the tries so far. */
export function mayGiveUp(ends: readonly string[]): boolean {
  return ends.length >= LEAST_TRIES || ends.some((end) => FINAL.includes(end));
}
