/**
 * How fast is too fast (docs/methods.md, "Quality of answers"): against the counter's own median of the log time per answered item, in
 * robust standard deviations (1.4826·MAD; Rousseeuw and Croux 1993). Times are kept in classes a quarter of an octave wide, which add
 * up. While the counter has few timed forms those of the other counters fill up, and without any the form's own rule holds: 1.5 s an
 * item.
 */

/** Classes of time per item, from under a quarter of a second to over 64 s; the last is "not known". */
export const PACE_CLASSES = 34;
export const PACE_UNKNOWN = PACE_CLASSES - 1;
const SHORTEST_MS = 250;
const CLASSES_PER_OCTAVE = 4;

const FAST_DEVIATIONS = 1.5;
const VERY_FAST_DEVIATIONS = 2.5;
const CONSISTENT = 1.4826;
/** Below this a history has no pace of its own. */
const FEWEST_TIMED = 30;
const FLOOR_MS = 1_500;
/** A counter where everybody takes as long as the next has at least this spread, in classes. */
const LEAST_DEVIATION = 1;

export function paceClass(durationMs: number | null, answered: number): number {
  if (durationMs === null || answered === 0) return PACE_UNKNOWN;
  return Math.min(PACE_UNKNOWN - 1, Math.max(0, classAt(durationMs / answered)));
}

/** Classes below `fast` are fast, those below `veryFast` very fast. */
export interface PaceLimits {
  readonly fast: number;
  readonly veryFast: number;
}

/** Counts by class of the counter, and of the others. */
export function paceLimits(own: ArrayLike<number>, others: ArrayLike<number>): PaceLimits {
  const [timed, timedElsewhere] = [timedIn(own), timedIn(others)];
  if (timed + timedElsewhere < FEWEST_TIMED) return { fast: classAt(FLOOR_MS), veryFast: classAt(FLOOR_MS / 2) };
  const borrowed = Math.max(0, FEWEST_TIMED - timed);
  const share = timedElsewhere > 0 ? borrowed / timedElsewhere : 0;
  const counts = Array.from({ length: PACE_UNKNOWN }, (_, at) => own[at]! + share * others[at]!);
  const middle = weightedMedian(counts.map((weight, at) => [at + 0.5, weight]));
  const deviation = weightedMedian(counts.map((weight, at) => [Math.abs(at + 0.5 - middle), weight]));
  const unit = Math.max(LEAST_DEVIATION, CONSISTENT * deviation);
  return { fast: Math.floor(middle - FAST_DEVIATIONS * unit), veryFast: Math.floor(middle - VERY_FAST_DEVIATIONS * unit) };
}

/** 0 usual or not known, 1 fast, 2 very fast. */
export function paceLevel(at: number, limits: PaceLimits): number {
  return at < limits.veryFast ? 2 : at < limits.fast ? 1 : 0;
}

const classAt = (ms: number): number => 1 + Math.floor(CLASSES_PER_OCTAVE * Math.log2(Math.max(ms, 1) / SHORTEST_MS));

function timedIn(counts: ArrayLike<number>): number {
  let timed = 0;
  for (let at = 0; at < PACE_UNKNOWN; at++) timed += counts[at]!;
  return timed;
}

/** Of classes, spread evenly over their width. */
function weightedMedian(values: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = values.filter(([, weight]) => weight > 0).toSorted(([a], [b]) => a - b);
  let left = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  for (const [value, weight] of sorted) {
    if (left <= weight) return value - 0.5 + left / weight;
    left -= weight;
  }
  return 0;
}
