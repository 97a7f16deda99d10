/** What rows with names are found and sorted by, in every list: written with the name, and filled in for rows that have none yet. */
import { sql } from 'kysely';
import { foldText } from '../../core/vietnamese/fold';
import { sortKey } from '../../core/vietnamese/sort-key';
import type { Db } from '../schema';

/** `name` decides the order; the others are only found by. */
export function nameKeys(name: string, ...others: readonly string[]): { readonly search_text: string; readonly sort_key: string } {
  return { search_text: foldText([name, ...others].join(' ')), sort_key: sortKey(name) };
}

/** A condition: every word stands in the column. Words are folded (`searchWords`). */
export function containsWords(column: string, words: readonly string[]) {
  const found = words.map((word) => sql`${sql.ref(column)} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`);
  return found.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(found, sql` and `)})`;
}

/** Rows that were written before there were keys. Returns how many were filled. */
export async function fillNameKeys(db: Db): Promise<number> {
  const agencies = await db
    .selectFrom('agency_versions as v')
    .innerJoin('agencies as a', 'a.id', 'v.agency_id')
    .select(['v.agency_id', 'v.valid_from', 'v.name_vi', 'v.name_en', 'a.code'])
    .where('v.sort_key', '=', '')
    .execute();
  for (const row of agencies)
    await db
      .updateTable('agency_versions')
      .set(nameKeys(row.name_vi, row.name_en, row.code))
      .where('agency_id', '=', row.agency_id)
      .where('valid_from', '=', row.valid_from)
      .execute();
  const counters = await db.selectFrom('counters').select(['id', 'name']).where('sort_key', '=', '').execute();
  for (const { id, name } of counters) await db.updateTable('counters').set(nameKeys(name)).where('id', '=', id).execute();
  const surveys = await db.selectFrom('surveys').select(['id', 'name_vi', 'name_en', 'code']).where('sort_key', '=', '').execute();
  for (const { id, name_vi, name_en, code } of surveys)
    await db
      .updateTable('surveys')
      .set(nameKeys(name_vi, name_en, code))
      .where('id', '=', id)
      .execute();
  const questionnaires = await db
    .selectFrom('questionnaire_versions as v')
    .innerJoin('questionnaires as q', 'q.id', 'v.questionnaire_id')
    .select(['q.id', 'q.code', 'v.content'])
    .where('q.sort_key', '=', '')
    .orderBy('v.number')
    .execute();
  for (const { id, code, content } of questionnaires) {
    const { vi, en = '' } = (JSON.parse(content) as { readonly title: { readonly vi: string; readonly en?: string } }).title;
    await db
      .updateTable('questionnaires')
      .set({ title_vi: vi, title_en: en, ...nameKeys(vi, en, code) })
      .where('id', '=', id)
      .execute();
  }
  const users = await db.selectFrom('users').select(['id', 'name', 'email']).where('sort_key', '=', '').execute();
  for (const { id, name, email } of users) await db.updateTable('users').set(nameKeys(name, email)).where('id', '=', id).execute();
  return agencies.length + counters.length + surveys.length + questionnaires.length + users.length;
}
