/**
 * What a form of the draft editor sends, read into parts of a questionnaire. Nothing is refused here: what is missing or too long
 * stands in the draft as it was typed, and `check-draft.ts` says what is wrong with it.
 */
import type { Language, LocalizedText } from '../questionnaire';

/** Field name → its values, in the order of the form. */
export type FormValues = ReadonlyMap<string, readonly string[]>;

export const valueOf = (values: FormValues, name: string): string => values.get(name)?.[0] ?? '';
export const isTicked = (values: FormValues, name: string): boolean => valueOf(values, name) !== '';

/** One line, in the form that searching and sorting expect. */
export const oneLine = (typed: string): string => typed.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Languages whose texts the editor asks for: the two that every form needs, then the questionnaire's own. */
export function editedLanguages(languages: readonly Language[]): readonly Language[] {
  return [...new Set(['vi', 'en', ...languages])];
}

/** Fields `name.vi`, `name.en` …; a language without a text has none, but Vietnamese, the source, is always there. */
export function readTexts(values: FormValues, name: string, languages: readonly Language[]): LocalizedText {
  const texts = editedLanguages(languages).map((language) => [language, oneLine(valueOf(values, `${name}.${language}`))] as const);
  return { vi: '', ...Object.fromEntries(texts.filter(([language, text]) => language === 'vi' || text !== '')) };
}

/** undefined: nothing was typed in any language. */
export function readOptionalTexts(values: FormValues, name: string, languages: readonly Language[]): LocalizedText | undefined {
  const texts = readTexts(values, name, languages);
  return Object.values(texts).every((text) => text === '') ? undefined : texts;
}

/** Numbers of rows `name.0.…`, `name.1.…` that were sent, in ascending order; at most as many as a form may have. */
export function rowsOf(values: FormValues, name: string): readonly number[] {
  const pattern = new RegExp(`^${name}\\.(\\d{1,3})\\.`);
  const found = [...values.keys()].flatMap((key) => pattern.exec(key)?.[1] ?? []).map(Number);
  return [...new Set(found)].sort((a, b) => a - b);
}
