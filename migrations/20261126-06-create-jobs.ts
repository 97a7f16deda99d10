import type { Kysely } from 'kysely';
import { bytes, id, optionalReference, reference, required } from './columns';

/** Work that outlives a request: mail, large imports, poster files. `key` is unique, so that a piece of work is asked for once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('key', 'text', (c) => required(c).unique())
    .addColumn('payload', 'text', required)
    .addColumn('created_by', 'text', optionalReference('users.id'))
    .addColumn('created_at', 'text', required)
    .addColumn('run_after', 'text', required)
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('attempts', 'integer', required)
    .addColumn('done_units', 'integer', required)
    .addColumn('total_units', 'integer')
    .addColumn('ended_at', 'text')
    .addColumn('outcome', 'text')
    .addColumn('result', 'text')
    .addColumn('last_error', 'text')
    .execute();
  await db.schema.createIndex('jobs_due').on('jobs').columns(['ended_at', 'run_after']).execute();
  await db.schema.createIndex('jobs_creator').on('jobs').columns(['created_by', 'created_at']).execute();
  await db.schema
    .createTable('job_files')
    .addColumn('job_id', 'text', reference('jobs.id'))
    .addColumn('name', 'text', required)
    .addColumn('content', bytes, required)
    .addPrimaryKeyConstraint('job_files_pk', ['job_id', 'name'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['job_files', 'jobs']) await db.schema.dropTable(table).execute();
}
