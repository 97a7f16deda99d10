/**
 * Takes one thing that was done with a second interview (it is stored, a try noted, a person given up), from the page or out of a phone that had no
 * line: once, however often it is sent, from whoever it was assigned to when it was done, as long as they are independent.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { compareForm } from '../../core/reinterview/discrepancy';
import { isIndependent } from '../../core/reinterview/independence';
import type { RecheckAnswerItem, RecheckGivenUpItem, RecheckItem, RecheckTryItem } from '../../core/reinterview/recheck-item';
import { requireItems } from '../../core/reinterview/recheck-item';
import type { AnsweredTwice } from '../../core/reinterview/reinterview';
import { giveUpReason, HOURS_APART, LEAST_TRIES } from '../../core/reinterview/tries';
import { askableItems } from '../../core/reinterview/usual-items';
import { decodeAnswers } from '../../core/response/encode-answers';
import { readForm } from '../../core/response/read-form';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Config } from '../config';
import type { Db } from '../schema';
import { listOwnTimes } from '../store/assignments';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findAttempt } from '../store/contact-attempts';
import { getCopy } from '../store/paper-units';
import type { WorkedReinterview } from '../store/phone-reinterviews';
import { endReinterview, findReinterview, insertTry, lockReinterview } from '../store/phone-reinterviews';
import { insertGiveUp, listGiveUps } from '../store/reinterview-give-ups';
import { listOwnTries } from '../store/reinterviews';
import { findSurveyById } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import { getQuestionnaireVersion } from '../store/versions';
import { inTransaction } from '../transaction';
import { listRecheckedUnits } from './assign-reinterviews';
import { holdUnfrozen } from './find-round';
import { handOnReinterview } from './hand-on-reinterview';
import type { FieldOutcome } from './receive-field-item';
import { whenTheirs } from './receive-field-item';
import { judgeRound } from './review-interviewer';
import { storeCopy } from './store-copy';

type RandomBytes = (count: number) => Uint8Array;

/**
 * Throws `sign-in-needed`, `role-not-enough`, `recheck-not-yours`, `recheck-ended`, `field-round-not-open`, `round-frozen`, `field-id-taken`,
 * `not-independent`, `recheck-tries-few`, and what the answers are refused for.
 */
export async function receiveRecheckItem(
  db: Db,
  config: Config,
  asking: Asking,
  item: RecheckItem,
  randomBytes: RandomBytes,
  now: Date
): Promise<FieldOutcome> {
  const user = requireRole(asking, 'field:recheck');
  // A phone's clock may be fast; nothing was done later than now.
  const done = { ...item, at: item.at > now.toISOString() ? now.toISOString() : item.at };
  return inTransaction(db, async (trx) => {
    const known = await findReinterview(trx, item.unit);
    if (!known) throw new Problem('recheck-not-yours');
    if (await isStored(trx, done, known, user)) return 'repeated';
    await holdUnfrozen(trx, known.surveyId);
    await lockReinterview(trx, item.unit);
    const recheck = (await findReinterview(trx, item.unit))!;
    if (await isStored(trx, done, recheck, user)) return 'repeated';
    const at = await requireAskable(trx, recheck, user, done.at, now);
    await store(trx, config, { ...done, at }, recheck, user, randomBytes, now);
    if (done.kind !== 'recheck-try') await judgeRound(trx, recheck.surveyId, now.toISOString());
    return 'stored';
  });
}

/** True if the id is of something that this person stored for it; refused where it is of something else. */
async function isStored(trx: Db, { id, kind }: RecheckItem, recheck: WorkedReinterview, user: SignedInUser): Promise<boolean> {
  const isOwn = recheck.reinterviewerId === user.id;
  if (kind === 'recheck') return isOwn && recheck.secondMark === `${recheck.unitId} ${id}`;
  if (kind === 'recheck-given-up') return hasGivenUp(trx, recheck, user);
  const found = await findAttempt(trx, id);
  if (!found) return false;
  if (found.user_id === user.id && found.sampled_unit_id === recheck.unitId) return true;
  throw new Problem('field-id-taken');
}

const hasGivenUp = async (trx: Db, { id }: WorkedReinterview, user: SignedInUser): Promise<boolean> =>
  (await listGiveUps(trx, { reinterviewId: id })).some(({ userId }) => userId === user.id);

