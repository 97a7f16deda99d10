/**
 * What becomes of a second interview that somebody gave up (docs/decisions/0045): it waits for a second person, as independent as the first, where
 * there is one; what the second gives up too was not reached.
 */
import { localDay } from '../../core/calendar/day';
import { isIndependent } from '../../core/reinterview/independence';
import type { Db } from '../schema';
import { endAssignment } from '../store/assignments';
import type { WorkedReinterview } from '../store/phone-reinterviews';
import { endReinterview } from '../store/phone-reinterviews';
import { listGiveUps } from '../store/reinterview-give-ups';
import { findSurveyById } from '../store/surveys';
import { listRecheckedUnits, listReinterviewers } from './assign-reinterviews';
import { findOwner } from './find-owner';

/** How many ask about a form, one after the other. */
const MOST_PEOPLE = 2;

/** `userId`: who has just given it up, at that time. True: it waits for another person, or is with one. */
export async function handOnReinterview(trx: Db, recheck: WorkedReinterview, userId: string, at: string, now: Date): Promise<boolean> {
  const { id, reinterviewerId, unitId } = recheck;
  // Given to somebody else before this came in: they have it.
  if (reinterviewerId !== null && reinterviewerId !== userId) return true;
  if (!(await hasSecond(trx, recheck, now))) {
    await endReinterview(trx, id, { state: 'unreached', reinterviewer_id: userId, done_at: at });
    return false;
  }
  await endReinterview(trx, id, { reinterviewer_id: null });
  await endAssignment(trx, unitId, 'reinterview', now.toISOString());
  return true;
}

async function hasSecond(trx: Db, { id, unitId, handlingAgencyId, surveyId }: WorkedReinterview, now: Date): Promise<boolean> {
  if ((await listGiveUps(trx, { reinterviewId: id })).length >= MOST_PEOPLE) return false;
  const today = localDay(now);
  const owner = await findOwner(trx, (await findSurveyById(trx, surveyId)).owner_agency_id, today);
  const [unit] = await listRecheckedUnits(trx, [{ sampled_unit_id: unitId, handlingAgencyId }], today);
  return (await listReinterviewers(trx, owner.path, today)).some((person) => isIndependent(person, unit!));
}
