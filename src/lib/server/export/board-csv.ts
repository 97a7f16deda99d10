/**
 * A PAPI-style board as a table for other programs: the agency's sum, dimensions, sub-dimensions and indicators, then the sums and
 * dimensions of the agencies beside or below; each with that of all valid answers where some are left out. Scores at full precision on their own scale.
 */
import { stringify } from 'csv-stringify/sync';
import type { Board, ScoreFigure } from '../../core/report/board';
import type { NotCountedForms } from '../../core/report/report';
import type { GroupedUnit } from '../../core/scoring/quartile-groups';
import { WORDING_COLUMNS, wordingCells } from './wording-cells';

const COLUMNS = [
  ...['agency', 'surveys', 'mode', 'demonstration', 'method', 'period', 'from', 'to'],
  ...['place', 'place_name', 'kind', 'code', 'name', 'state', 'quality', 'why', 'n', 'score', 'standard_error', 'lower', 'upper', 'level'],
  ...['degrees_of_freedom', 'group', 'near_bound', 'mean', 'min', 'max', 'reversed'],
  ...['not_counted', 'all_valid', 'all_valid_n'],
  ...WORDING_COLUMNS
];

export function boardToCsv(board: Board): string {
  const { agency, survey, period, sum, sumGroup, dimensions, units, notCounted } = board;
  const shared = {
    agency: agency.code,
    surveys: survey.codes.join(' '),
    mode: survey.mode,
    demonstration: Number(survey.demonstration),
    method: `${survey.method.family} ${survey.method.number}`,
    period: period.code,
    from: period.from,
    to: period.to,
    level: survey.method.level,
    ...wordingCells(survey.questionnaire)
  };
  const own = { place: agency.code, place_name: agency.name.vi };
  const rows = [
    { ...own, kind: 'sum', code: 'sum', ...scoreCells(sum, sumGroup), not_counted: (notCounted?.held ?? 0) + (notCounted?.excluded ?? 0) },
    ...groundRows(notCounted).map((row) => ({ ...own, ...row })),
    ...dimensions.flatMap((dimension) => [
      { ...own, kind: 'dimension', code: dimension.code, name: dimension.name.vi, ...scoreCells(dimension.figure, dimension.group) },
      ...dimension.subDimensions.flatMap((sub) => [
        { ...own, kind: 'sub_dimension', code: sub.code, name: sub.name.vi, ...scoreCells(sub.figure, null) },
        ...sub.indicators.map(({ item, text, disclosure, n, score, mean, min, max, reversed }) => ({
          ...own,
          ...{ kind: 'indicator', code: item, name: text.vi, state: disclosure, n, score, mean, min, max, reversed: Number(reversed) }
        }))
      ])
    ]),
    ...units
      .filter((unit) => !unit.own)
      .flatMap((unit) => {
        const place = { place: unit.code, place_name: unit.name.vi };
        return [
          { ...place, kind: 'sum', code: 'sum', ...scoreCells(unit.sum, unit.sumGroup), not_counted: unit.notCounted },
          ...unit.dimensions.map(({ code, figure, group }) => ({ ...place, kind: 'dimension', code, ...scoreCells(figure, group) }))
        ];
      })
  ];
  return stringify(
    rows.map((row) => ({ ...shared, ...row })),
    { header: true, columns: COLUMNS, bom: true, escape_formulas: true }
  );
}

/** As in the file of a report: `held` and `excluded`, by ground. */
function groundRows(forms: NotCountedForms | null) {
  return (forms?.grounds ?? []).flatMap(({ ground, held, excluded }) =>
    [
      { kind: 'held', code: ground, not_counted: held },
      { kind: 'excluded', code: ground, not_counted: excluded }
    ].filter(({ not_counted }) => not_counted > 0)
  );
}

function scoreCells(figure: ScoreFigure | null, group: GroupedUnit | null) {
  if (!figure) return { state: 'not_covered' };
  const { disclosure, quality, why, n, estimate, all } = figure;
  return {
    state: disclosure,
    quality,
    why: why.join(' '),
    n,
    score: estimate?.value ?? null,
    standard_error: estimate?.standardError ?? null,
    lower: estimate?.interval?.lower ?? null,
    upper: estimate?.interval?.upper ?? null,
    degrees_of_freedom: estimate?.degreesOfFreedom ?? null,
    group: group?.group ?? null,
    near_bound: group && Number(group.nearBound),
    all_valid: all?.value ?? null,
    all_valid_n: all?.n ?? null
  };
}
