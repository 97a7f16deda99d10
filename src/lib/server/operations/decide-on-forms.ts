/**
 * Holds, excludes or restores answers, with a reason. Nothing is deleted: the answer's status changes, the change stands beside it, and
 * another decision leads back. Figures follow in the same transaction (kept tallies are marked), and so does the audit log, which says
 * who, what and how many, never the words of the reason.
 */
import type { Ground, Outcome, Status } from '../../core/quality/decision';
import { STATUS_AFTER, STATUSES_BEFORE } from '../../core/quality/decision';
import { Problem } from '../../core/problem';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { listTakenByReview, REINTERVIEW_GROUND } from '../store/interviewer-forms';
import { writeReviews } from '../store/counter-month-reviews';
import { markVerdicts } from '../store/counter-month-verdicts';
import { markCells } from '../store/kept-tallies';
import type { ChangedResponse } from '../store/quality-decisions';
import {
  findDecision,
  findUndoOf,
  insertChanges,
  insertDecision,
  insertDecisionCounters,
  listChangesOf,
  updateDecisionForms,
  updateStatus
} from '../store/quality-decisions';
import { getSurveyState } from '../store/surveys';
import { inTransaction } from '../transaction';
import { holdUnfrozen } from './find-round';
import { groupBy } from './group-by';

export interface Decision {
  readonly surveyId: string;
  readonly agencyId: string;
  readonly outcome: Outcome;
  readonly responseIds: readonly string[];
  readonly ground: Ground;
  readonly reason: string;
  /** JSON of the rule that chose them, and how many were looked at until it was found; null: somebody chose them one by one. */
  readonly rule: { readonly json: string; readonly tried: number } | null;
}

/** Answers that have the status already, or none of the survey, are passed over. Returns the decision's id. Throws `quality-nothing-changed`, `recheck-decided-there`. */
export async function decideOnForms(db: Db, decision: Decision, by: Doer): Promise<string> {
  const { surveyId, agencyId, outcome, ground, reason, rule, responseIds } = decision;
  const to = STATUS_AFTER[outcome];
  const row = {
    survey_id: surveyId,
    agency_id: agencyId,
    how: rule === null ? 'chosen' : 'rule',
    ground,
    reason,
    rule: rule && rule.json,
    rules_tried: rule && rule.tried
  } as const;
  // In one order, so that two who decide on the same answers wait for each other and not in a ring.
  const ids = [...new Set(responseIds)].toSorted();
  return record(db, { ...row, to_status: to, undoes_id: null }, `quality.${outcome}`, by, async (trx) => {
    // The interviewer's other forms stand or fall with them, and the evidence is there.
    if ((await listTakenByReview(trx, ids)).length > 0) throw new Problem('recheck-decided-there');
    const changed: ChangedResponse[] = [];
    for (const from of STATUSES_BEFORE[outcome]) changed.push(...(await updateStatus(trx, surveyId, ids, from, to)));
    return changed;
  });
}

/** Gives the answers of a decision back what they were, except those about which something was decided since. Throws `not-found`, `quality-undone`, `quality-nothing-changed`, `recheck-decided-there`. */
export async function undoDecision(db: Db, decisionId: string, reason: string, by: Doer): Promise<string> {
  const undone = await findDecision(db, decisionId);
  if (!undone) throw new Problem('not-found');
  if (undone.ground === REINTERVIEW_GROUND) throw new Problem('recheck-decided-there');
  if (undone.how === 'undo' || (await findUndoOf(db, decisionId))) throw new Problem('quality-undone');
  const { survey_id, agency_id, ground } = undone;
  const row = {
    survey_id,
    agency_id,
    how: 'undo',
    ground,
    reason,
    rule: null,
    rules_tried: null,
    to_status: null,
    undoes_id: decisionId
  } as const;
  return record(db, row, 'quality.undo', by, async (trx) => {
    const changes = (await listChangesOf(trx, decisionId)).filter(({ isLast }) => isLast);
    const changed: ChangedResponse[] = [];
    for (const group of groupBy(changes, ({ from, to }) => `${from} ${to}`).values()) {
      const ids = group.map(({ responseId }) => responseId).toSorted();
      changed.push(...(await updateStatus(trx, survey_id, ids, group[0]!.to as Status, group[0]!.from as Status)));
    }
    return changed;
  });
}

type NewDecision = Omit<Parameters<typeof insertDecision>[1], 'id' | 'forms' | 'user_id' | 'at'>;

async function record(
  db: Db,
  decision: NewDecision,
  action: string,
  by: Doer,
  change: (trx: Db) => Promise<readonly ChangedResponse[]>
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const id = newId();
    await holdUnfrozen(trx, decision.survey_id);
    if ((await getSurveyState(trx, decision.survey_id)) === 'published') throw new Problem('survey-published');
    await insertDecision(trx, { ...decision, id, forms: 0, user_id: by.userId, at: by.at });
    const changed = await change(trx);
    if (changed.length === 0) throw new Problem('quality-nothing-changed');
    await insertChanges(trx, id, changed);
    await insertDecisionCounters(trx, id);
    await updateDecisionForms(trx, id, changed.length);
    await markCells(trx, cellsOf(decision.survey_id, changed));
    const months = monthsOf(decision.survey_id, changed);
    await markVerdicts(trx, months);
    await writeReviews(
      trx,
      months.map(({ surveyId, counterId, month }) => ({
        survey_id: surveyId,
        counter_id: counterId,
        month,
        state: 'done' as const,
        odd: -1,
        user_id: by.userId,
        at: by.at
      }))
    );
    await appendAuditEvent(trx, by, {
      action,
      subjectKind: 'quality-decision',
      subjectId: id,
      agencyId: decision.agency_id,
      change: auditOf(decision, changed, months)
    });
    return id;
  });
}

function auditOf(
  { how, ground, rule, rules_tried: tried, undoes_id: undoes }: NewDecision,
  changed: readonly ChangedResponse[],
  months: readonly unknown[]
) {
  const change: AuditChange = { how, ground, forms: changed.length, counter_months: months.length };
  return { ...change, ...(rule !== null && { rule, rules_tried: tried }), ...(undoes !== null && { undoes }) };
}

function cellsOf(surveyId: string, changed: readonly ChangedResponse[]) {
  const cells = groupBy(changed, (one) => [one.counterId, one.day, one.questionnaireVersionId, one.handlingAgencyId].join('\n'));
  return [...cells.values()].map(([one]) => {
    const { counterId, day, questionnaireVersionId, handlingAgencyId } = one!;
    return { surveyId, counterId, day, questionnaireVersionId, handlingAgencyId };
  });
}

function monthsOf(surveyId: string, changed: readonly ChangedResponse[]) {
  const months = groupBy(changed, ({ counterId, day }) => `${counterId} ${day.slice(0, 7)}`);
  return [...months.values()].map(([one]) => ({ surveyId, counterId: one!.counterId, month: one!.day.slice(0, 7) }));
}
