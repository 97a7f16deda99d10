/** What stands against opening a survey, read from the database. */
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import type { OpeningFinding } from '../../core/fieldwork/check-opening';
import { checkOpening } from '../../core/fieldwork/check-opening';
import type { Db } from '../schema';
import { listClaimingSurveys } from '../store/counter-claims';
import { findDraw } from '../store/draws';
import { countChosenCounters, countClosedCounters, countCommunesWithout } from '../store/survey-reach';
import type { Survey } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';

export async function findOpeningFaults(
  db: Db,
  survey: Survey,
  owner: Pick<Agency, 'path'>,
  knowsItsAddress: boolean,
  today: Day
): Promise<readonly OpeningFinding[]> {
  const { content, state } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  return checkOpening({
    mode: survey.mode,
    opensOn: survey.opens_on,
    // A closed one that is opened again has no last day until somebody sets one.
    closesOn: survey.state === 'closed' ? null : survey.closes_on,
    today,
    counters: await countChosenCounters(db, survey.id),
    closedCounters: await countClosedCounters(db, survey.id, survey.opens_on > today ? survey.opens_on : today),
    taken: (await listClaimingSurveys(db, survey.id)).reduce((sum, { counters }) => sum + counters, 0),
    communesWithout: await countCommunesWithout(db, survey.id, owner.path, today),
    hasEnglishName: survey.name_en !== survey.name_vi,
    questionnaire: content,
    isRetired: state === 'retired',
    knowsItsAddress,
    lacksDraw: survey.psu === 'design' && survey.state === 'draft' && (await findDraw(db, survey.id)) === undefined
  });
}
