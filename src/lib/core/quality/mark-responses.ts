/**
 * The marks of one counter's forms of one month (docs/methods.md, "Quality of answers"), the same whatever its history: a history is
 * counted once and stays true. What a mark is worth is judged later, against that history. Refuses (throws) forms of two counters.
 */
import { weekday } from '../calendar/day';
import { hourClass } from './hour-class';
import { upperTail } from './negative-binomial';
import { paceClass } from './pace';
import type { QualityResponse, QualitySettings } from './quality-response';

/** Forms of one device in the month: from so many on, a level more. */
const DEVICE_STEPS = [2, 5, 10];
/** Other forms within five minutes: a level more where by chance (Poisson) so rarely as many come together on such a day. */
const COMPANY_TAILS = [0.05, 0.005, 0.0005];
/** Fewer forms with a device mark show no shared one. */
const FEWEST_SHARED = 10;
const COMPANY_MS = 5 * 60_000;
const FEWEST_COMPANIONS = 2;
/** A quieter day counts as one of so many forms: a family is no burst. */
const QUIET_DAY = 6;
/** A day's forms come within so many minutes, as close as they may honestly be. */
const BUSY_MINUTES = 300;
/** The same comment on so many forms of a month is a repeated one. */
const REPEATED = 3;

export interface MarkedResponse {
  readonly response: QualityResponse;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly hours: number;
  /** A class of pace.ts. */
  readonly paceClass: number;
  readonly device: number;
  readonly company: number;
  readonly comment: number;
  readonly answers: number;
  readonly deviceForms: number;
  readonly companyForms: number;
  readonly commentForms: number;
}

/** In order of time, ties by id. */
export function markResponses(responses: readonly QualityResponse[], settings: QualitySettings): readonly MarkedResponse[] {
  const timed = responses
    .map((response) => ({ response, time: Date.parse(response.submittedAt) }))
    .sort((a, b) => a.time - b.time || (a.response.id < b.response.id ? -1 : 1));
  const counter = timed[0]?.response.counterId;
  const ofDevice = countBy(responses, ({ deviceMark }) => deviceMark);
  const ofComment = countBy(responses, ({ commentKey }) => commentKey);
  const shared = sharedDevice(responses);
  const ofDay = countBy(responses, ({ day }) => day);
  const weekdays = new Map(responses.map(({ day }) => [day, -1]));
  for (const day of weekdays.keys()) weekdays.set(day, weekday(day));
  let [first, last] = [0, 0];
  return timed.map(({ response, time }) => {
    if (response.counterId !== counter) throw new Error(`forms of ${counter} and ${response.counterId}`);
    while (timed[first]!.time < time - COMPANY_MS) first++;
    while (last < timed.length && timed[last]!.time <= time + COMPANY_MS) last++;
    const companyForms = last - first - 1;
    const deviceForms = response.deviceMark === null ? 0 : ofDevice.get(response.deviceMark)!;
    const commentForms = response.commentKey === null ? 0 : ofComment.get(response.commentKey)!;
    return {
      response,
      time,
      hours: hourClass(weekdays.get(response.day)!, response.minuteOfDay, settings.officeHours),
      paceClass: paceClass(response.durationMs, response.answered),
      device: response.deviceMark === shared ? 0 : stepsReached(deviceForms, DEVICE_STEPS),
      company: companyLevel(companyForms, ofDay.get(response.day)!),
      comment: commentForms >= REPEATED && !settings.commonComments.has(response.commentKey!) ? 1 : 0,
      answers: answersLevel(response.levels, settings),
      deviceForms,
      companyForms,
      commentForms
    };
  });
}

/**
 * One level throughout, whichever: an officer who wants a better figure ticks the last column, one who hurts a rival the first, and so do
 * content and furious citizens. A mark that told the columns apart would take out the voices of one side more easily than the other's.
 */
function answersLevel(levels: readonly number[], { lineItems }: QualitySettings): number {
  return levels.length >= lineItems && levels.every((level) => level === levels[0]) ? 1 : 0;
}

/** The counter's own tablet, if it has one: more than half of the forms with a device mark and half of the days are its. */
function sharedDevice(responses: readonly QualityResponse[]): string | undefined {
  const counts = countBy(responses, ({ deviceMark }) => deviceMark);
  const marked = [...counts.values()].reduce((sum, forms) => sum + forms, 0);
  const [device] = [...counts].find(([, forms]) => 2 * forms > marked) ?? [];
  const days = new Set(responses.map(({ day }) => day));
  const own = new Set(responses.filter(({ deviceMark }) => deviceMark === device).map(({ day }) => day));
  return device !== undefined && marked >= FEWEST_SHARED && 2 * own.size >= days.size ? device : undefined;
}

/** The day's other forms say how busy it was. */
function companyLevel(companions: number, formsOfDay: number): number {
  if (companions < FEWEST_COMPANIONS) return 0;
  const others = Math.max(QUIET_DAY, formsOfDay - companions - 1);
  const mean = (others * 2 * COMPANY_MS) / (BUSY_MINUTES * 60_000);
  const p = upperTail(companions, mean, mean);
  return COMPANY_TAILS.filter((tail) => p <= tail).length;
}

function countBy(responses: readonly QualityResponse[], key: (response: QualityResponse) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const response of responses) {
    const own = key(response);
    if (own !== null) counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  return counts;
}

function stepsReached(count: number, steps: readonly number[]): number {
  let reached = 0;
  while (reached < steps.length && count >= steps[reached]!) reached++;
  return reached;
}
