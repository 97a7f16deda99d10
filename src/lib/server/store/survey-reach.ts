/** How far a survey reaches: its counters, their agencies, and the communes it leaves out. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { startsWith } from './agencies';

/**
 * SQL, of `s`, `sc` and `c` (surveys, their counters, counters): the survey asks at the counter today or, where it has ended, on its last day,
 * and where it is to come, on its first. A counter that another took over is not counted beside that one.
 */
export function asksOn(today: Day): RawBuilder<boolean> {
  const begun = sql`(case when s.opens_on > ${today} then s.opens_on else ${today} end)`;
  const day = sql`(case when s.closes_on < ${begun} then s.closes_on else ${begun} end)`;
  return sql<boolean>`(sc.from_day <= ${day} and (sc.to_day is null or sc.to_day >= ${day})
    and (c.closed_on is null or c.closed_on >= ${day}))`;
}

export async function countReach(db: Db, surveyId: string, today: Day): Promise<{ readonly counters: number; readonly agencies: number }> {
  const { counters, agencies } = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select((eb) => [eb.fn.countAll<number>().as('counters'), eb.fn.count<number>('c.agency_id').distinct().as('agencies')])
    .where('sc.survey_id', '=', surveyId)
    .where(asksOn(today))
    .executeTakeFirstOrThrow();
  return { counters: Number(counters), agencies: Number(agencies) };
}

/** Its counters, whether they are open or not. */
export async function countChosenCounters(db: Db, surveyId: string): Promise<number> {
  const { counters } = await db
    .selectFrom('survey_counters')
    .select((eb) => eb.fn.countAll<number>().as('counters'))
    .where('survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return Number(counters);
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
