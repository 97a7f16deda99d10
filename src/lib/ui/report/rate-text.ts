/** An experience rate in words: a share of those asked, or, where one case is too many, the number of people. */
import type { RateFigure } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatInterval, formatShare, formatTarget } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

/** `31,2%`, or `2 người` where the count is the alarm. */
export function rateNumber(rate: RateFigure, language: DisplayLanguage): string {
  if (rate.alarmCount && rate.count !== null) return m.report_people({ count: formatCount(rate.count, language) }, { locale: language });
  return rate.estimate ? formatShare(rate.estimate.value, language) : '';
}

/** `26,6–36,1% trong 398 người.` */
export function rateBasis(rate: RateFigure, language: DisplayLanguage): string {
  const { estimate } = rate;
  if (!estimate) return '';
  const locale = { locale: language };
  const n = formatCount(estimate.n, language);
  if (!estimate.interval) return m.report_rate_of_n({ n }, locale);
  const interval = `${formatInterval(estimate.interval, language)}%`;
  if (!rate.alarmCount) return m.report_rate_of({ interval, n }, locale);
  return m.report_rate_share_of({ share: formatShare(estimate.value, language), interval, n }, locale);
}

/** `Ngưỡng 20%.`; empty where the rate has none. */
export function rateThreshold(rate: RateFigure, language: DisplayLanguage): string {
  if (rate.alarmCount) return m.report_rate_limit_none({}, { locale: language });
  return rate.alarmAbove === null ? '' : m.report_rate_limit({ limit: formatTarget(rate.alarmAbove, language) }, { locale: language });
}
