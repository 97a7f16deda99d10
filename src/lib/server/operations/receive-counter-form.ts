/** The forms by which the office's pages open and change counters: fields read, the person let in or refused, the operation called. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import type { RandomBytes } from '../../core/fieldwork/checked-code';
import { readCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole, scopesOf } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { Agency } from '../../core/agency/agency';
import { AGENCY_KINDS } from '../../core/agency/agency';
import { searchWords } from '../../core/vietnamese/fold';
import { listAgencyCodes } from '../store/agency-list';
import { getAgencyByCode } from '../store/agencies';
import { byUser } from '../store/audit-events';
import { getCounter } from '../store/counters';
import { closeCounter, renameCounter, reopenCounter, replaceCode } from './change-counter';
import { createCounter } from './create-counter';
import { inTransaction } from '../transaction';
import { findOfficeCounter } from './open-counter';

export const COUNTER_CHANGES = ['rename', 'close', 'reopen', 'replace'] as const;
export type CounterChange = (typeof COUNTER_CHANGES)[number];

/** As many as one form may open at once. */
const MOST_AT_ONCE = 500;

/** Returns the counter's code, which `replace` changes. Throws what `findOfficeCounter` and `requirePlace` throw, `form-invalid`, and what the operation throws. */
export async function changeCounter(
  db: Db,
  asking: Asking,
  typed: string,
  change: CounterChange,
  form: FormData,
  randomBytes: RandomBytes,
  now: Date
): Promise<string> {
  const counter = await findOfficeCounter(db, typed, localDay(now));
  const by = byUser(requirePlace(asking, 'counter:write', { path: counter.agencyPath, name: counter.agencyName }), now);
  const text = (name: string) => textField(form, name);
  if (change === 'replace') {
    const read = readCounterCode(typed);
    return replaceCode(db, counter.id, randomBytes, by, 'code' in read ? read.code : counter.code);
  }
  if (change === 'rename') await renameCounter(db, counter.id, text('name'), by);
  else if (change === 'reopen') await reopenCounter(db, counter.id, now, by);
  else {
    const { lastDay } = readFields({ lastDay: () => readDay(text('lastDay')) });
    const successorId = text('successor') || null;
    // Its name stands on the closed counter's page: it must be one that the person runs.
    const successor = successorId === null ? null : await getCounter(db, successorId, localDay(now));
    if (successor) requirePlace(asking, 'counter:write', { path: successor.agencyPath, name: successor.agencyName });
    await closeCounter(db, counter.id, { lastDay, successorId }, by);
  }
  return counter.code;
}

/** A counter of the same name at every chosen agency, all or none. Returns how many, and the code if it is one. */
export async function addCounters(
  db: Db,
  asking: Asking,
  form: FormData,
  randomBytes: RandomBytes,
  now: Date
): Promise<{ readonly count: number; readonly code: string }> {
  const user = requireRole(asking, 'counter:write');
  const codes = form.get('all') === 'yes' ? await listFound(db, scopesOf(user, 'counter:write'), form, now) : ticked(form);
  if (codes.length > MOST_AT_ONCE) throw new Problem('counters-too-many', { count: codes.length, most: MOST_AT_ONCE });
  const names = textField(form, 'names').split(/\r?\n/).map((name) => name.trim()).filter((name) => name !== ''); // prettier-ignore
  const { openedOn } = readFields<{ openedOn: Day; agency: string; names: string }>({
    openedOn: () => readDay(textField(form, 'openedOn')),
    agency: () => require(codes[0], 'agency-missing'),
    names: () => require(names[0], 'name-missing')
  });
  if (codes.length * names.length > MOST_AT_ONCE)
    throw new Problem('counters-too-many', { count: codes.length * names.length, most: MOST_AT_ONCE });
  return inTransaction(db, async (trx) => {
    let code = '';
    for (const agencyCode of codes) {
      const agency: Agency = await getAgencyByCode(trx, agencyCode, openedOn);
      requirePlace(asking, 'counter:write', agency);
      for (const name of names) code = (await createCounter(trx, { agencyCode, name, openedOn }, now, randomBytes, byUser(user, now))).code;
    }
    return { count: codes.length * names.length, code };
  });
}

function ticked(form: FormData): readonly string[] {
  return [...new Set(form.getAll('agency').map(String))].filter((code) => code !== '');
}

/** Every agency that the page's filter finds, one more than may be at once if there are so many. */
async function listFound(db: Db, scopes: readonly string[], form: FormData, now: Date): Promise<readonly string[]> {
  const kind = AGENCY_KINDS.find((one) => one === form.get('kind'));
  const filter = { scopes, day: localDay(now), kind, state: 'open' } as const;
  return listAgencyCodes(db, filter, searchWords(textField(form, 'q')), MOST_AT_ONCE + 1);
}

function require(value: string | undefined, missing: 'agency-missing' | 'name-missing'): string {
  if (value === undefined) throw new Problem(missing);
  return value;
}
