/** Counters (one-stop desks) and their codes. A replaced code keeps leading to its counter; the one in force is printed. */
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { CounterTable, Db } from '../schema';
import { LAST_DAY, startsWith } from './agencies';
import { ledTo } from './code-handovers';
import { nameKeys } from './name-keys';

/** A counter with the agency it belongs to, as that stands on the day that was asked about. */
export interface Counter {
  readonly id: string;
  readonly name: string;
  readonly openedOn: Day;
  /** The last day it is open. */
  readonly closedOn: Day | null;
  readonly successorCounterId: string | null;
  readonly defaultHandlingAgencyId: string;
  /** The code in force. */
  readonly code: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly agencyName: LocalizedText & { readonly en: string };
  readonly agencyPath: string;
}

export interface NewCounter {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly openedOn: Day;
  readonly defaultHandlingAgencyId: string;
  readonly code: string;
  /** ISO time. */
  readonly codeIssuedAt: string;
}

export async function insertCounter(db: Db, counter: NewCounter): Promise<void> {
  await insertCounterRow(db, {
    id: counter.id,
    agency_id: counter.agencyId,
    name: counter.name,
    opened_on: counter.openedOn,
    closed_on: null,
    successor_counter_id: null,
    default_handling_agency_id: counter.defaultHandlingAgencyId,
    code: counter.code
  });
  await insertCounterCode(db, counter.id, counter.code, counter.codeIssuedAt);
}

/** A counter whose code leads to it already, or will. */
export async function insertCounterRow(db: Db, row: CounterTable): Promise<void> {
  await db
    .insertInto('counters')
    .values({ ...row, ...nameKeys(row.name) })
    .execute();
}

export async function insertCounterCode(db: Db, counterId: string, code: string, issuedAt: string): Promise<void> {
  await db
    .insertInto('access_codes')
    .values({ code, kind: 'counter', counter_id: counterId, issued_at: issuedAt, replaced_by: null, closed_at: null })
    .execute();
}

/** `lastDay` null: it is open again. */
export async function updateCounterEnd(db: Db, id: string, lastDay: Day | null, successorId: string | null): Promise<void> {
  await db.updateTable('counters').set({ closed_on: lastDay, successor_counter_id: successorId }).where('id', '=', id).execute();
}

/** True for any code ever given out: counters, invitations and dossiers share one name space. */
export async function isCodeTaken(db: Db, code: string): Promise<boolean> {
  return (await db.selectFrom('access_codes').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;
}

/** By a checked code (`readCounterCode`), in force or replaced: the counter it leads to on the day. */
export async function findCounterByCode(db: Db, code: string, day: Day): Promise<Counter | undefined> {
  const row = await countersOn(db, day)
    .innerJoin('access_codes as x', (join) => join.on('c.id', '=', ledTo('x', day)))
    .where('x.code', '=', code)
    .executeTakeFirst();
  return row && toCounter(row);
}

/** Every counter that a code leads to or ever led to, the latest first. */
export async function listCountersOfCode(db: Db, code: string): Promise<readonly Counter[]> {
  const rows = await countersOn(db, LAST_DAY)
    .where((eb) =>
      eb.or([
        eb('c.id', 'in', eb.selectFrom('access_codes as x').select('x.counter_id').where('x.code', '=', code)),
        eb('c.id', 'in', eb.selectFrom('code_handovers as h').select('h.counter_id').where('h.code', '=', code))
      ])
    )
    .orderBy('c.opened_on', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
  return rows.map(toCounter);
}

export async function getCounter(db: Db, id: string, day: Day): Promise<Counter> {
  const row = await countersOn(db, day).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return toCounter(row);
}

/** Every counter, closed ones too, of the agency of this path and of those below it, by agency code and name. */
export async function listCountersBelow(db: Db, path: string, day: Day): Promise<readonly Counter[]> {
  const rows = await countersOn(db, day).where(startsWith('v.path', path)).orderBy('a.code').orderBy('c.name').orderBy('c.id').execute();
  return rows.map(toCounter);
}

function countersOn(db: Db, day: Day) {
  return db
    .selectFrom('counters as c')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
    .select([
      'c.id',
      'c.name',
      'c.opened_on',
      'c.closed_on',
      'c.successor_counter_id',
      'c.default_handling_agency_id',
      'c.code',
      'c.agency_id',
      'a.code as agency_code',
      'v.name_vi',
      'v.name_en',
      'v.path'
    ])
    .where('v.valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as latest')
        .select((eb) => eb.fn.max('latest.valid_from').as('valid_from'))
        .whereRef('latest.agency_id', '=', 'a.id')
        .where('latest.valid_from', '<=', day)
    );
}

type CounterRow = NonNullable<Awaited<ReturnType<ReturnType<typeof countersOn>['executeTakeFirst']>>>;

function toCounter(row: CounterRow): Counter {
  return {
    id: row.id,
    name: row.name,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    successorCounterId: row.successor_counter_id,
    defaultHandlingAgencyId: row.default_handling_agency_id,
    code: row.code,
    agencyId: row.agency_id,
    agencyCode: row.agency_code,
    agencyName: { vi: row.name_vi, en: row.name_en },
    agencyPath: row.path
  };
}