/** Returns when it was done. Whoever gave it up is independent of it no more, whatever time their phone names. Roles change, forms are keyed and given to somebody else, after something was assigned. */
async function requireAskable(trx: Db, recheck: WorkedReinterview, user: SignedInUser, said: string, now: Date): Promise<string> {
  const done = whenTheirs(await listOwnTimes(trx, recheck.unitId, user.id, 'reinterview'), said, now);
  if (done === undefined && recheck.reinterviewerId !== user.id) throw new Problem('recheck-not-yours');
  if (recheck.surveyState !== 'open') throw new Problem('field-round-not-open', { name: recheck.surveyVi });
  if (recheck.state !== 'waiting') throw new Problem('recheck-ended');
  const form = { sampled_unit_id: recheck.unitId, handlingAgencyId: recheck.handlingAgencyId };
  const [unit] = await listRecheckedUnits(trx, [form], localDay(now));
  const rolePaths = user.grants.map(({ place }) => place.path);
  if (!isIndependent({ id: user.id, rolePaths }, unit!))
    throw new Problem('not-independent', { person: user.name, serials: recheck.serial });
  return done ?? said;
}

async function store(
  trx: Db,
  config: Config,
  item: RecheckItem,
  recheck: WorkedReinterview,
  user: SignedInUser,
  randomBytes: RandomBytes,
  now: Date
): Promise<void> {
  switch (item.kind) {
    case 'recheck':
      return storeAnswers(trx, config, item, recheck, user, randomBytes);
    case 'recheck-try':
      return storeTry(trx, item, recheck, user, now);
    case 'recheck-given-up':
      return giveUp(trx, item, recheck, user, now);
  }
}

async function storeAnswers(
  trx: Db,
  config: Config,
  { id, at, checks, entries }: RecheckAnswerItem,
  recheck: WorkedReinterview,
  user: SignedInUser,
  randomBytes: RandomBytes
): Promise<void> {
  const { surveyId } = recheck;
  const version = await getQuestionnaireVersion(trx, recheck.versionId);
  const codes = askableItems(version.content).map(({ code }) => code);
  const again = entries.filter(([code]) => codes.includes(code));
  requireItems({ checks, entries: again }, codes);
  const reading = readForm(version.content, [], again);
  const problems = reading.problems.filter(({ place }) => place !== 'form');
  if (problems.length > 0) throw new Problem('form-invalid', { count: problems.length }, problems);
  const second = await storeCopy(trx, config, randomBytes, {
    surveyId,
    version,
    unit: { id: recheck.unitId, handling_agency_id: recheck.handlingAgencyId, receiving_counter_id: recheck.receivingCounterId },
    reading,
    purpose: 'reinterview',
    channel: 'phone',
    mark: id,
    enteredBy: user.id,
    now: new Date(at)
  });
  const levelAt = itemsOf(version.content).flatMap((item, i) => (item.kind === 'level' ? [i] : []));
  const first = decodeAnswers((await getCopy(trx, recheck.responseId)).answers);
  const { causes } = compareForm(checks, levelAt.map((i): AnsweredTwice => [first[i] ?? null, reading.answers[i] ?? null])); // prettier-ignore
  await endReinterview(trx, recheck.id, {
    state: 'done',
    reinterviewer_id: user.id,
    checks: JSON.stringify(checks),
    second_response_id: second,
    outcome: causes.length > 0 ? 'discrepant' : 'confirmed',
    done_at: at
  });
}

async function storeTry(trx: Db, { id, at, disposition }: RecheckTryItem, recheck: WorkedReinterview, user: SignedInUser, now: Date) {
  const attempt = { id, survey_id: recheck.surveyId, sampled_unit_id: recheck.unitId, user_id: user.id, received_at: now.toISOString() };
  await insertTry(trx, { ...attempt, purpose: 'reinterview', at, disposition, note: '' });
}

async function giveUp(trx: Db, { at }: RecheckGivenUpItem, recheck: WorkedReinterview, user: SignedInUser, now: Date): Promise<void> {
  const { id, unitId, surveyId, serial } = recheck;
  const reason = giveUpReason(await listOwnTries(trx, user.id, [unitId]));
  if (reason === null) throw new Problem('recheck-tries-few', { least: LEAST_TRIES, hours: HOURS_APART });
  await insertGiveUp(trx, { reinterview_id: id, user_id: user.id, survey_id: surveyId, reason, at });
  const goesOn = await handOnReinterview(trx, recheck, user.id, at, now);
  const { owner_agency_id: agencyId } = await findSurveyById(trx, surveyId);
  await appendAuditEvent(trx, byUser(user, now), {
    ...{ action: 'recheck.give-up', subjectKind: 'survey', subjectId: surveyId, agencyId },
    change: { serial, given_up_for: reason, second_person: goesOn }
  });
}
