/** Units that are given up, and the reserves that take their places. */
import type { Db } from '../schema';

export interface UnitToReplace {
  readonly id: string;
  readonly drawId: string;
  readonly serial: number;
  readonly stratum: string;
  readonly cluster: string;
  readonly role: 'main' | 'reserve';
  readonly releasedAt: string | null;
  readonly disposition: string;
  readonly isAnswered: boolean;
}

/** Of the draw that stands. */
export async function findUnitToReplace(db: Db, surveyId: string, unitId: string): Promise<UnitToReplace | undefined> {
  const row = await db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .select(['u.id', 'u.draw_id as drawId', 'u.serial', 'u.stratum', 'u.cluster', 'u.role', 'u.released_at as releasedAt', 'u.disposition'])
    .select((of) =>
      of
        .selectFrom('responses as r')
        .select((one) => one.fn.countAll().as('n'))
        .whereRef('r.sampled_unit_id', '=', 'u.id')
        .where('r.purpose', '=', 'main')
        .as('answers')
    )
    .where('u.id', '=', unitId)
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { answers, ...unit } = row;
  return { ...unit, isAnswered: Number(answers) > 0 };
}

/** False: it was given up already. */
export async function markReplaced(db: Db, id: string, at: string): Promise<boolean> {
  const result = await db
    .updateTable('sampled_units')
    .set({ replaced_at: at })
    .where('id', '=', id)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export interface ReleasedReserve {
  readonly id: string;
  readonly serial: number;
  readonly handlingAgencyId: string;
}

/** The first reserve that nobody took yet, also where several ask at once; undefined: there is none. */
export async function releaseNextReserve(
  db: Db,
  unit: Pick<UnitToReplace, 'id' | 'drawId' | 'stratum' | 'cluster'>,
  { at, reason }: { readonly at: string; readonly reason: string }
): Promise<ReleasedReserve | undefined> {
  for (;;) {
    const next = await db
      .selectFrom('sampled_units')
      .select(['id', 'serial', 'handling_agency_id as handlingAgencyId'])
      .where('draw_id', '=', unit.drawId)
      .where('stratum', '=', unit.stratum)
      .where('cluster', '=', unit.cluster)
      .where('role', '=', 'reserve')
      .where('released_at', 'is', null)
      .orderBy('reserve_order')
      .limit(1)
      .executeTakeFirst();
    if (!next) return undefined;
    const result = await db
      .updateTable('sampled_units')
      .set({ released_at: at, replaces_id: unit.id, replace_reason: reason })
      .where('id', '=', next.id)
      .where('released_at', 'is', null)
      .executeTakeFirst();
    // Another one was quicker: the next is another unit.
    if (Number(result.numUpdatedRows) > 0) return next;
  }
}
