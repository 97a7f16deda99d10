/** A second interview is stored, a try noted, a person given up: by whom it is assigned to, as long as they are independent. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { readFields } from '../../core/read-fields';
import { compareForm } from '../../core/reinterview/discrepancy';
import { isIndependent } from '../../core/reinterview/independence';
import type { AnsweredTwice, Check, CheckAnswer, CheckAnswers } from '../../core/reinterview/reinterview';
import { CHECK_ANSWERS, CHECKS } from '../../core/reinterview/reinterview';
import { HOURS_APART, isTryEnd, LEAST_TRIES, mayGiveUp } from '../../core/reinterview/tries';
import { decodeAnswers } from '../../core/response/encode-answers';
import { readForm } from '../../core/response/read-form';
import type { Asking } from '../auth/access';
import type { Config } from '../config';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { getCopy } from '../store/paper-units';
import { endReinterview, insertTry, listReinterviews, listTries } from '../store/reinterviews';
import { inTransaction } from '../transaction';
import { listRecheckedUnits } from './assign-reinterviews';
import { holdUnfrozen } from './find-round';
import type { OwnRecheck } from './open-rechecks';
import { findOwnRecheck } from './open-rechecks';
import { judgeRound } from './review-interviewer';
import { storeCopy } from './store-copy';

/** Returns the form's number. Throws what `findOwnRecheck` throws, `form-invalid`, `not-independent`. */
export async function storeRecheck(
  db: Db,
  config: Config,
  asking: Asking,
  id: string,
  form: FormData,
  randomBytes: (count: number) => Uint8Array,
  now: Date
): Promise<number> {
  const { version, items, row } = await findOwnRecheck(db, asking, id);
  const text = (name: string) => textField(form, name);
  const checks: CheckAnswers = readFields(
    Object.fromEntries(CHECKS.map((check) => [check, () => readCheck(text(check))])) as Record<Check, () => CheckAnswer>
  );
  const entries = items.map(({ code }) => [code, text(code)] as const).filter(([, value]) => value !== '');
  const isDenied = checks.transaction === 'no' || checks.answered === 'no';
  if (entries.length === 0 && !isDenied) throw new Problem('form-invalid', { count: 1 }, [{ place: items[0]!.code, code: 'recheck-items-missing', parameters: {} }]); // prettier-ignore
  const reading = readForm(version.content, [], entries);
  const problems = reading.problems.filter(({ place }) => place !== 'form');
  if (problems.length > 0) throw new Problem('form-invalid', { count: problems.length }, problems);
  await inTransaction(db, async (trx) => {
    const own = await holdOwnRecheck(trx, asking, id);
    const { user, survey } = own;
    await requireIndependent(trx, own, now);
    const second = await storeCopy(trx, config, randomBytes, {
      surveyId: survey.id,
      version,
      unit: { id: row.sampled_unit_id, handling_agency_id: row.handlingAgencyId, receiving_counter_id: row.receivingCounterId },
      reading,
      purpose: 'reinterview',
      channel: 'phone',
      number: 1,
      enteredBy: user.id,
      now
    });
    const levelAt = itemsOf(version.content).flatMap((item, i) => (item.kind === 'level' ? [i] : []));
    const first = decodeAnswers((await getCopy(trx, await firstOf(trx, row.surveyId, id))).answers);
    const { causes } = compareForm(checks, levelAt.map((i): AnsweredTwice => [first[i] ?? null, reading.answers[i] ?? null])); // prettier-ignore
    const done = await endReinterview(trx, id, user.id, {
      state: 'done',
      checks: JSON.stringify(checks),
      second_response_id: second,
      outcome: causes.length > 0 ? 'discrepant' : 'confirmed',
      done_at: now.toISOString()
    });
    if (!done) throw new Problem('recheck-not-yours');
    await judgeRound(trx, row.surveyId, now.toISOString());
  });
  return row.serial;
}

/** Throws what `findOwnRecheck` throws, `form-invalid`. */
export async function noteTry(db: Db, asking: Asking, id: string, form: FormData, now: Date): Promise<void> {
  const { disposition } = readFields({ disposition: () => readTryEnd(textField(form, 'disposition')) });
  const at = now.toISOString();
  await inTransaction(db, async (trx) => {
    const { user, row } = await holdOwnRecheck(trx, asking, id);
    const attempt = { id: newId(), survey_id: row.surveyId, sampled_unit_id: row.sampled_unit_id, user_id: user.id };
    await insertTry(trx, { ...attempt, purpose: 'reinterview', at, received_at: at, disposition, note: '' });
  });
}

/** The person cannot be reached. Returns the form's number. Throws what `findOwnRecheck` throws, `recheck-tries-few`. */
export async function giveUpRecheck(db: Db, asking: Asking, id: string, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { user, row } = await holdOwnRecheck(trx, asking, id);
    const tries = await listTries(trx, [row.sampled_unit_id]);
    if (!mayGiveUp(tries)) throw new Problem('recheck-tries-few', { least: LEAST_TRIES, hours: HOURS_APART });
    if (!(await endReinterview(trx, id, user.id, { state: 'unreached', done_at: now.toISOString() })))
      throw new Problem('recheck-not-yours');
    await judgeRound(trx, row.surveyId, now.toISOString());
    return row.serial;
  });
}

/** It, and its round's turn: a round that was closed meanwhile asks nobody again. Throws what `findOwnRecheck` throws, `round-frozen`. */
async function holdOwnRecheck(trx: Db, asking: Asking, id: string): Promise<OwnRecheck> {
  const { survey } = await findOwnRecheck(trx, asking, id);
  await holdUnfrozen(trx, survey.id);
  return findOwnRecheck(trx, asking, id);
}

/** Roles change, and forms are keyed, after something was assigned. Throws `not-independent`. */
async function requireIndependent(trx: Db, { user, row }: OwnRecheck, now: Date): Promise<void> {
  const [unit] = await listRecheckedUnits(trx, [row], localDay(now));
  const rolePaths = user.grants.map(({ place }) => place.path);
  if (!isIndependent({ id: user.id, rolePaths }, unit!)) throw new Problem('not-independent', { person: user.name, serials: row.serial });
}

async function firstOf(trx: Db, surveyId: string, id: string): Promise<string> {
  return (await listReinterviews(trx, surveyId)).find((one) => one.id === id)!.response_id;
}

function readCheck(typed: string): CheckAnswer {
  const answer = CHECK_ANSWERS.find((one) => one === typed);
  if (!answer) throw new Problem('recheck-check-missing');
  return answer;
}

function readTryEnd(typed: string) {
  if (!isTryEnd(typed)) throw new Problem('recheck-try-missing');
  return typed;
}
