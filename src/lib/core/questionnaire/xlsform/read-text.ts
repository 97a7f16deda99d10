/** A text in its languages. Where one is missing another one stands in for it, and a note says so. */
import type { Language, LocalizedText } from '../questionnaire';
import type { Findings } from './findings';
import { note } from './findings';
import { languageName } from './language-names';
import { inLanguage } from './sheets';
import type { TableRow } from './read-table';

/** undefined: the row has no such text in any language. `languages`: those of the questionnaire. */
export function readText(row: TableRow, column: string, languages: readonly Language[], findings: Findings): LocalizedText | undefined {
  const words = row.words(column);
  const [first] = words.keys();
  if (first === undefined) return undefined;
  const from = words.has('vi') ? 'vi' : first;
  const standIn = words.get(from)!;
  const text: Record<Language, string> & { vi: string } = { vi: standIn, ...Object.fromEntries(words) };
  for (const language of languages) {
    if (words.has(language)) continue;
    text[language] = standIn;
    const cell = row.cell(inLanguage(column, language));
    note(findings, cell, 'xlsform-text-copied', { language: languageName(language), from: languageName(from) });
  }
  return text;
}

/** The same words in every language, where the file has none. */
export function sameInAll(languages: readonly Language[], words: string): LocalizedText {
  return { vi: words, ...Object.fromEntries(languages.map((language) => [language, words])) };
}

/** Words of this project's, which it has in Vietnamese and English; Vietnamese stands in for other languages. */
export function ownWords(languages: readonly Language[], words: LocalizedText): LocalizedText {
  return { vi: words.vi, ...Object.fromEntries(languages.map((language) => [language, words[language] ?? words.vi])) };
}
