/** A rule that was applied, as a sentence. */
import { SIGNALS } from '../../core/quality/signals';
import type { DisplayLanguage } from '../../i18n/format';
import { formatDay, formatList } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { signalWord } from './quality-words';

interface AppliedRule {
  readonly days?: { readonly from: string; readonly to: string };
  readonly allOf?: readonly string[];
  readonly fasterThanMs?: number;
  readonly minutes?: { readonly from: number; readonly to: number };
  readonly oddOnly?: boolean;
}

export function ruleText({ days, allOf = [], fasterThanMs, minutes, oddOnly }: AppliedRule, language: DisplayLanguage): string {
  const parts = [
    days && m.quality_decision_rule_days({ from: formatDay(days.from), to: formatDay(days.to) }),
    ...SIGNALS.filter((code) => allOf.includes(code)).map((code) => signalWord(code).toLocaleLowerCase(language)),
    fasterThanMs !== undefined && m.quality_decision_rule_faster({ seconds: fasterThanMs / 1000 }),
    minutes && m.quality_decision_rule_minutes({ from: clock(minutes.from), to: clock(minutes.to) }),
    oddOnly && m.quality_decision_rule_odd()
  ];
  return formatList(parts.filter((part): part is string => typeof part === 'string'), language); // prettier-ignore
}

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
