/** How far a survey reaches: its counters, their agencies, and the communes it leaves out. */
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { startsWith } from './agencies';

export async function countReach(db: Db, surveyId: string): Promise<{ readonly counters: number; readonly agencies: number }> {
  const { counters, agencies } = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select((eb) => [eb.fn.countAll<number>().as('counters'), eb.fn.count<number>('c.agency_id').distinct().as('agencies')])
    .where('sc.survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return { counters: Number(counters), agencies: Number(agencies) };
}

/** Its counters that have ended before the day. */
export async function countClosedCounters(db: Db, surveyId: string, day: Day): Promise<number> {
  const { closed } = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select((eb) => eb.fn.countAll<number>().as('closed'))
    .where('sc.survey_id', '=', surveyId)
    .where('c.closed_on', '<', day)
    .executeTakeFirstOrThrow();
  return Number(closed);
}

/** Communes within the path that exist on the day and have none of the survey's counters. */
export async function countCommunesWithout(db: Db, surveyId: string, path: string, day: Day): Promise<number> {
  const { without } = await db
    .selectFrom('agencies as a')
    .select((eb) => eb.fn.countAll<number>().as('without'))
    .where('a.kind', '=', 'commune')
    .where('a.valid_from', '<=', day)
    .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', day)]))
    .where('a.id', 'in', (of) => of.selectFrom('agency_versions as v').select('v.agency_id').where(startsWith('v.path', path)))
    .where('a.id', 'not in', (of) =>
      of
        .selectFrom('survey_counters as sc')
        .innerJoin('counters as c', 'c.id', 'sc.counter_id')
        .select('c.agency_id')
        .where('sc.survey_id', '=', surveyId)
    )
    .executeTakeFirstOrThrow();
  return Number(without);
}
