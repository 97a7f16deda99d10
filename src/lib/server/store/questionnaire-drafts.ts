/** Versions of questionnaires as the office makes and keeps them: drafts that change, and what becomes of them. */
import { sql } from 'kysely';
import type { ProblemDetail } from '../../core/problem';
import type { LocalizedText, Questionnaire } from '../../core/questionnaire/questionnaire';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { QuestionnaireVersionTable } from '../schema-office';
import { contentHash, nextVersionNumber, requireWhole, updateQuestionnaireTitle } from './questionnaires';

export interface OfficeQuestionnaireRow {
  readonly id: string;
  readonly code: string;
  readonly ownerAgencyId: string | null;
  readonly titleVi: string;
  readonly titleEn: string;
}

/** A version with all that the office knows of it. */
export interface OfficeVersionRow {
  readonly id: string;
  readonly number: number;
  readonly state: QuestionnaireVersionTable['state'];
  readonly revision: number;
  readonly publishedAt: string | null;
  readonly changedAt: string | null;
  /** The person's name. */
  readonly changedBy: string | null;
  readonly basedOn: { readonly code: string; readonly number: number } | null;
  /** Surveys that ask it. */
  readonly surveys: number;
}

/** Of a row of any list of questionnaires. */
export function titleOf({ titleVi, titleEn }: Pick<OfficeQuestionnaireRow, 'titleVi' | 'titleEn'>): LocalizedText {
  return titleEn === '' ? { vi: titleVi } : { vi: titleVi, en: titleEn };
}

export async function findQuestionnaire(db: Db, code: string): Promise<OfficeQuestionnaireRow | undefined> {
  return db
    .selectFrom('questionnaires')
    .select(['id', 'code', 'owner_agency_id as ownerAgencyId', 'title_vi as titleVi', 'title_en as titleEn'])
    .where('code', '=', code)
    .executeTakeFirst();
}

/** The latest first. */
export async function listVersions(db: Db, questionnaireId: string): Promise<readonly OfficeVersionRow[]> {
  const rows = await officeVersions(db).where('v.questionnaire_id', '=', questionnaireId).orderBy('v.number', 'desc').execute();
  return rows.map(toVersion);
}

export async function findVersion(db: Db, questionnaireId: string, number: number) {
  const row = await officeVersions(db)
    .select(['v.content', 'v.notes'])
    .where('v.questionnaire_id', '=', questionnaireId)
    .where('v.number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...toVersion(row),
    content: JSON.parse(row.content) as Questionnaire,
    notes: row.notes === '' ? [] : (JSON.parse(row.notes) as readonly ProblemDetail[])
  };
}

export interface NewDraft {
  readonly questionnaireId: string;
  readonly content: Questionnaire;
  readonly basedOnId: string | null;
  readonly notes: readonly ProblemDetail[];
  readonly at: string;
  readonly userId: string;
}

/** Returns its number. */
export async function insertDraft(db: Db, draft: NewDraft): Promise<number> {
  const number = await nextVersionNumber(db, draft.questionnaireId);
  await db
    .insertInto('questionnaire_versions')
    .values({
      ...{ id: newId(), questionnaire_id: draft.questionnaireId, number, state: 'draft' },
      ...{ content: JSON.stringify(draft.content), hash: contentHash(draft.content), published_at: null },
      ...{ changed_at: draft.at, changed_by: draft.userId, based_on_id: draft.basedOnId },
      notes: draft.notes.length === 0 ? '' : JSON.stringify(draft.notes)
    })
    .execute();
  return number;
}

/** False: it is another revision by now, or no draft. */
export async function updateDraft(
  db: Db,
  id: string,
  revision: number,
  change: { readonly content: Questionnaire; readonly at: string; readonly userId: string }
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('questionnaire_versions')
    .set({
      ...{ content: JSON.stringify(change.content), hash: contentHash(change.content) },
      ...{ changed_at: change.at, changed_by: change.userId, revision: sql`revision + 1` }
    })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function clearDraftNotes(db: Db, id: string): Promise<void> {
  await db.updateTable('questionnaire_versions').set({ notes: '' }).where('id', '=', id).where('state', '=', 'draft').execute();
}

/** From here on it never changes. Throws an Error on a content with faults. */
export async function publishVersion(db: Db, version: { readonly id: string; readonly content: Questionnaire }, at: string): Promise<void> {
  requireWhole(version.content);
  await db
    .updateTable('questionnaire_versions')
    .set({ state: 'published', published_at: at, notes: '' })
    .where('id', '=', version.id)
    .execute();
}

export async function setVersionState(db: Db, id: string, state: 'published' | 'retired'): Promise<void> {
  await db.updateTable('questionnaire_versions').set({ state }).where('id', '=', id).execute();
}

/** A questionnaire without any version goes with its last draft. */
export async function deleteDraft(db: Db, questionnaireId: string, id: string): Promise<void> {
  await db.updateTable('questionnaire_versions').set({ based_on_id: null }).where('based_on_id', '=', id).execute();
  await db.deleteFrom('questionnaire_versions').where('id', '=', id).where('state', '=', 'draft').execute();
  const latest = await db
    .selectFrom('questionnaire_versions')
    .select('content')
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest) await updateQuestionnaireTitle(db, questionnaireId, JSON.parse(latest.content) as Questionnaire);
  else await db.deleteFrom('questionnaires').where('id', '=', questionnaireId).execute();
}

function officeVersions(db: Db) {
  return db
    .selectFrom('questionnaire_versions as v')
    .leftJoin('users as u', 'u.id', 'v.changed_by')
    .leftJoin('questionnaire_versions as b', 'b.id', 'v.based_on_id')
    .leftJoin('questionnaires as p', 'p.id', 'b.questionnaire_id')
    .select([
      'v.id',
      'v.number',
      'v.state',
      'v.revision',
      'v.published_at',
      'v.changed_at',
      'u.name',
      'p.code as baseCode',
      'b.number as base'
    ])
    .select(sql<number>`(select count(*) from surveys as s where s.questionnaire_version_id = v.id)`.as('surveys'));
}

function toVersion(row: {
  id: string;
  number: number;
  state: OfficeVersionRow['state'];
  revision: number;
  published_at: string | null;
  changed_at: string | null;
  name: string | null;
  baseCode: string | null;
  base: number | null;
  surveys: number;
}): OfficeVersionRow {
  const { id, number, state, revision, surveys } = row;
  return {
    ...{ id, number, state, revision, surveys, publishedAt: row.published_at, changedAt: row.changed_at, changedBy: row.name },
    basedOn: row.baseCode === null || row.base === null ? null : { code: row.baseCode, number: row.base }
  };
}
