import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { reference, required } from './columns';

/** How many answers of each counter and month a decision held, excluded and restored: lists of decisions need not read the answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quality_decision_counters')
    .addColumn('decision_id', 'text', reference('quality_decisions.id'))
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addColumn('month', 'text', required)
    .addColumn('held', 'integer', required)
    .addColumn('excluded', 'integer', required)
    .addColumn('restored', 'integer', required)
    .addPrimaryKeyConstraint('quality_decision_counters_pk', ['decision_id', 'counter_id', 'month'])
    .execute();
  await sql`insert into quality_decision_counters (decision_id, counter_id, month, held, excluded, restored)
    select x.decision_id, r.receiving_counter_id, substr(r.day, 1, 7), sum(case when x.to_status = 'held' then 1 else 0 end),
      sum(case when x.to_status = 'excluded' then 1 else 0 end), sum(case when x.to_status = 'counted' then 1 else 0 end)
    from response_changes as x join responses as r on r.id = x.response_id
    group by x.decision_id, r.receiving_counter_id, substr(r.day, 1, 7)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('quality_decision_counters').execute();
}
