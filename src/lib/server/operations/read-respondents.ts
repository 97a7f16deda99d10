/**
 * Answers whose figures come from the respondents one by one: an imported table, where every respondent is a sampling unit and the
 * period's rows are the sample, and a sampled survey, where the design says the units and the period is a domain of the sample.
 */
import { makeSurveySample } from '../../core/estimation/survey-sample';
import { isWithinSpan } from '../../core/calendar/period';
import type { Span } from '../../core/calendar/period';
import { Problem } from '../../core/problem';
import { overallFromAnswers } from '../../core/report/overall-figures';
import type { PeriodSample } from '../../core/report/overall-figures';
import { decodeAnswers } from '../../core/response/encode-answers';
import { answersByRespondent } from '../../core/scoring/answers-by-respondent';
import { directKey } from '../../core/agency/direct-key';
import type { AnswersByUnit } from '../../core/scoring/answers-by-unit';
import type { Sample } from '../../core/scoring/estimate-figure';
import { fittedSample } from '../../core/scoring/fitted-sample';
import type { FittedSample } from '../../core/scoring/fitted-sample';
import type { Tally } from '../../core/tally/tally';
import { tallyResponses } from '../../core/tally/tally-responses';
import type { StoredFit, StoredLevels } from '../../core/weighting/stored-fit';
import { withStoredFit } from '../../core/estimation/stored-calibration';
import type { Db } from '../schema';
import { listCountedBetween } from '../store/responses';
import type { Survey } from '../store/surveys';
import type { ResponseWeight } from '../store/weights';
import { findStandingDraw } from '../store/weighted-units';
import { findFinalRun, listResponseWeights } from '../store/weights';
import type { ReportSurvey } from './find-report-survey';
import type { AnswersWanted, ReportAnswers } from './report-answers';
import { rememberBySpan } from './report-answers';

export interface Respondent {
  readonly counterId: string;
  readonly day: string;
  readonly answers: string;
  readonly weight: number;
  /** The PSU's label; of an imported table the respondent's own id, by which places that share respondents know them. */
  readonly unit?: string;
  /** Of a sampled survey: its row among the weights. */
  readonly row?: number;
}

export interface Respondents {
  sampleOf(span: Span): PeriodSample;
  /** Of these counters in these days, a row a respondent. */
  answersOf(counterIds: readonly string[], days: Span): AnswersByUnit;
  tallyOf(counterIds: readonly string[], days: Span): Tally;
}

/** Throws response-unweighted, round-not-frozen. */
export async function respondentsOf(
  db: Db,
  { surveys, layout }: Pick<ReportSurvey, 'surveys' | 'layout'>,
  span: Span
): Promise<Respondents> {
  const isSampled = surveys.at(-1)!.psu === 'design';
  const rounds = await Promise.all(
    surveys.map(async (survey) =>
      isSampled ? readSampled(db, survey, span) : { survey, rows: await readTable(db, survey, span), weights: [], fit: null }
    )
  );
  return asRespondents(rounds, layout, isSampled);
}

/** The same of what was read already. */
export function asRespondents(rounds: readonly Round[], layout: ReportSurvey['layout'], isSampled: boolean): Respondents {
  const rows = rowsOf(rounds);
  const fitted = fittedSampleOf(rounds);
  const domain = (counterIds: readonly string[], days: Span) => {
    const wanted = new Set(counterIds);
    return rows
      .filter((row) => wanted.has(row.counterId) && isWithinSpan(row.day, days))
      .map(({ answers, weight, unit, row }) => ({
        ...{ answers: decodeAnswers(answers), weight },
        ...(unit !== undefined && { unit }),
        ...(row !== undefined && { row })
      }));
  };
  return {
    sampleOf: isSampled ? designOf(rounds) : tableSample(rows),
    answersOf: (counterIds, days) => answersByRespondent(layout, domain(counterIds, days), fitted),
    tallyOf: (counterIds, days) => tallyResponses(layout, domain(counterIds, days))
  };
}

export async function readRespondents(db: Db, { found, span, period }: AnswersWanted, counters: readonly string[]): Promise<ReportAnswers> {
  const { sampleOf, answersOf, tallyOf } = await respondentsOf(db, found, span);
  return {
    overall: overallFromAnswers(answersOf, sampleOf, found.layout, found.method.content),
    answers: answersOf(counters, period),
    tally: tallyOf(counters, period),
    sampleOf
  };
}

async function readTable(db: Db, survey: Survey, { from, to }: Span): Promise<readonly Respondent[]> {
  return (await listCountedBetween(db, survey.id, from, to)).map((row) => ({ ...row, weight: 1, unit: row.id }));
}

function tableSample(rows: readonly Respondent[]): (span: Span) => PeriodSample {
  return rememberBySpan((days) => ({
    unit: 'respondent',
    sample: { psus: rows.filter((row) => isWithinSpan(row.day, days)).length, capEffectiveSize: false },
    unitOf: (day) => day
  }));
}

