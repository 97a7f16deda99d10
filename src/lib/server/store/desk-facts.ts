/** How far a round is, counted. */
import type { Selectable } from 'kysely';
import { readCounts } from '../../core/frame/frame-counts';
import type { DeskFacts } from '../../core/fieldwork/desk-steps';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import { countKeptUnits } from './printed-units';

/** The list that a round's units are drawn from now; the one that is being made only where none is ready. undefined: none was read yet. */
export async function findFrame(db: Db, surveyId: string): Promise<Selectable<FrameTable> | undefined> {
  return db
    .selectFrom('frames')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('state', '!=', 'replaced')
    .orderBy((of) => of.case().when('state', '=', 'ready').then(0).else(1).end())
    .executeTakeFirst();
}

export async function countDeskFacts(db: Db, surveyId: string): Promise<Omit<DeskFacts, 'state' | 'isFrozen'>> {
  const frame = await findFrame(db, surveyId);
  const count = async (query: { executeTakeFirstOrThrow: () => Promise<{ n: number | string | bigint }> }) =>
    Number((await query.executeTakeFirstOrThrow()).n);
  const living = db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]));
  const ofSurvey = (table: 'designs' | 'reinterviews' | 'weighting_runs') =>
    db
      .selectFrom(table)
      .select((of) => of.fn.countAll().as('n'))
      .where('survey_id', '=', surveyId);
  return {
    frame: frame ? (frame.state as 'reading' | 'deciding' | 'ready') : null,
    frameUnits: frame ? (readCounts(frame.counts).kept?.units ?? (await countKeptUnits(db, frame.id))) : 0,
    designs: await count(ofSurvey('designs')),
    drawn: await count(living.select((of) => of.fn.countAll().as('n'))),
    printed: await count(
      db
        .selectFrom('form_events')
        .select((of) => of.fn.count('sampled_unit_id').distinct().as('n'))
        .where('survey_id', '=', surveyId)
        .where('kind', 'in', ['letter', 'printed'])
    ),
    answered: await count(
      living
        .innerJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
        .where('r.status', 'not in', ['held', 'excluded'])
        .select((of) => of.fn.countAll().as('n'))
    ),
    reinterviews: await count(ofSurvey('reinterviews')),
    reinterviewsWaiting: await count(ofSurvey('reinterviews').where('state', '=', 'waiting')),
    weightingRuns: await count(ofSurvey('weighting_runs').where('number', '>', 0))
  };
}
