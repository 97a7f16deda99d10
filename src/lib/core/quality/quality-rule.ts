/**
 * A rule by which a coordinator holds or excludes forms (docs/methods.md, "Quality of answers"): its matches are the preview, and what is done with them is an operation's.
 * Every condition that a rule has must hold. Refuses a rule by answers alone, and one that says neither how forms were filled in nor
 * where and when: a rule is to find who filled in, never what people think.
 */
import { isWithinSpan } from '../calendar/period';
import type { Span } from '../calendar/period';
import { Problem } from '../problem';
import type { QualityFlag } from '../response/quality-flags';
import type { MinuteSpan, QualityResponse } from './quality-response';
import type { JudgedResponse, SignalCode } from './signals';

export interface QualityRule {
  /** Only forms that are among the oddest of their counter's month. */
  readonly oddOnly?: boolean;
  /** Every one of these signals. */
  readonly allOf?: readonly SignalCode[];
  /** At least one of these signals. */
  readonly anyOf?: readonly SignalCode[];
  /** At least one of the form's own flags. */
  readonly flags?: readonly QualityFlag[];
  /** Filled in within less than so many milliseconds, the whole form. */
  readonly fasterThanMs?: number;
  readonly counterIds?: readonly string[];
  readonly days?: Span;
  /** Local minutes of the day. */
  readonly minutes?: MinuteSpan;
}

/** The forms a rule matches, in their order. Throws `quality-rule-too-wide`. */
export function matchRule(rule: QualityRule, judged: readonly JudgedResponse[]): readonly JudgedResponse[] {
  if (isTooWide(rule)) throw new Problem('quality-rule-too-wide');
  const counters = rule.counterIds && new Set(rule.counterIds);
  return judged.filter(({ response, signals, odd }) => {
    const has = (code: SignalCode) => signals.some((signal) => signal.code === code);
    return (
      (!rule.oddOnly || odd) &&
      (rule.allOf?.every(has) ?? true) &&
      (rule.anyOf?.some(has) ?? true) &&
      (rule.flags?.some((flag) => response.flags.includes(flag)) ?? true) &&
      (rule.fasterThanMs === undefined || (response.durationMs !== null && response.durationMs < rule.fasterThanMs)) &&
      (counters?.has(response.counterId) ?? true) &&
      (rule.days === undefined || isWithinSpan(response.day, rule.days)) &&
      (rule.minutes === undefined || isWithinMinutes(response, rule.minutes))
    );
  });
}

function isTooWide({ oddOnly, allOf, anyOf, flags, fasterThanMs, counterIds, days }: QualityRule): boolean {
  const byFilling =
    oddOnly === true ||
    fasterThanMs !== undefined ||
    (allOf ?? []).some(isOfFilling) ||
    isListOf(anyOf, isOfFilling) ||
    isListOf(flags, isOfFilling);
  const byAnswers = [...(allOf ?? []), ...(anyOf ?? []), ...(flags ?? [])].length > 0;
  return !byFilling && (byAnswers || counterIds === undefined || days === undefined);
}

/** The form's flag and the signal have the same name. */
const isOfFilling = (code: SignalCode | QualityFlag): boolean => code !== 'straight-line';

const isListOf = <T>(list: readonly T[] | undefined, holds: (one: T) => boolean): boolean =>
  list !== undefined && list.length > 0 && list.every(holds);

const isWithinMinutes = ({ minuteOfDay }: QualityResponse, { from, to }: MinuteSpan): boolean => minuteOfDay >= from && minuteOfDay < to;
