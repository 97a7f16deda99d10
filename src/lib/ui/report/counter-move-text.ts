import type { CounterMove } from '../../core/report/counter-moves';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatDay } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

const SENTENCES = { left: m.report_counters_left, joined: m.report_counters_joined, back: m.report_counters_back };

/** `Từ ngày 15/11/2026, 2 điểm tiếp nhận rời đợt khảo sát.` */
export function counterMoveText({ day, kind, counters }: CounterMove, language: DisplayLanguage): string {
  return SENTENCES[kind]({ day: formatDay(day), count: formatCount(counters, language) }, { locale: language });
}
