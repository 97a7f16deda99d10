/**
 * Draws of one condition: 10,000, and while a held interval is within three standard errors of a bound four times as many, at most
 * 640,000. The tolerance is never raised.
 */
import { HELD, isNearBound } from './bounds';
import { cellDrawer } from './draw';
import { seededGenerator } from './generator';
import { INTERVALS, intervalMaker } from './intervals';
import type { Condition, Outcome } from './outcome';

const FIRST_DRAWS = 10_000;
const MOST_DRAWS = 640_000;
const RAISE = 4;

export function simulate(condition: Condition, seed: number): Outcome {
  const { n, items, p } = condition;
  const draw = cellDrawer(condition, n, seededGenerator(seed, condition.stream));
  const makeIntervals = intervalMaker(n, items);
  const nothing = () => ({ covered: 0, width: 0 });
  const outcome = {
    condition,
    draws: 0,
    zeroVariance: 0,
    days: 0,
    of: { default: nothing(), page: nothing(), wald: nothing(), wilson: nothing(), answers: nothing() },
    besideWald: { default: { alone: 0, waldAlone: 0 }, page: { alone: 0, waldAlone: 0 } }
  };
  const add = () => {
    const cells = draw();
    const intervals = makeIntervals(cells);
    outcome.draws++;
    outcome.days += cells.members.length;
    if (intervals.zeroVariance) outcome.zeroVariance++;
    const covers = (name: (typeof INTERVALS)[number]) => intervals[name].lower <= p && p <= intervals[name].upper;
    for (const name of INTERVALS) {
      outcome.of[name].width += intervals[name].upper - intervals[name].lower;
      if (covers(name)) outcome.of[name].covered++;
    }
    for (const name of HELD) {
      if (covers(name) && !covers('wald')) outcome.besideWald[name].alone++;
      if (!covers(name) && covers('wald')) outcome.besideWald[name].waldAlone++;
    }
  };
  for (let wanted = FIRST_DRAWS; wanted <= MOST_DRAWS; wanted *= RAISE) {
    while (outcome.draws < wanted) add();
    if (!HELD.some((name) => isNearBound(outcome, name))) break;
  }
  return outcome;
}
