/**
 * What a coordinator's rule matches: how many, at which counters, and how the figure would move, so that an exclusion that goes one way
 * shows before it is done. A rule sees how forms were filled in, and never which levels people chose.
 */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import { isWithinSpan } from '../../core/calendar/period';
import { STATUSES_BEFORE } from '../../core/quality/decision';
import type { Outcome } from '../../core/quality/decision';
import { matchRule } from '../../core/quality/quality-rule';
import type { FormRule } from '../../core/quality/read-rule';
import { readRule } from '../../core/quality/read-rule';
import { Problem } from '../../core/problem';
import { isWithin } from '../../core/agency/path';
import type { Agency } from '../../core/agency/agency';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole } from '../auth/access';
import { decidingScopes, requireDecider } from '../auth/decider';
import type { Db } from '../schema';
import { findAgency, getAgencyByCode } from '../store/agencies';
import type { Counter } from '../store/counters';
import type { OverallSums } from '../store/kept-tallies';
import type { CandidateMonth } from '../store/quality-candidates';
import { listAnswersOf, listCandidates } from '../store/quality-candidates';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import { findReportLine } from './find-report-survey';
import { groupBy } from './group-by';
import { isJudged, judgeMonths } from './judge-months';
import { overallSums, tallyOf } from './keep-tallies';
import { findOfficeCounter } from './open-counter';
import { readSurveySums } from './read-survey-sums';

const COUNTERS_AT_ONCE = 200;

export type RuleOutcome = Exclude<Outcome, 'restore'>;

/** A share of satisfied answers (0–1) among so many people. */
export interface RuleFigure {
  readonly satisfied: number;
  readonly n: number;
}

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
  readonly rule: FormRule;
  readonly outcome: RuleOutcome;
  readonly ids: readonly string[];
  /** The same digest, the same answers. */
  readonly digest: string;
  /** Those with a match, the most first. */
  readonly counters: readonly MatchedCounter[];
  /** Of the rule's places and days, as counted now and after; null: too few people are between the two, or left, to say it. */
  readonly figures: { readonly before: RuleFigure; readonly after: RuleFigure } | null;
}

/** Throws what reading the rule throws, `quality-rule-too-wide`, `survey-not-found`, `agency-unknown-code`, and what `requirePlace` throws. */
export async function findRuleMatches(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<RuleMatches> {
  requireRole(asking, 'quality:write');
  const today = localDay(now);
  const counterCode = query.get('counter') ?? '';
  const counter = counterCode === '' ? null : await findOfficeCounter(db, counterCode, today);
  const agency = counter ? (await findAgency(db, counter.agencyId, today))! : await getAgencyByCode(db, query.get('agency') ?? '', today);
  const user = counter ? requireDecider(asking, agency) : requirePlace(asking, 'quality:write', agency);
  const survey = await findSurveyByCode(db, query.get('survey') ?? '');
  if (!survey || !isJudged(survey)) throw new Problem('survey-not-found');
  const rule = readRule(query);
  const outcome = query.get('outcome') === 'exclude' ? 'exclude' : 'hold';
  const { except } = decidingScopes(user);
  const places = { within: [agency.path], except: except.filter((path) => isWithin(path, agency.path)), day: today };
  const months = { from: rule.days.from.slice(0, 7), to: rule.days.to.slice(0, 7) };
  // Refused before anything is read.
  matchRule(withPlace(rule, counter), []);
  const candidates = await listCandidates(db, survey.id, months, places, counter?.id ?? null);
  const { ids, counters } = await match(db, survey, candidates, withPlace(rule, counter), outcome, now);
  const figures = await moveOfFigure(db, survey, rule, new Set(candidates.map(({ counterId }) => counterId)), ids, now);
  const digest = createHash('sha256').update(ids.join()).digest('base64url');
  return { user, survey, agency, rule, outcome, ids, digest, counters, figures };
}

/** Where and when alone are enough at one counter; over a tree it takes how forms were filled in. */
const withPlace = (rule: FormRule, counter: Counter | null) => ({ ...rule, ...(counter && { counterIds: [counter.id] }) });

async function match(
  db: Db,
  survey: Survey,
  candidates: readonly CandidateMonth[],
  rule: Parameters<typeof matchRule>[0],
  outcome: RuleOutcome,
  now: Date
) {
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

async function moveOfFigure(
  db: Db,
  survey: Survey,
  { days }: FormRule,
  counters: ReadonlySet<string>,
  ids: readonly string[],
  now: Date
): Promise<RuleMatches['figures']> {
  const [found] = await findReportLine(db, survey.code);
  const { byCounter } = await readSurveySums(db, found!, now);
  const minimum = found!.method.content.minimumRespondents;
  const all = { answered: 0, satisfied: 0, valid: 0 };
  const add = (sums: Pick<OverallSums, 'answered' | 'satisfied' | 'valid'>, sign: number) => {
    for (const key of ['answered', 'satisfied', 'valid'] as const) all[key] += sign * sums[key];
  };
  for (const id of counters) for (const row of byCounter.get(id) ?? []) if (isWithinSpan(row.day, days)) add(row, 1);
  const before = figureOf(all);
  const counted = (await listAnswersOf(db, ids)).filter(({ status }) => status === 'counted');
  const matched = overallSums(tallyOf(counted, found!.layout), found!.layout);
  add(matched, -1);
  const after = figureOf(all);
  if (matched.answered < minimum || after.n < minimum) return null;
  return { before, after };
}

function figureOf({ answered, satisfied, valid }: { answered: number; satisfied: number; valid: number }): RuleFigure {
  return { satisfied: valid === 0 ? 0 : satisfied / valid, n: answered };
}
