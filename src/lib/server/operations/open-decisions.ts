/** What was decided about answers of a person's places and why; who disagrees, and what they were answered. */
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { Problem } from '../../core/problem';
import { readReason } from '../../core/quality/decision';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { readFields } from '../../core/read-fields';
import { isWithinAny, withFormer } from '../../core/agency/kin-paths';
import { newId } from '../new-id';
import type { Asking } from '../auth/access';
import { POLICY, requireRole, scopesOf } from '../auth/access';
import type { DecidingScopes } from '../auth/decider';
import { decidesAt, findDecidingScopes, requireDecider } from '../auth/decider';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { QualityDecisionTable } from '../schema-quality';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { ObjectionRow } from '../store/objections';
import { listSuccessionPaths } from '../store/successions';
import { answerObjection, findObjection, insertObjection, listObjections } from '../store/objections';
import type { DecisionColumn, DecisionCounter, DecisionRow } from '../store/quality-decision-list';
import { DECISION_COLUMNS, listDecisionCounters, listDecisionPage } from '../store/quality-decision-list';
import { findDecision, findUndoOf } from '../store/quality-decisions';
import type { Grant, SignedInUser } from '../store/users';
import { findSurveyById } from '../store/surveys';
import { inTransaction } from '../transaction';
import { undoDecision } from './decide-on-forms';
import { refreshMarked } from './refresh-verdicts';

export interface OpenedDecisions {
  readonly list: ListPage<DecisionRow> & Pick<ListQuery<DecisionColumn>, 'text' | 'sort'>;
  readonly openOnly: boolean;
  /** The person decides about some places, and has an overview. */
  readonly decides: boolean;
}

/** `?q=` is the name of a counter or an agency, `?open=1`: with an objection that waits for an answer. Throws `sign-in-needed`, `role-not-enough`. */
export async function openDecisions(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedDecisions> {
  const user = requireRole(asking, 'quality:read');
  const asked = readListQuery(query, DECISION_COLUMNS, { key: 'at', descending: true });
  const openOnly = query.get('open') === '1';
  const page = await listDecisionPage(db, await placesOf(db, user, now), openOnly, asked);
  return { list: { ...page, text: asked.text, sort: asked.sort }, openOnly, decides: scopesOf(user, 'quality:write').length > 0 };
}

export interface OpenedDecision {
  readonly decision: Pick<QualityDecisionTable, 'id' | 'how' | 'to_status' | 'ground' | 'reason' | 'at' | 'undoes_id' | 'rules_tried'>;
  readonly rule: Readonly<Record<string, unknown>> | null;
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  /** Of the person's places alone. */
  readonly counters: readonly (Omit<DecisionCounter, 'agencyPath' | 'agencyId'> & { readonly mayOpen: boolean })[];
  readonly objections: readonly (Omit<ObjectionRow, 'agencyPath'> & { readonly mayAnswer: boolean })[];
  readonly undoneBy: { readonly id: string; readonly at: string } | null;
  readonly mayUndo: boolean;
  /** The agency in whose name the person may object; null: none. */
  readonly objectsFor: LocalizedText | null;
}

/** Throws `not-found` where no answer of the person's places is concerned. */
export async function openDecision(db: Db, asking: Asking, id: string, now: Date): Promise<OpenedDecision> {
  const { user, decision, counters } = await findForReader(db, asking, id, now);
  const survey = await findSurveyById(db, decision.survey_id);
  const scopes = await findDecidingScopes(db, user, localDay(now));
  const undone = await findUndoOf(db, id);
  const objections = await listObjections(db, id, await placesOf(db, user, now));
  const { how, to_status, ground, reason, at, undoes_id, rules_tried } = decision;
  return {
    decision: { id, how, to_status, ground, reason, at, undoes_id, rules_tried },
    rule: decision.rule === null ? null : (JSON.parse(decision.rule) as Record<string, unknown>),
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    counters: counters.map(({ agencyPath, agencyId: _, ...counter }) => ({ ...counter, mayOpen: decidesAt(scopes, agencyPath) })),
    objections: objections.map(({ agencyPath, ...one }) => ({ ...one, mayAnswer: one.answer === null && decidesAt(scopes, agencyPath) })),
    undoneBy: undone ?? null,
    mayUndo: how !== 'undo' && !undone && (await decidesAboutAll(db, scopes, id, now)),
    objectsFor: (await findObjector(db, user, counters, now))?.place.name ?? null
  };
}

/** Takes a decision back as one. Throws what `openDecision` and `undoDecision` throw, `outside-place` where it went beyond the person's places. */
export async function undoByForm(db: Db, asking: Asking, id: string, form: FormData, now: Date): Promise<string> {
  const { user, decision } = await findForReader(db, asking, id, now);
  requireRole(asking, 'quality:write');
  for (const { agencyPath, agencyVi, agencyEn } of await listDecisionCounters(db, id, everywhere(now)))
    await requireDecider(db, asking, { path: agencyPath, name: { vi: agencyVi, en: agencyEn } }, localDay(now));
  const { reason } = readFields({ reason: () => readReason(textField(form, 'reason')) });
  const undo = await undoDecision(db, id, reason, byUser(user, now));
  await refreshMarked(db, await findSurveyById(db, decision.survey_id), now);
  return undo;
}

/** An agency objects to what was decided about its answers. Throws as `openDecision`, `role-not-enough`, `form-invalid`. */
export async function objectByForm(db: Db, asking: Asking, id: string, form: FormData, now: Date): Promise<void> {
  const { user, counters } = await findForReader(db, asking, id, now);
  const grant = await findObjector(db, user, counters, now);
  if (!grant) throw new Problem('role-not-enough');
  const { text } = readFields({ text: () => readReason(textField(form, 'text')) });
  const objection = { id: newId(), decision_id: id, agency_id: grant.agencyId, text, user_id: user.id, at: now.toISOString() };
  await inTransaction(db, async (trx) => {
    await insertObjection(trx, { ...objection, answer: null, answered_by: null, answered_at: null });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'quality.object',
      subjectKind: 'quality-decision',
      subjectId: id,
      agencyId: grant.agencyId,
      change: { objection: objection.id }
    });
  });
}

