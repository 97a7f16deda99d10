/** Sampling designs of a round, by their labels. */
import type { SamplingDesign } from '../../core/sampling/design';
import type { SamplePlan } from '../../core/sampling/plan-sample';
import type { Db } from '../schema';
import type { DesignTable } from '../schema-desk';

export interface StoredDesign extends Omit<DesignTable, 'content' | 'arithmetic'> {
  readonly content: SamplingDesign;
  readonly plan: SamplePlan;
  /** Who saved it last; null: a command. */
  readonly madeByName: string | null;
}

/** Those made for this list, by label. */
export async function listDesigns(db: Db, surveyId: string, frameId: string): Promise<readonly StoredDesign[]> {
  const rows = await db
    .selectFrom('designs as d')
    .leftJoin('users as u', 'u.id', 'd.made_by')
    .selectAll('d')
    .select('u.name as madeByName')
    .where('d.survey_id', '=', surveyId)
    .where('d.frame_id', '=', frameId)
    .orderBy('d.label')
    .execute();
  return rows.map(({ content, arithmetic, ...row }) => ({
    ...row,
    content: JSON.parse(content) as SamplingDesign,
    plan: JSON.parse(arithmetic) as SamplePlan
  }));
}

export async function insertDesign(db: Db, design: DesignTable): Promise<void> {
  await db.insertInto('designs').values(design).execute();
}

/** False: somebody else saved it meanwhile. */
export async function updateDesign(
  db: Db,
  { id, revision, ...change }: Pick<DesignTable, 'id' | 'revision' | 'content' | 'arithmetic' | 'made_by' | 'made_at'>
): Promise<boolean> {
  const result = await db
    .updateTable('designs')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}
