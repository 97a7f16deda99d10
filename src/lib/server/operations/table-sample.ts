/** A table's rows as a survey sample: its columns of weights, strata, PSUs and population sizes, fitted to margins where asked. */
import { postStratifySample, rakeSample } from '../../core/estimation/calibrate-sample';
import type { SurveySample } from '../../core/estimation/survey-sample';
import { makeSurveySample } from '../../core/estimation/survey-sample';
import type { ProblemDetail } from '../../core/problem';
import { badLine, Problem } from '../../core/problem';
import type { Margin } from '../../core/weighting/margin';
import { matchMargin } from '../../core/weighting/margin';
import { numberIn, readCsv } from '../read-csv';

export interface DataFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface SampleColumns {
  readonly weights?: string | undefined;
  readonly strata?: string | undefined;
  readonly psu?: string | undefined;
  readonly fpc?: string | undefined;
  /** CSV files `variable,level,total`; one of the two at most, the first with a single variable. */
  readonly postStratify?: DataFile | undefined;
  readonly rake?: DataFile | undefined;
}

export interface DataTable {
  readonly rows: number;
  /** Texts of a column; missing values ('' and NA, as R writes them) are ''. Throws table-columns. */
  texts(column: string): readonly string[];
  /** As numbers, NaN where missing. Throws table-columns, table-rows. */
  numbers(column: string): Float64Array;
  nameOf(row: number): string;
  /** Throws table-rows with the lines where the column has no value. */
  requireAll(column: string): void;
  /** The combinations of values that occur, in their order; without columns everybody. Rows with a missing value are in none. */
  domains(columns: readonly string[]): readonly { readonly by: Readonly<Record<string, string>> | null; readonly rows: Uint8Array }[];
}

/** Throws file-not-utf8, import-header, import-row, table-empty. */
export function readTable({ file, bytes }: DataFile): DataTable {
  const table = readCsv<string>(bytes, file, []);
  const { header, rows } = table;
  if (rows.length === 0) throw new Problem('table-empty', { file });
  const texts = (column: string): readonly string[] => {
    if (!header.includes(column)) throw new Problem('table-columns', { file, columns: column, known: header.join(', ') });
    return rows.map(({ cells }) => (cells[column] === 'NA' ? '' : cells[column]!));
  };
  const refuse = (bad: readonly ProblemDetail[]): void => {
    if (bad.length > 0) throw new Problem('table-rows', { file, count: bad.length }, bad);
  };
  const lineOf = (row: number) => rows[row]!.line;

  return {
    rows: rows.length,
    texts,
    numbers(column) {
      const cells = texts(column);
      const numbers = Float64Array.from(cells, (cell) => numberIn(cell, table));
      const bad = cells.flatMap((cell, row) =>
        cell !== '' && Number.isNaN(numbers[row]) ? [badLine(lineOf(row), 'row-value', { column, value: cell })] : []
      );
      refuse(bad);
      return numbers;
    },
    nameOf: (row) => `dòng (line) ${lineOf(row)}`,
    requireAll(column) {
      refuse(texts(column).flatMap((cell, row) => (cell === '' ? [badLine(lineOf(row), 'row-empty', { column })] : [])));
    },
    domains(columns) {
      if (columns.length === 0) return [{ by: null, rows: new Uint8Array(rows.length).fill(1) }];
      const values = columns.map(texts);
      const found = new Map<string, { readonly key: readonly string[]; readonly rows: Uint8Array }>();
      rows.forEach((_, row) => {
        const key = values.map((cells) => cells[row]!);
        if (key.includes('')) return;
        const id = JSON.stringify(key);
        const domain = found.get(id) ?? { key, rows: new Uint8Array(rows.length) };
        found.set(id, domain);
        domain.rows[row] = 1;
      });
      return [...found.values()]
        .sort((a, b) => compareKeys(a.key, b.key))
        .map(({ key, rows: members }) => ({ by: Object.fromEntries(columns.map((column, i) => [column, key[i]!])), rows: members }));
    }
  };
}

/** Throws table-columns, table-rows, options-exclusive, and what a sample and its weighting refuse. */
export function tableSample(table: DataTable, { weights, strata, psu, fpc, postStratify, rake }: SampleColumns): SurveySample {
  for (const column of [weights, strata, psu, fpc]) if (column !== undefined) table.requireAll(column);
  const sample = makeSurveySample({
    rows: table.rows,
    nameOf: table.nameOf,
    ...(weights !== undefined && { weights: table.numbers(weights) }),
    ...(strata !== undefined && { strata: table.texts(strata) }),
    ...(psu !== undefined && { psus: table.texts(psu) }),
    ...(fpc !== undefined && { fpc: table.numbers(fpc) })
  });
  const file = postStratify ?? rake;
  if (!file) return sample;
  if (postStratify && rake) throw new Problem('options-exclusive', { options: '--post-stratify, --rake' });

  const margins = readMargins(file);
  const matched = margins.map((margin) => {
    table.requireAll(margin.variable);
    return matchMargin(margin, table.texts(margin.variable));
  });
  if (rake)
    return rakeSample(
      sample,
      matched,
      margins.map(({ variable }) => variable)
    );
  if (matched.length > 1)
    throw new Problem('post-strata-variables', { file: file.file, variables: margins.map(({ variable }) => variable).join(', ') });
  return postStratifySample(sample, matched[0]!);
}

const MARGIN_COLUMNS = ['variable', 'level', 'total'] as const;

function readMargins({ file, bytes }: DataFile): readonly Margin[] {
  const table = readCsv(bytes, file, MARGIN_COLUMNS);
  if (table.rows.length === 0) throw new Problem('table-empty', { file });
  const margins = new Map<string, Map<string, number>>();
  const bad: ProblemDetail[] = [];
  for (const { line, cells } of table.rows) {
    const totals = margins.get(cells.variable) ?? new Map<string, number>();
    margins.set(cells.variable, totals);
    const total = numberIn(cells.total, table);
    if (totals.has(cells.level))
      bad.push(
        badLine(line, 'row-repeated', {
          value: `${cells.variable} = ${cells.level}`,
          first: table.rows.find((row) => row.cells.variable === cells.variable && row.cells.level === cells.level)!.line
        })
      );
    else if (cells.total === '' || Number.isNaN(total)) bad.push(badLine(line, 'row-value', { column: 'total', value: cells.total }));
    totals.set(cells.level, total);
  }
  if (bad.length > 0) throw new Problem('table-rows', { file, count: bad.length }, bad);
  return [...margins].map(([variable, totals]) => ({ variable, totals }));
}

/** Numbers by size, texts by letters. */
function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [i, one] of a.entries()) {
    const other = b[i]!;
    const byNumber = Number(one) - Number(other);
    if (byNumber) return byNumber;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
