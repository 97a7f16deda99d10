/**
 * Every row of a SQLite database copied into a PostgreSQL one that has the same tables, in one transaction. References are taken away for
 * the while and put back at the end, which checks them all: tables may refer to each other and to themselves.
 */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '../../core/problem';
import type { Schema } from '../schema';

type AnyTables = Record<string, Record<string, unknown>>;

/** Values of one INSERT; PostgreSQL takes at most 65,535. */
const MOST_VALUES = 20_000;

/** The target is at the same migration, and what its migrations put in is replaced. Throws `backup-damaged` where rows are missing after. */
export async function copyRows(source: Kysely<Schema>, target: Kysely<Schema>): Promise<void> {
  const tables = (await target.introspection.getTables()).map((table) => ({ name: table.name, columns: table.columns.map((c) => c.name) }));
  await target.transaction().execute(async (trx) => {
    const { rows: references } = await sql<{ table: string; name: string; definition: string }>`
      select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(trx);
    for (const { table, name } of references) await sql`alter table ${sql.raw(table)} drop constraint ${sql.raw(name)}`.execute(trx);
    for (const { name, columns } of tables) await copyTable(source, trx, name, columns);
    for (const { table, name, definition } of references)
      await sql`alter table ${sql.raw(table)} add constraint ${sql.raw(name)} ${sql.raw(definition)}`.execute(trx);
  });
}

async function copyTable(source: Kysely<Schema>, target: Kysely<Schema>, name: string, columns: readonly string[]): Promise<void> {
  const from = source.withTables<AnyTables>();
  const to = target.withTables<AnyTables>();
  await to.deleteFrom(name).execute();
  const size = Math.max(1, Math.floor(MOST_VALUES / columns.length));
  const batch = from
    .selectFrom(name)
    .select([...columns, sql<number>`rowid`.as('row_number_here')])
    .orderBy(sql`rowid`)
    .limit(size);
  let copied = 0;
  for (let last = 0; ;) {
    const rows = await batch.where(sql`rowid`, '>', last).execute();
    if (rows.length === 0) break;
    last = rows.at(-1)!.row_number_here as number;
    await to
      .insertInto(name)
      .values(rows.map(({ row_number_here: _, ...row }) => row))
      .execute();
    copied += rows.length;
  }
  const { n } = await to
    .selectFrom(name)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (n !== copied) throw new Problem('backup-damaged', { file: name, reason: `${n} ≠ ${copied}` });
}
