/** One criterion rated on the five levels of satisfaction, in the short notation that the shipped questionnaires are written in. */
import type { LevelItem, WordingSource } from '../questionnaire';
import { SATISFACTION_5 } from './scales';

export function satisfactionItem(
  code: string,
  source: WordingSource,
  vi: string,
  en: string,
  more: Pick<LevelItem, 'notApplicable' | 'officialText'> = {}
): LevelItem {
  return { kind: 'level', code, text: { vi, en }, source, scale: SATISFACTION_5.code, ...more };
}
