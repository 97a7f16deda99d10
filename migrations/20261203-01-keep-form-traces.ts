import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { emptyText } from './columns';

/** What happened to each unit's paper form, in order, beside the unit: the ledger of tens of thousands asks for it at every look. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sampled_units').addColumn('form_trace', 'text', emptyText).execute();
  await sql`update sampled_units set form_trace = (
    select string_agg(e.kind || case when e.reason <> '' then '+' else '' end || ':' || coalesce(e.interviewer_id, ''), ',' order by e.at, e.id)
    from form_events as e where e.sampled_unit_id = sampled_units.id and e.kind <> 'letter'
  ) where id in (select sampled_unit_id from form_events where kind <> 'letter')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sampled_units').dropColumn('form_trace').execute();
}
