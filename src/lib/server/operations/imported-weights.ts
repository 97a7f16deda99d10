/**
 * The design of an imported sampled survey: each row's weight, stratum, PSU and population size, checked as one sample and stored as
 * the survey's final weighting run (until a sampling desk makes runs of its own). Importing more rows adds to the run.
 */
import { makeSurveySample } from '../../core/estimation/survey-sample';
import type { ProblemDetail } from '../../core/problem';
import { badLine } from '../../core/problem';
import { newId } from '../new-id';
import type { CsvRow, CsvTable } from '../read-csv';
import { numberIn } from '../read-csv';
import type { Db } from '../schema';
import type { ResponseWeight, WeightingRun } from '../store/weights';
import { findFinalRun, insertResponseWeights, insertRun, listResponseWeights, updateRun } from '../store/weights';
import type { ColumnMapping } from './column-mapping';
import { hashOfWeights } from './weights-hash';

export type DesignColumns = Pick<ColumnMapping, 'weight' | 'stratum' | 'psu' | 'fpc'>;

/** One row's place in the design. */
export interface DesignCells {
  readonly weight: number;
  readonly stratum: string;
  /** Left out: the respondent is a PSU. */
  readonly psu: string | null;
  readonly fpc: number | null;
}

const BATCH = 500;

/** A row's cells by the mapping; without a stratum column everybody is in one. */
export function readDesignCells(
  { line, cells }: CsvRow<string>,
  { weight, stratum, psu, fpc }: DesignColumns,
  table: Pick<CsvTable<string>, 'delimiter'>
): { readonly design: DesignCells; readonly problems: readonly ProblemDetail[] } {
  const problems: ProblemDetail[] = [];
  const positive = (column: string): number => {
    const value = numberIn(cells[column]!, table);
    if (!(value > 0 && value < Infinity)) problems.push(badLine(line, 'row-value', { column, value: cells[column]! }));
    return value;
  };
  const text = (column: string): string => {
    if (cells[column] === '') problems.push(badLine(line, 'row-empty', { column }));
    return cells[column]!;
  };
  const design = {
    weight: positive(weight!),
    stratum: stratum === undefined ? '' : text(stratum),
    psu: psu === undefined ? null : text(psu),
    fpc: fpc === undefined ? null : positive(fpc)
  };
  return { design, problems };
}

/** `imported`: the responses that are new, each with its line of the file. Throws what a sample refuses (fpc-varies, fpc-too-small). */
export async function storeImportedWeights(
  db: Db,
  surveyId: string,
  imported: readonly { readonly responseId: string; readonly line?: number; readonly design: DesignCells }[],
  source: { readonly file: string; readonly hash: string }
): Promise<void> {
  const known = await findFinalRun(db, surveyId);
  const run: WeightingRun = known ?? {
    ...{ id: newId(), survey_id: surveyId, steps: '[]', state: 'final', hash: '' },
    ...{ number: 0, made_by: null, made_at: '', diagnostics: '' }
  };
  const rows = imported.map(({ responseId, design }): ResponseWeight => ({
    weighting_run_id: run.id,
    response_id: responseId,
    stratum: design.stratum,
    psu: design.psu ?? responseId,
    fpc: design.fpc,
    base_weight: design.weight,
    weight: design.weight,
    margins: null
  }));
  const before = known ? await listResponseWeights(db, run.id) : [];
  const all = [...before, ...rows];
  // What is there already was checked: a row that does not go with it is one of the file.
  checkSample(all, (row) => `dòng (line) ${imported[row - before.length]?.line ?? '–'}`);
  const steps = [...(JSON.parse(run.steps) as object[]), { kind: 'imported', file: source.file, hash: source.hash, rows: rows.length }];
  const changed = { steps: JSON.stringify(steps), hash: hashOfWeights(all) };
  if (known) await updateRun(db, run.id, changed);
  else await insertRun(db, { ...run, ...changed });
  for (let at = 0; at < rows.length; at += BATCH) await insertResponseWeights(db, rows.slice(at, at + BATCH));
}

function checkSample(rows: readonly ResponseWeight[], nameOf: (row: number) => string): void {
  makeSurveySample({
    rows: rows.length,
    nameOf,
    weights: rows.map(({ weight }) => weight),
    strata: rows.map(({ stratum }) => stratum),
    psus: rows.map(({ psu }) => psu),
    ...(rows.some(({ fpc }) => fpc !== null) && { fpc: rows.map(({ fpc }) => fpc ?? NaN) })
  });
}
