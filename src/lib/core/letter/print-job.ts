/** What is to be printed for a round's units, as it is chosen on the page and kept with the job. */
export const LETTER_SHEETS = ['letters', 'forms', 'both'] as const;
export type LetterSheets = (typeof LETTER_SHEETS)[number];

/** `both`: a letter's English page follows the Vietnamese one; the paper form is Vietnamese, for a person has one form. */
export const LETTER_LANGUAGES = ['vi', 'en', 'both'] as const;
export type LetterLanguages = (typeof LETTER_LANGUAGES)[number];

export interface LetterJob {
  readonly surveyId: string;
  /** Of one agency only; null: of all. */
  readonly agencyId: string | null;
  readonly sheets: LetterSheets;
  /** Left out: Vietnamese. */
  readonly languages?: LetterLanguages;
  /** Those that were never printed, or all that are still asked. */
  readonly which: 'unprinted' | 'all';
  readonly units: 'all' | 'reserve';
  /** First and last serial number; null: no limit. */
  readonly from: number | null;
  readonly to: number | null;
  /** An interviewer fills the form in. */
  readonly isInterview: boolean;
  /** Each unit's sheets begin on a new leaf when both sides are printed. */
  readonly isTwoSided: boolean;
}

/** Units of one job: some thousands of pages, which a printer's tray and a server's memory take. */
export const MOST_UNITS = 2_000;
