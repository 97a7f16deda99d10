/** Names of what audit events are about, by id, as they are today. */
import type { Db } from '../schema';

export interface NamedSubject {
  readonly vi: string;
  readonly en: string;
  /** By which an address names it. */
  readonly code: string;
  readonly year?: number;
}

export async function nameAgencies(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('agencies as a')
    .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
    .select(['a.id', 'a.code', 'v.name_vi as vi', 'v.name_en as en'])
    .where('a.id', 'in', ids)
    .orderBy('v.valid_from')
    .execute();
  return new Map(rows.map(({ id, ...named }) => [id, named])); // of several versions the latest stays
}

export async function nameCounters(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('counters').select(['id', 'name', 'code']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name, code }) => [id, { vi: name, en: name, code }]));
}

export async function nameSurveys(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('surveys').select(['id', 'code', 'name_vi as vi', 'name_en as en']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** By code, as what was read of them is told. */
export async function nameSurveysByCode(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (codes.length === 0) return new Map();
  const rows = await db.selectFrom('surveys').select(['code', 'name_vi as vi', 'name_en as en']).where('code', 'in', codes).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

export async function nameQuestionnaires(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('questionnaires')
    .select(['id', 'code', 'title_vi as vi', 'title_en as en'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

export async function nameUsers(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, { vi: name, en: name, code: id }]));
}

export async function nameTokens(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('api_tokens').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, { vi: name, en: name, code: id }]));
}

export async function nameScorecards(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const cards = await db.selectFrom('scorecards').select(['id', 'agency_id', 'year']).where('id', 'in', ids).execute();
  const agencies = await nameAgencies(db, [...new Set(cards.map((card) => card.agency_id))]);
  return new Map(
    cards.flatMap(({ id, agency_id: agencyId, year }) => {
      const agency = agencies.get(agencyId);
      return agency ? [[id, { ...agency, year }] as const] : [];
    })
  );
}

/** Versions of questionnaires and of methods: `sipas-short/2`. */
export async function nameVersions(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NamedSubject>> {
  if (ids.length === 0) return new Map();
  const questionnaires = await db
    .selectFrom('questionnaire_versions as v')
    .innerJoin('questionnaires as q', 'q.id', 'v.questionnaire_id')
    .select(['v.id', 'q.code', 'v.number'])
    .where('v.id', 'in', ids)
    .execute();
  const methods = await db.selectFrom('method_versions').select(['id', 'family as code', 'number']).where('id', 'in', ids).execute();
  return new Map(
    [...questionnaires, ...methods].map(({ id, code, number }) => [id, { vi: `${code}/${number}`, en: `${code}/${number}`, code }])
  );
}
