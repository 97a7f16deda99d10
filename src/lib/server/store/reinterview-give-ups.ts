/** Who gave up which second interview, and what for. */
import type { Db } from '../schema';
import type { GiveUpTable } from '../schema-desk';

const BATCH = 500;

export async function insertGiveUp(trx: Db, row: GiveUpTable): Promise<void> {
  await trx.insertInto('reinterview_give_ups').values(row).execute();
}

/** Of a round, or of one second interview; the earliest first. */
export async function listGiveUps(db: Db, of: { readonly surveyId: string } | { readonly reinterviewId: string }) {
  const query = db.selectFrom('reinterview_give_ups').select(['reinterview_id as reinterviewId', 'user_id as userId', 'reason']);
  const found = 'surveyId' in of ? query.where('survey_id', '=', of.surveyId) : query.where('reinterview_id', '=', of.reinterviewId);
  return found.orderBy('at').orderBy('user_id').execute();
}

/** By unit, everybody who gave up asking about it again. */
export async function listGivers(db: Db, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const givers = new Map<string, string[]>();
  for (let at = 0; at < unitIds.length; at += BATCH) {
    const rows = await db
      .selectFrom('reinterview_give_ups as g')
      .innerJoin('reinterviews as x', 'x.id', 'g.reinterview_id')
      .select(['x.sampled_unit_id as unit', 'g.user_id as person'])
      .where('x.sampled_unit_id', 'in', unitIds.slice(at, at + BATCH))
      .execute();
    for (const { unit, person } of rows) givers.set(unit, [...(givers.get(unit) ?? []), person]);
  }
  return givers;
}
