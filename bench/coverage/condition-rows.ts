/** One row a condition: of each interval its coverage in per cent and, in brackets, its mean width in points. */
import type { Breach, HeldInterval } from './bounds';
import { boundsOf, breachesOf, HELD } from './bounds';
import type { IntervalName } from './intervals';
import { INTERVALS } from './intervals';
import type { Condition, Outcome } from './outcome';
import { coverage, expectedDissatisfied, meanWidth } from './outcome';
import type { Rows } from './table';

export const HEADS: Readonly<Record<IntervalName, string>> = {
  default: 'Korn–Graubard',
  page: 'n* capped (pages)',
  wald: 'Wald',
  wilson: 'Wilson, days ignored',
  answers: '22 for 22'
};

/** Behind a coverage that is out of its bounds. */
export const BREACH_MARKS: Readonly<Record<Breach, string>> = { over: '↑', under: '↓', 'below Wald': '↧' };

export function conditionRows(outcomes: readonly Outcome[]): Rows {
  const shown = intervalsOf(outcomes);
  return [
    ['p', 'n', 'e', 'draws', 'v = 0, %', ...shown.map((name) => HEADS[name]), 'bounds'],
    ...outcomes.map((outcome) => [
      String(outcome.condition.p),
      String(outcome.condition.n),
      String(expectedDissatisfied(outcome.condition)),
      `${outcome.draws / 1000}k`,
      percent(outcome.zeroVariance / outcome.draws),
      ...shown.map((name) => `${percent(coverage(outcome, name))}${marks(outcome, name)} (${points(meanWidth(outcome, name))})`),
      boundsText(outcome.condition)
    ])
  ];
}

/** For one item 22 for 22 is Wilson's interval itself. */
function intervalsOf(outcomes: readonly Outcome[]): readonly IntervalName[] {
  return outcomes.some(({ condition }) => condition.items > 1) ? INTERVALS : INTERVALS.filter((name) => name !== 'answers');
}

export function boundsText(condition: Condition): string {
  const { least, greatest } = boundsOf(condition);
  if (greatest < 1) return `${percent(least, 0)}–${percent(greatest, 0)}`;
  return least > 0 ? `≥ ${percent(least, 0)}` : '–';
}

function marks(outcome: Outcome, name: IntervalName): string {
  return isHeld(name)
    ? breachesOf(outcome, name)
        .map((breach) => BREACH_MARKS[breach])
        .join('')
    : '';
}

const isHeld = (name: IntervalName): name is HeldInterval => HELD.some((held) => held === name);

export const percent = (share: number, digits = 1): string => (share * 100).toFixed(digits);

const points = (width: number): string => percent(width, width < 0.1 ? 2 : 1);
