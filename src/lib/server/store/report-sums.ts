/** Sums over the kept tallies of a survey by counter and month, added up by the database: what a report looks at first. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { WHOLE_DAY } from './kept-tallies';

export interface MonthSums {
  readonly counterId: string;
  /** `2026-11` */
  readonly month: string;
  /** Marked cells: their sums are out of date. */
  readonly dirty: number;
  /** The sums as one text, also weighted by the day of the month, so that they differ where a day's do. */
  readonly mark: string;
}

export async function listMonthSums(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly MonthSums[]> {
  const month = sql<string>`substr(day, 1, 7)`;
  const dayOfMonth = sql`cast(substr(day, 9, 2) as integer)`;
  const total = (column: 'respondents' | 'answered' | 'satisfied' | 'valid') => sql<number>`sum(${sql.ref(column)})`;
  const weighted = (column: 'respondents' | 'answered' | 'satisfied' | 'valid') => sql<number>`sum(${sql.ref(column)} * ${dayOfMonth})`;
  const rows = await db
    .selectFrom('kept_tallies')
    .select([
      'receiving_counter_id',
      month.as('month'),
      sql<number>`sum(dirty)`.as('dirty'),
      total('respondents').as('respondents'),
      total('answered').as('answered'),
      total('satisfied').as('satisfied'),
      total('valid').as('valid'),
      weighted('respondents').as('respondents_by_day'),
      weighted('answered').as('answered_by_day'),
      weighted('satisfied').as('satisfied_by_day'),
      weighted('valid').as('valid_by_day')
    ])
    .where('survey_id', '=', surveyId)
    .where('receiving_counter_id', '!=', WHOLE_DAY)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['receiving_counter_id', month])
    .execute();
  return rows.map((row) => ({
    counterId: row.receiving_counter_id,
    month: row.month,
    dirty: row.dirty,
    mark: [
      row.respondents,
      row.answered,
      row.satisfied,
      row.valid,
      row.respondents_by_day,
      row.answered_by_day,
      row.satisfied_by_day,
      row.valid_by_day
    ].join(' ')
  }));
}
