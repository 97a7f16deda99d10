/** What a poster says, in the words of both languages; the sentences themselves are messages. */
import type { Language } from './drawing';

export type Sentence = Readonly<Record<Language, string>>;

export interface PosterWords {
  readonly question: Sentence;
  readonly scan: Sentence;
  readonly paper: Sentence;
  /** Up to the code, which stands apart. */
  readonly open: Sentence;
  readonly notForYou: Sentence;
  /** Whom to call who is pressed or watched; undefined: no number is known. */
  readonly pressure: Sentence | undefined;
  readonly qrLabel: string;
  readonly printedOn: string;
}
