/** What happens to a counter: renamed, closed, opened again, given another code. Nothing that it collected is lost. */
import { readName } from '../../core/agency/agency-name';
import { existsOn } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import type { RandomBytes } from '../../core/fieldwork/checked-code';
import { formatCounterCode, makeCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import { getAgency, LAST_DAY } from '../store/agencies';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { replaceCounterCode, updateCounterName } from '../store/counter-changes';
import type { Counter } from '../store/counters';
import { getCounter, insertCounterCode, isCodeTaken, listCountersBelow, updateCounterEnd } from '../store/counters';
import { findLastAnswerDay } from '../store/responses';
import { raiseRevisionsAt } from '../store/survey-counters';
import { inTransaction } from '../transaction';

/** Throws `form-invalid`, `counter-name-taken`. */
export async function renameCounter(db: Db, id: string, typed: string, by: Doer = byCommand()): Promise<void> {
  const { name } = readFields({ name: () => readName(typed) });
  await inTransaction(db, async (trx) => {
    const counter = await getCounter(trx, id, LAST_DAY);
    await requireFreeName(trx, counter, name);
    await updateCounterName(trx, id, name);
    await record(trx, by, 'counter.rename', counter, { name: [counter.name, name] });
  });
}

/**
 * `successor`: where people go now. Throws `counter-is-closed`, `counter-life-empty`, `counter-answered-later`, `counter-own-successor`, `counter-successor-closed`.
 */
export async function closeCounter(
  db: Db,
  id: string,
  { lastDay, successorId }: { readonly lastDay: Day; readonly successorId: string | null },
  by: Doer = byCommand()
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const counter = await getCounter(trx, id, LAST_DAY);
    if (counter.closedOn !== null) throw new Problem('counter-is-closed', { name: counter.name, day: formatDay(counter.closedOn) });
    if (lastDay < counter.openedOn) throw new Problem('counter-life-empty', { day: formatDay(counter.openedOn) });
    const answered = await findLastAnswerDay(trx, id, lastDay);
    if (answered !== null) throw new Problem('counter-answered-later', { name: counter.name, day: formatDay(answered) });
    const successor = successorId === null ? null : await getCounter(trx, successorId, LAST_DAY);
    if (successor?.id === id) throw new Problem('counter-own-successor');
    if (successor && successor.closedOn !== null) throw new Problem('counter-successor-closed', { name: successor.name });
    await updateCounterEnd(trx, id, lastDay, successorId);
    await record(trx, by, 'counter.close', counter, { last_day: lastDay, successor: successorId });
  });
}

/** Throws `counter-is-open`, `agency-closed`, `counter-handed-over`, `counter-name-taken`. */
export async function reopenCounter(db: Db, id: string, now: Date, by: Doer = byCommand()): Promise<void> {
  await inTransaction(db, async (trx) => {
    const counter = await getCounter(trx, id, LAST_DAY);
    if (counter.closedOn === null) throw new Problem('counter-is-open', { name: counter.name });
    const agency = await getAgency(trx, counter.agencyId, LAST_DAY);
    const today = localDay(now);
    if (!existsOn(agency, today)) throw new Problem('agency-closed', { code: agency.code, name: agency.name.vi, day: formatDay(today) });
    const successor = counter.successorCounterId === null ? null : await getCounter(trx, counter.successorCounterId, LAST_DAY);
    if (successor?.code === counter.code) throw new Problem('counter-handed-over', { name: successor.name });
    await requireFreeName(trx, counter, counter.name);
    await updateCounterEnd(trx, id, null, null);
    await record(trx, by, 'counter.reopen', counter, { last_day: [counter.closedOn, null] });
  });
}

/**
 * A lost or copied poster: the old code takes no more answers. Returns the new one. `old` is the code that whoever asks has before
 * them: pressed twice, or on a page from before, the poster just printed would be the one that dies. Throws `counter-is-closed`,
 * `counter-code-replaced`.
 */
export async function replaceCode(db: Db, id: string, randomBytes: RandomBytes, by: Doer = byCommand(), old?: string): Promise<string> {
  return inTransaction(db, async (trx) => {
    const counter = await getCounter(trx, id, LAST_DAY);
    if (old !== undefined && old !== counter.code)
      throw new Problem('counter-code-replaced', { old: formatCounterCode(old), code: formatCounterCode(counter.code) });
    if (counter.closedOn !== null && counter.closedOn < localDay(new Date(by.at)))
      throw new Problem('counter-is-closed', { name: counter.name, day: formatDay(counter.closedOn) });
    const code = await makeFreeCode(trx, randomBytes);
    await insertCounterCode(trx, id, code, by.at);
    await replaceCounterCode(trx, counter, code, by.at);
    await raiseRevisionsAt(trx, id);
    await record(trx, by, 'counter.replace-code', counter, { code: [formatCounterCode(counter.code), formatCounterCode(code)] });
    return code;
  });
}

export async function makeFreeCode(db: Db, randomBytes: RandomBytes): Promise<string> {
  let code = makeCounterCode(randomBytes);
  while (await isCodeTaken(db, code)) code = makeCounterCode(randomBytes);
  return code;
}

/** No other open counter of the agency has the name. */
async function requireFreeName(db: Db, counter: Counter, name: string): Promise<void> {
  const siblings = (await listCountersBelow(db, counter.agencyPath, LAST_DAY)).filter(
    ({ agencyId, id, closedOn }) => agencyId === counter.agencyId && id !== counter.id && closedOn === null
  );
  if (siblings.some((other) => other.name === name)) throw new Problem('counter-name-taken', { name, agency: counter.agencyName.vi });
}

function record(trx: Db, by: Doer, action: string, counter: Counter, change: AuditChange): Promise<void> {
  return appendAuditEvent(trx, by, { action, subjectKind: 'counter', subjectId: counter.id, agencyId: counter.agencyId, change });
}
