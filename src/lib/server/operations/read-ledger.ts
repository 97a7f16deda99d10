/** A round's paper forms as its ledger follows them: where each copy is, and what does not agree. */
import type { TracedForm } from '../../core/fieldwork/ledger';
import { traceForm } from '../../core/fieldwork/ledger';
import type { Db } from '../schema';
import type { RoundUnit } from '../store/field-board';
import { listFormEventsOfRound } from '../store/form-events';
import { groupBy } from './group-by';

/** Of these units, those of which a form was ever heard of. */
export async function readLedger(db: Db, surveyId: string, units: readonly RoundUnit[]): Promise<readonly TracedForm[]> {
  const events = groupBy(await listFormEventsOfRound(db, surveyId), ({ sampled_unit_id: id }) => id);
  return units
    .map(({ id, serial, agencyCode, channel }) =>
      traceForm({
        ...{ serial, agencyId: agencyCode, answered: channel === null ? null : channel === 'paper' ? 'paper' : 'other' },
        events: (events.get(id) ?? []).map(({ kind, interviewer_id: interviewerId, at, reason }) => ({ kind, interviewerId, at, reason }))
      })
    )
    .filter(({ place, disagreements }) => place !== null || disagreements.length > 0);
}
