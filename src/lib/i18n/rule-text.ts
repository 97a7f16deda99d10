/** A rule about answers as a sentence: which forms it takes. */
import { formatCounterCode } from '../core/fieldwork/counter-code';
import type { SignalCode } from '../core/quality/signals';
import { SIGNALS } from '../core/quality/signals';
import { m } from '../paraglide/messages.js';
import type { DisplayLanguage } from './format';
import { formatDay, formatList } from './format';

export interface AppliedRule {
  readonly counter?: string;
  readonly days?: { readonly from: string; readonly to: string };
  readonly allOf?: readonly string[];
  readonly fasterThanMs?: number;
  readonly minutes?: { readonly from: number; readonly to: number };
  readonly oddOnly?: boolean;
}

const SIGNAL_WORDS: Readonly<Record<SignalCode, typeof m.quality_signal_burst>> = {
  'outside-hours': m.quality_signal_outside_hours,
  'too-fast': m.quality_signal_too_fast,
  'device-many': m.quality_signal_device_many,
  burst: m.quality_signal_burst,
  'comment-repeated': m.quality_signal_comment_repeated,
  'straight-line': m.quality_signal_straight_line
};

/** Without a language: the page's. */
export function signalText(code: SignalCode, language?: DisplayLanguage): string {
  return SIGNAL_WORDS[code]({}, { locale: language });
}

/** A signal's code, `reinterview`, or `other`. */
export function groundText(ground: string, language?: DisplayLanguage): string {
  if (ground === 'reinterview') return m.recheck_ground({}, { locale: language });
  const signal = SIGNALS.find((code) => code === ground);
  return signal ? signalText(signal, language) : m.quality_ground_other({}, { locale: language });
}

export function ruleText({ counter, days, allOf = [], fasterThanMs, minutes, oddOnly }: AppliedRule, language: DisplayLanguage): string {
  const locale = { locale: language };
  const forms = [
    days && m.quality_decision_rule_days({ from: formatDay(days.from), to: formatDay(days.to) }, locale),
    counter !== undefined && m.quality_decision_rule_counter({ code: formatCounterCode(counter) }, locale)
  ].filter(Boolean);
  const parts = [
    forms.length > 0 && forms.join(' '),
    ...SIGNALS.filter((code) => allOf.includes(code)).map((code) => signalText(code, language).toLocaleLowerCase(language)),
    fasterThanMs !== undefined && m.quality_decision_rule_faster({ seconds: fasterThanMs / 1000 }, locale),
    minutes && m.quality_decision_rule_minutes({ from: clock(minutes.from), to: clock(minutes.to) }, locale),
    oddOnly && m.quality_decision_rule_odd({}, locale)
  ];
  return formatList(parts.filter((part): part is string => typeof part === 'string'), language); // prettier-ignore
}

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
