/** The draft that a new questionnaire begins with: one scale, the usual question above the factors, and the open comment. */
import { OPEN_COMMENT, STEM } from '../instruments/asked-of-all';
import { SATISFACTION_5 } from '../instruments/scales';
import type { LocalizedText, Questionnaire } from '../questionnaire';

export function blankDraft(code: string, title: LocalizedText): Questionnaire {
  return {
    ...{ code, title, stem: STEM, languages: ['vi', 'en'], minutes: 3 },
    ...{ scales: [SATISFACTION_5], sections: [], rates: [], comment: OPEN_COMMENT }
  };
}
