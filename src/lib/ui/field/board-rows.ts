/** Rows of the board's tables: how each part stands to what should be in by now, and the order that an address asks for. */
import type { BoardLine } from '../../core/fieldwork/board';
import type { PaceClass } from '../../core/fieldwork/pace';
import { paceClass, shortfall } from '../../core/fieldwork/pace';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Sorting } from '../list/sorting';
import { compareBy, readSorting } from '../list/sorting';

interface Part {
  readonly key: string;
  readonly name: LocalizedText;
  readonly line: BoardLine;
}

export interface PacedPart extends Part {
  readonly pace: PaceClass;
  /** Answers that should be in by now and are not; of what has nobody left to ask, those that the target still wants. */
  readonly short: number;
}

export const withPace = (parts: readonly Part[], expected: number): readonly PacedPart[] =>
  parts.map((part) => {
    const pace = paceClass(part.line, expected);
    return { ...part, pace, short: shortfall(part.line, pace === 'spent' ? 1 : expected) };
  });

/** Those that are behind, or have nobody left to ask, the most answers short first. */
export const inNeed = (parts: readonly PacedPart[]): readonly PacedPart[] =>
  parts.filter(({ pace }) => ['far', 'behind', 'spent'].includes(pace)).toSorted((a, b) => b.short - a.short);

export interface SortedRows<Row> {
  readonly rows: readonly Row[];
  readonly sorting: Sorting;
  /** An order was asked for. */
  readonly isAsked: boolean;
}

type Values<Row> = Readonly<Record<string, (row: Row) => number | null>>;

/** `asked`: of the address; null: as they are, which is by name. */
export function sortRows<Row>(rows: readonly Row[], asked: string | null, values: Values<Row>): SortedRows<Row> {
  const places = new Map(rows.map((row, at) => [row, at]));
  const all: Values<Row> = { name: (row) => places.get(row)!, ...values };
  const sorting = readSorting(asked, Object.keys(all), { key: 'name', descending: false });
  return { rows: rows.toSorted(compareBy(sorting, all)), sorting, isAsked: asked !== null };
}

export const PART_VALUES: Values<PacedPart> = {
  target: ({ line }) => line.target,
  answered: ({ line }) => line.answered,
  progress: ({ line }) => line.progress,
  short: ({ short }) => short,
  open: ({ line }) => line.open,
  lost: ({ line }) => line.lost,
  rr1: ({ line }) => line.rates.rr1,
  coop1: ({ line }) => line.rates.coop1
};

export interface InterviewerRow {
  readonly id: string;
  readonly name: string;
  readonly line: BoardLine;
  readonly quality: {
    readonly answers: number;
    readonly medianMs: number | null;
    readonly missingShare: number | null;
    readonly flagged: number;
    readonly flags: readonly (readonly [flag: string, count: number])[];
  };
}

export const INTERVIEWER_VALUES: Values<InterviewerRow> = {
  has: ({ line }) => line.answered + line.open,
  open: ({ line }) => line.open,
  interviews: ({ quality }) => quality.answers,
  coop1: ({ line }) => line.rates.coop1,
  ref1: ({ line }) => line.rates.ref1,
  median: ({ quality }) => quality.medianMs,
  missing: ({ quality }) => quality.missingShare,
  flagged: ({ quality }) => quality.flagged
};

/** With flags, the most flagged first. */
export const withFlags = (rows: readonly InterviewerRow[]): readonly InterviewerRow[] =>
  rows.filter(({ quality }) => quality.flagged > 0).toSorted((a, b) => b.quality.flagged - a.quality.flagged);
