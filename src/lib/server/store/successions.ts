/** Which agencies follow which. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { SuccessionPaths } from '../../core/agency/kin-paths';
import type { Succession } from '../../core/agency/succession';
import type { Db } from '../schema';

/** Every succession: mergers are few. */
export async function listSuccessions(db: Db, until: Day): Promise<readonly Succession[]> {
  const rows = await db.selectFrom('agency_successions').selectAll().where('on_day', '<=', until).orderBy('predecessor_id').execute();
  return rows.map((row) => ({ predecessorId: row.predecessor_id, successorId: row.successor_id, onDay: row.on_day }));
}

/** Where each of both stands on the day, or stood last. */
export async function listSuccessionPaths(db: Db, day: Day): Promise<readonly SuccessionPaths[]> {
  return db
    .selectFrom('agency_successions as s')
    .innerJoin('agency_versions as p', (join) => join.onRef('p.agency_id', '=', 's.predecessor_id').on(inForce('p', day)))
    .innerJoin('agency_versions as n', (join) => join.onRef('n.agency_id', '=', 's.successor_id').on(inForce('n', day)))
    .select(['p.path as predecessor', 'n.path as successor'])
    .where('s.on_day', '<=', day)
    .orderBy('p.path')
    .orderBy('n.path')
    .execute();
}

const inForce = (of: 'p' | 'n', day: Day) =>
  sql<boolean>`${sql.ref(`${of}.valid_from`)} = (select max(v.valid_from) from agency_versions as v
    where v.agency_id = ${sql.ref(`${of}.agency_id`)} and v.valid_from <= ${day})`;
