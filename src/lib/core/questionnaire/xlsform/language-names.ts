/**
 * Languages in the headers of an XLSForm: `Tiếng Việt (vi)`, as the standard recommends, and the ways in which people write them
 * (`vi`, `Vietnamese`, `Vietnamese (vi)`). A name without a code that is not known here is no language: which one is not guessed.
 */
import type { Language, Questionnaire } from '../questionnaire';

/** By code: the language's own name, then others that are understood. */
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Tiếng Việt', 'Vietnamese', 'Việt', 'Tieng Viet'],
  en: ['English', 'Tiếng Anh', 'Anh', 'Tieng Anh'],
  hmn: ['Hmong', 'Tiếng Mông', 'Mông'],
  blt: ['Tai Dam', 'Tiếng Thái', 'Thái'],
  km: ['Khmer', 'Tiếng Khmer'],
  fr: ['Français', 'French', 'Tiếng Pháp'],
  zh: ['中文', 'Chinese', 'Tiếng Trung']
};

const CODE = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i;
const IN_BRACKETS = /\(([^()]{1,60})\)$/;

export function languageName(code: Language): string {
  return `${NAMES[code]?.[0] ?? code} (${code})`;
}

/** undefined: not known, and no code stands in brackets behind it. */
export function readLanguageName(text: string): Language | undefined {
  const name = text.trim();
  const code = (IN_BRACKETS.exec(name)?.[1] ?? name).trim();
  if (CODE.test(code)) return Object.hasOwn(NAMES, code.toLowerCase()) ? code.toLowerCase() : code;
  const folded = name.toLowerCase();
  return Object.keys(NAMES).find((known) => NAMES[known]!.some((one) => one.toLowerCase() === folded));
}

/** The questionnaire's languages, then any other that one of its texts has. */
export function languagesWritten(questionnaire: Questionnaire): readonly Language[] {
  const found = new Set<Language>(questionnaire.languages);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof (value as { vi?: unknown }).vi === 'string') for (const language of Object.keys(value)) found.add(language);
    else for (const part of Object.values(value)) visit(part);
  };
  visit(questionnaire);
  return [...found];
}
