/** A seeded history: a survey of several honest counters over some months, at one of which an officer stuffs the last one. */
import { seededGenerator } from '../../../bench/coverage/generator';
import type { Span } from '../../../src/lib/core/calendar/period';
import { periodsWithin } from '../../../src/lib/core/calendar/period';
import { summariseMonth } from '../../../src/lib/core/quality/counter-history';
import type { CounterMonth } from '../../../src/lib/core/quality/judge-counter-month';
import { judgeCounterMonth } from '../../../src/lib/core/quality/judge-counter-month';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { USUAL_SETTINGS } from '../../../src/lib/core/quality/quality-response';
import { profileSurvey } from '../../../src/lib/core/quality/survey-profile';
import type { Habit } from './honest-counter';
import { COMMON_COMMENTS, drawCounter, drawHonestMonth } from './honest-counter';
import type { Scheme } from './stuffing';
import { stuffMonth } from './stuffing';

export interface HistoryPlan {
  /** Of its counters, in this order; the first is the stuffed one. */
  readonly habits: readonly Habit[];
  /** Months before the one that is judged. */
  readonly monthsBefore: number;
  readonly scheme: Scheme | null;
}

export interface SeededHistory {
  readonly counterIds: readonly string[];
  readonly months: readonly Span[];
  /** By counter and month; the last month is to be judged. */
  readonly responses: ReadonlyMap<string, readonly (readonly QualityResponse[])[]>;
}

const FIRST_DAY = '2026-01-01';
const SETTINGS = { ...USUAL_SETTINGS, commonComments: new Set(COMMON_COMMENTS) };
/** Streams of the generator: stuffing changes nothing of what citizens do. */
const [CITIZENS, OFFICER] = [77, 78] as const;

export function drawHistory(seed: number, plan: HistoryPlan): SeededHistory {
  const random = seededGenerator(seed, CITIZENS);
  const months = periodsWithin('month', { from: FIRST_DAY, to: '2027-12-31' }).slice(0, plan.monthsBefore + 1);
  const responses = new Map(
    plan.habits.map((habit, at) => {
      const counter = drawCounter(random, `q${at + 1}`, habit);
      return [counter.id, months.map((month) => drawHonestMonth(random, counter, month, FIRST_DAY))];
    })
  );
  const honest = { counterIds: [...responses.keys()], months, responses };
  return plan.scheme ? stuffFirst(honest, seed, plan.scheme) : honest;
}

/** The same history with an officer at its first counter. */
export function stuffFirst(history: SeededHistory, seed: number, scheme: Scheme): SeededHistory {
  const random = seededGenerator(seed, OFFICER);
  const { counterIds, months } = history;
  const [first] = counterIds;
  const last = months.length - 1;
  const stuffed = history.responses.get(first!)!.map((forms, m) => {
    const part = m === last || scheme.before === 'same' ? 1 : scheme.before === 'growing' ? (m + 1) / (last + 1) : 0;
    return part === 0 ? forms : [...forms, ...stuffMonth(random, first!, months[m]!, scheme, part)];
  });
  return { ...history, responses: new Map([...history.responses, [first!, stuffed]]) };
}

/** Judges the last month of every counter, or of those named. */
export function judgeLastMonth(history: SeededHistory, counterIds = history.counterIds): readonly CounterMonth[] {
  const past = new Map(
    [...history.responses].map(([id, months]) => [
      id,
      months.slice(0, -1).map((forms, m) => summariseMonth(forms, history.months[m]!, SETTINGS))
    ])
  );
  const profile = profileSurvey(past, SETTINGS.officeHours);
  const days = history.months.at(-1)!;
  return counterIds.map((counterId) =>
    judgeCounterMonth(
      { counterId, days, responses: history.responses.get(counterId)!.at(-1)!, past: past.get(counterId)! },
      profile,
      SETTINGS
    )
  );
}
