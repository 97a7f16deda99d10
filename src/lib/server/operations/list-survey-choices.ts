/** Sampled surveys that an editor of scorecards can take points from: ready for it, with a counter or their owner in the editor's reach. */
import { localDay } from '../../core/calendar/day';
import type { SurveyChoice } from '../../core/scoring/scorecard-view';
import type { Db } from '../schema';
import { listSurveysWithin } from '../store/readable-surveys';
import { findUnreadiness } from './points-readiness';
import { listShares } from './read-survey-figure';

/** `scopes`: paths within which the editor may write. The newest first. */
export async function listSurveyChoices(db: Db, scopes: readonly string[], now: Date): Promise<readonly SurveyChoice[]> {
  const today = localDay(now);
  const within = (await Promise.all(scopes.map((path) => listSurveysWithin(db, path, today)))).flat();
  const sampled = [...new Map(within.filter(({ mode }) => mode === 'sampled').map((survey) => [survey.code, survey])).values()];
  const unready = await Promise.all(sampled.map((survey) => findUnreadiness(db, survey)));
  return Promise.all(
    sampled
      .filter((_, i) => unready[i] === null)
      .map(async ({ code, name_vi, name_en }) => ({
        code,
        name: { vi: name_vi, en: name_en },
        figures: await listShares(db, code)
      }))
  );
}
