/** What pages call a method's share, so that one of ratings is not called satisfaction. In lower case, as within a sentence. */
import type { LocalizedText } from '../questionnaire/questionnaire';

export interface ShareWords {
  /** The overall figure; opens with a capital. */
  readonly overall: LocalizedText;
  readonly share: LocalizedText;
  /** An answer that counts, and one that does not. */
  readonly positive: LocalizedText;
  readonly negative: LocalizedText;
  readonly respondents: LocalizedText;
  /** That few answers do not count: a note, opening with a capital. */
  readonly few: LocalizedText;
}

/** Of every method that does not say otherwise. */
export const SATISFACTION_WORDS: ShareWords = {
  overall: { vi: 'Chỉ số hài lòng chung', en: 'Overall satisfaction index' },
  share: { vi: 'tỷ lệ hài lòng', en: 'satisfaction percentage' },
  positive: { vi: 'hài lòng', en: 'satisfied' },
  negative: { vi: 'chưa hài lòng', en: 'not satisfied' },
  respondents: { vi: 'người dân', en: 'citizens' },
  few: { vi: 'Ít ý kiến không hài lòng', en: 'Few dissatisfied answers' }
};

export function overallName({ words = SATISFACTION_WORDS }: { readonly words?: ShareWords }): LocalizedText {
  return words.overall;
}
