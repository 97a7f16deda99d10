/** Who works which unit, and since when. A unit's current interviewer stands on the unit too, for lists. */
import type { Day } from '../../core/calendar/day';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { startsWith } from './agencies';
import { isShown } from './agencies-within';

const BATCH = 500;

export interface AssignedUnit {
  readonly id: string;
  readonly survey_id: string;
}

/** Ends whoever had them before, and begins. `userId` null: nobody has them from then on. */
export async function reassign(trx: Db, units: readonly AssignedUnit[], userId: string | null, at: string): Promise<void> {
  for (let from = 0; from < units.length; from += BATCH) {
    const part = units.slice(from, from + BATCH);
    const ids = part.map(({ id }) => id);
    await trx
      .updateTable('assignments')
      .set({ to_at: at })
      .where('sampled_unit_id', 'in', ids)
      .where('purpose', '=', 'main')
      .where('to_at', 'is', null)
      .execute();
    await trx.updateTable('sampled_units').set({ interviewer_id: userId }).where('id', 'in', ids).execute();
    if (userId === null) continue;
    const rows = part.map(({ id, survey_id }) => ({
      ...{ id: newId(), survey_id, sampled_unit_id: id, user_id: userId },
      ...{ purpose: 'main' as const, from_at: at, to_at: null }
    }));
    await trx.insertInto('assignments').values(rows).execute();
  }
}

/** By interviewer, how many units they still have to work: neither settled nor given up for another. Who has none is not in it. */
export async function countOpenUnits(db: Db, surveyId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .select('u.interviewer_id as id')
    .select((of) => of.fn.countAll().as('units'))
    .where('u.survey_id', '=', surveyId)
    .where('u.interviewer_id', 'in', userIds)
    .where('u.disposition', '=', '')
    .where('u.replaced_at', 'is', null)
    .where('r.id', 'is', null)
    .where('d.voided_at', 'is', null)
    .where('d.kind', '=', 'sample')
    .groupBy('u.interviewer_id')
    .execute();
  return new Map(rows.map(({ id, units }) => [id!, Number(units)]));
}

/** Nobody has the unit from then on. */
export async function endAssignment(trx: Db, unitId: string, purpose: 'main' | 'reinterview', at: string): Promise<void> {
  await trx
    .updateTable('assignments')
    .set({ to_at: at })
    .where('sampled_unit_id', '=', unitId)
    .where('purpose', '=', purpose)
    .where('to_at', 'is', null)
    .execute();
}

/** When the person had the unit: from, and to (null: still). None: it never was theirs. */
export async function listOwnTimes(db: Db, unitId: string, userId: string, purpose: 'main' | 'reinterview' = 'main') {
  return db
    .selectFrom('assignments')
    .select(['from_at', 'to_at'])
    .where('sampled_unit_id', '=', unitId)
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .execute();
}

/** Who may sign in and works as an interviewer within the tree of that path. */
export async function listInterviewers(db: Db, path: string, day: Day) {
  return db
    .selectFrom('users as w')
    .select(['w.id', 'w.name'])
    .where('w.disabled_at', 'is', null)
    .where('w.id', 'in', (of) =>
      of
        .selectFrom('user_roles as h')
        .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'h.agency_id').on(isShown('v', day)))
        .select('h.user_id')
        .where('h.role', '=', 'interviewer')
        .where(startsWith('v.path', path))
    )
    .orderBy('w.sort_key')
    .orderBy('w.id')
    .execute();
}
