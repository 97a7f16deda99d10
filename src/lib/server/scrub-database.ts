/**
 * What was deleted is gone from the files too. SQLite overwrites it (`secure_delete`, set on every connection) and its log is emptied
 * here; PostgreSQL gives the dead rows' space free. Copies elsewhere (backups, an archive of PostgreSQL's log) are not reached.
 */
import { PostgresAdapter, sql } from 'kysely';
import type { Db } from './schema';

const TABLES = [
  'frame_persons',
  'frame_units',
  'contact_attempts',
  'replacement_requests',
  'job_files',
  'dossiers',
  'frame_upload_parts',
  'access_codes'
] as const;

/** Outside a transaction. While somebody reads an older state SQLite's log stays as it is, until the next time. */
export async function scrubDatabase(db: Db): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) {
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
    return;
  }
  for (const table of TABLES) await sql`vacuum ${sql.table(table)}`.execute(db);
}
