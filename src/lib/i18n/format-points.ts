/** Points of the PAR INDEX as people read them, with two decimals: `94,52`, `−5,48`. Points come rounded; the language is passed in. */
import type { Interval } from '../core/estimation/estimate';
import type { DisplayLanguage } from './format';

const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;

/** @example formatParPoints(8.9, 'vi') === '8,90' */
export function formatParPoints(points: number, language: DisplayLanguage): string {
  const digits = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Math.abs(points));
  return points < 0 ? `−${digits}` : digits;
}

/** Lost points as the plans print them: `−0,61`, and `0,00` where none were lost. */
export function formatLostPoints(lost: number, language: DisplayLanguage): string {
  return formatParPoints(-lost + 0, language);
}

/** A change of points with its sign: `+1,25`, `−0,40`, `0,00`. */
export function formatPointsChange(change: number, language: DisplayLanguage): string {
  return `${change > 0 ? '+' : ''}${formatParPoints(change, language)}`;
}

/** `8,70–9,23` */
export function formatPointsInterval({ lower, upper }: Interval, language: DisplayLanguage): string {
  return `${formatParPoints(lower, language)}–${formatParPoints(upper, language)}`;
}

/** As a field of a form holds them: no more decimals than they have, no thousands. */
export function formatTypedPoints(points: number, language: DisplayLanguage): string {
  return language === 'vi' ? String(points).replace('.', ',') : String(points);
}

/** `14:05 26/11/2026`, in Vietnam, in both languages. */
export function formatMoment(isoTime: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric'
  }).formatToParts(new Date(isoTime));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}/${part('year')}`;
}

/** `14:05`, in Vietnam, in both languages. */
export function formatClock(isoTime: string): string {
  return formatMoment(isoTime).slice(0, 5);
}
