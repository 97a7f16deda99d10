import type { Kysely } from 'kysely';
import { emptyText, flag, id, optionalReference, reference, required } from './columns';

/** What happened to each drawn unit: who had it, when it was tried, where its paper form is, who keyed it, who asked again, what was made of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const ofUnit = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('id', 'text', id)
      .addColumn('survey_id', 'text', reference('surveys.id'))
      .addColumn('sampled_unit_id', 'text', reference('sampled_units.id'));
  await ofUnit('assignments')
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('purpose', 'text', required)
    .addColumn('from_at', 'text', required)
    .addColumn('to_at', 'text')
    .execute();
  await ofUnit('contact_attempts')
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('purpose', 'text', required)
    .addColumn('at', 'text', required)
    .addColumn('received_at', 'text', required)
    .addColumn('disposition', 'text', required)
    .addColumn('note', 'text', required)
    .execute();
  await ofUnit('form_events')
    .addColumn('kind', 'text', required)
    .addColumn('interviewer_id', 'text', optionalReference('users.id'))
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .addColumn('at', 'text', required)
    .addColumn('reason', 'text', required)
    .execute();
  await db.schema
    .createTable('keyings')
    .addColumn('sampled_unit_id', 'text', (c) => id(c).references('sampled_units.id'))
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('first_response_id', 'text', reference('responses.id'))
    .addColumn('second_response_id', 'text', optionalReference('responses.id'))
    .addColumn('differences', 'text', required)
    .addColumn('settled_response_id', 'text', optionalReference('responses.id'))
    .addColumn('settled_by', 'text', optionalReference('users.id'))
    .addColumn('settled_at', 'text')
    .execute();
  await ofUnit('reinterviews')
    .addColumn('draw_id', 'text', optionalReference('draws.id'))
    .addColumn('interviewer_id', 'text', reference('users.id'))
    .addColumn('response_id', 'text', reference('responses.id'))
    .addColumn('cause', 'text', required)
    .addColumn('reinterviewer_id', 'text', optionalReference('users.id'))
    .addColumn('state', 'text', required)
    .addColumn('checks', 'text', required)
    .addColumn('second_response_id', 'text', optionalReference('responses.id'))
    .addColumn('outcome', 'text', required)
    .addColumn('done_at', 'text')
    .addUniqueConstraint('reinterviews_response', ['response_id'])
    .execute();
  await db.schema
    .createTable('interviewer_reviews')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('interviewer_id', 'text', reference('users.id'))
    .addColumn('state', 'text', required)
    .addColumn('evidence', 'text', required)
    .addColumn('reason', 'text', required)
    .addColumn('decided_by', 'text', optionalReference('users.id'))
    .addColumn('at', 'text', required)
    .execute();
  for (const table of ['assignments', 'contact_attempts', 'form_events', 'reinterviews']) {
    await db.schema.createIndex(`${table}_unit`).on(table).column('sampled_unit_id').execute();
    await db.schema.createIndex(`${table}_survey`).on(table).column('survey_id').execute();
  }
  await db.schema.createIndex('assignments_user').on('assignments').column('user_id').execute();
  await db.schema.createIndex('reinterviews_reinterviewer').on('reinterviews').column('reinterviewer_id').execute();
  await db.schema.createIndex('interviewer_reviews_survey').on('interviewer_reviews').column('survey_id').execute();
  await db.schema.createIndex('keyings_survey').on('keyings').column('survey_id').execute();
  await db.schema.alterTable('weighting_runs').addColumn('number', 'integer', flag).execute();
  await db.schema.alterTable('weighting_runs').addColumn('made_by', 'text', optionalReference('users.id')).execute();
  for (const column of ['made_at', 'diagnostics'])
    await db.schema.alterTable('weighting_runs').addColumn(column, 'text', emptyText).execute();
  await db.schema.alterTable('response_weights').addColumn('margins', 'text').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('response_weights').dropColumn('margins').execute();
  for (const column of ['number', 'made_by', 'made_at', 'diagnostics'])
    await db.schema.alterTable('weighting_runs').dropColumn(column).execute();
  for (const table of ['interviewer_reviews', 'reinterviews', 'keyings', 'form_events', 'contact_attempts', 'assignments'])
    await db.schema.dropTable(table).execute();
}
