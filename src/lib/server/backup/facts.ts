/** What a copy is judged by: its migrations, how many rows the main tables hold, and whether the audit log's chain is whole. */
import type { Kysely } from 'kysely';
import { migrations } from '../../../../migrations/index';
import { Problem } from '../../core/problem';
import type { Schema } from '../schema';
import { findBrokenAuditEvent } from '../store/audit-events';
import { appliedMigrations } from '../migrate';

/** Rows of these are only added: a copy holds at least as many as the database did before. */
export const MAIN_TABLES = ['agencies', 'counters', 'surveys', 'users', 'responses', 'audit_events'] as const;
export type MainTable = (typeof MAIN_TABLES)[number];

export interface Facts {
  readonly migrations: readonly string[];
  /** A table that a migration has still to make is left out. */
  readonly rows: Readonly<Partial<Record<MainTable, number>>>;
}

export async function readFacts(db: Kysely<Schema>): Promise<Facts> {
  const there = new Set((await db.introspection.getTables()).map((table) => table.name));
  const counted = MAIN_TABLES.filter((table) => there.has(table)).map(async (table) => [table, await countRows(db, table)] as const);
  return { migrations: await appliedMigrations(db), rows: Object.fromEntries(await Promise.all(counted)) };
}

/** Of a database that is not at the newest migration, the log may have another shape: null, as of a chain that is whole. */
export async function findBreakInLog(db: Kysely<Schema>, { migrations: applied }: Facts): Promise<number | null> {
  return applied.length === Object.keys(migrations).length ? findBrokenAuditEvent(db) : null;
}

/** Throws `database-newer` where a migration was applied that this program does not have. */
export function refuseNewer(applied: readonly string[], known: Readonly<Record<string, unknown>> = migrations): void {
  const unknown = applied.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw new Problem('database-newer', { migration: unknown });
}

/** Throws `backup-damaged` where the copy lacks what was there before it was begun. */
export function refuseLess(file: string, copy: Facts, before: Facts): void {
  const lost = MAIN_TABLES.find((table) => (copy.rows[table] ?? 0) < (before.rows[table] ?? 0));
  if (lost !== undefined)
    throw new Problem('backup-damaged', { file, reason: `${lost}: ${copy.rows[lost] ?? 0} < ${before.rows[lost] ?? 0}` });
  if (copy.migrations.length === 0) throw new Problem('backup-damaged', { file, reason: 'kysely_migration' });
}

async function countRows(db: Kysely<Schema>, table: MainTable): Promise<number> {
  const { n } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
