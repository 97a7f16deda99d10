/** Frames: the lists that rounds are drawn from, one row each. */
import type { Selectable } from 'kysely';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';

export type Frame = Selectable<FrameTable>;

export async function insertFrame(db: Db, frame: Frame): Promise<void> {
  await db.insertInto('frames').values(frame).execute();
}

export async function findFrameById(db: Db, id: string): Promise<Frame | undefined> {
  return db.selectFrom('frames').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The one that is ready, and the one that is being made; either may be missing. */
export async function listStandingFrames(db: Db, surveyId: string): Promise<readonly Frame[]> {
  return db
    .selectFrom('frames')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('state', '!=', 'replaced')
    .orderBy('id', 'desc')
    .execute();
}

/** False: it is no longer in that state. Takes the row, so that of two changes one waits. */
export async function updateFrame(
  db: Db,
  id: string,
  states: readonly Frame['state'][],
  change: Partial<Omit<Frame, 'id' | 'survey_id'>>
): Promise<boolean> {
  const result = await db.updateTable('frames').set(change).where('id', '=', id).where('state', 'in', states).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** One that nothing hangs on any more. */
export async function deleteFrame(db: Db, id: string): Promise<void> {
  await db.deleteFrom('frames').where('id', '=', id).execute();
}

/** How the last list of this kind of that owner was read; undefined: there was none. */
export async function findLastMapping(db: Db, ownerAgencyId: string, kind: Frame['kind']): Promise<string | undefined> {
  const row = await db
    .selectFrom('frames as f')
    .innerJoin('surveys as s', 's.id', 'f.survey_id')
    .select('f.mapping')
    .where('s.owner_agency_id', '=', ownerAgencyId)
    .where('f.kind', '=', kind)
    .orderBy('f.id', 'desc')
    .executeTakeFirst();
  return row?.mapping;
}

/** Of this survey: those that were replaced and still have units, which no draw was made from. */
export async function listFramesToClear(db: Db, surveyId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('frames as f')
    .select('f.id')
    .where('f.survey_id', '=', surveyId)
    .where('f.state', '=', 'replaced')
    .where((of) => of.not(of.exists(of.selectFrom('draws as d').select('d.id').whereRef('d.frame_id', '=', 'f.id'))))
    .where((of) =>
      of.or([
        of.exists(of.selectFrom('frame_units as u').select('u.unit_no').whereRef('u.frame_id', '=', 'f.id')),
        of.exists(of.selectFrom('frame_refusals as r').select('r.line').whereRef('r.frame_id', '=', 'f.id')),
        of.exists(of.selectFrom('frame_persons as p').select('p.unit_no').whereRef('p.frame_id', '=', 'f.id'))
      ])
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** True: units of it were drawn, and the draw stands. */
export async function hasLivingDraw(db: Db, surveyId: string): Promise<boolean> {
  const row = await db
    .selectFrom('draws')
    .select('id')
    .where('survey_id', '=', surveyId)
    .where('kind', '=', 'sample')
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
