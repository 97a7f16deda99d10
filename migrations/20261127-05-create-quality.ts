import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { flag, id, optionalReference, reference, required } from './columns';

/**
 * What was decided about answers that do not look like a citizen's: each decision with its reason, each answer's changes of status in
 * order, objections. Nothing is deleted. `counter_month_verdicts` is a cache of what was found, `counter_month_reviews` who looked at it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quality_decisions')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('how', 'text', required)
    .addColumn('to_status', 'text')
    .addColumn('ground', 'text', required)
    .addColumn('reason', 'text', required)
    .addColumn('rule', 'text')
    .addColumn('undoes_id', 'text', (c) => c.references('quality_decisions.id').unique())
    .addColumn('forms', 'integer', required)
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .addColumn('at', 'text', required)
    .execute();
  await db.schema.createIndex('quality_decisions_at').on('quality_decisions').column('at').execute();
  await db.schema
    .createTable('response_changes')
    .addColumn('id', 'text', id)
    .addColumn('response_id', 'text', reference('responses.id'))
    .addColumn('number', 'integer', required)
    .addColumn('decision_id', 'text', reference('quality_decisions.id'))
    .addColumn('from_status', 'text', required)
    .addColumn('to_status', 'text', required)
    .addUniqueConstraint('response_changes_order', ['response_id', 'number'])
    .execute();
  await db.schema.createIndex('response_changes_decision').on('response_changes').column('decision_id').execute();
  await db.schema
    .createTable('objections')
    .addColumn('id', 'text', id)
    .addColumn('decision_id', 'text', reference('quality_decisions.id'))
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('text', 'text', required)
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('at', 'text', required)
    .addColumn('answer', 'text')
    .addColumn('answered_by', 'text', optionalReference('users.id'))
    .addColumn('answered_at', 'text')
    .execute();
  await db.schema.createIndex('objections_decision').on('objections').columns(['decision_id', 'at']).execute();
  await db.schema
    .createTable('counter_month_verdicts')
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addColumn('month', 'text', required)
    .addColumn('forms', 'integer', required)
    .addColumn('marks', 'integer', flag)
    .addColumn('judged_marks', 'integer', flag)
    .addColumn('judged_at', 'text', required)
    .addColumn('judged', 'integer', required)
    .addColumn('held', 'integer', required)
    .addColumn('excluded', 'integer', required)
    .addColumn('odd', 'integer', required)
    .addColumn('flagged', 'integer', flag)
    .addColumn('p', 'double precision', required)
    .addColumn('seen', 'integer', required)
    .addColumn('expected', 'double precision', required)
    .addColumn('basis', 'text', required)
    .addColumn('signals', 'text', required)
    .addColumn('devices', 'text', required)
    .addColumn('history', 'text', required)
    .addPrimaryKeyConstraint('counter_month_verdicts_pk', ['survey_id', 'counter_id', 'month'])
    .execute();
  await db.schema.createIndex('counter_month_verdicts_month').on('counter_month_verdicts').columns(['month', 'p']).execute();
  await db.schema
    .createTable('counter_month_reviews')
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addColumn('month', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('odd', 'integer', required)
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .addColumn('at', 'text', required)
    .addPrimaryKeyConstraint('counter_month_reviews_pk', ['survey_id', 'counter_id', 'month'])
    .execute();
  // Reports and their second figure read only these, and they are few.
  await db.schema
    .createIndex('responses_not_counted')
    .on('responses')
    .columns(['survey_id', 'day', 'receiving_counter_id'])
    .where(sql.ref('status'), '!=', sql.lit('counted'))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('responses_not_counted').execute();
  for (const table of ['counter_month_reviews', 'counter_month_verdicts', 'objections', 'response_changes', 'quality_decisions'])
    await db.schema.dropTable(table).execute();
}
