/** The status of an interviewer's forms when they go under review and when that is decided; the changes stand beside them. */
import { sql } from 'kysely';
import { newId } from '../new-id';
import type { Db, ResponseTable } from '../schema';
import type { Doer } from './audit-events';
import type { ChangedResponse } from './quality-decisions';
import { insertChanges, insertDecision, insertDecisionCounters, updateDecisionForms } from './quality-decisions';

type Status = ResponseTable['status'];
const BATCH = 500;

/** What such decisions are counted by. */
export const REINTERVIEW_GROUND = 'reinterview';

/** Those with the status get the other one, and are locked until the transaction ends. */
export async function updateFormStatus(trx: Db, ids: readonly string[], from: Status, to: Status): Promise<readonly ChangedResponse[]> {
  const changed: ChangedResponse[] = [];
  const sorted = [...ids].toSorted();
  for (let at = 0; at < sorted.length; at += BATCH) {
    const rows = await trx
      .updateTable('responses')
      .set({ status: to })
      .where('id', 'in', sorted.slice(at, at + BATCH))
      .where('status', '=', from)
      .where('purpose', '=', 'main')
      .returning(['id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id'])
      .execute();
    for (const row of rows)
      changed.push({
        id: row.id,
        counterId: row.receiving_counter_id ?? '',
        day: row.day,
        questionnaireVersionId: row.questionnaire_version_id,
        handlingAgencyId: row.handling_agency_id,
        from,
        to
      });
  }
  return changed;
}

/** Of these, those that a review holds, or took out, and about which nothing was decided since. */
export async function listTakenByReview(
  db: Db,
  ids: readonly string[],
  statuses: readonly Status[] = ['held', 'excluded']
): Promise<readonly string[]> {
  const taken: string[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await db
      .selectFrom('responses as r')
      .innerJoin('response_changes as x', 'x.response_id', 'r.id')
      .innerJoin('quality_decisions as d', 'd.id', 'x.decision_id')
      .select('r.id')
      .where('r.id', 'in', ids.slice(at, at + BATCH))
      .where('r.status', 'in', statuses)
      .where('d.ground', '=', REINTERVIEW_GROUND)
      .where('x.number', '=', sql<number>`(select max(y.number) from response_changes as y where y.response_id = r.id)`)
      .execute();
    taken.push(...rows.map(({ id }) => id));
  }
  return taken;
}

/** A decision and its changes, as other decisions about answers stand. */
export async function recordFormChanges(
  trx: Db,
  decision: { readonly surveyId: string; readonly agencyId: string; readonly to: Status; readonly reason: string },
  changed: readonly ChangedResponse[],
  by: Doer
): Promise<void> {
  if (changed.length === 0) return;
  const id = newId();
  await insertDecision(trx, {
    id,
    survey_id: decision.surveyId,
    agency_id: decision.agencyId,
    how: 'chosen',
    to_status: decision.to,
    ground: REINTERVIEW_GROUND,
    reason: decision.reason,
    rule: null,
    rules_tried: null,
    undoes_id: null,
    forms: 0,
    user_id: by.userId,
    at: by.at
  });
  await insertChanges(trx, id, changed);
  await insertDecisionCounters(trx, id);
  await updateDecisionForms(trx, id, changed.length);
}

/** Every answer of the round's units, counted or not, with its unit's inclusion probability. */
export async function listBaseWeighted(db: Db, surveyId: string) {
  return db
    .selectFrom('responses as r')
    .innerJoin('sampled_units as u', 'u.id', 'r.sampled_unit_id')
    .select(['r.id', 'r.status', 'r.answers', 'u.inclusion_probability as probability'])
    .where('r.survey_id', '=', surveyId)
    .where('r.purpose', '=', 'main')
    .orderBy('r.id')
    .execute();
}
