/** A ranking as a table for other programs, in the order of the ranks; figures at full precision, shares 0–1. */
import { stringify } from 'csv-stringify/sync';
import type { Ranking } from '../../core/report/ranking';
import { WORDING_COLUMNS, wordingCells } from './wording-cells';

const COLUMNS = [
  ...[
    'agency',
    'surveys',
    'mode',
    'demonstration',
    'method',
    'period',
    'from',
    'to',
    'kind',
    'index',
    'measure',
    'reference',
    'reference_value'
  ],
  ...['code', 'name', 'state', 'rank', 'rank_from', 'rank_to', 'class', 'n', 'value', 'standard_error', 'lower', 'upper', 'level'],
  ...['degrees_of_freedom', 'notes', 'previous', 'change', 'change_lower', 'change_upper'],
  ...['held', 'excluded', 'all_valid', 'all_valid_n'],
  ...WORDING_COLUMNS
];

export function rankingToCsv(ranking: Ranking): string {
  const { agency, survey, period, kind, index, reference } = ranking;
  const shared = {
    agency: agency.code,
    surveys: survey.codes.join(' '),
    mode: survey.mode,
    demonstration: Number(survey.demonstration),
    method: `${survey.method.family} ${survey.method.number}`,
    period: period.code,
    from: period.from,
    to: period.to,
    kind,
    index: index.key,
    measure: index.measure,
    reference: reference?.kind ?? null,
    reference_value: reference?.value ?? null,
    level: survey.method.level,
    ...wordingCells(survey.questionnaire)
  };
  const rows = ranking.agencies.map(({ code, name, state, rank, n, estimate, disclosure, change, notCounted }) => ({
    ...shared,
    held: notCounted?.held ?? 0,
    excluded: notCounted?.excluded ?? 0,
    all_valid: notCounted?.all?.value ?? null,
    all_valid_n: notCounted?.all?.n ?? null,
    code,
    name: name.vi,
    state: state === 'hidden' ? disclosure : state,
    rank: rank?.rank ?? null,
    rank_from: rank?.from ?? null,
    rank_to: rank?.to ?? null,
    class: rank?.class ?? null,
    n,
    value: estimate?.value ?? null,
    standard_error: estimate?.standardError ?? null,
    lower: estimate?.interval?.lower ?? null,
    upper: estimate?.interval?.upper ?? null,
    degrees_of_freedom: estimate?.degreesOfFreedom ?? null,
    notes: estimate?.notes.join(' ') ?? null,
    previous: change?.previous.code ?? null,
    change: change?.difference ?? null,
    change_lower: change?.interval.lower ?? null,
    change_upper: change?.interval.upper ?? null
  }));
  return stringify(rows, { header: true, columns: COLUMNS, bom: true, escape_formulas: true });
}
