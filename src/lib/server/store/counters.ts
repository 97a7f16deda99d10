/** Counters (one-stop desks) and their codes. A replaced code keeps leading to its counter; the one in force is printed. */
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { startsWith } from './agencies';

/** A counter with the agency it belongs to, as that stands on the day that was asked about. */
export interface Counter {
  readonly id: string;
  readonly name: string;
  readonly openedOn: Day;
  /** The last day it is open. */
  readonly closedOn: Day | null;
  readonly successorCounterId: string | null;
  readonly defaultHandlingAgencyId: string;
  /** The code in force, or the one it was found by. */
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
  await db
    .insertInto('counters')
    .values({
      id: counter.id,
      agency_id: counter.agencyId,
      name: counter.name,
      opened_on: counter.openedOn,
      closed_on: null,
      successor_counter_id: null,
      default_handling_agency_id: counter.defaultHandlingAgencyId
    })
    .execute();
  await db
    .insertInto('access_codes')
    .values({
      code: counter.code,
      kind: 'counter',
      counter_id: counter.id,
      issued_at: counter.codeIssuedAt,
      replaced_by: null,
      closed_at: null
    })
    .execute();
}

/** True for any code ever given out: counters, invitations and dossiers share one name space. */
export async function isCodeTaken(db: Db, code: string): Promise<boolean> {
  return (await db.selectFrom('access_codes').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;
}

/** By a checked code (`readCounterCode`), in force or replaced. */
export async function findCounterByCode(db: Db, code: string, day: Day): Promise<Counter | undefined> {
  const row = await countersOn(db, day).where('x.code', '=', code).executeTakeFirst();
  return row && toCounter(row);
}

export async function getCounter(db: Db, id: string, day: Day): Promise<Counter> {
  const row = await countersOn(db, day).where('c.id', '=', id).where('x.replaced_by', 'is', null).executeTakeFirst();
  if (!row) throw new Problem('not-found');
  return toCounter(row);
}

/** Every counter, closed ones too, of the agency of this path and of those below it, by agency code and name. */
export async function listCountersBelow(db: Db, path: string, day: Day): Promise<readonly Counter[]> {
  const rows = await countersOn(db, day)
    .where('x.replaced_by', 'is', null)
    .where(startsWith('v.path', path))
    .orderBy('a.code')
    .orderBy('c.name')
    .orderBy('c.id')
    .execute();
  return rows.map(toCounter);
}

function countersOn(db: Db, day: Day) {
  return db
    .selectFrom('counters as c')
    .innerJoin('access_codes as x', 'x.counter_id', 'c.id')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
    .select([
      'c.id',
      'c.name',
      'c.opened_on',
      'c.closed_on',
      'c.successor_counter_id',
      'c.default_handling_agency_id',
      'x.code',
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
