/**
 * The named periods that add up: months to quarters, quarters to years, years to the whole survey. Weeks are not among them:
 * they cut across months, and are held to the rule of free ranges (range-ends.ts).
 */
import type { Day } from '../calendar/day';
import { periodOf, periodsWithin, wholeSurvey } from '../calendar/period';
import type { Period, Span } from '../calendar/period';
import type { Axis } from './axis';
import { makeAxis } from './axis';

export interface PeriodAxis {
  readonly axis: Axis;
  /** Node of a period's code; undefined: no day of the span lies in it. */
  nodeOf(code: string): number | undefined;
  /** Every named period, the whole survey first. */
  readonly named: readonly Period[];
  /** First days of the months, and the day after the last: where named periods begin and end. */
  readonly bounds: readonly Day[];
}

/** Over the days on which answers can lie; one that holds `today` or ends later is running, unless no answers can come any more. */
export function periodAxis(span: Span, today: Day): PeriodAxis {
  const years = periodsWithin('year', span);
  const quarters = periodsWithin('quarter', span);
  const months = periodsWithin('month', span);
  const named = [wholeSurvey(span), ...years, ...quarters, ...months];
  const codes = named.map((period) => period.code);
  const nodes = new Map(codes.map((code, node) => [code, node]));
  const parent = [
    -1,
    ...years.map(() => 0),
    ...quarters.map(({ from }) => nodes.get(periodOf('year', from).code)!),
    ...months.map(({ from }) => nodes.get(periodOf('quarter', from).code)!)
  ];
  return {
    axis: {
      ...makeAxis(parent),
      running: new Set(span.to < today ? [] : named.flatMap((period, node) => (period.to >= today ? [node] : [])))
    },
    named,
    nodeOf: (code) => nodes.get(code),
    bounds: months.map((month) => month.from)
  };
}
