/**
 * Figures, days and periods as people read them: `89,9%`, `08/11/2026`, `Quý IV/2026`. Pure; the language is passed in.
 * Rounding happens here and nowhere before: half away from zero, never −0, no space before %.
 */
import type { Day } from '../core/calendar/day';
import type { Interval } from '../core/estimation/estimate';
import type { Period } from '../core/report/report';

export type DisplayLanguage = 'vi' | 'en';

const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;
const ROMAN = ['I', 'II', 'III', 'IV'];
/** Larger than the error of a few sums of doubles, smaller than any share that people can tell apart. */
const TIE = 1e-9;

/**
 * A share (0–1) as per cent with one decimal.
 * @example formatShare(0.8645, 'vi') === '86,5%'
 */
export function formatShare(share: number, language: DisplayLanguage, decimals = 1): string {
  return `${formatPercentNumber(share, language, decimals)}%`;
}

/** As `formatShare` without the sign, for columns whose header carries it. */
export function formatPercentNumber(share: number, language: DisplayLanguage, decimals = 1): string {
  return formatDecimal(roundHalfUp(share * 100, decimals), language, decimals);
}

/** A target or threshold (share 0–1) with as many decimals as it needs: `90%`, `92,5%`. */
export function formatTarget(share: number, language: DisplayLanguage): string {
  return `${new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(roundHalfUp(share * 100, 1))}%`;
}

/** A difference of shares in percentage points with its sign: `+2,5`, `−3,9`, `0,0`. */
export function formatPoints(difference: number, language: DisplayLanguage): string {
  const rounded = roundHalfUp(difference * 100, 1);
  const digits = formatDecimal(Math.abs(rounded), language, 1);
  if (rounded === 0) return digits;
  return `${rounded > 0 ? '+' : '−'}${digits}`;
}

/** The size of a difference of shares in percentage points, without sign. */
export function formatPointsSize(difference: number, language: DisplayLanguage): string {
  return formatDecimal(Math.abs(roundHalfUp(difference * 100, 1)), language, 1);
}

/** An interval of shares for a table cell: `83,9–88,6`. */
export function formatInterval(interval: Interval, language: DisplayLanguage): string {
  return `${formatPercentNumber(interval.lower, language)}–${formatPercentNumber(interval.upper, language)}`;
}

/** `8.296` */
export function formatCount(count: number, language: DisplayLanguage): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 }).format(count);
}

/** A mean on the answer scale: `4,12`. */
export function formatMean(mean: number, language: DisplayLanguage): string {
  return formatDecimal(roundHalfUp(mean, 2), language, 2);
}

/** How many times a simple random sample's variance: `1,8`. */
export function formatDesignEffect(effect: number, language: DisplayLanguage): string {
  return formatDecimal(roundHalfUp(effect, 1), language, 1);
}

/** A score on a scale of its own: `7,24`. */
export function formatScore(score: number, language: DisplayLanguage): string {
  return formatDecimal(roundHalfUp(score, 2), language, 2);
}

/** A difference of scores with its sign: `+0,25`, `−1,10`, `0,00`. */
export function formatScoreChange(difference: number, language: DisplayLanguage): string {
  const rounded = roundHalfUp(difference, 2);
  const digits = formatDecimal(Math.abs(rounded), language, 2);
  if (rounded === 0) return digits;
  return `${rounded > 0 ? '+' : '−'}${digits}`;
}

/** `2026-11-08` → `08/11/2026`, in both languages. */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `2026-11` → `11/2026`: narrow columns and chart axes. */
export function formatMonthShort(month: string): string {
  return `${Number(month.slice(5, 7))}/${month.slice(0, 4)}`;
}

/** `2026-11` → `Tháng 11/2026` or `November 2026`. */
export function formatMonth(month: string, language: DisplayLanguage): string {
  if (language === 'vi') return `Tháng ${formatMonthShort(month)}`;
  return new Intl.DateTimeFormat(LOCALES.en, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The period's name: `Tuần 48/2026`, `Tháng 11/2026`, `Quý IV/2026`, `Năm 2026`, `Cả đợt`, `03/11/2026–20/11/2026`. */
export function formatPeriod(period: Pick<Period, 'kind' | 'code' | 'from' | 'to'>, language: DisplayLanguage): string {
  const vietnamese = language === 'vi';
  const [year = '', part = ''] = period.code.split('-');
  switch (period.kind) {
    case 'week':
      return `${vietnamese ? 'Tuần' : 'Week'} ${Number(part.slice(1))}/${year}`;
    case 'month':
      return formatMonth(period.code, language);
    case 'quarter':
      return vietnamese ? `Quý ${ROMAN[Number(part.slice(1)) - 1] ?? part}/${year}` : `${part} ${year}`;
    case 'year':
      return vietnamese ? `Năm ${year}` : year;
    case 'survey':
      return vietnamese ? 'Cả đợt' : 'Whole survey';
    case 'range':
      return period.from === period.to ? formatDay(period.from) : `${formatDay(period.from)}–${formatDay(period.to)}`;
  }
}

/** `A, B và C` */
export function formatList(names: readonly string[], language: DisplayLanguage): string {
  return new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(names);
}

/** `A, B hoặc C` */
export function formatAlternatives(names: readonly string[], language: DisplayLanguage): string {
  return new Intl.ListFormat(LOCALES[language], { type: 'disjunction' }).format(names);
}

/** A number with no more decimals than it has, at most four: what a hand calculator is given, and what it shows. */
export function formatNumber(value: number, language: DisplayLanguage): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 4 }).format(value);
}

function formatDecimal(value: number, language: DisplayLanguage, decimals: number): string {
  return new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** Half away from zero; a tie that floating point missed by a hair is still a tie. The result is never −0. */
function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const size = Math.floor(Math.abs(value) * scale + 0.5 + TIE) / scale;
  return size === 0 ? 0 : Math.sign(value) * size;
}
