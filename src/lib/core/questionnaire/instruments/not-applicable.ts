/**
 * The labels of "does not apply", with the reason where one reason explains it. It is never level 3 and never in a
 * denominator; the official forms do not have it, so every use of it is this project's.
 */
import type { LocalizedText } from '../questionnaire';

export const NO_EXPERIENCE: LocalizedText = { vi: 'Không áp dụng / Chưa có trải nghiệm', en: 'Does not apply / No experience' };
export const NO_FEE: LocalizedText = { vi: 'Không áp dụng: không phải nộp phí', en: 'Does not apply: no fee to pay' };
export const NOT_DUE: LocalizedText = { vi: 'Không áp dụng: chưa đến hẹn', en: 'Does not apply: not due yet' };
export const NO_RESULT: LocalizedText = { vi: 'Không áp dụng: chưa có kết quả', en: 'Does not apply: no result yet' };
export const NEVER_SUGGESTED: LocalizedText = { vi: 'Không áp dụng: chưa từng góp ý', en: 'Does not apply: never made a suggestion' };