/** Of all rounds together. */
function rowsOf(rounds: readonly Round[]): readonly Respondent[] {
  // Rows of a round are counted on from those of the rounds before it.
  const firsts = rounds.map((_, i) => rounds.slice(0, i).reduce((sum, { weights }) => sum + weights.length, 0));
  return rounds.flatMap((round, i) => round.rows.map((row) => (row.row === undefined ? row : { ...row, row: firsts[i]! + row.row })));
}

export interface Round {
  readonly survey: Survey;
  readonly rows: readonly Respondent[];
  /** Every weight of the round, whenever its answer came in. */
  readonly weights: readonly ResponseWeight[];
  /** Weights fitted to known totals. */
  readonly fit: StoredFit | null;
}

/** A round whose sample was drawn here has figures once it is frozen. `row` counts the weights of this round from 0. */
async function readSampled(db: Db, survey: Survey, { from, to }: Span): Promise<Round> {
  const isRound = (await findStandingDraw(db, survey.id)) !== undefined;
  const run = await findFinalRun(db, survey.id);
  if (isRound && !run) throw new Problem('round-not-frozen', { survey: survey.code });
  const weights = run ? await listResponseWeights(db, run.id) : [];
  const rowOf = new Map(weights.map(({ response_id: id }, row) => [id, row]));
  const rows = (await listCountedBetween(db, survey.id, from, to)).map((response): Respondent => {
    const row = rowOf.get(response.id);
    if (row === undefined) throw new Problem('response-unweighted', { survey: survey.code });
    const weight = weights[row]!;
    const counterId = isRound ? directKey(response.handlingAgencyId) : response.counterId;
    return { ...response, counterId, weight: weight.weight, unit: unitLabel(survey, weight), row };
  });
  const { fitted = null } = isRound ? (JSON.parse(run!.diagnostics) as { fitted?: StoredFit | null }) : {};
  return { survey, rows, weights, fit: fitted };
}

/** Rounds one after the other; undefined: no round's weights were fitted to known totals. */
function fittedSampleOf(rounds: readonly Round[]): FittedSample | undefined {
  if (rounds.every(({ fit }) => fit === null)) return undefined;
  return fittedSample(
    rounds.map(({ survey, weights, fit }) => {
      const sample = makeSurveySample({
        rows: weights.length,
        weights: weights.map(({ weight }) => weight),
        strata: weights.map(({ stratum }) => stratum),
        psus: weights.map(({ psu }) => psu),
        ...(weights.some(({ fpc }) => fpc !== null) && { fpc: weights.map(({ fpc }) => fpc ?? Infinity) })
      });
      return {
        units: weights.map((row) => unitLabel(survey, row)),
        sample: fit
          ? withStoredFit(
              sample,
              fit,
              weights.map(({ margins }) => JSON.parse(margins!) as StoredLevels)
            )
          : sample
      };
    })
  );
}

/**
 * A period's sample: every response, in the period or not, of the rounds that have an answer in it. Rounds of a series are strata of
 * their own, so that what is wrong with one says nothing of another; together they are the frame.
 */
function designOf(rounds: readonly Round[]): (span: Span) => PeriodSample {
  const strata = rounds.map(({ survey, rows, weights }) => ({ rows, of: strataOf(survey, weights) }));
  const frame = sampleOfStrata(strata.flatMap(({ of }) => of));
  return rememberBySpan((span) => {
    const answered = strata.filter(({ rows }) => rows.some(({ day }) => isWithinSpan(day, span)));
    const isAll = answered.length === 0 || answered.length === strata.length;
    const sample = isAll ? frame : { ...sampleOfStrata(answered.flatMap(({ of }) => of)), frame };
    return { unit: 'psu', sample, unitOf: (day) => day };
  });
}

interface Stratum {
  readonly units: ReadonlySet<string>;
  readonly fpc: number | null;
}

function strataOf(survey: Survey, weights: readonly ResponseWeight[]): readonly Stratum[] {
  const strata = new Map<string, { readonly units: Set<string>; readonly fpc: number | null }>();
  for (const row of weights) {
    const one = strata.get(row.stratum) ?? { units: new Set<string>(), fpc: row.fpc };
    strata.set(row.stratum, one);
    one.units.add(unitLabel(survey, row));
  }
  return [...strata.values()];
}

function sampleOfStrata(strata: readonly Stratum[]): Sample {
  const stratumOf = new Map(strata.flatMap(({ units }, h) => [...units].map((unit) => [unit, h] as const)));
  return {
    psus: stratumOf.size,
    capEffectiveSize: false,
    design: {
      strata: strata.map(({ units, fpc }) => ({
        units: units.size,
        ...(fpc !== null && { samplingFraction: fpc <= 1 ? fpc : units.size / fpc })
      })),
      stratumOf: (unit) => stratumOf.get(unit)!
    }
  };
}

/** Of a PSU of one of these rounds. */
export function unitLabel(survey: Survey, { stratum, psu }: { readonly stratum: string; readonly psu: string }): string {
  return JSON.stringify([survey.id, stratum, psu]);
}
