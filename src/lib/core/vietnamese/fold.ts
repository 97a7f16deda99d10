/** Names without marks, so that "chieng mai" finds "Chiềng Mai". `đ` is `d`, case and runs of spaces do not count. */

/** @example foldText('  Phường  Tô Hiệu ') === 'phuong to hieu' */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/\s+/gu, ' ').trim();
}

/** What a search is made of: each word must be found, anywhere and in any order. At most eight words count. */
export function searchWords(query: string): readonly string[] {
  return [...new Set(foldText(query).split(' '))].filter((word) => word !== '').slice(0, 8);
}

/** True if every word of the query stands in what was folded before. */
export function matchesSearch(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}
