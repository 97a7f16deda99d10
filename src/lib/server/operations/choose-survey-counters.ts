/** At which counters a survey asks: added and taken out while it is a draft or open. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { findClaimSinceLeft } from '../store/counter-claims';
import { addSurveyCounters, removeSurveyCounters } from '../store/survey-counters';
import type { Survey } from '../store/surveys';
import { updateSurvey } from '../store/surveys';
import { inTransaction } from '../transaction';
import { counterTaken, getSurvey, recordSurveyChange, refuseTakenCounters } from './change-survey';

/** Returns how many are new to it. Throws `survey-fixed`, `counter-taken`. */
export async function addCountersToSurvey(db: Db, code: string, counterIds: readonly string[], now: Date, by: Doer): Promise<number> {
  return inTransaction(db, async (trx) => {
    const survey = await getChangeable(trx, code);
    const today = localDay(now);
    const claim = survey.state === 'open' ? await findClaimSinceLeft(trx, survey.id, counterIds) : undefined;
    if (claim) throw counterTaken(claim);
    const fromDay = survey.state === 'open' && survey.opens_on < today ? today : survey.opens_on;
    const added = await addSurveyCounters(trx, survey.id, counterIds, fromDay);
    if (added === 0) return 0;
    await updateSurvey(trx, survey.id, {});
    await recordSurveyChange(trx, by, 'survey.add-counters', survey, { counters: added, from_day: fromDay });
    if (survey.state === 'open') await refuseTakenCounters(trx, survey.id);
    return added;
  });
}

/** An open survey asks there until the day's end, and what was answered stays. Returns how many left. Throws `survey-fixed`. */
export async function removeCountersFromSurvey(db: Db, code: string, counterIds: readonly string[], now: Date, by: Doer): Promise<number> {
  return inTransaction(db, async (trx) => {
    const survey = await getChangeable(trx, code);
    const today = localDay(now);
    const hasBegun = survey.state === 'open' && survey.opens_on <= today;
    const removed = await removeSurveyCounters(trx, survey.id, counterIds, hasBegun ? today : null);
    if (removed === 0) return 0;
    await updateSurvey(trx, survey.id, {});
    await recordSurveyChange(trx, by, 'survey.remove-counters', survey, { counters: removed, last_day: hasBegun ? today : null });
    return removed;
  });
}

async function getChangeable(db: Db, code: string): Promise<Survey> {
  const survey = await getSurvey(db, code);
  if (survey.mode !== 'continuous' || !['draft', 'open'].includes(survey.state)) throw new Problem('survey-fixed');
  return survey;
}
