/**
 * Whether a part of a round's field is as far as it should be: its progress beside the share of the field's days that are over. Days are equal
 * and only whole ones count, so that nobody is behind on the first morning. A round without a last day has no such share, and its parts stand beside
 * the whole round. The limits are this project's (docs/methods.md, "The pace of a field").
 */
import type { Day } from '../calendar/day';
import { daysBetween } from '../calendar/day';
import type { BoardLine } from './board';
import type { SurveyState } from './survey-life';

/**
 * From what needs somebody first: `far` and `behind` of what is expected; `spent`: nobody is left to be asked and the target is not met; `on` time; `near` the
 * target; `met`.
 */
export const PACE_CLASSES = ['far', 'behind', 'spent', 'on', 'near', 'met'] as const;
export type PaceClass = (typeof PACE_CLASSES)[number];

/** Shares of the target, 0–1. */
export const NEAR = 0.9;
export const FAR = 0.15;

export interface FieldDays {
  readonly opensOn: Day;
  /** Inclusive; null: none is set. */
  readonly closesOn: Day | null;
  readonly state: SurveyState;
}

export interface FieldTime {
  /** Days of the field that are over, of all of them. */
  readonly past: number;
  readonly days: number;
}

/** null: the round is a draft, was closed, or has no last day. */
export function fieldTime({ opensOn, closesOn, state }: FieldDays, today: Day): FieldTime | null {
  if (state !== 'open' || closesOn === null) return null;
  const days = Math.max(1, daysBetween(opensOn, closesOn) + 1);
  return { past: Math.min(days, Math.max(0, daysBetween(opensOn, today))), days };
}

/**
 * The progress that a part should have by now, 0–1. `whole`: the round's own.
 * @example expectedProgress({ opensOn: '2026-03-01', closesOn: '2026-03-20', state: 'open' }, '2026-03-06', 0.4) // 0.25
 */
export function expectedProgress(field: FieldDays, today: Day, whole: number | null): number {
  if (field.state === 'draft') return 0;
  if (field.state !== 'open') return 1;
  const time = fieldTime(field, today);
  return time ? time.past / time.days : (whole ?? 0);
}

type Line = Pick<BoardLine, 'target' | 'answered' | 'open' | 'progress'>;

export function paceClass(line: Line, expected: number): PaceClass {
  const { progress, open } = line;
  if (progress === null || progress >= 1) return 'met';
  if (open === 0) return 'spent';
  if (progress >= NEAR) return 'near';
  if (shortfall(line, expected) === 0) return 'on';
  return expected - progress > FAR ? 'far' : 'behind';
}

/** How many more answers a part should have by now; 0: none. */
export function shortfall({ target, answered }: Line, expected: number): number {
  return Math.max(0, Math.ceil(expected * target - 1e-9) - answered);
}
