/** What is still open in a round when somebody wants to close it for good, counted: what single tables say of it. */
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import type { Db } from '../schema';

export async function countOpen(db: Db, surveyId: string): Promise<Pick<OpenMatters, 'held' | 'reinterviews'>> {
  const { held } = await db
    .selectFrom('responses')
    .select((of) => of.fn.countAll().as('held'))
    .where('survey_id', '=', surveyId)
    .where('purpose', '=', 'main')
    .where('status', '=', 'held')
    .executeTakeFirstOrThrow();
  const { waiting } = await db
    .selectFrom('reinterviews')
    .select((of) => of.fn.countAll().as('waiting'))
    .where('survey_id', '=', surveyId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { held: Number(held), reinterviews: Number(waiting) };
}

/** Serials of forms that were keyed, once or twice, and have no answer yet. */
export async function listUnsettledSerials(db: Db, surveyId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('keyings as k')
    .innerJoin('sampled_units as u', 'u.id', 'k.sampled_unit_id')
    .select('u.serial')
    .where('k.survey_id', '=', surveyId)
    .where('k.settled_at', 'is', null)
    .execute();
  return rows.map(({ serial }) => serial);
}
