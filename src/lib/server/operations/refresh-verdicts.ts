/** Keeps what was found at counters up to date: months in which answers came, or about which something was decided, are judged again. */
import { addDays, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { summariseMonth } from '../../core/quality/counter-history';
import { packHistory } from '../../core/quality/pack-history';
import { SIGNALS } from '../../core/quality/signals';
import type { Db } from '../schema';
import type { CounterMonthVerdictTable } from '../schema-quality';
import { settleReviews } from '../store/counter-month-reviews';
import { hasVerdicts, listVerdictStates, writeVerdicts } from '../store/counter-month-verdicts';
import { countFormsByMonth } from '../store/quality-forms';
import type { Survey } from '../store/surveys';
import { groupBy } from './group-by';
import type { JudgedMonth } from './judge-months';
import { judgeMonths } from './judge-months';

/** Answers of earlier days come by import alone, which is not judged. */
const DAYS_WATCHED = 62;
const COUNTERS_AT_ONCE = 200;
/** Months judged within a request. */
const MOST_AT_ONCE = 50;
const AFTER_EVERY_MONTH = '9999-99';

interface StaleMonth {
  readonly counterId: string;
  readonly month: string;
  readonly forms: number;
}

/** Of one survey. Returns how many months were judged; `progress` is told as it goes. Safe to run twice at once, and to be cut off. */
export async function refreshVerdicts(
  db: Db,
  survey: Survey,
  now: Date,
  progress: (done: number, total: number) => Promise<void> = async () => {}
): Promise<number> {
  const stale = await listStale(db, survey, localDay(now));
  let done = 0;
  for (const [month, counters] of [...groupBy(stale, (one) => one.month)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (let at = 0; at < counters.length; at += COUNTERS_AT_ONCE) {
      const some = counters.slice(at, at + COUNTERS_AT_ONCE);
      await judgeAndKeep(db, survey, month, some, now);
      done += some.length;
      await progress(done, stale.length);
    }
  return done;
}

/** After a decision, so that the overview shows it at once; what is more than a page can wait for is left to the next round. */
export async function refreshMarked(db: Db, survey: Survey, now: Date): Promise<void> {
  const marked = (await listVerdictStates(db, survey.id, AFTER_EVERY_MONTH)).slice(0, MOST_AT_ONCE);
  for (const one of marked) await judgeAndKeep(db, survey, one.month, [await recount(db, one)], now);
}

async function listStale(db: Db, survey: Survey, today: Day): Promise<readonly StaleMonth[]> {
  const watched = addDays(today, -DAYS_WATCHED);
  const from = (await hasVerdicts(db, survey.id)) && watched > survey.opens_on ? `${watched.slice(0, 7)}-01` : survey.opens_on;
  const known = new Map(
    (await listVerdictStates(db, survey.id, from.slice(0, 7))).map((state) => [`${state.month} ${state.counterId}`, state])
  );
  const stale = (await countFormsByMonth(db, survey.id, from, today)).filter(({ counterId, month, forms }) => {
    const state = known.get(`${month} ${counterId}`);
    known.delete(`${month} ${counterId}`);
    return !state || state.stale || state.forms !== forms;
  });
  const marked = [...known.values()].filter((state) => state.stale);
  return [...stale, ...(await Promise.all(marked.map((one) => recount(db, one))))];
}

/** Months before those that are watched, about which something was decided. */
async function recount(
  db: Db,
  { surveyId, counterId, month }: { readonly surveyId: string; readonly counterId: string; readonly month: string }
): Promise<StaleMonth> {
  const counted = await countFormsByMonth(db, surveyId, `${month}-01`, `${month}-31`);
  return { counterId, month, forms: counted.find((one) => one.counterId === counterId)?.forms ?? 0 };
}

async function judgeAndKeep(db: Db, survey: Survey, month: string, counters: readonly StaleMonth[], now: Date): Promise<void> {
  const judged = await judgeMonths(db, survey, month, counters.map(({ counterId }) => counterId), now); // prettier-ignore
  await writeVerdicts(
    db,
    counters.map(({ counterId, forms }) => toRow(survey.id, month, forms, judged.get(counterId)!, now))
  );
  await settleReviews(db, survey.id, month, counters.map(({ counterId }) => counterId)); // prettier-ignore
}

function toRow(surveyId: string, month: string, forms: number, judged: JudgedMonth, now: Date): Omit<CounterMonthVerdictTable, 'marks'> {
  const { verdict, days, settings, devices, marks } = judged;
  const odd = verdict.judged.filter((one) => one.odd);
  const best = verdict.tests.toSorted((a, b) => a.p - b.p)[0]!;
  const has = (code: string) => odd.filter(({ signals }) => signals.some((signal) => signal.code === code)).length;
  const count = (status: 'held' | 'excluded') => judged.forms.filter((form) => form.status === status).length;
  return {
    survey_id: surveyId,
    counter_id: verdict.counterId,
    month,
    forms,
    judged_marks: marks,
    judged_at: now.toISOString(),
    judged: verdict.responses,
    held: count('held'),
    excluded: count('excluded'),
    odd: odd.filter(({ response }) => response.status === 'counted').length,
    flagged: Number(verdict.flagged),
    p: verdict.p,
    seen: best.seen,
    expected: best.expected,
    basis: verdict.basis,
    signals: JSON.stringify(Object.fromEntries(SIGNALS.map((code) => [code, has(code)]).filter(([, n]) => n !== 0))),
    devices: JSON.stringify(
      Object.fromEntries(odd.flatMap(({ response: { id } }) => (devices[id] === undefined ? [] : [[id, devices[id]]])))
    ),
    history: packHistory(summariseMonth(judged.forms, days, settings))
  };
}
