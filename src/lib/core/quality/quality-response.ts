/**
 * What the quality of answers is judged from (docs/methods.md, "Quality of answers"): one form, without its answers' wording, its comment or anybody's name. How it was
 * filled in (when, how fast, on which device) counts; what people answered supports a finding and never makes one.
 */
import type { Day } from '../calendar/day';

export interface QualityResponse {
  readonly id: string;
  readonly counterId: string;
  /** `excluded` counts nowhere; `held` is judged, and is nobody's history. */
  readonly status: 'counted' | 'held' | 'excluded';
  /** ISO, UTC. */
  readonly submittedAt: string;
  /** Local. */
  readonly day: Day;
  /** Local, 0 … 1439. */
  readonly minuteOfDay: number;
  /** From the form's first showing to its arrival; null: not known. */
  readonly durationMs: number | null;
  /** Items of any kind that were answered. */
  readonly answered: number;
  /** Answers to rating items, 1 … k, without "does not apply". */
  readonly levels: readonly number[];
  /** Means something within one survey only; null: the browser keeps none, or it is erased. */
  readonly deviceMark: string | null;
  /** Equal for comments that are the same but for spaces, case and marks; null: none. */
  readonly commentKey: string | null;
}

/** From minute `from` of the day up to, not including, `to`. */
export interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/** Seven lists, Monday first. */
export type OfficeHours = readonly (readonly MinuteSpan[])[];

const MORNING: MinuteSpan = { from: 7 * 60, to: 11 * 60 + 30 };
const WORKING_DAY: readonly MinuteSpan[] = [MORNING, { from: 13 * 60, to: 17 * 60 + 30 }];

/** 07:00–11:30 and 13:00–17:30 from Monday to Friday, and Saturday morning. */
export const USUAL_OFFICE_HOURS: OfficeHours = [WORKING_DAY, WORKING_DAY, WORKING_DAY, WORKING_DAY, WORKING_DAY, [MORNING], []];

export interface QualitySettings {
  readonly officeHours: OfficeHours;
  /** Rated items that a form needs before "all the same" says anything. */
  readonly lineItems: number;
  /** Comments that many people write ("tốt"): repeating them says nothing. */
  readonly commonComments: ReadonlySet<string>;
  /** A counter is flagged where a month like its own had at most this chance without stuffing, 0–1. */
  readonly errorBudget: number;
}

export const USUAL_SETTINGS: QualitySettings = {
  officeHours: USUAL_OFFICE_HOURS,
  lineItems: 10,
  commonComments: new Set(),
  errorBudget: 0.015
};
