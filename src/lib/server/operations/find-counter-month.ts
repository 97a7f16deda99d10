/** A counter's month as its page and its forms name it, judged now; the person let in or refused. */
import { localDay } from '../../core/calendar/day';
import { readPeriod } from '../../core/calendar/period';
import { Problem } from '../../core/problem';
import type { JudgedResponse, SignalCode } from '../../core/quality/signals';
import { SIGNALS, standTogether } from '../../core/quality/signals';
import type { Asking } from '../auth/access';
import { requireDecider } from '../auth/decider';
import type { Db } from '../schema';
import { listMonthsOfCounter } from '../store/counter-month-verdicts';
import type { Counter } from '../store/counters';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import type { JudgedMonth } from './judge-months';
import { isJudged, judgeMonths } from './judge-months';
import { findOfficeCounter } from './open-counter';

export interface FoundMonth {
  readonly user: SignedInUser;
  readonly counter: Counter;
  readonly survey: Survey;
  readonly month: string;
  readonly months: readonly { readonly survey: string; readonly month: string }[];
  readonly judged: JudgedMonth;
  readonly signal: SignalCode | undefined;
}

/** `?survey=CODE&month=2026-11`, else the latest; `&agency=CODE`: whose counter, since a code may have been handed over. Throws what `findOfficeCounter` and `requireDecider` throw, `survey-not-found`, `period-invalid`. */
export async function findCounterMonth(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<FoundMonth> {
  const today = localDay(now);
  const counter = await findOfficeCounter(db, code, today, query.get('agency'));
  const user = await requireDecider(db, asking, { path: counter.agencyPath, name: counter.agencyName }, today);
  const months = await listMonthsOfCounter(db, counter.id);
  const surveyCode = query.get('survey') ?? months[0]?.survey ?? '';
  const survey = await findSurveyByCode(db, surveyCode);
  if (!survey || !isJudged(survey)) throw new Problem('survey-not-found');
  const month = query.get('month') ?? months.find((one) => one.survey === surveyCode)?.month ?? today.slice(0, 7);
  const whole = { from: survey.opens_on, to: today };
  if (readPeriod(month, whole).kind !== 'month') throw new Problem('period-invalid', { period: month.slice(0, 40) });
  const judged = (await judgeMonths(db, survey, month, [counter.id], now)).get(counter.id)!;
  return { user, counter, survey, month, months, judged, signal: SIGNALS.find((one) => one === query.get('signal')) };
}

/**
 * What the page lists and lets decide about, in order of time: the odd forms and those that are held or excluded; with a signal, of the
 * odd ones and of those with signs that stand together, those that have it. One sign alone is no reason to choose a form by.
 */
export function listedForms({ judged, signal }: Pick<FoundMonth, 'judged' | 'signal'>): readonly JudgedResponse[] {
  const of = new Map(judged.verdict.judged.map((one) => [one.response.id, one]));
  const all = judged.forms.map((response) => of.get(response.id) ?? { response, signals: [], odd: false });
  if (signal !== undefined)
    return all.filter(({ odd, signals }) => {
      const codes = signals.map(({ code }) => code);
      return codes.includes(signal) && (odd || standTogether(codes));
    });
  return all.filter(({ odd, response }) => odd || response.status !== 'counted');
}
