/** What every form of the editor is given. */
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import type { DisplayLanguage } from '../../i18n/format';

export interface PartFormProps {
  readonly draft: Questionnaire;
  readonly code: string;
  readonly language: DisplayLanguage;
  /** Languages whose texts are asked for. */
  readonly languages: readonly string[];
  /** By field name, what is wrong there. */
  readonly wrongAt: (name: string) => string | undefined;
}
