/**
 * Takes a scorecard's workbook back, also after a person worked on it in Excel or LibreOffice: columns and labels are found by
 * their words, numbers may be texts with a comma, rows may be empty or moved. All or nothing: every bad cell is named by its
 * address. What the sheet computes is computed again here; a number typed over a formula must agree with it.
 */
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import type { LineFigure } from '../../core/scoring/assemble-scorecard';
import type { ParRules, RulesName } from '../../core/scoring/par-rules';
import { readRulesLabel } from '../../core/scoring/par-rules';
import type { Scorecard } from '../../core/scoring/scorecard';
import { openWorkbook } from '../open-workbook';
import { cellProblem, locateProblem } from '../scorecard-sheet/cell-problem';
import { computedMistakes } from '../scorecard-sheet/check-computed';
import { readLines } from '../scorecard-sheet/read-lines';
import { findTable } from '../scorecard-sheet/find-table';
import type { ScorecardTable } from '../scorecard-sheet/find-table';
import { SCORECARD_LABELS } from '../scorecard-sheet/layout';

export interface ScorecardUpload {
  readonly file: Uint8Array;
  /** For the sentences of its problems. */
  readonly fileName: string;
  /** undefined: there is no such version. */
  readonly findRules: (name: RulesName) => ParRules | undefined | Promise<ParRules | undefined>;
  /** Figures of surveys that the card has: points in the workbook must be theirs. Left out: it has none. */
  readonly findFigures?: (card: Pick<ScorecardFile, 'agencyCode' | 'year' | 'rules'>) => Promise<readonly LineFigure[]>;
}

/** The standing that was published is not in the workbook. */
export type ScorecardFile = Omit<Scorecard, 'published'> & {
  /** Of the stored card that the workbook was taken from; null: it does not say. */
  readonly revision: number | null;
};

/**
 * The card as the workbook has it; its agency and year are for the caller to compare. Throws `body-too-large`, `workbook-unreadable`,
 * `import-header` (a column missing or twice), `sheet-too-long`, or `cells-invalid` whose details name every bad cell.
 */
export async function readScorecardXlsx({ file, fileName, findRules, findFigures }: ScorecardUpload): Promise<ScorecardFile> {
  const table = findTable(await openWorkbook(file, fileName), fileName);
  const title = await readTitle(table, findRules);
  if (!title.rules) throw invalid(fileName, title.mistakes);

  const { lines, composition, cells, mistakes } = readLines(table, title.rules);
  const card = { agencyCode: title.agencyCode, year: title.year, rules: title.rules, lines, composition };
  const figures = title.mistakes.length === 0 && findFigures ? await findFigures(card) : [];
  const assembled = assembleScorecard(title.rules, { ...card, published: null }, figures);
  const found = [...title.mistakes, ...mistakes, ...assembled.problems.map((problem) => locateProblem(problem, cells))];
  const all = found.length > 0 ? found : computedMistakes(table, assembled);
  if (all.length > 0) throw invalid(fileName, all);
  return { ...card, rules: { family: title.rules.family, number: title.rules.number }, revision: title.revision };
}

interface Title {
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: ParRules | undefined;
  readonly revision: number | null;
  readonly mistakes: readonly ProblemDetail[];
}

/** The labels above the table, each with its value in the next cell that holds one. */
async function readTitle({ labels }: ScorecardTable, findRules: ScorecardUpload['findRules']): Promise<Title> {
  const mistakes: ProblemDetail[] = [];
  const valueOf = (label: string): { readonly cell: string; readonly text: string } | undefined => {
    const found = labels.get(label);
    if (!found) mistakes.push({ place: label, code: 'sheet-label-missing', parameters: { label } });
    else if (found.text === '') mistakes.push(cellProblem(found.cell, 'cell-empty'));
    return found && found.text !== '' ? found : undefined;
  };
  const agency = valueOf(SCORECARD_LABELS.agencyCode);
  const year = valueOf(SCORECARD_LABELS.year);
  const name = valueOf(SCORECARD_LABELS.rules);
  if (year && !/^(19|20)\d\d$/.test(year.text)) mistakes.push(cellProblem(year.cell, 'cell-value', { value: year.text }));
  const revision = labels.get(SCORECARD_LABELS.revision);
  if (revision && !/^\d{1,9}$/.test(revision.text)) mistakes.push(cellProblem(revision.cell, 'cell-value', { value: revision.text }));
  const label = name && readRulesLabel(name.text);
  const rules = label && (await findRules(label));
  if (name && !rules) mistakes.push(cellProblem(name.cell, 'cell-rules-unknown', { value: name.text }));
  return {
    agencyCode: agency?.text ?? '',
    year: Number(year?.text ?? 0),
    rules,
    revision: revision ? Number(revision.text) : null,
    mistakes
  };
}

function invalid(file: string, mistakes: readonly ProblemDetail[]): Problem {
  return new Problem('cells-invalid', { file, count: mistakes.length }, mistakes);
}
