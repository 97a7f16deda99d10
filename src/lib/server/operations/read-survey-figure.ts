/**
 * A figure of a survey at one agency, over the whole survey, as the report there shows it: what the points of the PAR INDEX are made of
 * is what a click on them leads to. What the report withholds gives no figure, and why.
 */
import { Problem } from '../../core/problem';
import { toFigure } from '../../core/report/figure';
import { figureCells } from '../../core/report/index-choice';
import { estimateOf, markOfAll } from '../../core/report/place-answers';
import type { Figure } from '../../core/report/report';
import { figureIndex } from '../../core/scoring/survey-index';
import type { NoFigureReason, SurveyFigure } from '../../core/scoring/survey-points';
import type { Db } from '../schema';
import { listNotCounted } from '../store/not-counted';
import { findSurveyByCode } from '../store/surveys';
import { findReportSubject } from './find-report-places';
import { findReportLine } from './find-report-survey';
import { findUnreadiness } from './points-readiness';
import { readPlaceAnswers } from './read-place-answers';
import { findReportSetting } from './report-setting';

export interface WantedFigure {
  readonly surveyCode: string;
  readonly agencyCode: string;
  /** `overall` or a section's code. */
  readonly figureCode: string;
}

export type ReadSurveyFigure = (wanted: WantedFigure) => Promise<SurveyFigure>;

const WHOLE_SURVEY = 'all';

/** Reads each survey once, however many agencies' figures are asked for. Checks no permission. */
export function surveyFigures(db: Db, now: Date): ReadSurveyFigure {
  const read = new Map<string, Promise<ReadSurvey | NoFigureReason>>();
  return async ({ surveyCode, agencyCode, figureCode }) => {
    const survey = await findSurveyByCode(db, surveyCode);
    const origin = { surveyCode, agencyCode, figureCode, mode: survey?.mode ?? 'sampled' } as const;
    if (!survey || !(await listShares(db, surveyCode)).includes(figureCode)) return { ...origin, n: null, withheld: 'no-figure' };
    const unready = survey.mode === 'sampled' ? await findUnreadiness(db, survey) : null;
    if (unready) return { ...origin, n: null, withheld: unready };
    const known = read.get(surveyCode) ?? readSurvey(db, surveyCode, now);
    read.set(surveyCode, known);
    const outcome = await known;
    if (typeof outcome === 'string') return { ...origin, n: null, withheld: outcome };
    const { figure, ...more } = await outcome.figureAt(agencyCode, figureCode);
    return { ...origin, ...more, ...describeFigure(figure) };
  };
}

interface ReadSurvey {
  figureAt(
    agencyCode: string,
    figureCode: string
  ): Promise<{ readonly figure: Figure | undefined; readonly notCounted: number; readonly method: string }>;
}

/** The figures that the report of the whole survey shows at any of its agencies, by the same pattern and the same estimates. */
async function readSurvey(db: Db, surveyCode: string, now: Date): Promise<ReadSurvey | NoFigureReason> {
  const line = (await findReportLine(db, surveyCode)).slice(-1);
  const setting = await findReportSetting(db, line, { period: WHOLE_SURVEY }, now);
  const { found, places, pattern, asked, treeDay } = setting;
  const { layout, codes, method } = found;
  const everywhere = [...places.places.keys()].filter((place) => places.places[place]!.agency);
  try {
    const ids = found.surveys.map(({ id }) => id);
    const out = await listNotCounted(db, ids, setting.span.from, setting.span.to);
    const answers = await readPlaceAnswers(db, setting, everywhere, [asked], null, now);
    return {
      async figureAt(agencyCode, figureCode) {
        const { agency } = await findReportSubject(db, { agencyCode }, treeDay);
        const place = places.indexOf(agency.id);
        const version = `${method.content.family} ${method.content.number}`;
        if (place === undefined) return { figure: undefined, notCounted: 0, method: version };
        const mark = markOfAll(pattern, figureCells(figureCode, layout, codes), place, asked);
        const index = figureIndex(layout, figureCode);
        const own = new Set(places.countersOf(place));
        return {
          figure: toFigure(figureCode, agency.name, mark, () => estimateOf(answers, index, place, asked, method.content)),
          notCounted: out.filter(({ counterId }) => own.has(counterId)).length,
          method: version
        };
      }
    };
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'response-unweighted') return 'unweighted';
    throw failure;
  }
}

/** Codes of a survey's figures that are shares of satisfied answers, the overall one first. Throws `survey-not-found`. */
export async function listShares(db: Db, surveyCode: string): Promise<readonly string[]> {
  const { layout } = (await findReportLine(db, surveyCode)).at(-1)!;
  return layout.figures.filter(({ measure }) => measure === 'satisfied-share').map(({ code }) => code);
}

function describeFigure(figure: Figure | undefined) {
  if (!figure) return { n: null, withheld: 'no-figure' } as const;
  const { disclosure, estimate, n } = figure;
  if (disclosure !== 'shown') return { n: null, withheld: disclosure } as const;
  return estimate
    ? ({ n, withheld: null, share: estimate.value, interval: estimate.interval } as const)
    : ({ n, withheld: 'none' } as const);
}
