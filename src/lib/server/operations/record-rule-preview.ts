/**
 * Every look at what a rule would take out is in the audit log, told before it is shown, and beside a rule that is applied stands how many were looked at
 * before (docs/decisions/0020): a rule that was searched for is not one that was thought of.
 */
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { countRulesTried } from '../store/rule-previews';
import { inTransaction } from '../transaction';
import type { RuleMatches } from './match-rule';

const WATCHED_MS = 30 * 86_400_000;

export async function recordRulePreview(db: Db, matches: RuleMatches, now: Date): Promise<void> {
  const { user, survey, agency, rule, outcome, ids, counters } = matches;
  await inTransaction(db, (trx) =>
    appendAuditEvent(trx, byUser(user, now), {
      action: 'quality.preview',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: agency.id,
      change: { outcome, forms: ids.length, counters: counters.length, rule }
    })
  );
}

/** Different rules over the same places in the last thirty days, by anybody. */
export function countRulesBefore(db: Db, { survey, agency }: Pick<RuleMatches, 'survey' | 'agency'>, now: Date): Promise<number> {
  return countRulesTried(db, survey.id, agency.path, new Date(now.getTime() - WATCHED_MS).toISOString());
}
