/** What pages say of a questionnaire that was reworded while answers came in. */
import type { Rewording } from '../../core/report/wording';
import type { Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { formatDay } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

/** `Từ ngày 10/11/2026 câu hỏi dùng bản 2.` */
export function rewordingText({ number, from }: Rewording, language: DisplayLanguage): string {
  return m.report_reworded({ day: formatDay(from), number }, { locale: language });
}

/** Rewordings by the month of a trend that they fall in (`2026-11`), by any of its methods. */
export function rewordingsByMonth({ trend, methods }: Pick<Report, 'trend' | 'methods'>): ReadonlyMap<string, readonly Rewording[]> {
  const all = methods.flatMap(({ rewordings }) => rewordings);
  const months = [...new Set(trend.map(({ month }) => month))];
  const found = months.map((month) => [month, all.filter(({ from }) => from.startsWith(month))] as const);
  return new Map(found.filter(([, rewordings]) => rewordings.length > 0));
}
