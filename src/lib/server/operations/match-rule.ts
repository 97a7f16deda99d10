/**
 * What a coordinator's rule matches: how many, and at which counters. A rule sees how forms were filled in and never which levels people
 * chose; nor does whoever makes it see how the figure would move, since then it could be made until the figure moves as wished
 * (docs/decisions/0020). What a rule did to the figure is in every report afterwards.
 */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import { STATUSES_BEFORE } from '../../core/quality/decision';
import type { Outcome } from '../../core/quality/decision';
import type { QualityRule } from '../../core/quality/quality-rule';
import { matchRule, requireEnough } from '../../core/quality/quality-rule';
import { readRule } from '../../core/quality/read-rule';
import { Problem } from '../../core/problem';
import { isWithin } from '../../core/agency/path';
import type { Agency } from '../../core/agency/agency';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole } from '../auth/access';
import { findDecidingScopes, requireDecider } from '../auth/decider';
import type { Db } from '../schema';
import { findAgency, getAgencyByCode } from '../store/agencies';
import { getCounter } from '../store/counters';
import type { CandidateMonth } from '../store/quality-candidates';
import { listCandidates } from '../store/quality-candidates';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import { groupBy } from './group-by';
import { isJudged, judgeMonths } from './judge-months';
import { findOfficeCounter } from './open-counter';

const COUNTERS_AT_ONCE = 200;

export type RuleOutcome = Exclude<Outcome, 'restore'>;

export interface MatchedCounter {
  readonly code: string;
  readonly name: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  readonly matched: number;
  /** Forms of the months that the rule looked at there. */
  readonly of: number;
}

export interface RuleMatches {
  readonly user: SignedInUser;
  readonly survey: Survey;
  readonly agency: Agency;
  /** JSON, with the code of the agency or counter it goes over: the same text, the same rule. */
  readonly rule: string;
  readonly outcome: RuleOutcome;
  readonly ids: readonly string[];
  /** The same digest, the same answers. */
  readonly digest: string;
  /** Those with a match, the most first. */
  readonly counters: readonly MatchedCounter[];
}

/** Throws what reading the rule throws, `quality-rule-too-wide`, `quality-rule-too-narrow`, `survey-not-found`, `agency-unknown-code`, and what `requirePlace` throws. */
export async function findRuleMatches(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<RuleMatches> {
  requireRole(asking, 'quality:write');
  const today = localDay(now);
  const counterCode = query.get('counter') ?? '';
  const typed = readRule(query);
  // A code that was handed over: the counter that it led to then.
  const led = counterCode === '' ? null : await findOfficeCounter(db, counterCode, typed.days.to < today ? typed.days.to : today);
  const counter = led && (await getCounter(db, led.id, today));
  const agency = counter ? (await findAgency(db, counter.agencyId, today))! : await getAgencyByCode(db, query.get('agency') ?? '', today);
  const user = counter ? await requireDecider(db, asking, agency, today) : requirePlace(asking, 'quality:write', agency);
  const survey = await findSurveyByCode(db, query.get('survey') ?? '');
  if (!survey || !isJudged(survey)) throw new Problem('survey-not-found');
  const outcome = query.get('outcome') === 'exclude' ? 'exclude' : 'hold';
  const { except } = await findDecidingScopes(db, user, today);
  const places = { within: [agency.path], except: except.filter((path) => isWithin(path, agency.path)), day: today };
  const months = { from: typed.days.from.slice(0, 7), to: typed.days.to.slice(0, 7) };
  const rule = { ...typed, ...(counter && { counterId: counter.id }) };
  // Refused before anything is read.
  matchRule(rule, []);
  const candidates = await listCandidates(db, survey.id, months, places, counter?.id ?? null);
  const { ids, counters } = await match(db, survey, candidates, rule, outcome, now);
  requireEnough(rule, ids.length);
  const digest = createHash('sha256').update(ids.join()).digest('base64url');
  const place = counter ? { counter: counter.code } : { agency: agency.code };
  return { user, survey, agency, rule: JSON.stringify({ ...place, ...typed }), outcome, ids, digest, counters };
}

async function match(db: Db, survey: Survey, candidates: readonly CandidateMonth[], rule: QualityRule, outcome: RuleOutcome, now: Date) {
  const ids: string[] = [];
  const byCounter = new Map<string, { matched: number; of: number }>();
  for (const [month, counters] of groupBy(candidates, (one) => one.month))
    for (let at = 0; at < counters.length; at += COUNTERS_AT_ONCE) {
      const some = counters.slice(at, at + COUNTERS_AT_ONCE).map(({ counterId }) => counterId);
      for (const [counterId, { verdict }] of await judgeMonths(db, survey, month, some, now)) {
        const found = matchRule(rule, verdict.judged).filter(({ response }) => STATUSES_BEFORE[outcome].includes(response.status));
        ids.push(...found.map(({ response }) => response.id));
        const before = byCounter.get(counterId) ?? { matched: 0, of: 0 };
        byCounter.set(counterId, { matched: before.matched + found.length, of: before.of + verdict.responses });
      }
    }
  const described = [...groupBy(candidates, ({ counterId }) => counterId).values()].map(([one]) => one!);
  const counters = described
    .map(({ counterId, counterCode: code, counterName: name, agencyVi, agencyEn }) => {
      return { code, name, agencyVi, agencyEn, ...(byCounter.get(counterId) ?? { matched: 0, of: 0 }) };
    })
    .filter(({ matched }) => matched > 0)
    .toSorted((a, b) => b.matched - a.matched);
  return { ids: ids.toSorted(), counters };
}
