/** What a report is made of: one survey, or the surveys of a series, with the questionnaire and method they share. */
import { Problem } from '../../core/problem';
import { figureCodes } from '../../core/report/figure-codes';
import type { FigureCodes } from '../../core/report/figure-codes';
import type { Report } from '../../core/report/report';
import { compileLayout } from '../../core/tally/compile-layout';
import type { TallyLayout } from '../../core/tally/layout';
import type { Db } from '../schema';
import type { MethodVersion } from '../store/methods';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { Survey } from '../store/surveys';
import { findSurveyByCode, listSurveysOfSeries } from '../store/surveys';
import { getMethodVersion, getQuestionnaireVersion } from '../store/versions';

/** Stands before a series' name where a survey's code is expected. */
export const SERIES = 'series:';

export interface ReportSurvey {
  /** In the order they opened. */
  readonly surveys: readonly Survey[];
  /** The latest survey's. */
  readonly questionnaire: QuestionnaireVersion;
  /** Numbers of the questionnaire versions in use, ascending. */
  readonly versions: readonly number[];
  readonly method: MethodVersion;
  readonly layout: TallyLayout;
  readonly codes: FigureCodes;
}

/** By a survey's code, or `series:NAME`. Throws `survey-not-found`, `series-mixed`. */
export async function findReportSurvey(db: Db, selector: string): Promise<ReportSurvey> {
  const surveys = selector.startsWith(SERIES)
    ? (await listSurveysOfSeries(db, selector.slice(SERIES.length))).filter((survey) => survey.state !== 'draft')
    : [await findSurveyByCode(db, selector)].filter((survey) => survey !== undefined);
  const latest = surveys.at(-1);
  if (!latest) throw new Problem('survey-not-found');

  const questionnaires = await Promise.all(surveys.map((survey) => getQuestionnaireVersion(db, survey.questionnaire_version_id)));
  const questionnaire = questionnaires.at(-1)!;
  const method = await getMethodVersion(db, latest.method_version_id);
  const layout = compileLayout(questionnaire.content, method.content);
  const shape = JSON.stringify(layout);
  const differs = surveys
    .slice(0, -1)
    .some(
      (survey, i) =>
        survey.method_version_id !== latest.method_version_id ||
        survey.psu !== latest.psu ||
        survey.mode !== latest.mode ||
        questionnaires[i]!.code !== questionnaire.code ||
        JSON.stringify(compileLayout(questionnaires[i]!.content, method.content)) !== shape
    );
  if (differs) throw new Problem('series-mixed', { series: selector.slice(SERIES.length) });
  const versions = [...new Set(questionnaires.map((version) => version.number))].toSorted((a, b) => a - b);
  return { surveys, questionnaire, versions, method, layout, codes: figureCodes(layout) };
}

/** What the report says about its survey. */
export function describeSurvey({ surveys, questionnaire, method, versions }: ReportSurvey): Report['survey'] {
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
    questionnaire: { code: questionnaire.code, title: questionnaire.content.title, versions },
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
      minimumRespondents,
      minimumForRanking,
      minimumDegreesOfFreedom
    }
  };
}
