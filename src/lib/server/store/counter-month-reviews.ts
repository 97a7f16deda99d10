/** Who looked at a counter's month last, and how much there was to look at. */
import type { Db } from '../schema';
import type { CounterMonthReviewTable } from '../schema-quality';

const BATCH = 500;

export async function writeReviews(trx: Db, rows: readonly CounterMonthReviewTable[]): Promise<void> {
  const inOrder = rows.toSorted((a, b) => (`${a.counter_id} ${a.month}` < `${b.counter_id} ${b.month}` ? -1 : 1));
  for (let at = 0; at < inOrder.length; at += BATCH)
    await trx
      .insertInto('counter_month_reviews')
      .values(inOrder.slice(at, at + BATCH))
      .onConflict((conflict) =>
        conflict.columns(['survey_id', 'counter_id', 'month']).doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          odd: eb.ref('excluded.odd'),
          user_id: eb.ref('excluded.user_id'),
          at: eb.ref('excluded.at')
        }))
      )
      .execute();
}

/** After months were judged: a decision's review learns what it left to be looked at. */
export async function settleReviews(db: Db, surveyId: string, month: string, counterIds: readonly string[]): Promise<void> {
  await db
    .updateTable('counter_month_reviews as w')
    .set((eb) => ({
      odd: eb
        .selectFrom('counter_month_verdicts as v')
        .select('v.odd')
        .whereRef('v.survey_id', '=', 'w.survey_id')
        .whereRef('v.counter_id', '=', 'w.counter_id')
        .whereRef('v.month', '=', 'w.month')
    }))
    .where('w.survey_id', '=', surveyId)
    .where('w.month', '=', month)
    .where('w.counter_id', 'in', counterIds)
    .where('w.odd', '<', 0)
    .execute();
}

export async function findReview(db: Db, surveyId: string, counterId: string, month: string): Promise<CounterMonthReviewTable | undefined> {
  return db
    .selectFrom('counter_month_reviews')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('counter_id', '=', counterId)
    .where('month', '=', month)
    .executeTakeFirst();
}
