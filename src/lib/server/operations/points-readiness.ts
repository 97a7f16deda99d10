/**
 * Whether a sampled survey may give points: a round whose sample was drawn here once it is frozen, an imported one (an official survey
 * made elsewhere, which arrives with its final weights) once it is closed, so that no more rows are added (docs/decisions/0032).
 */
import type { Db } from '../schema';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findStandingDraw } from '../store/weighted-units';

export type Unready = 'not-frozen' | 'not-closed';

/** null: it may. */
export async function findUnreadiness(db: Db, survey: Pick<Survey, 'id' | 'psu' | 'state'>): Promise<Unready | null> {
  if (survey.psu === 'design' && (await findStandingDraw(db, survey.id)))
    return (await findRound(db, survey.id)).frozen_at === null ? 'not-frozen' : null;
  return survey.state === 'closed' || survey.state === 'published' ? null : 'not-closed';
}
