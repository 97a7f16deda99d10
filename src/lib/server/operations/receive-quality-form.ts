/** The forms of a counter's month: answers held, excluded or restored, chosen one by one or all that the page lists; or looked at. */
import type { Outcome } from '../../core/quality/decision';
import { readGround, readReason, STATUSES_BEFORE } from '../../core/quality/decision';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { writeReviews } from '../store/counter-month-reviews';
import { inTransaction } from '../transaction';
import { decideOnForms } from './decide-on-forms';
import type { FoundMonth } from './find-counter-month';
import { findCounterMonth, listedForms } from './find-counter-month';
import { refreshMarked } from './refresh-verdicts';

/** Returns the decision's id. Throws what `findCounterMonth` and `decideOnForms` throw, `form-invalid`, `quality-list-changed`. */
export async function decideOnMonth(
  db: Db,
  asking: Asking,
  code: string,
  outcome: Outcome,
  query: URLSearchParams,
  form: FormData,
  now: Date
): Promise<string> {
  const found = await findCounterMonth(db, asking, code, query, now);
  const { user, counter, survey } = found;
  const fields = readFields({
    forms: () => chosenForms(found, outcome, form),
    ground: () => readGround(textField(form, 'ground')),
    reason: () => readReason(textField(form, 'reason'))
  });
  const id = await decideOnForms(
    db,
    {
      surveyId: survey.id,
      agencyId: counter.agencyId,
      outcome,
      responseIds: fields.forms,
      ground: fields.ground,
      reason: fields.reason,
      rule: null
    },
    byUser(user, now)
  );
  await refreshMarked(db, survey, now);
  return id;
}

/** Nothing is to be done about the month. Throws what `findCounterMonth` throws. */
export async function markSeen(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<void> {
  const { user, counter, survey, month, judged } = await findCounterMonth(db, asking, code, query, now);
  const odd = judged.verdict.judged.filter((one) => one.odd && one.response.status === 'counted').length;
  await inTransaction(db, async (trx) => {
    const row = { survey_id: survey.id, counter_id: counter.id, month, odd, user_id: user.id, at: now.toISOString() };
    await writeReviews(trx, [{ ...row, state: 'seen' }]);
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'quality.see',
      subjectKind: 'counter',
      subjectId: counter.id,
      agencyId: counter.agencyId,
      change: { survey: survey.code, month, odd }
    });
  });
}

/** Ids that are not on the page are passed over: nobody decides here about answers that the page does not list. */
function chosenForms(found: FoundMonth, outcome: Outcome, form: FormData): readonly string[] {
  const eligible = listedForms(found).filter(({ response }) => STATUSES_BEFORE[outcome].includes(response.status));
  const ids = eligible.map(({ response }) => response.id);
  if (textField(form, 'scope') === 'all') {
    const seen = Number(textField(form, `count-${outcome}`));
    if (seen !== ids.length) throw new Problem('quality-list-changed', { count: ids.length });
    if (ids.length === 0) throw new Problem('quality-nothing-changed');
    return ids;
  }
  const ticked = new Set(form.getAll('form').map(String));
  if (ticked.size === 0) throw new Problem('quality-choice-missing');
  const chosen = ids.filter((id) => ticked.has(id));
  if (chosen.length === 0) throw new Problem('quality-nothing-changed');
  return chosen;
}
