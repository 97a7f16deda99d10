/** Weighting runs and the weight, stratum and PSU of each response of a sampled survey. */
import type { Db, ResponseWeightTable, WeightingRunTable } from '../schema';

export type WeightingRun = WeightingRunTable;
export type ResponseWeight = ResponseWeightTable;

/** The run that reports use; undefined: the survey has none yet. */
export async function findFinalRun(db: Db, surveyId: string): Promise<WeightingRun | undefined> {
  return db.selectFrom('weighting_runs').selectAll().where('survey_id', '=', surveyId).where('state', '=', 'final').executeTakeFirst();
}

export async function insertRun(db: Db, run: WeightingRun): Promise<void> {
  await db.insertInto('weighting_runs').values(run).execute();
}

export async function updateRun(db: Db, id: string, change: Pick<WeightingRun, 'steps' | 'hash'>): Promise<void> {
  await db.updateTable('weighting_runs').set(change).where('id', '=', id).execute();
}

export async function insertResponseWeights(db: Db, rows: readonly ResponseWeight[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('response_weights').values(rows).execute();
}

/** In order of response ids. */
export async function listResponseWeights(db: Db, runId: string): Promise<readonly ResponseWeight[]> {
  return db.selectFrom('response_weights').selectAll().where('weighting_run_id', '=', runId).orderBy('response_id').execute();
}

/** The latest run that a round's desk made; undefined: none yet. */
export async function findLatestRun(db: Db, surveyId: string): Promise<WeightingRun | undefined> {
  return db
    .selectFrom('weighting_runs')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('number', '>', 0)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function makeRunFinal(db: Db, id: string, change: Pick<WeightingRun, 'hash' | 'diagnostics'>): Promise<void> {
  await db
    .updateTable('weighting_runs')
    .set({ ...change, state: 'final' })
    .where('id', '=', id)
    .execute();
}
