/**
 * A report as a table for other programs: one row per figure, English column names, shares 0–1 at full precision, the reason in
 * `state` where a figure is withheld. UTF-8 with a byte order mark, because Excel reads it wrongly without; texts that a
 * spreadsheet would take for a formula get an apostrophe.
 */
import { stringify } from 'csv-stringify/sync';
import type { Figure, ItemFigure, Report } from '../../core/report/report';
import { WORDING_COLUMNS, wordingCells } from './wording-cells';

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

const COLUMNS = [
  ...['agency', 'counter', 'surveys', 'mode', 'demonstration', 'questionnaire', 'method', 'period', 'from', 'to'],
  ...[
    'kind',
    'code',
    'name',
    'state',
    'n',
    'valid',
    'value',
    'standard_error',
    'lower',
    'upper',
    'level',
    'degrees_of_freedom',
    'units',
    'strata',
    'design_effect',
    'notes',
    'absent'
  ],
  ...['section', 'not_applicable', 'no_answer', 'mean_level', 'dissatisfied', 'count', 'alarm', 'thin', 'own'],
  ...WORDING_COLUMNS
];

export function reportToCsv(report: Report): string {
  const shared = sharedCells(report);
  const most = Math.max(0, ...report.items.map((item) => item.levels?.length ?? 0));
  const levels = Array.from({ length: most }, (_, i) => `level_${i + 1}`);
  const rows = [...figureRows(report), ...comparisonRows(report), ...changeRows(report), ...recordRows(report)].map((row) => ({
    ...shared,
    ...row
  }));
  return stringify(rows, { header: true, columns: [...COLUMNS, ...levels], bom: true, escape_formulas: true });
}

function sharedCells({ agency, counter, survey, period }: Report): Row {
  return {
    agency: agency.code,
    counter: counter?.code ?? null,
    surveys: survey.codes.join(' '),
    mode: survey.mode,
    demonstration: Number(survey.demonstration),
    questionnaire: survey.questionnaire.code,
    method: `${survey.method.family} ${survey.method.number}`,
    period: period.code,
    from: period.from,
    to: period.to,
    level: survey.method.level,
    ...wordingCells(survey.questionnaire)
  };
}

function figureRows(report: Report): readonly Row[] {
  const thin = (place: { readonly thin: boolean }) => ({ thin: Number(place.thin) });
  return [
    { ...figureCells('overall', report.overall), section: null },
    ...notCountedRows(report),
    ...slipRows(report),
    ...report.factors.map((factor) => figureCells(factor.inOverall ? 'factor' : 'factor_outside', factor)),
    ...report.items.map((item) => ({ ...figureCells('item', item), ...itemCells(item) })),
    ...report.rates.map((rate) => ({ ...figureCells('rate', rate), count: rate.count, alarm: Number(rate.alarm) })),
    ...report.trend.map((month) => figureCells('month', month)),
    ...report.children.map((child) => ({ ...figureCells('child', child), ...thin(child) })),
    ...report.counters.map((counter) => ({ ...figureCells('counter', counter), ...thin(counter) }))
  ];
}

/** The figure of all valid answers, and by ground how many answers are held and excluded. */
function notCountedRows({ notCounted }: Report): readonly Row[] {
  if (!notCounted) return [];
  const counts = notCounted.grounds.flatMap(({ ground, held, excluded }) => [
    { kind: 'held', code: ground, count: held },
    { kind: 'excluded', code: ground, count: excluded }
  ]);
  return [...(notCounted.all ? [figureCells('all_valid', notCounted.all)] : []), ...counts.filter(({ count }) => count > 0)];
}

/** Dossiers that the one-stop software registered; those of counters' months with enough of them; of these the answered. */
function slipRows({ slips }: Report): readonly Row[] {
  if (!slips) return [];
  const { registered, counted, answered } = slips;
  return [
    { kind: 'slips', code: 'registered', count: registered },
    { kind: 'slips', code: 'counted', count: counted },
    { kind: 'slips', code: 'answered', count: answered, state: answered === null ? 'few' : 'shown' }
  ];
}

/** What a frozen round was closed with; shares and sums in `value`, texts in `notes`. */
function recordRows({ round }: Report): readonly Row[] {
  if (!round) return [];
  const { record, hash } = round;
  const { counts, weights, draw } = record;
  const { drawn, eligible, contacted, responded, brokenOff, rates, weightedRates } = counts;
  const weighted = Object.entries(weightedRates ?? {}).map(([code, rate]) => [`${code}_weighted`, rate] as const);
  const values = {
    drawn,
    eligible,
    contacted,
    responded,
    ...(brokenOff === null ? {} : { broken_off: brokenOff }),
    ...rates,
    ...Object.fromEntries(weighted),
    kish: weights.kish,
    sum_of_weights: weights.sum
  };
  const texts = {
    frozen_at: record.frozenAt,
    record_hash: hash,
    weights_hash: weights.hash,
    frame_hash: draw.frameHash,
    draw_hash: draw.resultHash,
    seed: draw.seed,
    generator: draw.generator
  };
  return [
    ...Object.entries(values).map(([code, value]) => ({ kind: 'record', code, value })),
    ...Object.entries(texts).map(([code, notes]) => ({ kind: 'record', code, notes }))
  ];
}

function figureCells(kind: string, { code, name, disclosure, n, estimate }: Figure): Row {
  return {
    kind,
    code,
    name: name.vi,
    state: disclosure,
    n,
    valid: estimate?.valid ?? null,
    value: estimate?.value ?? null,
    standard_error: estimate?.standardError ?? null,
    lower: estimate?.interval?.lower ?? null,
    upper: estimate?.interval?.upper ?? null,
    degrees_of_freedom: estimate?.degreesOfFreedom ?? null,
    units: estimate?.psus ?? null,
    strata: estimate?.strata ?? null,
    design_effect: estimate?.designEffect ?? null,
    notes: estimate?.notes.join(' ') ?? null,
    absent: estimate?.absent.join(' ') ?? null
  };
}

function itemCells({ section, notApplicable, noAnswer, meanLevel, dissatisfied, levels }: ItemFigure): Row {
  return {
    section,
    not_applicable: notApplicable,
    no_answer: noAnswer,
    mean_level: meanLevel,
    dissatisfied,
    ...Object.fromEntries((levels ?? []).map(({ level, count }) => [`level_${level}`, count]))
  };
}

function comparisonRows({ comparison }: Report): readonly Row[] {
  return (comparison?.units ?? []).map((unit) => ({
    kind: 'sister',
    code: unit.code,
    name: unit.name?.vi ?? null,
    state: 'shown',
    n: unit.n,
    value: unit.value,
    lower: unit.interval?.lower ?? null,
    upper: unit.interval?.upper ?? null,
    thin: Number(unit.thin),
    own: Number(unit.own)
  }));
}

function changeRows({ change }: Report): readonly Row[] {
  if (!change) return [];
  const { previous, difference, interval } = change;
  return [
    { kind: 'change', code: previous.code, name: null, state: 'shown', value: difference, lower: interval.lower, upper: interval.upper }
  ];
}
