/**
 * Takes one thing that an interviewer did with a unit, from the page or out of a phone that had no line: once, however often it is sent.
 * What was done while the unit was theirs is taken even if it was taken back meanwhile; what cannot be taken is refused with its reason, and stays
 * on the phone.
 */
import type { AttemptItem, FieldItem, FormItem, ReplacementItem } from '../../core/response/field-item';
import { decodeAnswers } from '../../core/response/encode-answers';
import { dispositionOfAnswer } from '../../core/response/answer-disposition';
import { allowsReplacement, isFinal } from '../../core/fieldwork/dispositions';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import { listOwnTimes } from '../store/assignments';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findAttempt, insertAttempt, listAttemptsOfUnit } from '../store/contact-attempts';
import type { WorkedUnit } from '../store/field-units';
import { findFieldUnit, hasAskedReplacement, insertReplacementRequest, updateDisposition } from '../store/field-units';
import { findFormEvent, insertFormEvents, listFormEventsOfUnit } from '../store/form-events';
import type { SignedInUser } from '../store/users';
import { getQuestionnaireVersion } from '../store/versions';
import { lockUnitOfRound } from '../store/weighted-units';
import { inTransaction } from '../transaction';
import type { StoreAnswer } from './store-field-answer';

/** How long after a unit was taken back what was done before still comes in. */
const LATE_MS = 14 * 86_400_000;

export type FieldOutcome = 'stored' | 'repeated';

/**
 * Throws `sign-in-needed`, `role-not-enough`, `field-unit-not-found`, `field-unit-taken-back`, `field-unit-replaced`,
 * `field-round-not-open`, `field-id-taken`, `field-not-replaceable`, `field-form-void`, and what the answer's form is refused for.
 */
export async function receiveFieldItem(
  db: Db,
  asking: Asking,
  item: FieldItem,
  storeAnswer: StoreAnswer,
  now: Date
): Promise<FieldOutcome> {
  const user = requireRole(asking, 'field:work');
  // A phone's clock may be fast; nothing was done later than now.
  const said = item.at > now.toISOString() ? now.toISOString() : item.at;
  return inTransaction(db, async (trx) => {
    await lockUnitOfRound(trx, item.unit);
    const unit = await findFieldUnit(trx, item.unit);
    if (!unit) throw new Problem('field-unit-not-found');
    if (await isKnown(trx, item, unit, user)) return 'repeated';
    const at = await requireWorkable(trx, unit, user, said, now);
    const change = await store(trx, { ...item, at }, unit, user, storeAnswer, now);
    await appendAuditEvent(trx, byUser(user, now), {
      ...{ action: `field.${item.kind}`, subjectKind: 'survey', subjectId: unit.survey_id },
      ...{ agencyId: unit.handling_agency_id, change: { serial: unit.serial, ...change } }
    });
    return 'stored';
  });
}

async function store(trx: Db, item: FieldItem, unit: WorkedUnit, user: SignedInUser, storeAnswer: StoreAnswer, now: Date) {
  switch (item.kind) {
    case 'attempt':
      return storeAttempt(trx, item, unit, user, now);
    case 'form':
      return storeFormEvent(trx, item, unit, user);
    case 'replacement':
      return askReplacement(trx, item, unit, user);
    case 'answer': {
      await storeAnswer(trx, item, unit, user);
      await keepDisposition(trx, unit.id);
      return { channel: item.channel };
    }
  }
}

/** True if the id is of something that this person stored for this unit; refused where it is of something else. */
async function isKnown(trx: Db, { id, kind }: FieldItem, unit: WorkedUnit, user: SignedInUser): Promise<boolean> {
  if (kind === 'replacement') return hasAskedReplacement(trx, unit.id, user.id); // asking twice changes nothing
  if (kind === 'answer') return unit.answeredBy === id && unit.entered_by === user.id;
  const found = kind === 'attempt' ? await findAttempt(trx, id) : await findFormEvent(trx, id);
  if (!found) return false;
  if (found.user_id === user.id && found.sampled_unit_id === unit.id) return true;
  throw new Problem('field-id-taken');
}

