/**
 * One counter's month as a coordinator looks at it: when forms came, what is odd about which of them, and what was decided. It says how
 * forms were filled in. Which levels people chose it does not say, so that nobody can pick out the bad answers.
 */
import { addDays } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { STATUSES_BEFORE } from '../../core/quality/decision';
import type { Outcome } from '../../core/quality/decision';
import type { Episode } from '../../core/quality/episodes';
import type { CounterMonth } from '../../core/quality/judge-counter-month';
import type { QualityResponse } from '../../core/quality/quality-response';
import type { JudgedResponse, Signal, SignalCode } from '../../core/quality/signals';
import { SIGNALS } from '../../core/quality/signals';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findReview } from '../store/counter-month-reviews';
import { listLastDecisions } from '../store/quality-decisions';
import type { FoundMonth } from './find-counter-month';
import { findCounterMonth, listedForms } from './find-counter-month';

/** A page lists no more; all of them can be chosen together. */
const MOST_LISTED = 200;

export interface ListedForm {
  readonly id: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly durationMs: number | null;
  readonly signals: readonly Signal[];
  /** Rated items, and how many different levels they were given: 1 is the same throughout. */
  readonly rated: number;
  readonly levels: number;
  /** Of its device, if several of the month's forms came from it. */
  readonly device: string | null;
  readonly status: QualityResponse['status'];
  /** What was decided last; null: nothing ever. */
  readonly last: { readonly ground: string; readonly reason: string; readonly at: string } | null;
}

export interface OpenedMonth {
  readonly counter: { readonly code: string; readonly name: string; readonly agencyCode: string; readonly agencyName: LocalizedText };
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly month: string;
  readonly months: readonly { readonly survey: string; readonly month: string }[];
  readonly verdict: Pick<CounterMonth, 'flagged' | 'basis' | 'responses'> & { readonly seen: number; readonly expected: number };
  readonly counts: Readonly<Record<QualityResponse['status'], number>>;
  /** Among the odd forms. */
  readonly signals: readonly { readonly code: SignalCode; readonly forms: number }[];
  readonly episodes: readonly Pick<Episode, 'day' | 'from' | 'to' | 'seen' | 'expected' | 'reasons'>[];
  /** Every day of the month so far, by hour 0 … 23. */
  readonly days: readonly { readonly day: Day; readonly hours: readonly { readonly forms: number; readonly odd: number }[] }[];
  readonly signal: SignalCode | undefined;
  readonly forms: readonly ListedForm[];
  /** How many there are, listed or not. */
  readonly total: number;
  /** Of these, by what can be decided about them. */
  readonly eligible: Readonly<Record<Outcome, number>>;
  readonly review: { readonly state: 'seen' | 'done'; readonly at: string } | null;
}

export async function openCounterMonth(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<OpenedMonth> {
  const found = await findCounterMonth(db, asking, code, query, now);
  const { counter, survey, month, judged } = found;
  const { verdict, forms } = judged;
  const listed = listedForms(found);
  const shown = listed.slice(0, MOST_LISTED);
  const last = await listLastDecisions(db, shown.map(({ response }) => response.id)); // prettier-ignore
  const review = await findReview(db, survey.id, counter.id, month);
  const best = verdict.tests.toSorted((a, b) => a.p - b.p)[0]!;
  const odd = verdict.judged.filter((one) => one.odd);
  const eligible = (outcome: Outcome) => listed.filter(({ response }) => STATUSES_BEFORE[outcome].includes(response.status)).length;
  const count = (status: QualityResponse['status']) => forms.filter((form) => form.status === status).length;
  return {
    counter: { code: counter.code, name: counter.name, agencyCode: counter.agencyCode, agencyName: counter.agencyName },
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    month,
    months: found.months,
    verdict: {
      flagged: verdict.flagged,
      basis: verdict.basis,
      responses: verdict.responses,
      seen: best.seen,
      expected: best.expected
    },
    counts: { counted: count('counted'), held: count('held'), excluded: count('excluded') },
    signals: SIGNALS.map((of) => ({ code: of, forms: odd.filter((one) => one.signals.some((signal) => signal.code === of)).length }))
      .filter(({ forms: n }) => n > 0)
      .toSorted((a, b) => b.forms - a.forms),
    episodes: verdict.episodes
      .filter(({ responseIds }) => responseIds.length > 1)
      .map(({ day, from, to, seen, expected, reasons }) => ({ day, from, to, seen, expected, reasons })),
    days: picture(found, new Set(odd.map(({ response }) => response.id))),
    signal: found.signal,
    forms: shown.map((one) => toListed(one, judged.devices[one.response.id] ?? null, last.get(one.response.id) ?? null)),
    total: listed.length,
    eligible: { hold: eligible('hold'), exclude: eligible('exclude'), restore: eligible('restore') },
    review: review ? { state: review.state, at: review.at } : null
  };
}

function toListed({ response, signals }: JudgedResponse, device: string | null, last: ListedForm['last']): ListedForm {
  const { id, submittedAt: at, durationMs, levels, status } = response;
  return {
    id,
    at,
    durationMs,
    signals,
    rated: levels.length,
    levels: new Set(levels).size,
    device,
    status,
    last: last && { ground: last.ground, reason: last.reason, at: last.at }
  };
}

function picture({ judged }: FoundMonth, odd: ReadonlySet<string>): OpenedMonth['days'] {
  const days: { day: Day; hours: { forms: number; odd: number }[] }[] = [];
  for (let day = judged.days.from; day <= judged.days.to; day = addDays(day, 1))
    days.push({ day, hours: Array.from({ length: 24 }, () => ({ forms: 0, odd: 0 })) });
  const of = new Map(days.map((one) => [one.day, one]));
  for (const { id, day, minuteOfDay } of judged.forms) {
    const hour = of.get(day)!.hours[Math.floor(minuteOfDay / 60)]!;
    hour.forms++;
    if (odd.has(id)) hour.odd++;
  }
  return days;
}
