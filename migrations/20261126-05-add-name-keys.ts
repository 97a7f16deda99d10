import type { Kysely } from 'kysely';
import { emptyText } from './columns';

const TABLES = ['agency_versions', 'counters', 'surveys', 'users'] as const;

/**
 * What names are found and sorted by, made by the application (src/lib/core/vietnamese): neither engine folds Vietnamese letters,
 * and each has its own order. An empty key is filled at the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    await db.schema.alterTable(table).addColumn('search_text', 'text', emptyText).execute();
    await db.schema.alterTable(table).addColumn('sort_key', 'text', emptyText).execute();
    await db.schema.createIndex(`${table}_sort`).on(table).column('sort_key').execute();
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    await db.schema.dropIndex(`${table}_sort`).execute();
    for (const column of ['sort_key', 'search_text']) await db.schema.alterTable(table).dropColumn(column).execute();
  }
}
