/** How far from office hours a form was sent (docs/methods.md, "Quality of answers"); classes from ordinary to strange. */
import type { OfficeHours } from './quality-response';

/**
 * `edge`: within an hour of office hours, the lunch break with it. `day-off`: by day (06–18) where there are none. `evening`: 18–22.
 * `night`: 22–06.
 */
export const HOUR_CLASSES = ['office', 'edge', 'day-off', 'evening', 'night'] as const;
export type HourClass = (typeof HOUR_CLASSES)[number];

const EDGE_MINUTES = 60;
const [DAY_BEGINS, DAY_ENDS, NIGHT_BEGINS] = [6 * 60, 18 * 60, 22 * 60] as const;

/** The place in HOUR_CLASSES. `weekday`: 0 = Monday; `minute`: local, 0 … 1439. */
export function hourClass(weekday: number, minute: number, officeHours: OfficeHours): number {
  const spans = officeHours[weekday]!;
  if (spans.some(({ from, to }) => minute >= from && minute < to)) return 0;
  if (spans.some(({ from, to }) => minute >= from - EDGE_MINUTES && minute < to + EDGE_MINUTES)) return 1;
  if (minute >= DAY_BEGINS && minute < DAY_ENDS) return 2;
  return minute >= DAY_ENDS && minute < NIGHT_BEGINS ? 3 : 4;
}
