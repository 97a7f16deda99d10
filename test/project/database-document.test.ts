/** docs/database.md against a migrated database: what the diagram must say is written from the database and compared line by line. */
import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import type { Schema } from '../../src/lib/server/schema';
import { readText } from './source-files';

/** Each table's column lines in order, and the relation lines. */
interface Diagram {
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly relations: readonly string[];
}

const text = readText('docs/database.md');
const written = parseDiagram(/^```mermaid\nerDiagram\n(.*?)^```$/ms.exec(text)?.[1] ?? '');

let db: Kysely<Schema>;
let actual: Diagram;
beforeAll(async () => {
  db = openDatabase('sqlite::memory:');
  await migrateToLatest(db);
  actual = await describeDatabase();
});
afterAll(() => db.destroy());

test('the diagram has the tables of the database', () => {
  expect(Object.keys(actual.tables)).toContain('responses');
  expect(Object.keys(written.tables).sort()).toEqual(Object.keys(actual.tables).sort());
});

test('each table of the diagram has its columns, with type and marks', () => {
  expect(written.tables).toEqual(actual.tables);
});

test('the diagram has the foreign keys of the database', () => {
  expect(actual.relations).toContain('surveys ||--o{ responses : survey_id');
  expect([...written.relations].sort()).toEqual([...actual.relations].sort());
});

test('each table is described once', () => {
  const described = [...text.matchAll(/^- \*\*`(\w+)`\*\*/gm)].map(([, name]) => name);
  expect(described.sort()).toEqual(Object.keys(actual.tables).sort());
});

/** Throws on a line that is no table, column or relation. */
function parseDiagram(source: string): Diagram {
  const tables: Record<string, string[]> = {};
  const relations: string[] = [];
  let columns: string[] | undefined;
  for (const line of source.split('\n').map((each) => each.trim().replaceAll(/\s+/g, ' '))) {
    const table = /^(\w+) \{$/.exec(line)?.[1];
    if (line === '') continue;
    else if (table !== undefined && !columns && !tables[table]) tables[table] = columns = [];
    else if (line === '}' && columns) columns = undefined;
    else if (columns && /^\w+ \w+( [PFU]K(, [PFU]K)*)?( "[^"]+")?$/.test(line)) columns.push(line);
    else if (!columns && /^\w+ \S+--\S+ \w+ : \w+$/.test(line)) relations.push(line);
    else throw new Error(`docs/database.md: not understood in the diagram: ${line}`);
  }
  return { tables, relations };
}

async function describeDatabase(): Promise<Diagram> {
  const ofProject = sql`t.type = 'table' and t.name not in (${DEFAULT_MIGRATION_TABLE}, ${DEFAULT_MIGRATION_LOCK_TABLE})`;
  const columns = await sql<{ of: string; name: string; type: string; required: number; key: number }>`
    select t.name as "of", c.name, lower(c.type) as type, c."notnull" as required, c.pk as key
    from sqlite_master t join pragma_table_info(t.name) c where ${ofProject} order by t.name, c.cid`.execute(db);
  const references = await sql<{ of: string; name: string; parent: string; target: string }>`
    select t.name as "of", f."from" as name, f."table" as parent, f."to" as target
    from sqlite_master t join pragma_foreign_key_list(t.name) f where ${ofProject}`.execute(db);
  const uniques = await sql<{ of: string; name: string; together: number }>`
    select t.name as "of", k.name, (select count(*) from pragma_index_info(i.name)) > 1 as together
    from sqlite_master t join pragma_index_list(t.name) i join pragma_index_info(i.name) k
    where i.origin = 'u' and ${ofProject}`.execute(db);

  const tables: Record<string, string[]> = {};
  for (const column of columns.rows) {
    const unique = uniques.rows.find(isColumn(column));
    const marks = [column.key > 0 && 'PK', references.rows.some(isColumn(column)) && 'FK', unique && 'UK'].filter(Boolean).join(', ');
    const note = column.required === 0 ? '"optional"' : unique?.together === 1 ? '"unique together"' : '';
    (tables[column.of] ??= []).push([column.type.replaceAll(' ', '_'), column.name, marks, note].filter(Boolean).join(' '));
  }

  const relations = references.rows.map((reference) => {
    if (reference.target !== 'id' && reference.target !== 'code')
      throw new Error(`${reference.of}.${reference.name} leads to ${reference.parent}.${reference.target}`);
    const column = columns.rows.find(isColumn(reference))!;
    const wholeKey = column.key > 0 && columns.rows.filter((other) => other.of === column.of && other.key > 0).length === 1;
    const alone = wholeKey || uniques.rows.some((unique) => isColumn(column)(unique) && unique.together === 0);
    const ends = `${column.required === 1 ? '||' : '|o'}--${alone ? 'o|' : 'o{'}`;
    return `${reference.parent} ${ends} ${reference.of} : ${reference.name}`;
  });
  return { tables, relations };
}

/** Says whether a row is about this column. */
function isColumn(wanted: { readonly of: string; readonly name: string }) {
  return (row: { readonly of: string; readonly name: string }) => row.of === wanted.of && row.name === wanted.name;
}
