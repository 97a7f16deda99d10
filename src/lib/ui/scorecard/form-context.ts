/** What every field of a scorecard's form needs to know of the whole form. */
import type { SurveyChoice } from '../../core/scoring/scorecard-view';
import type { LineSurvey } from '../../core/scoring/stored-scorecard';
import type { DisplayLanguage } from '../../i18n/format';

export interface FormContext {
  /** What the field holds: as typed where the form came back, else as stored. */
  readonly valueOf: (name: string) => string;
  /** What somebody else has stored meanwhile where it differs from what was typed; undefined: nothing, or it is the same. */
  readonly storedMeanwhile: (name: string) => string | undefined;
  /** Sentences of what is wrong with the field. */
  readonly mistakesAt: (name: string) => readonly string[];
  readonly surveys: readonly SurveyChoice[];
  /** What the stored card took of its surveys. */
  readonly taken: readonly LineSurvey[];
  readonly language: DisplayLanguage;
}
