/** What is still to be done before citizens can answer, for whoever runs the counters of a place: shown until it is all done. */
import { localDay } from '../../core/calendar/day';
import type { Asking } from '../auth/access';
import { requireSignedIn, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listAgencyPage } from '../store/agency-list';
import { listCounterPage } from '../store/counter-list';
import { listSurveysWithin } from '../store/readable-surveys';

/** What is done of it; a survey never is, or there would be no steps. */
export interface FirstSteps {
  readonly agencies: boolean;
  readonly counters: boolean;
}

/** null: everything is done, or it is not for this person to do. */
export async function openFirstSteps(db: Db, asking: Asking, now: Date): Promise<FirstSteps | null> {
  const scopes = scopesOf(requireSignedIn(asking), 'counter:write');
  if (scopes.length === 0) return null;
  const day = localDay(now);
  const surveys = await Promise.all(scopes.map((scope) => listSurveysWithin(db, scope, day)));
  if (surveys.some((some) => some.length > 0)) return null;
  const nothing = { text: '', words: [], page: 1 } as const;
  const sort = { key: 'name', descending: false } as const;
  const agencies = await listAgencyPage(db, { scopes, day, kind: undefined, state: 'open' }, { ...nothing, sort });
  const counters = await listCounterPage(db, { scopes, day, state: undefined, surveyId: undefined, code: undefined }, { ...nothing, sort });
  return { agencies: agencies.total > scopes.length, counters: counters.total > 0 };
}
