/** Questionnaires and their versions in force, whose content never changes. Drafts: questionnaire-drafts.ts. */
import { createHash } from 'node:crypto';
import { checkQuestionnaire } from '../../core/questionnaire/check-questionnaire';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { QuestionnaireVersionTable } from '../schema-office';
import { nameKeys } from './name-keys';

export interface QuestionnaireVersion {
  readonly id: string;
  readonly questionnaireId: string;
  readonly code: string;
  readonly number: number;
  readonly state: QuestionnaireVersionTable['state'];
  readonly hash: string;
  readonly content: Questionnaire;
}

export const contentHash = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** In force at once. Throws an Error that lists the faults of a content that is none: it could not be shown or counted. */
export async function insertQuestionnaireVersion(db: Db, content: Questionnaire, publishedAt: string): Promise<QuestionnaireVersion> {
  requireWhole(content);
  const found = await db.selectFrom('questionnaires').select('id').where('code', '=', content.code).executeTakeFirst();
  const questionnaireId = found?.id ?? (await insertQuestionnaire(db, content, null));
  if (found) await updateQuestionnaireTitle(db, questionnaireId, content);
  const number = await nextVersionNumber(db, questionnaireId);
  const version = { id: newId(), questionnaire_id: questionnaireId, number, state: 'published' as const };
  const hash = contentHash(content);
  await db
    .insertInto('questionnaire_versions')
    .values({ ...version, content: JSON.stringify(content), hash, published_at: publishedAt })
    .execute();
  return { id: version.id, questionnaireId, code: content.code, number, state: version.state, hash, content };
}

/** Returns its id. `ownerAgencyId` null: it is everybody's. */
export async function insertQuestionnaire(db: Db, content: Questionnaire, ownerAgencyId: string | null): Promise<string> {
  const id = newId();
  await db
    .insertInto('questionnaires')
    .values({ id, code: content.code, owner_agency_id: ownerAgencyId, ...titleKeys(content) })
    .execute();
  return id;
}

export async function updateQuestionnaireTitle(db: Db, id: string, content: Questionnaire): Promise<void> {
  await db.updateTable('questionnaires').set(titleKeys(content)).where('id', '=', id).execute();
}

export async function nextVersionNumber(db: Db, questionnaireId: string): Promise<number> {
  const { last } = await db
    .selectFrom('questionnaire_versions')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('questionnaire_id', '=', questionnaireId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

export function requireWhole(content: Questionnaire): void {
  const faults = checkQuestionnaire(content);
  if (faults.length > 0) throw new Error(`questionnaire ${content.code}: ${faults.join('; ')}`);
}

export async function findQuestionnaireVersion(db: Db, id: string): Promise<QuestionnaireVersion | undefined> {
  const row = await versions(db).where('v.id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/** The published version with this number, or the latest published one. */
export async function findQuestionnaireByCode(db: Db, code: string, number?: number): Promise<QuestionnaireVersion | undefined> {
  let query = versions(db).where('q.code', '=', code).where('v.state', '=', 'published');
  if (number !== undefined) query = query.where('v.number', '=', number);
  const row = await query.orderBy('v.number', 'desc').limit(1).executeTakeFirst();
  return row && fromRow(row);
}

/** Published versions of one questionnaire, or the latest of every one; by code and number. */
export async function listPublishedVersions(db: Db, code?: string): Promise<readonly QuestionnaireVersion[]> {
  let query = versions(db).where('v.state', '=', 'published');
  if (code !== undefined) query = query.where('q.code', '=', code);
  const all = (await query.orderBy('q.code').orderBy('v.number').execute()).map(fromRow);
  return code === undefined ? all.filter((version, i) => all[i + 1]?.code !== version.code) : all;
}

/** What the version was copied from, with its questionnaire's code. */
export async function findBasis(db: Db, versionId: string): Promise<{ readonly id: string; readonly code: string } | undefined> {
  return db
    .selectFrom('questionnaire_versions as v')
    .innerJoin('questionnaire_versions as b', 'b.id', 'v.based_on_id')
    .innerJoin('questionnaires as q', 'q.id', 'b.questionnaire_id')
    .select(['b.id', 'q.code'])
    .where('v.id', '=', versionId)
    .executeTakeFirst();
}

/** Whether some version in force, or that was, says exactly this. */
export async function isVersionKnown(db: Db, code: string, hash: string): Promise<boolean> {
  const row = await versions(db).where('q.code', '=', code).where('v.hash', '=', hash).where('v.state', '!=', 'draft').executeTakeFirst();
  return row !== undefined;
}

function titleKeys({ code, title }: Questionnaire) {
  const { vi, en = '' } = title as { readonly vi: string; readonly en?: string };
  return { title_vi: vi, title_en: en, ...nameKeys(vi, en, code) };
}

function versions(db: Db) {
  return db
    .selectFrom('questionnaire_versions as v')
    .innerJoin('questionnaires as q', 'q.id', 'v.questionnaire_id')
    .select(['v.id', 'v.questionnaire_id', 'q.code', 'v.number', 'v.state', 'v.hash', 'v.content']);
}

function fromRow(row: {
  id: string;
  questionnaire_id: string;
  code: string;
  number: number;
  state: QuestionnaireVersionTable['state'];
  hash: string;
  content: string;
}): QuestionnaireVersion {
  const { questionnaire_id: questionnaireId, content, ...rest } = row;
  return { ...rest, questionnaireId, content: JSON.parse(content) as Questionnaire };
}
