/** What goes with the posters of one agency: how many there are and for which counters, and a place to sign for them. */
import type { Poster } from '../fieldwork/poster';

export interface SlipWords {
  readonly title: string;
  /** `12 tờ dán khổ A5` */
  readonly count: string;
  readonly printedOn: string;
  readonly columns: { readonly number: string; readonly counter: string; readonly code: string };
  readonly date: string;
  readonly giver: string;
  readonly receiver: string;
  readonly sign: string;
  /** The card for staff: what they must not do at the counter, and what they may. */
  readonly mustNot: { readonly title: string; readonly rules: readonly string[] };
  readonly may: { readonly title: string; readonly rules: readonly string[] };
  /** `Trang 2/3` */
  readonly page: (number: number, of: number) => string;
}

/** The posters of one agency, at least one. */
export interface Slip {
  readonly posters: readonly Poster[];
  readonly words: SlipWords;
}
