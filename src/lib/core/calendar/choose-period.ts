/** Which named periods a report offers, and which it opens with. */
import type { Day } from './day';
import { isWithinSpan, periodOf, periodsWithin, wholeSurvey } from './period';
import type { Period, Span } from './period';

/** The whole survey first, then years, quarters and months that hold a day of it and have begun, the newest first. */
export function listPeriods(whole: Span, today: Day): readonly Period[] {
  const begun = { from: whole.from, to: whole.to < today ? whole.to : today };
  if (begun.from > begun.to) return [wholeSurvey(whole)];
  return [wholeSurvey(whole), ...(['year', 'quarter', 'month'] as const).flatMap((kind) => periodsWithin(kind, begun).toReversed())];
}

/** The running quarter if it has answers, else the last one that has, else the whole survey. */
export function chooseDefaultPeriod(activeDays: readonly Day[], whole: Span, today: Day): Period {
  const running = periodOf('quarter', today);
  if (activeDays.some((day) => isWithinSpan(day, running))) return running;
  const last = activeDays.reduce<Day | undefined>((latest, day) => (latest === undefined || day > latest ? day : latest), undefined);
  return last === undefined ? wholeSurvey(whole) : periodOf('quarter', last);
}
