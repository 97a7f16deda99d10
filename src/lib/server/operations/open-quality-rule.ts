/** The page of a rule: what it is made of, its preview, and its doing. */
import { addDays, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readGround, readReason } from '../../core/quality/decision';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { byUser } from '../store/audit-events';
import { listSurveysWithin } from '../store/readable-surveys';
import { decideOnForms } from './decide-on-forms';
import { isJudged } from './judge-months';
import type { RuleMatches } from './match-rule';
import { findRuleMatches } from './match-rule';
import { countRulesBefore, recordRulePreview } from './record-rule-preview';
import { refreshMarked } from './refresh-verdicts';

const DAYS_AT_FIRST = 30;

export interface OpenedRule {
  readonly surveys: readonly { readonly code: string; readonly name: LocalizedText }[];
  /** Agencies that the person holds, each with all below it. */
  readonly places: readonly { readonly code: string; readonly name: LocalizedText }[];
  readonly first: { readonly from: Day; readonly to: Day };
}

export type RulePreview = Pick<RuleMatches, 'counters' | 'digest'> & {
  readonly matched: number;
  /** Different rules over these places in the last thirty days, this one too. */
  readonly tried: number;
};

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openQualityRule(db: Db, asking: Asking, now: Date): Promise<OpenedRule> {
  const user = requireRole(asking, 'quality:write');
  const today = localDay(now);
  const paths = scopesOf(user, 'quality:write');
  const held = await Promise.all(paths.map((path) => findAgency(db, path.split('/').at(-2) ?? '', today)));
  const surveys = new Map((await Promise.all(paths.map((path) => listSurveysWithin(db, path, today)))).flat().map((one) => [one.id, one]));
  return {
    surveys: [...surveys.values()].filter(isJudged).map(({ code, name_vi: vi, name_en: en }) => ({ code, name: { vi, en } })),
    places: held.flatMap((agency) => (agency ? [{ code: agency.code, name: agency.name }] : [])),
    first: { from: addDays(today, 1 - DAYS_AT_FIRST), to: today }
  };
}

/** What the rule matches now. Throws what `findRuleMatches` throws. */
export async function previewQualityRule(db: Db, asking: Asking, form: FormData, now: Date): Promise<RulePreview> {
  const matches = await findRuleMatches(db, asking, ruleFields(form), now);
  await recordRulePreview(db, matches, now);
  const { counters, digest, ids } = matches;
  return { counters, digest, matched: ids.length, tried: await countRulesBefore(db, matches, now) };
}

/** Does what was previewed, as one run. Returns the decision's id. Throws also `form-invalid`, `quality-list-changed`, `quality-nothing-changed`. */
export async function applyQualityRule(db: Db, asking: Asking, form: FormData, now: Date): Promise<string> {
  const matches = await findRuleMatches(db, asking, ruleFields(form), now);
  const { user, survey, agency, rule, outcome, ids, digest } = matches;
  if (textField(form, 'digest') !== digest) {
    // It says how many there are: that is a look too.
    await recordRulePreview(db, matches, now);
    throw new Problem('quality-list-changed', { count: ids.length });
  }
  const { ground, reason } = readFields({
    ground: () => readGround(textField(form, 'ground')),
    reason: () => readReason(textField(form, 'reason'))
  });
  const chosenBy = { json: rule, tried: await countRulesBefore(db, matches, now) };
  const id = await decideOnForms(
    db,
    { surveyId: survey.id, agencyId: agency.id, outcome, responseIds: ids, ground, reason, rule: chosenBy },
    byUser(user, now)
  );
  await refreshMarked(db, survey, now);
  return id;
}

function ruleFields(form: FormData): URLSearchParams {
  return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
