import type { LetterSettings } from '../letter/letter-settings';

/** What a coordinator sets for a round, as it is stored. Shares are 0–1. */
export interface RoundSettings {
  /** Part of each interviewer's forms that is asked again, and the least number of them (all, where there are fewer). */
  readonly reinterviewShare: number;
  readonly reinterviewMinimum: number;
  /** The share of discrepant forms over which an interviewer's forms are looked at. */
  readonly discrepancyLimit: number;
  /** Codes of the items that are asked again; none: the desk proposes some. */
  readonly reinterviewItems: readonly string[];
  /** What letters and paper forms say of who sends them; null: nobody has written it yet. */
  readonly letter: LetterSettings | null;
}

/** What statistics and domain documents name where a province sets nothing (docs/methods.md). */
export const USUAL_ROUND_SETTINGS: RoundSettings = {
  reinterviewShare: 0.05,
  reinterviewMinimum: 5,
  discrepancyLimit: 0.1,
  reinterviewItems: [],
  letter: null
};

/** Days after closing that names, phones and addresses are kept. */
export const USUAL_RETENTION_DAYS = 90;
