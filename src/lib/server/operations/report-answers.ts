/** What a report asks of the answers, and what reading gives it. */
import type { Period, Span } from '../../core/calendar/period';
import type { OverallFigures, PeriodSample } from '../../core/report/overall-figures';
import type { ReportPlaces } from '../../core/report/report-places';
import type { AnswersByUnit } from '../../core/scoring/answers-by-unit';
import type { Tally } from '../../core/tally/tally';
import type { ReportSurvey } from './find-report-survey';
import type { SurveySums } from './read-survey-sums';

export interface AnswersWanted {
  readonly found: ReportSurvey;
  readonly sums: SurveySums;
  readonly places: ReportPlaces;
  /** Null: nobody's. */
  readonly place: number | null;
  /** The days shown. */
  readonly period: Period;
  /** The period asked for: what comes before it is compared. */
  readonly asked: Period;
  readonly span: Span;
}

export interface ReportAnswers {
  readonly overall: OverallFigures;
  readonly answers: AnswersByUnit;
  readonly tally: Tally;
  sampleOf(span: Span): PeriodSample;
}

/** A sample is worked out once for each span of days. */
export function rememberBySpan(make: (span: Span) => PeriodSample): (span: Span) => PeriodSample {
  const known = new Map<string, PeriodSample>();
  return (span) => {
    const key = `${span.from} ${span.to}`;
    const sample = known.get(key) ?? make(span);
    known.set(key, sample);
    return sample;
  };
}
