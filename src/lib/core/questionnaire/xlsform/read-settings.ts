/**
 * What the form says of itself: `settings` (title, code) and `questionnaire` (minutes, languages, titles in other languages), and its
 * stem and comment. What is missing is assumed, with a note: a code and a title, the minutes from the number of questions, a
 * neutral stem, and under the comment the request not to name anybody.
 */
import { OPEN_COMMENT } from '../instruments/asked-of-all';
import type { Language, LocalizedText, Questionnaire } from '../questionnaire';
import { codeOf } from './codes';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import { readLanguageName } from './language-names';
import { ownWords, readText, sameInAll } from './read-text';
import type { Table, TableRow } from './read-table';

const CODE = 'phieu-hoi';
const STEM: LocalizedText = { vi: 'Xin Ông/Bà trả lời từng câu sau.', en: 'Please answer each of the following.' };
const ITEMS_A_MINUTE = 8;
const MAX_LENGTH = /^string-length\(\s*\.\s*\)\s*<=\s*(\d{1,9})$/;

/** Those that the file says it offers, or those of its questions; Vietnamese always, first where the file does not have it. */
export function readLanguages(survey: Table, extra: Table | undefined, findings: Findings): readonly Language[] {
  const row = extra?.rows[0];
  const written =
    row
      ?.text('languages')
      .split(/[\s,;]+/)
      .filter((code) => code !== '') ?? [];
  const unknown = written.find((code) => readLanguageName(code) === undefined);
  if (row && unknown !== undefined) mistake(findings, row.cell('languages'), 'cell-value', { value: unknown });
  const languages = written.length > 0 ? written.map((code) => readLanguageName(code) ?? code) : survey.languages('label');
  return [...new Set(languages.includes('vi') ? languages : ['vi', ...languages])];
}

export function readTitle(
  settings: Table | undefined,
  extra: Table | undefined,
  languages: readonly Language[],
  findings: Findings
): Pick<Questionnaire, 'code' | 'title'> {
  const row = settings?.rows[0];
  const second = settings?.rows[1];
  if (second) note(findings, second.cell('form_title'), 'xlsform-settings-rows');
  const written = row?.text('form_id') ?? '';
  const code = written === '' ? CODE : codeOf(written, 'questionnaire');
  const cell = row?.cell('form_id') ?? 'settings';
  if (written === '') note(findings, cell, 'xlsform-default-code', { code });
  else if (code !== written) note(findings, cell, 'xlsform-renamed', { value: written, code });

  const vi = row?.text('form_title') ?? '';
  if (vi === '') note(findings, row?.cell('form_title') ?? 'settings', 'xlsform-default-title', { title: written || code });
  const others = extra?.rows[0];
  const translated = others ? [...others.words('title')].filter(([language]) => language !== 'vi') : [];
  const title = { ...sameInAll(languages, vi || written || code), ...Object.fromEntries(translated) };
  if (languages.some((language) => language !== 'vi' && !translated.some(([known]) => known === language)))
    note(findings, row?.cell('form_title') ?? 'settings', 'xlsform-title-copied');
  return { code, title };
}

export function readMinutes(extra: Table | undefined, items: number, findings: Findings): number {
  const row = extra?.rows[0];
  const written = row?.text('minutes') ?? '';
  if (row && /^\d{1,9}$/.test(written) && Number(written) >= 1) return Number(written);
  const minutes = Math.max(1, Math.round(items / ITEMS_A_MINUTE));
  if (row && written !== '') mistake(findings, row.cell('minutes'), 'xlsform-count', { value: written });
  else note(findings, row?.cell('minutes') ?? 'questionnaire', 'xlsform-default-minutes', { minutes, items });
  return minutes;
}

export function readStem(row: TableRow | undefined, languages: readonly Language[], findings: Findings): LocalizedText {
  const stem = row && readText(row, 'label', languages, findings);
  if (!stem) note(findings, row?.cell('label') ?? 'survey', 'xlsform-default-stem', { stem: STEM.vi });
  return stem ?? ownWords(languages, STEM);
}

export function readComment(row: TableRow, languages: readonly Language[], findings: Findings): NonNullable<Questionnaire['comment']> {
  const text = readText(row, 'label', languages, findings);
  const hint = readText(row, 'hint', languages, findings);
  if (!text) mistake(findings, row.cell('label'), 'cell-empty');
  if (!hint) note(findings, row.cell('hint'), 'xlsform-default-comment-hint', { hint: OPEN_COMMENT.hint.vi });
  const constraint = row.text('constraint');
  const most = MAX_LENGTH.exec(constraint)?.[1];
  const maxLength = most !== undefined && Number(most) >= 1 ? Number(most) : OPEN_COMMENT.maxLength;
  if (most === undefined || Number(most) < 1) note(findings, row.cell('constraint'), 'xlsform-default-comment-length', { max: maxLength });
  return { text: text ?? OPEN_COMMENT.text, hint: hint ?? ownWords(languages, OPEN_COMMENT.hint), maxLength };
}
