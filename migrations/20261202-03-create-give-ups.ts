import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { reference, required } from './columns';

/** Who gave up a second interview, and what for: it goes to a second person then. Those of before get the reason that their last tries give. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reinterview_give_ups')
    .addColumn('reinterview_id', 'text', reference('reinterviews.id'))
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('reason', 'text', required)
    .addColumn('at', 'text', required)
    .addPrimaryKeyConstraint('reinterview_give_ups_pk', ['reinterview_id', 'user_id'])
    .execute();
  await db.schema.createIndex('reinterview_give_ups_survey').on('reinterview_give_ups').column('survey_id').execute();
  await sql`
    insert into reinterview_give_ups (reinterview_id, user_id, survey_id, reason, at)
    select x.id, x.reinterviewer_id, x.survey_id,
      coalesce((select t.disposition from contact_attempts as t
        where t.sampled_unit_id = x.sampled_unit_id and t.purpose = 'reinterview' and t.disposition in ('2.112', '4.31', '2.36')
        order by t.at desc limit 1), 'no-contact'),
      coalesce(x.done_at, '')
    from reinterviews as x where x.state = 'unreached' and x.reinterviewer_id is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('reinterview_give_ups').execute();
}
