/**
 * The agency tree. An agency is read as it stands on a day: its version in force then or, once it is closed, its last one; one
 * that begins later is not there yet. Lists leave out what is closed unless asked.
 */
import { sql } from 'kysely';
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { AgencyTable, Db } from '../schema';
import { nameKeys } from './name-keys';

/** After every day that is asked about: an agency as it stands last. */
export const LAST_DAY: Day = '9999-12-31';

/** 500 rows of seven columns stay far below SQLite's 32,766 and PostgreSQL's 65,535 parameters. */
const BATCH = 500;

export async function insertAgency(db: Db, agency: Agency): Promise<void> {
  await insertAgencies(db, [agency]);
}

/** Parents before or beside their children. `onStored` is told how many are stored so far. */
export async function insertAgencies(db: Db, agencies: readonly Agency[], onStored?: (count: number) => void): Promise<void> {
  for (let at = 0; at < agencies.length; at += BATCH) {
    const batch = agencies.slice(at, at + BATCH);
    await db
      .insertInto('agencies')
      .values(batch.map(({ id, code, kind, validFrom, validTo }) => ({ id, code, kind, valid_from: validFrom, valid_to: validTo })))
      .execute();
    await db
      .insertInto('agency_versions')
      .values(
        batch.map(({ id, code, validFrom, validTo, name, parentId, path }) => ({
          agency_id: id,
          valid_from: validFrom,
          valid_to: validTo,
          name_vi: name.vi,
          name_en: name.en,
          parent_id: parentId,
          path,
          ...nameKeys(name.vi, name.en, code)
        }))
      )
      .execute();
    onStored?.(at + batch.length);
  }
}

export async function findAgency(db: Db, id: string, day: Day): Promise<Agency | undefined> {
  const row = await agenciesOn(db, day).where('a.id', '=', id).executeTakeFirst();
  return row && toAgency(row);
}

export async function getAgency(db: Db, id: string, day: Day): Promise<Agency> {
  const agency = await findAgency(db, id, day);
  if (!agency) throw new Problem('agency-not-found');
  return agency;
}

export async function findAgencyByCode(db: Db, code: string, day: Day): Promise<Agency | undefined> {
  const row = await agenciesOn(db, day).where('a.code', '=', code).executeTakeFirst();
  return row && toAgency(row);
}

/** Throws `agency-unknown-code`: somebody typed it. */
export async function getAgencyByCode(db: Db, code: string, day: Day): Promise<Agency> {
  const agency = await findAgencyByCode(db, code, day);
  if (!agency) throw new Problem('agency-unknown-code', { code });
  return agency;
}

/** Every agency that exists on the day, or with `closed` every one that ever did until then, by code. */
export async function listAgencies(
  db: Db,
  day: Day,
  closed: 'without-closed' | 'with-closed' = 'without-closed'
): Promise<readonly Agency[]> {
  const rows = await (closed === 'with-closed' ? agenciesOn(db, day) : livingOn(db, day)).orderBy('a.code').execute();
  return rows.map(toAgency);
}

/** Those of these ids that had begun by the day, closed ones too, by code. */
export async function listAgenciesOf(db: Db, ids: readonly string[], day: Day): Promise<readonly Agency[]> {
  if (ids.length === 0) return [];
  const rows = await agenciesOn(db, day).where('a.id', 'in', ids).orderBy('a.code').execute();
  return rows.map(toAgency);
}

/** Agencies that stand below none: provinces. */
export async function listRoots(db: Db, day: Day): Promise<readonly Agency[]> {
  const rows = await livingOn(db, day).where('v.parent_id', 'is', null).orderBy('a.code').execute();
  return rows.map(toAgency);
}

/** What stands directly below an agency on the day. */
export async function listChildren(db: Db, agencyId: string, day: Day): Promise<readonly Agency[]> {
  const rows = await livingOn(db, day).where('v.parent_id', '=', agencyId).orderBy('v.sort_key').orderBy('a.code').execute();
  return rows.map(toAgency);
}

