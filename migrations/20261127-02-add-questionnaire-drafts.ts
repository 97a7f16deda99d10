import type { Kysely } from 'kysely';
import { PostgresAdapter, sql } from 'kysely';
import { emptyText, optionalReference } from './columns';

const REVISION = (column: Parameters<typeof emptyText>[0]) => column.notNull().defaultTo(1);
const FIXED = 'a questionnaire version is fixed once it is no draft';

/**
 * Drafts, which change, beside versions, which do not: the database itself refuses to change or delete a version that is no draft.
 * A questionnaire belongs to an agency (none: it came with the system), and has a title to be listed, found and sorted by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('questionnaires').addColumn('owner_agency_id', 'text', optionalReference('agencies.id')).execute();
  for (const column of ['title_vi', 'title_en', 'search_text', 'sort_key'])
    await db.schema.alterTable('questionnaires').addColumn(column, 'text', emptyText).execute();
  await db.schema.createIndex('questionnaires_sort').on('questionnaires').column('sort_key').execute();
  const versions = 'questionnaire_versions';
  await db.schema.alterTable(versions).addColumn('revision', 'integer', REVISION).execute();
  await db.schema.alterTable(versions).addColumn('changed_at', 'text').execute();
  await db.schema.alterTable(versions).addColumn('changed_by', 'text', optionalReference('users.id')).execute();
  await db.schema.alterTable(versions).addColumn('based_on_id', 'text', optionalReference('questionnaire_versions.id')).execute();
  await db.schema.alterTable(versions).addColumn('notes', 'text', emptyText).execute();
  await (isPostgres(db) ? guardInPostgres(db) : guardInSqlite(db));
}

export async function down(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) {
    await sql`drop trigger questionnaire_versions_fixed on questionnaire_versions`.execute(db);
    await sql`drop function refuse_fixed_questionnaire_version()`.execute(db);
  } else for (const when of ['update', 'delete']) await sql.raw(`drop trigger questionnaire_versions_fixed_${when}`).execute(db);
  for (const column of ['notes', 'based_on_id', 'changed_by', 'changed_at', 'revision'])
    await db.schema.alterTable('questionnaire_versions').dropColumn(column).execute();
  await db.schema.dropIndex('questionnaires_sort').execute();
  for (const column of ['sort_key', 'search_text', 'title_en', 'title_vi', 'owner_agency_id'])
    await db.schema.alterTable('questionnaires').dropColumn(column).execute();
}

const isPostgres = (db: Kysely<unknown>) => db.getExecutor().adapter instanceof PostgresAdapter;

/** What may still change of a version in force: that it is retired, or in force again. */
const CHANGED = `new.state = 'draft' or new.content <> old.content or new.hash <> old.hash or new.number <> old.number
  or new.questionnaire_id <> old.questionnaire_id`;

async function guardInSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = (when: string, condition: string) =>
    sql
      .raw(
        `create trigger questionnaire_versions_fixed_${when} before ${when} on questionnaire_versions
         when old.state <> 'draft' and (${condition}) begin select raise(abort, '${FIXED}'); end`
      )
      .execute(db);
  await refuse('update', CHANGED);
  await refuse('delete', '1 = 1');
}

async function guardInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create function refuse_fixed_questionnaire_version() returns trigger language plpgsql as $$
       begin
         if tg_op = 'DELETE' then
           if old.state <> 'draft' then raise exception '${FIXED}'; end if;
           return old;
         end if;
         if old.state <> 'draft' and (${CHANGED}) then raise exception '${FIXED}'; end if;
         return new;
       end $$`
    )
    .execute(db);
  await sql
    .raw(
      `create trigger questionnaire_versions_fixed before update or delete on questionnaire_versions
       for each row execute function refuse_fixed_questionnaire_version()`
    )
    .execute(db);
}