/** Throws `not-found`, what `requireDecider` throws, `form-invalid`, `objection-answered`. */
export async function answerByForm(db: Db, asking: Asking, id: string, form: FormData, now: Date): Promise<void> {
  await findForReader(db, asking, id, now);
  const objection = await findObjection(db, textField(form, 'objection'), localDay(now));
  if (!objection || objection.decisionId !== id) throw new Problem('not-found');
  const { agencyPath, agencyVi, agencyEn } = objection;
  const user = await requireDecider(db, asking, { path: agencyPath, name: { vi: agencyVi, en: agencyEn } }, localDay(now));
  const { answer } = readFields({ answer: () => readReason(textField(form, 'answer')) });
  await inTransaction(db, async (trx) => {
    if (!(await answerObjection(trx, objection.id, answer, user.id, now.toISOString()))) throw new Problem('objection-answered');
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'quality.answer-objection',
      subjectKind: 'quality-decision',
      subjectId: id,
      agencyId: objection.agencyId,
      change: { objection: objection.id }
    });
  });
}

async function findForReader(db: Db, asking: Asking, id: string, now: Date) {
  const user = requireRole(asking, 'quality:read');
  const decision = await findDecision(db, id);
  const counters = decision ? await listDecisionCounters(db, id, await placesOf(db, user, now)) : [];
  if (!decision || counters.length === 0) throw new Problem('not-found');
  return { user, decision, counters };
}

/** A successor's reports hold the answers of those it took over, and its people read what was decided about them. */
const placesOf = async (db: Db, user: SignedInUser, now: Date) => {
  const day = localDay(now);
  return { within: withFormer(scopesOf(user, 'quality:read'), await listSuccessionPaths(db, day)), except: [], day };
};
const everywhere = (now: Date) => ({ within: ['/'], except: [], day: localDay(now) });

async function decidesAboutAll(db: Db, scopes: DecidingScopes, id: string, now: Date): Promise<boolean> {
  const counters = await listDecisionCounters(db, id, everywhere(now));
  return counters.every(({ agencyPath }) => decidesAt(scopes, agencyPath));
}

/** The role by which somebody speaks for an agency whose answers are concerned, and does not decide about them. */
async function findObjector(
  db: Db,
  user: SignedInUser,
  counters: readonly Pick<DecisionCounter, 'agencyPath'>[],
  now: Date
): Promise<Grant | undefined> {
  const scopes = await findDecidingScopes(db, user, localDay(now));
  const successions = await listSuccessionPaths(db, localDay(now));
  return user.grants.find(
    ({ role, place }) =>
      (POLICY['quality:object'] as readonly string[]).includes(role) &&
      !decidesAt(scopes, place.path) &&
      counters.some(({ agencyPath }) => isWithinAny(agencyPath, withFormer([place.path], successions)))
  );
}
