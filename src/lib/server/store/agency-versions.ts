/** An agency's versions: its names and its place in the tree, each with the days it was in force. */
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import type { AgencyVersionTable, Db } from '../schema';
import { startsWith } from './agencies';
import { nameKeys } from './name-keys';

export type AgencyVersion = AgencyVersionTable;

/** From the first to the last. */
export async function listAgencyVersions(db: Db, agencyId: string): Promise<readonly AgencyVersion[]> {
  return db.selectFrom('agency_versions').selectAll().where('agency_id', '=', agencyId).orderBy('valid_from').execute();
}

/** Those of an agency and of everything below it that are in force on the day or later. */
export async function listVersionsBelowFrom(db: Db, path: string, day: Day): Promise<readonly AgencyVersion[]> {
  return db
    .selectFrom('agency_versions')
    .selectAll()
    .where(startsWith('path', path))
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('agency_id')
    .orderBy('valid_from')
    .execute();
}

type Change = Partial<Pick<AgencyVersion, 'name_vi' | 'name_en' | 'parent_id' | 'path'>>;

/**
 * The version with a change from the day on. One that begins that day or later is changed itself; an earlier one ends on the day
 * before, and a new one follows it. `code` is the agency's.
 */
export async function changeVersionFrom(db: Db, version: AgencyVersion, day: Day, change: Change, code: string): Promise<void> {
  const { agency_id, valid_from, valid_to, name_vi, name_en, parent_id, path } = version;
  const changed = { agency_id, valid_to, name_vi, name_en, parent_id, path, ...change };
  const row = { ...changed, ...nameKeys(changed.name_vi, changed.name_en, code) };
  const own = (query: Day) => db.updateTable('agency_versions').where('agency_id', '=', agency_id).where('valid_from', '=', query);
  if (valid_from >= day) {
    await own(valid_from).set(row).execute();
    return;
  }
  await own(valid_from)
    .set({ valid_to: addDays(day, -1) })
    .execute();
  await db
    .insertInto('agency_versions')
    .values({ ...row, valid_from: day })
    .execute();
}

/** By agency, the first day of its last version. */
export async function listLastVersionDays(db: Db): Promise<ReadonlyMap<string, Day>> {
  const rows = await db
    .selectFrom('agency_versions')
    .select((eb) => ['agency_id', eb.fn.max('valid_from').as('last')])
    .groupBy('agency_id')
    .execute();
  return new Map(rows.map(({ agency_id, last }) => [agency_id, last]));
}
