/**
 * The coordinator grants what an interviewer asked for: the next reserve of the unit's stratum takes its place, for the reason that the
 * interviewer gave, and goes to the same interviewer, or to nobody yet where that one is of the agency it is about.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { getAgency } from '../store/agencies';
import { reassign } from '../store/assignments';
import { byUser } from '../store/audit-events';
import { findReplacementRequest } from '../store/field-board';
import { inTransaction } from '../transaction';
import { holdRoundToWrite } from './find-round';
import { readOutsideInterviewers } from './outside-interviewers';
import { replaceUnit } from './replace-unit';

/** `serial`: of the unit. Returns the number of the one that took its place. Throws `unit-not-found` where nobody asked, and what `findRoundToWrite` and `replaceUnit` throw. */
export async function confirmReplacement(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const serial = Number(textField(form, 'serial'));
  return inTransaction(db, async (trx) => {
    const { survey, user, owner } = await holdRoundToWrite(trx, asking, code, localDay(now));
    const request = Number.isSafeInteger(serial) ? await findReplacementRequest(trx, survey.id, serial) : undefined;
    if (!request) throw new Problem('unit-not-found');
    const reserve = await replaceUnit(trx, { surveyId: survey.id, unitId: request.unitId, reason: request.reason }, byUser(user, now));
    const today = localDay(now);
    const agency = await getAgency(trx, reserve.handlingAgencyId, today);
    const { mayAsk } = await readOutsideInterviewers(trx, [request.userId], owner.path, today);
    if (!mayAsk(request.userId, agency.path)) return reserve.serial;
    await reassign(trx, [{ id: reserve.id, survey_id: survey.id }], request.userId, now.toISOString());
    return reserve.serial;
  });
}
