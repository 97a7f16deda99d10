/**
 * The verdict on one counter in one month (docs/methods.md, "Quality of answers"): whether it received more odd forms than its own history
 * and the survey's let expect, with every form's signals and the episodes to look at. Nothing is changed or left out: people decide.
 * Refuses (throws) forms of another counter or day.
 */
import { isWithinSpan, daysIn } from '../calendar/period';
import type { Span } from '../calendar/period';
import type { CounterHistory } from './counter-history';
import { addHistories, kindCounts, kindOfMarked, paceCounts } from './counter-history';
import type { Episode } from './episodes';
import { findEpisodes } from './episodes';
import { expectFromPast } from './expect-from-past';
import { hourRates } from './hour-rates';
import { hourKey, hoursByKey, judgeHours } from './judge-hours';
import { KINDS } from './kinds';
import { markResponses } from './mark-responses';
import { oddestKinds, orderByOddness } from './odd-kinds';
import type { CountTest, MonthKinds } from './odd-forms-test';
import { testOddForms } from './odd-forms-test';
import { paceLimits } from './pace';
import type { QualityResponse, QualitySettings } from './quality-response';
import type { JudgedResponse } from './signals';
import { signalsOf } from './signals';
import { usualElsewhere } from './survey-profile';
import type { SurveyProfile } from './survey-profile';

/** Odd forms that a month lets expect, by test; and their misfit (odd-forms-test.ts). */
const TESTS = [
  { test: 'rarest', forms: 0.3, misfit: 4.5 },
  { test: 'rare', forms: 1.5, misfit: 2 },
  { test: 'uncommon', forms: 6, misfit: 1.3 }
] as const;
/** Forms odd by this test are listed whatever it finds. */
const LISTED = 'rare';
/** Fewer odd forms do not flag a counter. */
const FEWEST_FORMS = 5;
/** A shorter history of its own leans on the survey's. */
const [OWN_DAYS, OWN_FORMS] = [14, 50] as const;

export interface MonthTest extends CountTest {
  readonly test: (typeof TESTS)[number]['test'];
}

export interface CounterMonth {
  readonly counterId: string;
  readonly days: Span;
  /** Without the excluded. */
  readonly responses: number;
  /** What it was judged against: `own`; `survey`, its own history being short; `assumed`, nobody having one. */
  readonly basis: 'own' | 'survey' | 'assumed';
  readonly flagged: boolean;
  /** The smallest chance of the tests that saw enough forms, times their number (Bonferroni); 1: none did. */
  readonly p: number;
  readonly tests: readonly MonthTest[];
  /** In order of time. */
  readonly judged: readonly JudgedResponse[];
  readonly episodes: readonly Episode[];
}

export interface CounterMonthInput {
  readonly counterId: string;
  /** Days of the month on which the counter could be answered at. */
  readonly days: Span;
  readonly responses: readonly QualityResponse[];
  /** The counter's own earlier months, which the profile holds too. */
  readonly past: readonly CounterHistory[];
}

export function judgeCounterMonth(input: CounterMonthInput, profile: SurveyProfile, settings: QualitySettings): CounterMonth {
  const { counterId, days, past } = input;
  const wrong = input.responses.find((response) => response.counterId !== counterId || !isWithinSpan(response.day, days));
  if (wrong) throw new Error(`a form of ${wrong.counterId} on ${wrong.day} in the month ${days.from}–${days.to} of ${counterId}`);
  const responses = input.responses.filter(({ status }) => status !== 'excluded');
  const own = addHistories(past);
  const usual = usualElsewhere(profile, counterId);
  const limits = paceLimits(paceCounts(own), usual.pace);
  const months = past.map((one) => ({ kinds: kindCounts(one, limits), responses: one.responses }));
  const { shares, atLeast } = expectFromPast(months, usual.kinds);

  const marked = markResponses(responses, settings);
  const kinds = marked.map((one) => kindOfMarked(one, limits));
  const month = { kinds: countKinds(kinds), responses: responses.length };
  const order = orderByOddness(shares);
  const tested = TESTS.map(({ test, forms, misfit }) => testMonth(test, forms, misfit, shares, order, month, months));
  const enough = tested.filter(({ seen }) => seen >= FEWEST_FORMS);
  const p = Math.min(1, ...enough.map((one) => TESTS.length * one.p));
  const flags = enough.filter((one) => TESTS.length * one.p <= settings.errorBudget);

  const rates = hourRates(own, usual, (7 * responses.length) / daysIn(days), settings.officeHours);
  const hours = hoursByKey(judgeHours(responses, rates));
  const listed = tested.filter((one) => one.test === LISTED || flags.includes(one));
  const judged = marked.map((one, at): JudgedResponse => {
    const hour = hours.get(hourKey(one.response.day, one.response.minuteOfDay))!;
    return {
      response: one.response,
      signals: signalsOf(one, kinds[at]!, hour, atLeast, settings),
      odd: listed.some(({ odd }) => odd[kinds[at]!] === 1)
    };
  });
  return {
    counterId,
    days,
    responses: responses.length,
    basis: basisOf(own, profile),
    flagged: flags.length > 0,
    p,
    tests: tested.map(({ test, seen, expected, p: chance }) => ({ test, seen, expected, p: chance })),
    judged,
    episodes: findEpisodes(
      judged.filter(({ odd }) => odd),
      hours
    )
  };
}

function testMonth<T>(
  test: T,
  forms: number,
  misfit: number,
  shares: Float64Array,
  order: readonly number[],
  month: MonthKinds,
  past: readonly MonthKinds[]
) {
  const odd = oddestKinds(shares, order, forms / Math.max(1, month.responses));
  return { test, odd: odd.odd, ...testOddForms(month, odd, past, misfit) };
}

function countKinds(kinds: readonly number[]): Float64Array {
  const counts = new Float64Array(KINDS);
  for (const kind of kinds) counts[kind]!++;
  return counts;
}

function basisOf(own: CounterHistory, { total }: SurveyProfile): CounterMonth['basis'] {
  const days = own.days.reduce((sum, count) => sum + count, 0);
  if (days >= OWN_DAYS && own.responses >= OWN_FORMS) return 'own';
  return total.kinds.some((forms) => forms > 0) ? 'survey' : 'assumed';
}
