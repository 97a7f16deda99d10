/** Steps in a survey's life, and a corrected wording while it runs. Each raises the survey's revision. */
import type { SurveyStep } from '../../core/fieldwork/survey-life';
import { stateAfter } from '../../core/fieldwork/survey-life';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { isRewording } from '../../core/questionnaire/questionnaire-shape';
import { formatDay } from '../../i18n/format';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { findQuestionnaireByCode } from '../store/questionnaires';
import type { CounterClaim } from '../store/counter-claims';
import { findCounterClaim } from '../store/counter-claims';
import { insertJob } from '../store/jobs';
import { findRound, updateRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findSurveyByCode, updateSurvey } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { findStandingDraw } from '../store/weighted-units';
import { inTransaction } from '../transaction';
import { ERASE_JOB } from './erase-personal-data';
import { holdUnfrozen } from './find-round';

/** Closing sets the last day to today if it lay later; opening again takes a past last day off. Throws survey-not-found; transition-forbidden; persons-gone; counter-taken where another continuous survey holds one of the counters. */
export async function changeSurveyState(db: Db, code: string, step: SurveyStep, now: Date, by: Doer = byCommand(now)): Promise<Survey> {
  return inTransaction(db, async (trx) => {
    const survey = await getSurvey(trx, code);
    const state = stateAfter(survey.state, step);
    if (!state) throw new Problem('transition-forbidden', { from: survey.state, to: step });
    if (survey.psu === 'design') await changeRoundState(trx, survey, step, by);
    const today = localDay(now);
    const endsEarly = step === 'close' && (survey.closes_on === null || survey.closes_on > today);
    const opensAgain = step === 'open' && survey.closes_on !== null && survey.closes_on <= today && survey.state === 'closed';
    const closes_on = endsEarly ? today : opensAgain ? null : survey.closes_on;
    await updateSurvey(trx, survey.id, { state, closes_on });
    await recordSurveyChange(trx, by, `survey.${step}`, survey, {
      state: [survey.state, state],
      closes_on: [survey.closes_on, closes_on]
    });
    if (step === 'open') await refuseTakenCounters(trx, survey.id);
    return getSurvey(trx, code);
  });
}

/**
 * A round is opened again only while it is not frozen and its people are still kept (nobody could be asked again), and published once it is; an imported survey has no sample of ours to freeze. From its
 * closing on the days count for which people's data are kept; when it opens, who was not drawn is not needed any more.
 */
async function changeRoundState(trx: Db, survey: Survey, step: SurveyStep, by: Doer): Promise<void> {
  if (step === 'publish') {
    const isRound = (await findStandingDraw(trx, survey.id)) !== undefined;
    if (isRound && (await findRound(trx, survey.id)).frozen_at === null) throw new Problem('publish-unfrozen');
    return;
  }
  await holdUnfrozen(trx, survey.id);
  if (survey.state === 'closed' && (await findRound(trx, survey.id)).persons_erased_at !== null) throw new Problem('persons-gone');
  await updateRound(trx, survey.id, { closed_on: step === 'close' ? localDay(new Date(by.at)) : null });
  if (step !== 'open') return;
  await insertJob(trx, { kind: ERASE_JOB, key: `${ERASE_JOB} ${newId()}`, payload: {}, createdBy: by.userId, at: by.at });
}

/**
 * Lets a running survey use another version of its questionnaire, if only its wording differs: the same items, scales and
 * options in the same order, so that answers to both add up. Anything else is a new survey.
 */
export async function reviseSurvey(db: Db, code: string, number: number | undefined, by: Doer = byCommand()): Promise<Survey> {
  return inTransaction(db, async (trx) => {
    const survey = await getSurvey(trx, code);
    if (survey.psu === 'design') await holdUnfrozen(trx, survey.id);
    const used = await getQuestionnaireVersion(trx, survey.questionnaire_version_id);
    const wanted = await findQuestionnaireByCode(trx, used.code, number);
    if (!wanted) throw new Problem('questionnaire-not-found', { code: used.code });
    if (!isRewording(used.content, wanted.content)) throw new Problem('questionnaire-differs', { code: used.code, number: wanted.number });
    await updateSurvey(trx, survey.id, { questionnaire_version_id: wanted.id });
    await recordSurveyChange(trx, by, 'survey.revise', survey, { version: [used.number, wanted.number] });
    return getSurvey(trx, code);
  });
}

/** Before a look at what other surveys hold: the log lets one writer through at a time, so two cannot both find a counter free. */
export function recordSurveyChange(trx: Db, by: Doer, action: string, survey: Survey, change: AuditChange): Promise<void> {
  return appendAuditEvent(trx, by, { action, subjectKind: 'survey', subjectId: survey.id, agencyId: survey.owner_agency_id, change });
}

export async function getSurvey(db: Db, code: string): Promise<Survey> {
  const survey = await findSurveyByCode(db, code);
  if (!survey) throw new Problem('survey-not-found', { code });
  return survey;
}

/** Throws `counter-taken` where another open continuous survey holds one of its counters on one of its days. */
export async function refuseTakenCounters(db: Db, surveyId: string): Promise<void> {
  const claim = await findCounterClaim(db, surveyId);
  if (claim) throw counterTaken(claim);
}

export function counterTaken({ counter, otherVi: other, from, to }: CounterClaim): Problem {
  return new Problem('counter-taken', { counter, other, from: formatDay(from), to: to === null ? '…' : formatDay(to) });
}
