/**
 * An interviewer's forms go under review, out of the figures, and are cleared or confirmed (docs/decisions/0031). The rule's judgement is
 * made where something changes it, in the same transaction; what people decide has a reason.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readReason } from '../../core/quality/decision';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { InterviewerReviewTable } from '../schema-desk';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { listTakenByReview, recordFormChanges, updateFormStatus } from '../store/interviewer-forms';
import { findQuestionnaireVersion } from '../store/questionnaires';
import type { InterviewerForm } from '../store/reinterviews';
import { insertReview, listInterviewerForms, listReviews } from '../store/reinterviews';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findSurveyById } from '../store/surveys';
import { inTransaction } from '../transaction';
import { holdRoundToWrite, holdUnfrozen } from './find-round';
import type { InterviewerRecheck } from './read-rechecks';
import { readRechecks } from './read-rechecks';

/** Puts under review whom the re-interviews accuse now, and holds what came in since of those who are. Throws `round-frozen`. */
export async function judgeRound(trx: Db, surveyId: string, at: string): Promise<void> {
  await holdUnfrozen(trx, surveyId);
  const survey = await findSurveyById(trx, surveyId);
  const by: Doer = { userId: null, at };
  for (const one of await readAll(trx, survey)) {
    if (one.judgement.state === 'under_review' && !one.isJudged) await putUnderReview(trx, survey, one, { reason: '', by });
    else if (one.review) await follow(trx, survey, one.forms, one.review, by);
  }
}

/** A form that has just come in, of somebody who is under review or whose forms were excluded: it goes the way of the others. */
export async function followReview(trx: Db, surveyId: string, responseId: string, at: string): Promise<void> {
  const reviews = await listReviews(trx, surveyId);
  if (reviews.length === 0) return;
  const forms = await listInterviewerForms(trx, surveyId, responseId);
  const review = reviews.findLast(({ interviewer_id: id }) => id === forms[0]?.interviewerId);
  // The interview may have been held before the review, on a phone without a line; this is done after it.
  const by = { userId: null, at: review && review.at > at ? review.at : at };
  if (review) await follow(trx, await findSurveyById(trx, surveyId), forms, review, by);
}

async function follow(
  trx: Db,
  survey: Survey,
  forms: readonly InterviewerForm[],
  { state, reason }: Pick<InterviewerReviewTable, 'state' | 'reason'>,
  by: Doer
): Promise<void> {
  if (state !== 'under_review' && state !== 'confirmed') return;
  const to = state === 'confirmed' ? 'excluded' : 'held';
  const changed = await updateFormStatus(trx, forms.map(({ responseId }) => responseId), 'counted', to); // prettier-ignore
  await recordFormChanges(trx, { surveyId: survey.id, agencyId: survey.owner_agency_id, to, reason }, changed, by);
}

async function readAll(trx: Db, survey: Survey): Promise<readonly InterviewerRecheck[]> {
  const version = (await findQuestionnaireVersion(trx, survey.questionnaire_version_id))!;
  return readRechecks(trx, survey.id, version.content, (await findRound(trx, survey.id)).settings);
}

async function putUnderReview(
  trx: Db,
  survey: Survey,
  one: InterviewerRecheck,
  { reason, by }: { readonly reason: string; readonly by: Doer }
): Promise<void> {
  const { reached, discrepant } = one.figures;
  const { rate, interval } = one.judgement;
  const evidence = JSON.stringify({ forms: one.forms.length, reached, discrepant, rate, lower: interval?.lower ?? null });
  await insertReview(trx, {
    survey_id: survey.id,
    interviewer_id: one.id,
    state: 'under_review',
    evidence,
    reason,
    decided_by: by.userId,
    at: by.at
  });
  const forms = await hold(trx, survey, one, reason, by);
  await audit(trx, survey, one.id, by.userId === null ? 'recheck.accuse' : 'recheck.prove', { forms, reached, discrepant }, by);
}

async function hold(trx: Db, survey: Survey, one: InterviewerRecheck, reason: string, by: Doer): Promise<number> {
  const changed = await updateFormStatus(trx, one.forms.map(({ responseId }) => responseId), 'counted', 'held'); // prettier-ignore
  await recordFormChanges(trx, { surveyId: survey.id, agencyId: survey.owner_agency_id, to: 'held', reason }, changed, by);
  return changed.length;
}

export const REVIEW_STEPS = ['clear', 'confirm', 'prove'] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

/**
 * `prove`: a fabrication that somebody found proven, whatever the rates. Throws what `findRoundToWrite` throws, `survey-published`,
 * `not-found`, `form-invalid`, `recheck-own-review`, `recheck-no-review`, `recheck-review-there`.
 */
export async function reviewInterviewer(
  db: Db,
  asking: Asking,
  code: string,
  interviewerId: string,
  step: ReviewStep,
  form: FormData,
  now: Date
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { survey, user } = await holdRoundToWrite(trx, asking, code, localDay(now));
    if (survey.state === 'published') throw new Problem('survey-published');
    if (interviewerId === user.id) throw new Problem('recheck-own-review');
    const { reason } = readFields({ reason: () => readReason(textField(form, 'reason')) });
    const by = byUser(user, now);
    const one = (await readAll(trx, survey)).find(({ id }) => id === interviewerId);
    if (!one) throw new Problem('not-found');
    const isUnderReview = one.review?.state === 'under_review';
    if (step === 'prove') {
      if (isUnderReview || one.review?.state === 'confirmed') throw new Problem('recheck-review-there');
      return putUnderReview(trx, survey, one, { reason, by });
    }
    if (!isUnderReview) throw new Problem('recheck-no-review');
    const state = step === 'clear' ? 'cleared' : 'confirmed';
    const { evidence } = one.review!;
    await insertReview(trx, { survey_id: survey.id, interviewer_id: one.id, state, evidence, reason, decided_by: user.id, at: by.at });
    const ids = one.forms.map(({ responseId }) => responseId);
    const to = step === 'clear' ? 'counted' : 'excluded';
    const changed = [...(await updateFormStatus(trx, await listTakenByReview(trx, ids, ['held']), 'held', to))];
    if (step === 'confirm') for (const from of ['counted', 'held'] as const) changed.push(...(await updateFormStatus(trx, ids, from, to)));
    await recordFormChanges(trx, { surveyId: survey.id, agencyId: survey.owner_agency_id, to, reason }, changed, by);
    await audit(trx, survey, one.id, step === 'clear' ? 'recheck.clear' : 'recheck.confirm', { forms: changed.length }, by);
  });
}

function audit(trx: Db, survey: Survey, interviewerId: string, action: string, change: Readonly<Record<string, number>>, by: Doer) {
  return appendAuditEvent(trx, by, {
    action,
    subjectKind: 'user',
    subjectId: interviewerId,
    agencyId: survey.owner_agency_id,
    change: { ...change, survey: survey.code }
  });
}
