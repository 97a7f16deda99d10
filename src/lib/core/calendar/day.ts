/**
 * Local days as ISO text (`2026-11-23`, Asia/Ho_Chi_Minh): they sort and compare as text. Arithmetic goes through UTC
 * midnight, which has no daylight saving to stumble over.
 */
export type Day = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** True for a real calendar day written as `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  return DAY.test(text) && toDay(new Date(`${text}T00:00:00Z`)) === text;
}

export function addDays(day: Day, days: number): Day {
  return toDay(new Date(utc(day) + days * MILLISECONDS_PER_DAY));
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / MILLISECONDS_PER_DAY);
}

/**
 * The ISO 8601 week of a day, as `2026-W48`.
 * @example isoWeek('2027-01-01') === '2026-W53'
 */
export function isoWeek(day: Day): string {
  const monday = addDays(day, -weekday(day));
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  return `${year}-W${String(Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1).padStart(2, '0')}`;
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: Day): number {
  return (new Date(utc(day)).getUTCDay() + 6) % 7;
}

/** The local day in Vietnam (UTC+7, no daylight saving) of a moment. */
export function localDay(moment: Date): Day {
  return toDay(new Date(moment.getTime() + 7 * 3_600_000));
}

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(date: Date): Day {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
