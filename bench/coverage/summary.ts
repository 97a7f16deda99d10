/** The whole bench in a table by the dissatisfied respondents expected, and what is out of its bounds. */
import type { HeldInterval } from './bounds';
import { breachesOf, HELD, isNearBound } from './bounds';
import { boundsText, BREACH_MARKS, HEADS, percent } from './condition-rows';
import { INTERVALS } from './intervals';
import type { Outcome } from './outcome';
import { coverage, expectedDissatisfied, indexName } from './outcome';
import type { Rows } from './table';

const CLASSES = [
  { name: 'e ≥ 10', from: 10, below: Infinity },
  { name: '5 ≤ e < 10', from: 5, below: 10 },
  { name: '1 ≤ e < 5', from: 1, below: 5 },
  { name: 'e < 1', from: 0, below: 1 }
] as const;

/** Least and greatest coverage over the conditions of each index, ICC and class of e. */
export function summaryRows(outcomes: readonly Outcome[]): Rows {
  const rows = groupBy(outcomes, ({ condition }) => `${indexName(condition)}, ${condition.icc}`).flatMap((group) =>
    CLASSES.map(({ name, from, below }) => {
      const inside = group.filter(({ condition }) => expectedDissatisfied(condition) >= from && expectedDissatisfied(condition) < below);
      const { condition } = inside[0]!;
      return [
        indexName(condition),
        String(condition.icc),
        name,
        String(inside.length),
        boundsText(condition),
        ...INTERVALS.map((interval) => {
          const covered = inside.map((outcome) => coverage(outcome, interval));
          return interval === 'answers' && condition.items === 1 ? '' : `${percent(Math.min(...covered))}–${percent(Math.max(...covered))}`;
        })
      ];
    })
  );
  return [['', 'ICC', 'e', 'conditions', 'bounds', ...INTERVALS.map((name) => HEADS[name])], ...rows];
}

/** A list: how many conditions and draws, and by held interval the conditions that are out of its bounds or not surely inside. */
export function summaryLines(outcomes: readonly Outcome[], seed: number): readonly string[] {
  const draws = outcomes.reduce((sum, outcome) => sum + outcome.draws, 0);
  return [
    `- ${outcomes.length} conditions, ${(draws / 1e6).toFixed(1)} million draws, seed ${seed}`,
    `- days of a draw on average: ${daysText(outcomes)}`,
    ...HELD.flatMap((name) => heldLines(outcomes, name))
  ];
}

function heldLines(outcomes: readonly Outcome[], name: HeldInterval): readonly string[] {
  const isOut = (outcome: Outcome) => breachesOf(outcome, name).length > 0;
  const listed = outcomes.filter((outcome) => isOut(outcome) || isNearBound(outcome, name));
  return [
    `- ${HEADS[name]}: ${outcomes.filter(isOut).length} of ${outcomes.length} conditions out of bounds`,
    ...listed.map((outcome) => {
      const { condition, draws } = outcome;
      const marks = breachesOf(outcome, name).map((breach) => `${BREACH_MARKS[breach]} ${breach}`);
      return [
        `  - ${indexName(condition)}, ICC ${condition.icc}, p ${condition.p}, n ${condition.n}: ${percent(coverage(outcome, name), 2)} %`,
        `bounds ${boundsText(condition)}`,
        marks.join(' ') || 'inside',
        ...(isNearBound(outcome, name) ? [`within three standard errors after ${draws / 1000}k draws`] : [])
      ].join(', ');
    })
  ];
}

function daysText(outcomes: readonly Outcome[]): string {
  return groupBy(outcomes, ({ condition }) => condition.n)
    .map((group) => {
      const days = group.reduce((sum, outcome) => sum + outcome.days, 0) / group.reduce((sum, outcome) => sum + outcome.draws, 0);
      return `${days.toFixed(1)} with n = ${group[0]!.condition.n}`;
    })
    .join(', ');
}

function groupBy(outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => string | number): readonly (readonly Outcome[])[] {
  const groups = new Map<string | number, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(keyOf(outcome));
    if (group) group.push(outcome);
    else groups.set(keyOf(outcome), [outcome]);
  }
  return [...groups.values()];
}
