/** Makes a survey (one round) as a draft: a questionnaire version, a method version, counters, a period, a mode and a PSU rule. */
import type { Agency } from '../../core/agency/agency';
import { rootOf } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { isDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { newId } from '../new-id';
import type { Db, SurveyTable } from '../schema';
import { getAgencyByCode } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { listCountersBelow } from '../store/counters';
import { findMethodByName } from '../store/methods';
import { findQuestionnaireByCode } from '../store/questionnaires';
import { findSurveyByCode, insertSurvey, insertSurveyCounters, listSurveysOfSeries } from '../store/surveys';
import { inTransaction } from '../transaction';
import { findOwner } from './find-owner';
import { findUsualMethod, fitsMethod } from './usual-method';

export interface NewSurvey {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly questionnaire: string;
  /** The latest published version if left out. */
  readonly questionnaireNumber?: number;
  /** The questionnaire's usual method if left out. */
  readonly method?: { readonly family: string; readonly number: number };
  /** The agency whose tree the survey covers. */
  readonly ownerCode: string;
  readonly opensOn: string;
  readonly closesOn: string | null;
  /** `design`: a sampled survey, whose answers come with weights, strata and PSUs. */
  readonly psu: 'day' | 'respondent' | 'design';
  readonly series: string | null;
  readonly requiredItems: readonly string[];
  /** Counter codes; 'all': every open counter of the owner and below. */
  readonly counterCodes: readonly string[] | 'all';
  readonly demonstration: boolean;
}

/** Returns the survey's id. Throws survey-code-taken, series-taken, questionnaire-not-found, method-not-found, agency-unknown-code, option-invalid, counter-not-found. */
export async function createSurvey(db: Db, survey: NewSurvey, by: Doer = byCommand()): Promise<string> {
  return inTransaction(db, async (trx) => {
    if (await findSurveyByCode(trx, survey.code)) throw new Problem('survey-code-taken', { code: survey.code });
    checkOptions(survey);
    const version = await findQuestionnaireByCode(trx, survey.questionnaire, survey.questionnaireNumber);
    if (!version) throw new Problem('questionnaire-not-found', { code: survey.questionnaire });
    const name = survey.method ?? (await findUsualMethod(trx, version.code, version.number));
    const method = name && (await findMethodByName(trx, name.family, name.number));
    if (!method) throw new Problem('method-not-found', { code: name ? `${name.family}/${name.number}` : survey.questionnaire });
    if (!fitsMethod(version.content, method.content)) throw new Problem('method-unfit', { questionnaire: version.content.title.vi });
    const items = new Set(itemsOf(version.content).map((item) => item.code));
    for (const item of survey.requiredItems) if (!items.has(item)) throw new Problem('item-unknown', { item });

    const owner = await getAgencyByCode(trx, survey.ownerCode, survey.opensOn);
    if (survey.series !== null) await requireOwnSeries(trx, survey.series, owner, survey.opensOn);
    const counters = await listCountersBelow(trx, owner.path, survey.opensOn);
    const chosen =
      survey.counterCodes === 'all'
        ? counters.filter((counter) => counter.closedOn === null)
        : survey.counterCodes.map((code) => findCounter(counters, code));
    const row: SurveyTable = {
      id: newId(),
      code: survey.code,
      name_vi: survey.nameVi,
      name_en: survey.nameEn,
      mode: survey.psu === 'design' ? 'sampled' : 'continuous',
      psu: survey.psu,
      questionnaire_version_id: version.id,
      method_version_id: method.id,
      series: survey.series,
      owner_agency_id: owner.id,
      opens_on: survey.opensOn,
      closes_on: survey.closesOn,
      state: 'draft',
      revision: 1,
      required_items: JSON.stringify(survey.requiredItems),
      demonstration: survey.demonstration ? 1 : 0
    };
    await insertSurvey(trx, row);
    await insertSurveyCounters(
      trx,
      chosen.map((counter) => ({ survey_id: row.id, counter_id: counter.id, from_day: survey.opensOn, to_day: null }))
    );
    await appendAuditEvent(trx, by, {
      action: 'survey.create',
      subjectKind: 'survey',
      subjectId: row.id,
      agencyId: owner.id,
      change: { code: row.code, questionnaire: `${version.code}/${version.number}`, opens_on: row.opens_on, counters: chosen.length }
    });
    return row.id;
  });
}

/** A series is read as one, so it lies in one province: whoever may read one of its surveys learns the others' names and days. */
async function requireOwnSeries(db: Db, series: string, owner: Agency, day: Day): Promise<void> {
  for (const { owner_agency_id: id } of await listSurveysOfSeries(db, series)) {
    const other = await findOwner(db, id, day);
    if (rootOf(other.path) !== rootOf(owner.path)) throw new Problem('series-taken', { series });
  }
}

function checkOptions(survey: NewSurvey): void {
  const invalid = (option: string, value: string) => new Problem('option-invalid', { option, value });
  if (!/^[a-z0-9][a-z0-9-]{1,59}$/.test(survey.code)) throw invalid('--code', survey.code);
  if (survey.series !== null && !/^[a-z0-9][a-z0-9-]{1,59}$/.test(survey.series)) throw invalid('--series', survey.series);
  if (!isDay(survey.opensOn)) throw invalid('--opens', survey.opensOn);
  if (survey.closesOn !== null && (!isDay(survey.closesOn) || survey.closesOn < survey.opensOn)) throw invalid('--closes', survey.closesOn);
}

function findCounter<C extends { readonly code: string }>(counters: readonly C[], code: string): C {
  const counter = counters.find((candidate) => candidate.code === code);
  if (!counter) throw new Problem('counter-not-found', { code, n: code.length });
  return counter;
}
