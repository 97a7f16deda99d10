/**
 * What a report is made of: one survey, or the surveys of a series, with the questionnaire and method they share
 * (docs/methods.md, "Method versions").
 */
import { SATISFACTION_WORDS } from '../../core/method/share-words';
import { Problem } from '../../core/problem';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { addsUp } from '../../core/questionnaire/questionnaire-shape';
import { figureCodes } from '../../core/report/figure-codes';
import type { FigureCodes } from '../../core/report/figure-codes';
import type { Report } from '../../core/report/report';
import type { Wordings } from '../../core/report/wording';
import { compileLayout } from '../../core/tally/compile-layout';
import type { TallyLayout } from '../../core/tally/layout';
import type { Db } from '../schema';
import type { MethodVersion } from '../store/methods';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { Survey } from '../store/surveys';
import { findSurveyByCode, listSurveysOfSeries } from '../store/surveys';
import { getMethodVersion, getQuestionnaireVersion } from '../store/versions';
import { findUnreadiness } from './points-readiness';

/** Stands before a series' name where a survey's code is expected. */
export const SERIES = 'series:';

export interface ReportSurvey {
  /** In the order they opened. */
  readonly surveys: readonly Survey[];
  /** The latest survey's. */
  readonly questionnaire: QuestionnaireVersion;
  readonly method: MethodVersion;
  readonly layout: TallyLayout;
  readonly codes: FigureCodes;
}

/**
 * By a survey's code, or `series:NAME`: a series falls into parts, one after the other, where its questionnaire's shape or its method
 * changed; no figure and no line crosses from one to the next. Throws `survey-not-found`, `series-mixed` (continuous and sampled).
 */
export async function findReportLine(db: Db, selector: string): Promise<readonly ReportSurvey[]> {
  const surveys = selector.startsWith(SERIES)
    ? await withFigures(
        db,
        (await listSurveysOfSeries(db, selector.slice(SERIES.length))).filter((survey) => survey.state !== 'draft')
      )
    : [await findSurveyByCode(db, selector)].filter((survey) => survey !== undefined);
  const [first] = surveys;
  if (!first) throw new Problem('survey-not-found');
  if (surveys.some((survey) => survey.psu !== first.psu || survey.mode !== first.mode))
    throw new Problem('series-mixed', { series: selector.slice(SERIES.length) });

  const parts: { surveys: Survey[]; shape: string; content: Questionnaire }[] = [];
  for (const survey of surveys) {
    const { shape, content } = await shapeOf(db, survey);
    const part = parts.at(-1);
    if (part?.shape === shape && addsUp(part.content, content)) {
      part.surveys.push(survey);
      part.content = content;
    } else parts.push({ surveys: [survey], shape, content });
  }
  return Promise.all(parts.map((part) => describePart(db, part.surveys)));
}

/** Rounds that are not frozen have no figures yet: their series goes on without them; one by itself says so. */
async function withFigures(db: Db, surveys: readonly Survey[]): Promise<readonly Survey[]> {
  const unready = await Promise.all(
    surveys.map(async (survey) => survey.psu === 'design' && (await findUnreadiness(db, survey)) === 'not-frozen')
  );
  const ready = surveys.filter((_, i) => !unready[i]);
  return ready.length > 0 ? ready : surveys;
}

/** What answers to two surveys must share to add up, beside the words of the answers: the questionnaire, how it is counted, and the method's choices. */
async function shapeOf(db: Db, survey: Survey): Promise<{ readonly shape: string; readonly content: Questionnaire }> {
  const questionnaire = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const method = await getMethodVersion(db, survey.method_version_id);
  const { code, content } = questionnaire;
  return { shape: JSON.stringify([code, survey.method_version_id, compileLayout(content, method.content)]), content };
}

async function describePart(db: Db, surveys: readonly Survey[]): Promise<ReportSurvey> {
  const questionnaire = await getQuestionnaireVersion(db, surveys.at(-1)!.questionnaire_version_id);
  const method = await getMethodVersion(db, surveys.at(-1)!.method_version_id);
  const layout = compileLayout(questionnaire.content, method.content);
  return { surveys, questionnaire, method, layout, codes: figureCodes(layout) };
}

/** What the report says about its survey. `wordings`: of the answers it shows; left out where none are. */
export function describeSurvey(
  { surveys, questionnaire, method }: ReportSurvey,
  { versions, rewordings }: Wordings = { versions: [questionnaire.number], rewordings: [] }
): Report['survey'] {
  const latest = surveys.at(-1)!;
  const {
    family,
    number,
    name,
    aggregation,
    target,
    level,
    certainty,
    note,
    minimumRespondents,
    minimumForRanking,
    minimumDegreesOfFreedom
  } = method.content;
  return {
    codes: surveys.map((survey) => survey.code),
    name: { vi: surveys.map((survey) => survey.name_vi).join(' · '), en: surveys.map((survey) => survey.name_en).join(' · ') },
    mode: latest.mode,
    psu: latest.psu,
    demonstration: surveys.some((survey) => survey.demonstration === 1),
    questionnaire: { code: questionnaire.code, title: questionnaire.content.title, versions, rewordings },
    method: {
      family,
      number,
      name,
      aggregation,
      components: method.content.components !== undefined,
      target,
      level,
      certainty,
      note,
      words: method.content.words ?? SATISFACTION_WORDS,
      minimumRespondents,
      minimumForRanking,
      minimumDegreesOfFreedom
    }
  };
}
