/** Agencies as long lists need them: as a table `v` that a query makes once, whatever it joins to it. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { startsWith } from './agencies';

export interface PlacesOnDay {
  /** Paths: what is at or below one of them … */
  readonly within: readonly string[];
  /** … and at or below none of these. */
  readonly except: readonly string[];
  readonly day: Day;
}

/** Begins a query: `v` holds each agency of these places, with what its version that lists show is found and sorted by. */
export function withAgencies(db: Db, { within, except, day }: PlacesOnDay) {
  return db.with(
    (cte) => cte('v').materialized(),
    (of) => {
      let query = of
        .selectFrom('agency_versions as w')
        .select(['w.agency_id as id', 'w.search_text', 'w.sort_key'])
        .where((eb) => eb.or(within.map((path) => startsWith('w.path', path))))
        .where(isShown('w', day));
      for (const path of except) query = query.where((eb) => eb.not(startsWith('w.path', path)));
      return query;
    }
  );
}

/**
 * SQL: whether a row of `agency_versions` is the one that lists show: in force on the day, or the first of an agency that is to come,
 * or the last of one that is closed. Not by a `max` of each agency: PostgreSQL then takes all agencies for one, and joins row by row.
 * Most are in force, and no two versions of an agency are on one day: the others alone are looked up beside their like.
 */
export function isShown(version: string, day: Day): RawBuilder<boolean> {
  const [agency, from, to] = [sql.ref(`${version}.agency_id`), sql.ref(`${version}.valid_from`), sql.ref(`${version}.valid_to`)];
  return sql<boolean>`(${from} <= ${day} and (${to} is null or ${to} >= ${day})
    or not exists (select 1 from agency_versions as later where later.agency_id = ${agency}
      and later.valid_from > ${from} and later.valid_from <= ${day})
    and (${from} <= ${day} or not exists (select 1 from agency_versions as earlier where earlier.agency_id = ${agency}
      and earlier.valid_from < ${from})))`;
}
