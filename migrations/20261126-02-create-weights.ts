import type { Kysely } from 'kysely';
import { id, reference, required } from './columns';

/**
 * What each response of a sampled survey weighs, and its place in the design. Weights belong to a weighting run, so that a run can
 * be looked at, undone and repeated; `steps` (JSON) says how they came about, `hash` is the SHA-256 of the weights.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('weighting_runs')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('steps', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('hash', 'text', required)
    .execute();
  await db.schema.createIndex('weighting_runs_survey').on('weighting_runs').column('survey_id').execute();
  await db.schema
    .createTable('response_weights')
    .addColumn('weighting_run_id', 'text', reference('weighting_runs.id'))
    .addColumn('response_id', 'text', reference('responses.id'))
    .addColumn('stratum', 'text', required)
    .addColumn('psu', 'text', required)
    .addColumn('fpc', 'double precision')
    .addColumn('base_weight', 'double precision', required)
    .addColumn('weight', 'double precision', required)
    .addPrimaryKeyConstraint('response_weights_pk', ['weighting_run_id', 'response_id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['response_weights', 'weighting_runs']) await db.schema.dropTable(table).execute();
}
