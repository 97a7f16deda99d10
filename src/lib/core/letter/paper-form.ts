/** What a paper form says besides its questions; the sentences are messages. */
import type { Item, Language, Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';

export interface PaperFormWords {
  /** Of the questions too, where they have it. */
  readonly language: Language;
  readonly sender: string;
  readonly title: string;
  readonly subject: string;
  /** The plan it belongs to; undefined: none is named. */
  readonly plan: string | undefined;
  /** Why it is asked, that answers are confidential, that nobody has to. */
  readonly lead: readonly string[];
  readonly howTo: string;
  readonly notForYou: string;
  readonly columns: { readonly number: string; readonly content: string; readonly notApplicable: string };
  readonly several: string;
  /** Over the whole part with rated items, over the experience, the profile and the comment. */
  readonly thanks: string;
  /** Of a form that an interviewer fills in; undefined: the person does. */
  readonly interviewer: string | undefined;
  readonly page: (number: number, of: number) => string;
}

/** The serial number is on every page, in these words. */
export interface IdentityWords {
  readonly serialLabel: string;
  readonly qrLabel: string;
}

/** The number that is printed beside each question: 1, 2, 3 … through the whole form, so that whoever keys it keeps the line. */
export function paperNumbers(questionnaire: Questionnaire): ReadonlyMap<Item['code'], number> {
  return new Map(itemsOf(questionnaire).map((item, i) => [item.code, i + 1]));
}
