/**
 * A rule by which a coordinator holds or excludes forms (docs/methods.md, "Quality of answers"): its matches are the preview, and what is done with them is an operation's.
 * Every condition that a rule has must hold. A rule is to find who filled in, never what people think, and not whoever was in a hurry, at
 * home in the evening or on the family's phone: it asks for signs that stand together (signals.ts) or for the oddest forms of the
 * month, or it is about one counter on some days. One level throughout and a number of seconds narrow a rule and never carry it: by a
 * long enough time alone it would take nearly every content person's form, and every furious one's.
 */
import { isWithinSpan } from '../calendar/period';
import type { Span } from '../calendar/period';
import { Problem } from '../problem';
import type { MinuteSpan, QualityResponse } from './quality-response';
import { standTogether } from './signals';
import type { JudgedResponse, SignalCode } from './signals';

export interface QualityRule {
  /** Only forms that are among the oddest of their counter's month. */
  readonly oddOnly?: boolean;
  /** Every one of these signals. */
  readonly allOf?: readonly SignalCode[];
  /** Filled in within less than so many milliseconds, the whole form. */
  readonly fasterThanMs?: number;
  readonly counterId?: string;
  readonly days?: Span;
  /** Local minutes of the day. */
  readonly minutes?: MinuteSpan;
}

/** Fewer forms are not taken out by their counter and time: who saw somebody answer would know whose they are. */
const FEWEST_BY_PLACE = 5;

/** The forms a rule matches, in their order. Throws `quality-rule-too-wide`. */
export function matchRule(rule: QualityRule, judged: readonly JudgedResponse[]): readonly JudgedResponse[] {
  if (!isBySigns(rule) && !isByPlace(rule)) throw new Problem('quality-rule-too-wide');
  return judged.filter(
    ({ response, signals, odd }) =>
      (!rule.oddOnly || odd) &&
      (rule.allOf?.every((code) => signals.some((signal) => signal.code === code)) ?? true) &&
      (rule.fasterThanMs === undefined || (response.durationMs !== null && response.durationMs < rule.fasterThanMs)) &&
      (rule.counterId === undefined || response.counterId === rule.counterId) &&
      (rule.days === undefined || isWithinSpan(response.day, rule.days)) &&
      (rule.minutes === undefined || isWithinMinutes(response, rule.minutes))
  );
}

/** `matched`: all that it would change. Throws `quality-rule-too-narrow`. */
export function requireEnough(rule: QualityRule, matched: number): void {
  if (!isBySigns(rule) && matched > 0 && matched < FEWEST_BY_PLACE) throw new Problem('quality-rule-too-narrow', { min: FEWEST_BY_PLACE });
}

const isBySigns = ({ oddOnly, allOf = [] }: QualityRule): boolean => oddOnly === true || standTogether(allOf);

const isByPlace = ({ counterId, days, allOf = [] }: QualityRule): boolean =>
  counterId !== undefined && days !== undefined && !allOf.includes('straight-line');

const isWithinMinutes = ({ minuteOfDay }: QualityResponse, { from, to }: MinuteSpan): boolean => minuteOfDay >= from && minuteOfDay < to;
