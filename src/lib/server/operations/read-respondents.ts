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
import type { Tally } from '../../core/tally/tally';
import { tallyResponses } from '../../core/tally/tally-responses';
import type { Db } from '../schema';
import { listCountedBetween } from '../store/responses';
import type { Survey } from '../store/surveys';
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
  const rows = (
    await Promise.all(surveys.map((survey) => (isSampled ? readSampled(db, survey, span) : readTable(db, survey, span))))
  ).flat();
  const domain = (counterIds: readonly string[], days: Span) => {
    const wanted = new Set(counterIds);
    return rows
      .filter((row) => wanted.has(row.counterId) && isWithinSpan(row.day, days))
      .map(({ answers, weight, unit }) => ({ answers: decodeAnswers(answers), weight, ...(unit !== undefined && { unit }) }));
  };
  return {
    sampleOf: isSampled ? await designOf(db, surveys) : tableSample(rows),
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

/** Of every response of the surveys, in the shown days or not: the design's sample. Rounds of a series are strata of their own. */
async function designOf(db: Db, surveys: readonly Survey[]): Promise<(span: Span) => PeriodSample> {
  const stratumOf = new Map<string, number>();
  const strata: { units: Set<string>; fpc: number | null }[] = [];
  const indexes = new Map<string, number>();
  for (const survey of surveys)
    for (const row of await readWeights(db, survey)) {
      const label = `${survey.id} ${row.stratum}`;
      const index = indexes.get(label) ?? strata.length;
      if (index === strata.length) {
        indexes.set(label, index);
        strata.push({ units: new Set(), fpc: row.fpc });
      }
      const unit = unitLabel(survey, row);
      strata[index]!.units.add(unit);
      stratumOf.set(unit, index);
    }
  const sample: PeriodSample = {
    unit: 'psu',
    sample: {
      psus: stratumOf.size,
      capEffectiveSize: false,
      design: {
        strata: strata.map(({ units, fpc }) => ({
          units: units.size,
          ...(fpc !== null && { samplingFraction: fpc <= 1 ? fpc : units.size / fpc })
        })),
        stratumOf: (unit) => stratumOf.get(unit)!
      }
    },
    unitOf: (day) => day
  };
  return () => sample;
}

/** Throws response-unweighted where the survey has no final run. */
async function readWeights(db: Db, survey: Survey) {
  const run = await findFinalRun(db, survey.id);
  return run ? listResponseWeights(db, run.id) : [];
}

function unitLabel(survey: Survey, { stratum, psu }: { readonly stratum: string; readonly psu: string }): string {
  return JSON.stringify([survey.id, stratum, psu]);
}