/** The agency of this path and everything below it. */
export async function listAgenciesBelow(
  db: Db,
  path: string,
  day: Day,
  closed: 'without-closed' | 'with-closed' = 'without-closed'
): Promise<readonly Agency[]> {
  const rows = await (closed === 'with-closed' ? agenciesOn(db, day) : livingOn(db, day))
    .where(startsWith('v.path', path))
    .orderBy('a.code')
    .execute();
  return rows.map(toAgency);
}

export async function insertSuccession(db: Db, succession: { predecessorId: string; successorId: string; onDay: Day }): Promise<void> {
  await db
    .insertInto('agency_successions')
    .values({ predecessor_id: succession.predecessorId, successor_id: succession.successorId, on_day: succession.onDay })
    .execute();
}

/** What an agency follows: their last names, and the day it took over. */
export async function listPredecessors(db: Db, agencyId: string): Promise<readonly { readonly agency: Agency; readonly onDay: Day }[]> {
  const rows = await agenciesOn(db, LAST_DAY)
    .innerJoin('agency_successions as s', 's.predecessor_id', 'a.id')
    .select('s.on_day')
    .where('s.successor_id', '=', agencyId)
    .orderBy('s.on_day')
    .orderBy('a.code')
    .execute();
  return rows.map((row) => ({ agency: toAgency(row), onDay: row.on_day }));
}

/** `lastDay` is the last day it exists; its version in force ends with it. */
export async function updateAgencyLastDay(db: Db, agencyId: string, lastDay: Day): Promise<void> {
  await db.updateTable('agencies').set({ valid_to: lastDay }).where('id', '=', agencyId).execute();
  await db
    .updateTable('agency_versions')
    .set({ valid_to: lastDay })
    .where('agency_id', '=', agencyId)
    .where('valid_to', 'is', null)
    .execute();
}

/** It has no last day any more; nor has its last version. */
export async function updateAgencyReopened(db: Db, agencyId: string): Promise<void> {
  await db.updateTable('agencies').set({ valid_to: null }).where('id', '=', agencyId).execute();
  await db
    .updateTable('agency_versions')
    .set({ valid_to: null })
    .where('agency_id', '=', agencyId)
    .where('valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as v')
        .select((eb) => eb.fn.max('v.valid_from').as('last'))
        .where('v.agency_id', '=', agencyId)
    )
    .execute();
}

/**
 * A condition for "this path, or below it". Kept here so that stores which join agencies compare in the same way: by its beginning,
 * character for character. LIKE folds case on one engine, and a range (`>=`, `<`) follows the collation of the other, which may
 * ignore the slashes. `coalesce`, because PostgreSQL then expects half of the rows, and bare one in two hundred: it joined thousands
 * of agencies row by row.
 */
export function startsWith(column: string, path: string) {
  return sql<boolean>`coalesce(substr(${sql.ref(column)}, 1, ${sql.lit(path.length)}) = ${path}, false)`;
}

/** Each agency that had begun by the day, in its latest version begun by then. */
function agenciesOn(db: Db, day: Day) {
  return db
    .selectFrom('agencies as a')
    .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
    .select(['a.id', 'a.code', 'a.kind', 'a.valid_from', 'a.valid_to', 'v.name_vi', 'v.name_en', 'v.parent_id', 'v.path'])
    .where('v.valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as latest')
        .select((eb) => eb.fn.max('latest.valid_from').as('valid_from'))
        .whereRef('latest.agency_id', '=', 'a.id')
        .where('latest.valid_from', '<=', day)
    );
}

function livingOn(db: Db, day: Day) {
  return agenciesOn(db, day).where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', day)]));
}

interface AgencyRow extends AgencyTable {
  readonly name_vi: string;
  readonly name_en: string;
  readonly parent_id: string | null;
  readonly path: string;
}

function toAgency(row: AgencyRow): Agency {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    name: { vi: row.name_vi, en: row.name_en },
    parentId: row.parent_id,
    path: row.path
  };
}
