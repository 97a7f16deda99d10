/** Surveys by where their answers come in. */
import type { Day } from '../../core/calendar/day';
import type { Db, SurveyTable } from '../schema';
import { startsWith } from './agencies';

/** Every survey past its draft that belongs to, or has a counter at, an agency at or below this path on the day; the newest first. */
export async function listSurveysWithin(db: Db, path: string, day: Day): Promise<readonly SurveyTable[]> {
  // Not a subquery for each version: PostgreSQL then takes the agencies for one, and compares every counter with every agency.
  const inForce = db
    .selectFrom('agency_versions')
    .select((eb) => ['agency_id', eb.fn.max('valid_from').as('valid_from')])
    .where('valid_from', '<=', day)
    .groupBy('agency_id')
    .as('l');
  const agenciesWithin = db
    .selectFrom('agency_versions as v')
    .innerJoin(inForce, (join) => join.onRef('l.agency_id', '=', 'v.agency_id').onRef('l.valid_from', '=', 'v.valid_from'))
    .select('v.agency_id')
    .where(startsWith('v.path', path));
  const surveysWithin = db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select('sc.survey_id')
    .where('c.agency_id', 'in', agenciesWithin);
  return db
    .selectFrom('surveys as s')
    .selectAll()
    .where('s.state', '!=', 'draft')
    .where((eb) => eb.or([eb('s.id', 'in', surveysWithin), eb('s.owner_agency_id', 'in', agenciesWithin)]))
    .orderBy('s.opens_on', 'desc')
    .orderBy('s.id')
    .execute();
}
