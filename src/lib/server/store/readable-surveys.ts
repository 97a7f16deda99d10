/** Surveys by where their answers come in. */
import type { Day } from '../../core/calendar/day';
import type { Db, SurveyTable } from '../schema';
import { startsWith } from './agencies';
import { isShown } from './agencies-within';

/** Every survey past its draft that belongs to, or has a counter at, an agency at or below this path on the day; the newest first. */
export async function listSurveysWithin(db: Db, path: string, day: Day): Promise<readonly SurveyTable[]> {
  const agenciesWithin = db
    .selectFrom('agency_versions as v')
    .select('v.agency_id')
    .where(startsWith('v.path', path))
    .where(isShown('v', day));
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
