/** What a search of the audit log asks of the names that things and people have today, and of where agencies stand now. */
import { sql } from 'kysely';
import type { Db } from '../schema';
import { LAST_DAY, startsWith } from './agencies';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';

export interface NamedText {
  readonly id: string;
  /** Folded: names in both languages, and a code. */
  readonly text: string;
}

/** Agencies (each with every name it had), counters and questionnaires whose text holds at least one of the words. Words are folded. */
export async function listTextsHolding(db: Db, words: readonly string[]): Promise<readonly NamedText[]> {
  const { rows } = await sql<NamedText>`
    select n.agency_id as id, n.search_text as text from agency_versions as n where ${holdsAny(words)}
    union all select n.id, n.search_text from counters as n where ${holdsAny(words)}
    union all select n.id, n.search_text from questionnaires as n where ${holdsAny(words)}`.execute(db);
  return rows;
}

/** Events name a survey by its id, or what was read of it by its code or its series. */
export async function listSurveysHolding(
  db: Db,
  words: readonly string[]
): Promise<readonly (NamedText & { readonly code: string; readonly series: string | null })[]> {
  const query = db.selectFrom('surveys as n').select(['n.id', 'n.code', 'n.series', 'n.search_text as text']);
  return query.where(holdsAny(words)).execute();
}

function holdsAny(words: readonly string[]) {
  return sql<boolean>`(${sql.join(words.map((word) => containsWords('n.search_text', [word])), sql` or `)})`; // prettier-ignore
}

/** By name alone: not every reader of the log may read addresses. */
export async function listUserNames(db: Db): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.selectFrom('users').select(['id', 'name']).execute();
}

/** Every counter that has a code, or to which it once led. */
export async function listCounterIdsByCode(db: Db, code: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('counters')
    .select('id')
    .where('code', '=', code)
    .union((of) =>
      of
        .selectFrom('access_codes')
        .select((eb) => eb.ref('counter_id').$notNull().as('id'))
        .where('code', '=', code)
        .where('counter_id', 'is not', null)
    )
    .union((of) => of.selectFrom('code_handovers').select('counter_id as id').where('code', '=', code))
    .execute();
  return rows.map(({ id }) => id);
}

/** Agencies at or below these paths, where they stand now. */
export async function listAgencyIdsWithin(db: Db, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const rows = await db
    .selectFrom('agency_versions as v')
    .select('v.agency_id as id')
    .where((eb) => eb.or(paths.map((path) => startsWith('v.path', path))))
    .where(isShown('v', LAST_DAY))
    .execute();
  return rows.map(({ id }) => id);
}

/** No agency ever stood elsewhere than at or below these paths. */
export async function isAllWithin(db: Db, paths: readonly string[]): Promise<boolean> {
  const outside = await db
    .selectFrom('agency_versions as v')
    .select('v.agency_id')
    .where((eb) => eb.not(eb.or(paths.map((path) => startsWith('v.path', path)))))
    .limit(1)
    .executeTakeFirst();
  return outside === undefined;
}
