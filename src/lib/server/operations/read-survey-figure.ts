/**
 * A figure of a survey at one agency, over the whole survey, as the report there shows it: what the points of the PAR INDEX are made of
 * is what a click on them leads to. What the report withholds gives no figure, and why.
 */
import { Problem } from '../../core/problem';
import type { Figure, Report } from '../../core/report/report';
import type { NoFigureReason, SurveyFigure } from '../../core/scoring/survey-points';
import type { Db } from '../schema';
import { findSurveyByCode } from '../store/surveys';
import { buildReport } from './build-report';
import { findReportLine } from './find-report-survey';

export interface WantedFigure {
  readonly surveyCode: string;
  readonly agencyCode: string;
  /** `overall` or a section's code. */
  readonly figureCode: string;
}

export type ReadSurveyFigure = (wanted: WantedFigure) => Promise<SurveyFigure>;

const WHOLE_SURVEY = 'all';

/** Reads each agency's report of a survey once, however many of its figures are asked for. Checks no permission. */
export function surveyFigures(db: Db, now: Date): ReadSurveyFigure {
  const outcomes = new Map<string, Promise<Report | NoFigureReason>>();
  return async ({ surveyCode, agencyCode, figureCode }) => {
    const survey = await findSurveyByCode(db, surveyCode);
    const origin = { surveyCode, agencyCode, figureCode, mode: survey?.mode ?? 'sampled' } as const;
    if (!survey || !(await listShares(db, surveyCode)).includes(figureCode)) return { ...origin, n: null, withheld: 'no-figure' };
    const key = `${surveyCode}\n${agencyCode}`;
    const outcome = outcomes.get(key) ?? wholeReport(db, surveyCode, agencyCode, now);
    outcomes.set(key, outcome);
    const report = await outcome;
    if (typeof report === 'string') return { ...origin, n: null, withheld: report };
    const figure = [report.overall, ...report.factors].find(({ code }) => code === figureCode);
    return { ...origin, ...describeFigure(figure) };
  };
}

/** Codes of a survey's figures that are shares of satisfied answers, the overall one first. Throws `survey-not-found`. */
export async function listShares(db: Db, surveyCode: string): Promise<readonly string[]> {
  const { layout } = (await findReportLine(db, surveyCode)).at(-1)!;
  return layout.figures.filter(({ measure }) => measure === 'satisfied-share').map(({ code }) => code);
}

async function wholeReport(db: Db, survey: string, agencyCode: string, now: Date): Promise<Report | NoFigureReason> {
  try {
    return (await buildReport(db, { subject: { agencyCode }, survey, period: WHOLE_SURVEY, scopes: [] }, now)).report;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'response-unweighted') return 'unweighted';
    throw failure;
  }
}

function describeFigure(figure: Figure | undefined) {
  if (!figure) return { n: null, withheld: 'no-figure' } as const;
  const { disclosure, estimate, n } = figure;
  if (disclosure !== 'shown') return { n: null, withheld: disclosure } as const;
  return estimate
    ? ({ n, withheld: null, share: estimate.value, interval: estimate.interval } as const)
    : ({ n, withheld: 'none' } as const);
}