/** Returns when it was done. */
async function requireWorkable(trx: Db, unit: WorkedUnit, user: SignedInUser, at: string, now: Date): Promise<string> {
  const times = await listOwnTimes(trx, unit.id, user.id);
  if (times.length === 0) throw new Problem('field-unit-not-found');
  const done = whenTheirs(times, at, now);
  if (done === undefined) throw new Problem('field-unit-taken-back');
  if (unit.state !== 'open' || unit.frozen_at !== null) throw new Problem('field-round-not-open', { name: unit.surveyVi });
  if (unit.replaced_at !== null) throw new Problem('field-unit-replaced', { serial: unit.serial });
  return done;
}

/**
 * `at`, or, of what is still theirs, the moment they got it if the phone's clock says earlier; undefined: it was not theirs then. What was
 * taken back comes in for a fortnight.
 */
export function whenTheirs(times: Awaited<ReturnType<typeof listOwnTimes>>, at: string, now: Date): string | undefined {
  const since = new Date(now.getTime() - LATE_MS).toISOString();
  const wasTheirs = times.some(({ from_at: from, to_at: to }) => from <= at && (to === null || (at <= to && to >= since)));
  return wasTheirs ? at : times.find(({ to_at: to }) => to === null)?.from_at;
}

async function storeAttempt(trx: Db, item: AttemptItem, unit: WorkedUnit, user: SignedInUser, now: Date) {
  await insertAttempt(trx, {
    ...{ id: item.id, survey_id: unit.survey_id, sampled_unit_id: unit.id, user_id: user.id, purpose: 'main' },
    ...{ at: item.at, received_at: now.toISOString(), disposition: item.disposition, note: item.note, again_at: item.againAt }
  });
  await keepDisposition(trx, unit.id);
  return { disposition: item.disposition };
}

/**
 * Collected on the spot was delivered too: both are written, so that the ledger's sums agree.
 */
async function storeFormEvent(trx: Db, item: FormItem, unit: WorkedUnit, user: SignedInUser) {
  const before = await listFormEventsOfUnit(trx, unit.id);
  const last = before.at(-1)?.kind;
  if (last === 'void') throw new Problem('field-form-void', { serial: unit.serial });
  const row = { survey_id: unit.survey_id, sampled_unit_id: unit.id, interviewer_id: user.id, user_id: user.id, reason: '' };
  const just = new Date(Date.parse(item.at) - 1).toISOString();
  await insertFormEvents(trx, [
    ...(item.event === 'collected' && last === 'issued' ? [{ ...row, kind: 'delivered' as const, id: `${item.id}-d`, at: just }] : []),
    { ...row, kind: item.event, id: item.id, at: item.at }
  ]);
  return { form: item.event };
}

async function askReplacement(trx: Db, item: ReplacementItem, unit: WorkedUnit, user: SignedInUser) {
  if (unit.responseId !== null || !allowsReplacement(unit.disposition)) throw new Problem('field-not-replaceable', { serial: unit.serial });
  const { reason } = item;
  await insertReplacementRequest(trx, {
    ...{ sampled_unit_id: unit.id, survey_id: unit.survey_id, user_id: user.id, at: item.at, reason }
  });
  return { disposition: unit.disposition };
}

/** The unit's final disposition: what its answer makes of it, else its latest attempt where that is final, else none yet. */
async function keepDisposition(trx: Db, unitId: string): Promise<void> {
  const unit = await findFieldUnit(trx, unitId);
  if (!unit) return;
  const [latest] = await listAttemptsOfUnit(trx, unitId);
  const ofAttempt = latest && isFinal(latest.disposition) ? latest.disposition : '';
  await updateDisposition(trx, unitId, unit.answers === null ? ofAttempt : await ofAnswer(trx, unit, unit.answers));
}

async function ofAnswer(trx: Db, unit: WorkedUnit, answers: string): Promise<string> {
  const version = await getQuestionnaireVersion(trx, unit.answeredVersion ?? unit.questionnaire_version_id);
  return dispositionOfAnswer(version.content, decodeAnswers(answers));
}
