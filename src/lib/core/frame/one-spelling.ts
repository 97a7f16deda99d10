/**
 * One spelling for what a list writes in several ways ("Đất đai", "ĐẤT  ĐAI"): the first one stands for all, or strata would fall apart. A
 * column with more different values than it can have is another column, perhaps one of names, and nothing of it is to be kept.
 *
 * Of places marks are a part of the name: Sơn Hà and Sơn Hạ are two communes of one province, and no stratum or village may be both.
 */
import { foldText } from '../vietnamese/fold';

export interface Spellings {
  /** undefined: there are more values than `most`. */
  of(written: string): string | undefined;
}

/** What is one place: case and spaces do not count. @example placeKey('XÃ  SƠN HẠ') === placeKey('Xã Sơn Hạ') */
export function placeKey(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** `keyOf`: the same of all ways to write one value. */
export function spellings(most: number, keyOf: (text: string) => string = foldText): Spellings {
  const firsts = new Map<string, string>();
  /** Ways to write them that came before: folding each cell of a million rows would take long. */
  const known = new Map<string, string>();
  return {
    of(written) {
      if (written === '') return '';
      const before = known.get(written);
      if (before !== undefined) return before;
      const key = keyOf(written);
      const first = firsts.get(key) ?? written;
      if (!firsts.has(key)) {
        if (firsts.size >= most) return undefined;
        firsts.set(key, first);
      }
      if (known.size < 2 * most) known.set(written, first);
      return first;
    }
  };
}
