/** Codes that went from one counter to another: where a code leads on a day, and which codes lead to a counter. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';

/** SQL: the id of the counter that the code of `alias` (access_codes) leads to on the day. */
export function ledTo(alias: string, day: unknown) {
  return sql<string>`coalesce((select h.counter_id from code_handovers as h where h.code = ${sql.ref(`${alias}.code`)}
    and h.from_day <= ${day} order by h.from_day desc limit 1), ${sql.ref(`${alias}.counter_id`)})`;
}

export async function insertCodeHandover(db: Db, handover: { code: string; fromDay: Day; counterId: string }): Promise<void> {
  await db
    .insertInto('code_handovers')
    .values({ code: handover.code, from_day: handover.fromDay, counter_id: handover.counterId })
    .onConflict((conflict) => conflict.columns(['code', 'from_day']).doUpdateSet({ counter_id: handover.counterId }))
    .execute();
}
