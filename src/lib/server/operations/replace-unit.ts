/**
 * A unit that will not answer is given up for the next reserve of its stratum and last cluster, with the reason: never for another one, and
 * never out of order. Its disposition stays, so that it counts in the response rate.
 */
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { findSurveyById } from '../store/surveys';
import type { ReleasedReserve } from '../store/replacements';
import { findUnitToReplace, markReplaced, releaseNextReserve } from '../store/replacements';
import { inTransaction } from '../transaction';
import { holdUnfrozen } from './find-round';

const LONGEST_REASON = 500;

/**
 * Returns the reserve unit that took its place. Throws `unit-not-found`, `unit-unused`, `unit-replaced`, `unit-answered`,
 * `replace-reason-missing`, `replace-not-open`, `reserve-empty`, `round-frozen`.
 */
export async function replaceUnit(
  db: Db,
  { surveyId, unitId, reason }: { readonly surveyId: string; readonly unitId: string; readonly reason: string },
  by: Doer
): Promise<ReleasedReserve> {
  const text = reason.normalize('NFC').trim().slice(0, LONGEST_REASON);
  if (text === '') throw new Problem('replace-reason-missing');
  return inTransaction(db, async (trx) => {
    await holdUnfrozen(trx, surveyId);
    const survey = await findSurveyById(trx, surveyId);
    if (survey.state !== 'open') throw new Problem('replace-not-open');
    const unit = await findUnitToReplace(trx, surveyId, unitId);
    if (!unit) throw new Problem('unit-not-found');
    if (unit.role === 'reserve' && unit.releasedAt === null) throw new Problem('unit-unused', { serial: unit.serial });
    if (unit.isAnswered) throw new Problem('unit-answered', { serial: unit.serial });
    // What became of it is on record first: it stays in the response rate by that.
    if (unit.disposition === '') throw new Problem('replace-reason-missing');
    if (!(await markReplaced(trx, unit.id, by.at))) throw new Problem('unit-replaced', { serial: unit.serial });
    const reserve = await releaseNextReserve(trx, unit, { at: by.at, reason: text });
    if (!reserve) throw new Problem('reserve-empty', { stratum: unit.stratum });
    await appendAuditEvent(trx, by, {
      action: 'survey.replace-unit',
      subjectKind: 'survey',
      subjectId: surveyId,
      agencyId: survey.owner_agency_id,
      change: { serial: [unit.serial, reserve.serial], disposition: unit.disposition }
    });
    return reserve;
  });
}
