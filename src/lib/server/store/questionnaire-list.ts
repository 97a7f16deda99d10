/** Questionnaires as the office's list shows them: a page of those that a person may see. */
import { sql } from 'kysely';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { startsWith } from './agencies';
import { containsWords } from './name-keys';

export const QUESTIONNAIRE_COLUMNS = ['title', 'code', 'surveys', 'published'] as const;
export type QuestionnaireColumn = (typeof QUESTIONNAIRE_COLUMNS)[number];

/** A list to choose from; a province has dozens. */
const MOST_TARGETS = 500;

export const VERSION_STATES = ['draft', 'published', 'retired'] as const;

export interface QuestionnaireFilter {
  /** Paths that the person holds: they see what belongs within them or above them, and what is everybody's. */
  readonly scopes: readonly string[];
  /** Paths whose drafts they see. */
  readonly writeScopes: readonly string[];
  /** With a version in that state. */
  readonly state: (typeof VERSION_STATES)[number] | undefined;
}

export interface QuestionnaireRow {
  readonly code: string;
  readonly titleVi: string;
  readonly titleEn: string;
  /** null: it came with the system. */
  readonly ownerVi: string | null;
  readonly ownerEn: string | null;
  /** How many versions are, or were, in force. */
  readonly versions: number;
  /** The number of the latest version in force; null: none is. */
  readonly latest: number | null;
  readonly publishedAt: string | null;
  /** The number of the latest draft that the person may see. */
  readonly draft: number | null;
  readonly surveys: number;
}

export async function listQuestionnairePage(
  db: Db,
  filter: QuestionnaireFilter,
  query: ListQuery<QuestionnaireColumn>
): Promise<ListPage<QuestionnaireRow>> {
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const surveys = sql<number>`(select count(*) from surveys as s join questionnaire_versions as w on w.id = s.questionnaire_version_id
    where w.questionnaire_id = q.id)`;
  const published = sql<string | null>`(select max(w.published_at) from questionnaire_versions as w where w.questionnaire_id = q.id)`;
  const column = { title: sql`q.sort_key`, code: sql`q.code`, surveys, published: sql`coalesce(${published}, '')` } as const;
  const rows = await matching(db, filter, query.words)
    .select(['q.code', 'q.title_vi as titleVi', 'q.title_en as titleEn', 'o.name_vi as ownerVi', 'o.name_en as ownerEn'])
    .select([surveys.as('surveys'), published.as('publishedAt')])
    .select(
      sql<number>`(select count(*) from questionnaire_versions as w where w.questionnaire_id = q.id and w.state <> 'draft')`.as('versions')
    )
    .select(latestIn('published').as('latest'))
    .select(sql<number | null>`case when ${ownedWithin(filter.writeScopes)} then ${latestIn('draft')} end`.as('draft'))
    .orderBy(column[query.sort.key], direction)
    .orderBy('q.sort_key')
    .orderBy('q.code')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows, total, page };
}

function matching(db: Db, { scopes, writeScopes, state }: QuestionnaireFilter, words: readonly string[]) {
  const above = scopes.map((scope) => sql<boolean>`substr(cast(${scope} as text), 1, length(o.path)) = o.path`);
  const fixed = hasVersion(sql`w.state <> 'draft'`);
  let query = db
    .selectFrom('questionnaires as q')
    .leftJoin('agency_versions as o', (join) =>
      join
        .onRef('o.agency_id', '=', 'q.owner_agency_id')
        .on((eb) =>
          eb('o.valid_from', '=', sql<string>`(select max(y.valid_from) from agency_versions as y where y.agency_id = q.owner_agency_id)`)
        )
    )
    .where((eb) => eb.or([eb('q.owner_agency_id', 'is', null), ...scopes.map((scope) => startsWith('o.path', scope)), ...above]))
    .where(sql<boolean>`(${fixed} or ${ownedWithin(writeScopes)})`);
  if (words.length > 0) query = query.where(containsWords('q.search_text', words));
  if (state === undefined) return query;
  const seen = state === 'draft' ? sql<boolean>`${ownedWithin(writeScopes)} and ` : sql``;
  return query.where(sql<boolean>`(${seen}${hasVersion(sql`w.state = ${state}`)})`);
}

const hasVersion = (condition: ReturnType<typeof sql>) =>
  sql<boolean>`exists (select 1 from questionnaire_versions as w where w.questionnaire_id = q.id and ${condition})`;

const latestIn = (state: 'published' | 'draft') =>
  sql<number | null>`(select max(w.number) from questionnaire_versions as w where w.questionnaire_id = q.id and w.state = ${state})`;

function ownedWithin(scopes: readonly string[]) {
  if (scopes.length === 0) return sql<boolean>`(1 = 0)`;
  return sql<boolean>`(q.owner_agency_id is not null and (${sql.join(scopes.map((scope) => startsWith('o.path', scope)), sql` or `)}))`; // prettier-ignore
}

/** Those that belong within these paths, by title. */
export async function listWritableQuestionnaires(db: Db, writeScopes: readonly string[]) {
  return matching(db, { scopes: writeScopes, writeScopes, state: undefined }, [])
    .select(['q.code', 'q.title_vi as titleVi', 'q.title_en as titleEn'])
    .where(ownedWithin(writeScopes))
    .orderBy('q.sort_key')
    .orderBy('q.code')
    .limit(MOST_TARGETS)
    .execute();
}

/** Codes of those with a version in force that belong to everybody, or within these paths or above them. */
export async function listSeenCodes(db: Db, scopes: readonly string[]): Promise<readonly string[]> {
  const rows = await matching(db, { scopes, writeScopes: [], state: 'published' }, []).select('q.code').execute();
  return rows.map(({ code }) => code);
}
