/** The names that a list's rows are matched with. */
import type { Db } from '../schema';
import { startsWith } from './agencies';

/** Every version of every agency, closed ones too. */
export async function listNamedVersions(db: Db) {
  const rows = await db
    .selectFrom('agency_versions as v')
    .innerJoin('agencies as a', 'a.id', 'v.agency_id')
    .select(['v.agency_id', 'a.code', 'v.name_vi', 'v.name_en', 'v.path', 'v.valid_from', 'v.valid_to'])
    .orderBy('v.agency_id')
    .orderBy('v.valid_from')
    .execute();
  return rows.map((row) => ({
    agencyId: row.agency_id,
    code: row.code,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    path: row.path,
    validFrom: row.valid_from,
    validTo: row.valid_to
  }));
}

/** Counters of agencies that stand, or stood, within the path. */
export async function listNamedCounters(db: Db, path: string) {
  const rows = await db
    .selectFrom('counters as c')
    .select(['c.id', 'c.code', 'c.name', 'c.agency_id'])
    .where((of) =>
      of.exists(
        of
          .selectFrom('agency_versions as v')
          .select('v.agency_id')
          .whereRef('v.agency_id', '=', 'c.agency_id')
          .where(startsWith('v.path', path))
      )
    )
    .execute();
  return rows.map((row) => ({ id: row.id, code: row.code, name: row.name, agencyId: row.agency_id }));
}
