/**
 * Answers whose figures come from the respondents one by one: an imported table, where every respondent is a sampling unit and the
 * period's rows are the sample, and a sampled survey, where the design says the units and the period is a domain of the sample.
 */
import { isWithinSpan } from '../../core/calendar/period';
import type { Span } from '../../core/calendar/period';
import { Problem } from '../../core/problem';
import { overallFromAnswers } from '../../core/report/overall-figures';
import type { PeriodSample } from '../../core/report/overall-figures';
import { decodeAnswers } from '../../core/response/encode-answers';
import { answersByRespondent } from '../../core/scoring/answers-by-respondent';
import type { AnswersByUnit } from '../../core/scoring/answers-by-unit';
import type { Sample } from '../../core/scoring/estimate-figure';
import type { Tally } from '../../core/tally/tally';
import { tallyResponses } from '../../core/tally/tally-responses';
import type { Db } from '../schema';
import { listCountedBetween } from '../store/responses';
import type { Survey } from '../store/surveys';
import type { ResponseWeight } from '../store/weights';
import { findFinalRun, listResponseWeights } from '../store/weights';
import type { ReportSurvey } from './find-report-survey';
import type { AnswersWanted, ReportAnswers } from './report-answers';
import { rememberBySpan } from './report-answers';

interface Respondent {
  readonly counterId: string;
  readonly day: string;
  readonly answers: string;
  readonly weight: number;
  /** The PSU's label; of an imported table the respondent's own id, by which places that share respondents know them. */
  readonly unit?: string;
}

export interface Respondents {
  sampleOf(span: Span): PeriodSample;
  /** Of these counters in these days, a row a respondent. */
  answersOf(counterIds: readonly string[], days: Span): AnswersByUnit;
  tallyOf(counterIds: readonly string[], days: Span): Tally;
}

/** Throws response-unweighted. */
export async function respondentsOf(
  db: Db,
  { surveys, layout }: Pick<ReportSurvey, 'surveys' | 'layout'>,
  span: Span
): Promise<Respondents> {
  const isSampled = surveys.at(-1)!.psu === 'design';
  const rounds = await Promise.all(
    surveys.map(async (survey) => ({
      survey,
      rows: isSampled ? await readSampled(db, survey, span) : await readTable(db, survey, span)
    }))
  );
  const rows = rounds.flatMap((round) => round.rows);
  const domain = (counterIds: readonly string[], days: Span) => {
    const wanted = new Set(counterIds);
    return rows
      .filter((row) => wanted.has(row.counterId) && isWithinSpan(row.day, days))
      .map(({ answers, weight, unit }) => ({ answers: decodeAnswers(answers), weight, ...(unit !== undefined && { unit }) }));
  };
  return {
    sampleOf: isSampled ? await designOf(db, rounds) : tableSample(rows),
    answersOf: (counterIds, days) => answersByRespondent(layout, domain(counterIds, days)),
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

async function readSampled(db: Db, survey: Survey, { from, to }: Span): Promise<readonly Respondent[]> {
  const weights = new Map((await readWeights(db, survey)).map((row) => [row.response_id, row]));
  return (await listCountedBetween(db, survey.id, from, to)).map((row) => {
    const weight = weights.get(row.id);
    if (!weight) throw new Problem('response-unweighted', { survey: survey.code });
    return { ...row, weight: weight.weight, unit: unitLabel(survey, weight) };
  });
}

interface Round {
  readonly survey: Survey;
  readonly rows: readonly Respondent[];
}

/**
 * A period's sample: every response, in the period or not, of the rounds that have an answer in it. Rounds of a series are strata of
 * their own, so that what is wrong with one says nothing of another; together they are the frame.
 */
async function designOf(db: Db, rounds: readonly Round[]): Promise<(span: Span) => PeriodSample> {
  const strata = (await Promise.all(rounds.map(async ({ survey }) => strataOf(survey, await readWeights(db, survey))))).map((of, i) => ({
    rows: rounds[i]!.rows,
    of
  }));
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

/** Throws response-unweighted where the survey has no final run. */
async function readWeights(db: Db, survey: Survey) {
  const run = await findFinalRun(db, survey.id);
  return run ? listResponseWeights(db, run.id) : [];
}

function unitLabel(survey: Survey, { stratum, psu }: { readonly stratum: string; readonly psu: string }): string {
  return JSON.stringify([survey.id, stratum, psu]);
}
