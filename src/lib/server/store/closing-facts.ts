/** What is still open in a round when somebody wants to close it for good, counted. */
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import type { Db } from '../schema';
import { listInterviewerForms } from './reinterviews';

export async function countOpenMatters(db: Db, surveyId: string, drawId: string): Promise<OpenMatters> {
  const count = async (query: { executeTakeFirstOrThrow: () => Promise<{ n: number | string | bigint }> }) =>
    Number((await query.executeTakeFirstOrThrow()).n);
  return {
    keyings: await count(
      db
        .selectFrom('keyings')
        .select((of) => of.fn.countAll().as('n'))
        .where('survey_id', '=', surveyId)
        .where('settled_at', 'is', null)
    ),
    reviews: await countUndecided(db, surveyId),
    held: await count(
      db
        .selectFrom('responses')
        .select((of) => of.fn.countAll().as('n'))
        .where('survey_id', '=', surveyId)
        .where('purpose', '=', 'main')
        .where('status', '=', 'held')
    ),
    unchecked: await countUnchecked(db, surveyId),
    reinterviews: await count(
      db
        .selectFrom('reinterviews')
        .select((of) => of.fn.countAll().as('n'))
        .where('survey_id', '=', surveyId)
        .where('state', '=', 'waiting')
    ),
    forms: await countFormsOut(db, surveyId),
    units: await count(
      db
        .selectFrom('sampled_units as u')
        .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
        .select((of) => of.fn.countAll().as('n'))
        .where('u.draw_id', '=', drawId)
        .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]))
        .where('u.disposition', '=', '')
        .where('r.id', 'is', null)
    )
  };
}

/** The latest row of each interviewer counts. */
async function countUndecided(db: Db, surveyId: string): Promise<number> {
  const rows = await db
    .selectFrom('interviewer_reviews')
    .select(['interviewer_id', 'state'])
    .where('survey_id', '=', surveyId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const latest = new Map(rows.map((row) => [row.interviewer_id, row.state]));
  return [...latest.values()].filter((state) => state === 'under_review').length;
}

/** A flagged form says nothing of the others: those that were drawn by chance count. */
async function countUnchecked(db: Db, surveyId: string): Promise<number> {
  const drawn = await db
    .selectFrom('reinterviews')
    .select('interviewer_id as id')
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('cause', '=', 'drawn')
    .execute();
  const unchecked = new Set((await listInterviewerForms(db, surveyId)).map(({ interviewerId }) => interviewerId));
  for (const { id } of drawn) unchecked.delete(id);
  return unchecked.size;
}

async function countFormsOut(db: Db, surveyId: string): Promise<number> {
  const rows = await db
    .selectFrom('form_events')
    .select(['sampled_unit_id', 'kind'])
    .where('survey_id', '=', surveyId)
    .where('kind', 'in', ['issued', 'collected', 'void'])
    .execute();
  const units = new Map<string, Set<string>>();
  for (const { sampled_unit_id: unit, kind } of rows) units.set(unit, (units.get(unit) ?? new Set()).add(kind));
  return [...units.values()].filter((kinds) => kinds.has('issued') && !kinds.has('collected') && !kinds.has('void')).length;
}
