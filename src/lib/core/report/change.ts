/**
 * The change of an index on the period before, with its own interval (docs/methods.md, "Difference of two figures"): of shares Zou
 * and Donner's (estimation/difference.ts), of scores and means the t interval of two independent estimates, since different days
 * share no sampling unit.
 */
import type { Period } from '../calendar/period';
import { differenceOfShares } from '../estimation/difference';
import { tInterval } from '../estimation/t-interval';
import type { Method } from '../method/method';
import type { SurveyIndex } from '../scoring/survey-index';
import type { Change, Figure } from './report';

/** Null unless both figures are shown with an interval. */
export function changeOfIndex(
  now: Figure,
  before: Figure,
  previous: Period,
  { measure }: Pick<SurveyIndex, 'measure'>,
  { level }: Pick<Method, 'level'>
): Change | null {
  const [one, other] = [now.estimate, before.estimate];
  if (!one?.interval || !other?.interval) return null;
  if (measure === 'satisfied-share' || measure === 'case-share') {
    const { value, interval, beyondError } = differenceOfShares(
      { value: one.value, interval: one.interval },
      { value: other.value, interval: other.interval }
    );
    return { previous, difference: value, interval, beyondError };
  }
  const difference = one.value - other.value;
  const standardError = Math.hypot(one.standardError!, other.standardError!);
  const interval = tInterval(difference, standardError, one.degreesOfFreedom + other.degreesOfFreedom, level);
  return { previous, difference, interval, beyondError: interval.lower > 0 || interval.upper < 0 };
}
