import type { Kysely } from 'kysely';
import { PostgresAdapter, sql } from 'kysely';
import { emptyText, id, optionalReference, reference, required } from './columns';

/**
 * The second factor of an account (its secret sealed with APP_KEY, its recovery codes as hashes), sign-ins that wait for it, browsers
 * that an account is known from, settings that an administrator may change, and checks of the audit log. From here on the database
 * itself refuses to change or take out an audit event.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('second_factors')
    .addColumn('user_id', 'text', (c) => reference('users.id')(c).primaryKey())
    .addColumn('secret', 'text', required)
    .addColumn('last_step', 'integer', required)
    .addColumn('added_at', 'text', required)
    .execute();
  await db.schema
    .createTable('recovery_codes')
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('code_hash', 'text', required)
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('recovery_codes_pk', ['user_id', 'code_hash'])
    .execute();
  await db.schema
    .createTable('half_sign_ins')
    .addColumn('id_hash', 'text', id)
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('expires_at', 'text', required)
    .execute();
  await db.schema.createIndex('half_sign_ins_user').on('half_sign_ins').column('user_id').execute();
  await db.schema
    .createTable('known_browsers')
    .addColumn('token_hash', 'text', required)
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('last_used_at', 'text', required)
    .addPrimaryKeyConstraint('known_browsers_pk', ['token_hash', 'user_id'])
    .execute();
  await db.schema.alterTable('sessions').addColumn('last_used_at', 'text', emptyText).execute();
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', id)
    .addColumn('value', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('changed_at', 'text', required)
    .addColumn('changed_by', 'text', optionalReference('users.id'))
    .execute();
  await db.schema
    .createTable('audit_checks')
    .addColumn('id', 'text', id)
    .addColumn('at', 'text', required)
    .addColumn('up_to', 'integer', required)
    .addColumn('broken_at', 'integer')
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .execute();
  await db.schema.createIndex('audit_events_agency').on('audit_events').columns(['agency_id', 'number']).execute();
  await db.schema.createIndex('audit_events_action').on('audit_events').columns(['action', 'number']).execute();
  await guardAuditEvents(db);
}

const REFUSAL = 'audit events are only added';

async function guardAuditEvents(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) {
    await sql`create function refuse_audit_change() returns trigger language plpgsql as
      ${sql.raw(`$$ begin raise exception '${REFUSAL}'; end $$`)}`.execute(db);
    await sql`create trigger audit_events_fixed before update or delete on audit_events
      for each row execute function refuse_audit_change()`.execute(db);
    await sql`create trigger audit_events_kept before truncate on audit_events
      for each statement execute function refuse_audit_change()`.execute(db);
    return;
  }
  for (const change of ['update', 'delete'] as const)
    await sql`create trigger ${sql.raw(`audit_events_no_${change}`)} before ${sql.raw(change)} on audit_events
      begin select raise(abort, ${sql.raw(`'${REFUSAL}'`)}); end`.execute(db);
}

const isPostgres = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

export async function down(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) {
    for (const trigger of ['audit_events_fixed', 'audit_events_kept'])
      await sql`drop trigger ${sql.raw(trigger)} on audit_events`.execute(db);
    await sql`drop function refuse_audit_change()`.execute(db);
  } else for (const change of ['update', 'delete']) await sql`drop trigger ${sql.raw(`audit_events_no_${change}`)}`.execute(db);
  for (const index of ['audit_events_action', 'audit_events_agency']) await db.schema.dropIndex(index).execute();
  await db.schema.alterTable('sessions').dropColumn('last_used_at').execute();
  for (const table of ['audit_checks', 'settings', 'known_browsers', 'half_sign_ins', 'recovery_codes', 'second_factors'])
    await db.schema.dropTable(table).execute();
}
