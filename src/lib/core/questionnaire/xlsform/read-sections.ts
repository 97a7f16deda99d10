/**
 * Groups as sections. What the file does not say is assumed, with a note: rated questions alone make a factor, others a section on
 * what happened; a code from the group's name; the whole name as the short one. Refused: a kind that there is none of, and what
 * a kind does not allow.
 */
import type { Item, Language, Section, SectionKind } from '../questionnaire';
import { claimName } from './claim-name';
import { isRequired } from './read-items';
import { codeOf } from './codes';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import type { SectionRows } from './read-outline';
import { ownWords, readText, sameInAll } from './read-text';
import type { TableRow } from './read-table';

export interface SectionInput extends SectionRows {
  readonly items: readonly Item[];
}

const KINDS: readonly SectionKind[] = ['factor', 'overall', 'experience', 'profile'];
/** The code of the overall figure, beside which factors stand under their section codes. */
const OVERALL_FIGURE = 'overall';

export function readSections(sections: readonly SectionInput[], languages: readonly Language[], findings: Findings): readonly Section[] {
  const itemCodes = sections.flatMap(({ items }) => items.map(({ code }) => code));
  const kinds = sections.map((section) => readKind(section, findings));
  const codes = sectionCodes(sections, kinds, itemCodes, findings);
  return sections.map((section, i): Section => {
    const { begin, notes, items } = section;
    const part = ownWords(languages, { vi: `Phần ${i + 1}`, en: `Part ${i + 1}` });
    if (!begin) note(findings, section.questions[0]!.row.cell('type'), 'xlsform-default-section', { name: part.vi });
    const name = begin && readText(begin, 'label', languages, findings);
    if (begin && !name) note(findings, begin.cell('label'), 'xlsform-default-name', { name: begin.text('name') || part.vi });
    const known = name ?? (begin?.text('name') ? sameInAll(languages, begin.text('name')) : part);
    const shortName = begin && readText(begin, 'short_name', languages, findings);
    if (begin && !shortName) note(findings, begin.cell('name'), 'xlsform-default-short-name');
    const intro = readIntro(notes, languages, findings);
    return {
      kind: kinds[i]!,
      code: codes[i]!,
      name: known,
      shortName: shortName ?? known,
      ...(intro && { intro }),
      items: kinds[i] === 'profile' ? freely(section, findings) : items
    };
  });
}

/** Who answers is free to say: marks that a profile's question must be answered are left out. */
function freely({ questions, items }: SectionInput, findings: Findings): readonly Item[] {
  for (const { row } of questions) if (isRequired(row)) note(findings, row.cell('required'), 'xlsform-required');
  return items.map(({ required: _, ...item }) => item);
}

function readKind({ begin, items, questions }: SectionInput, findings: Findings): SectionKind {
  const written = begin?.text('section_kind') ?? '';
  const rated = items.every((item) => item.kind === 'level');
  const cell = begin?.cell('section_kind') ?? questions[0]!.row.cell('type');
  if (written === '') {
    note(findings, begin?.cell('name') ?? cell, rated ? 'xlsform-default-factor' : 'xlsform-default-experience');
    return rated ? 'factor' : 'experience';
  }
  const kind = KINDS.find((candidate) => candidate === written.toLowerCase());
  if (!kind) mistake(findings, cell, 'xlsform-word', { value: written, known: KINDS.join(', ') });
  // A factor of choices alone is one of component scores.
  const chosen = kind === 'factor' && items.every((item) => item.kind === 'choice');
  if ((kind === 'factor' && !rated && !chosen) || (kind === 'overall' && !rated)) mistake(findings, cell, 'xlsform-kind-rated', { kind });
  return kind ?? 'experience';
}

function sectionCodes(
  sections: readonly SectionInput[],
  kinds: readonly SectionKind[],
  itemCodes: readonly string[],
  findings: Findings
): readonly string[] {
  const written = sections.map(({ begin }) => begin?.text('code') || begin?.text('name') || '');
  const isKept = (code: string, i: number) =>
    codeOf(code, 'item') === code &&
    code !== OVERALL_FIGURE &&
    !(kinds[i] === 'factor' && itemCodes.includes(code)) &&
    written.indexOf(code) === i;
  const taken = new Set([OVERALL_FIGURE, ...itemCodes, ...written.filter(isKept)]);
  return sections.map(({ begin }, i) => {
    const name = written[i]!;
    if (isKept(name, i)) return name;
    const code = claimName(taken, name === '' ? `part_${i + 1}` : codeOf(name, 'item'));
    if (begin) note(findings, begin.cell('name'), 'xlsform-renamed', { value: name, code });
    return code;
  });
}

/** Several notes one after the other are one text. */
function readIntro(notes: readonly TableRow[], languages: readonly Language[], findings: Findings): Section['intro'] {
  const texts = notes.flatMap((row) => readText(row, 'label', languages, findings) ?? []);
  const [first, ...more] = texts;
  if (!first || more.length === 0) return first;
  const joined = (language: Language) => texts.map((text) => text[language] ?? text.vi).join(' ');
  return { vi: joined('vi'), ...Object.fromEntries(languages.map((language) => [language, joined(language)])) };
}
