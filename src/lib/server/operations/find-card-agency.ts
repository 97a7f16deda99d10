/** Whose scorecard an address names: the agency as it stands today, which decides who may see it, and as it stood in the card's year. */
import type { Agency } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { findAgency, LAST_DAY } from '../store/agencies';
import { findReportSubject } from './find-report-places';

const FIRST_YEAR = 2000;
/** Cards of the next year can be prepared. */
const YEARS_AHEAD = 1;

export interface CardAgency {
  /** Today's, by whose place permission is given. */
  readonly agency: Agency;
  /** At the end of the year: the name and the parent that the card has. */
  readonly then: Agency;
  readonly year: number;
}

/** Throws `agency-not-found`, `scorecard-year-invalid`. */
export async function findCardAgency(db: Db, agencyCode: string, year: string | number, now: Date): Promise<CardAgency> {
  const { agency } = await findReportSubject(db, { agencyCode }, localDay(now));
  const number = readYear(year, now);
  const then = (await findAgency(db, agency.id, endOfYear(number))) ?? (await findAgency(db, agency.id, LAST_DAY));
  return { agency, then: then ?? agency, year: number };
}

/** Throws `agency-not-in-year` for an agency that did not exist on any day of the year. */
export function requireInYear({ then, year }: CardAgency): void {
  if (then.validFrom > endOfYear(year) || (then.validTo !== null && then.validTo < `${year}-01-01`))
    throw new Problem('agency-not-in-year', { agency: then.name.vi, year });
}

export function endOfYear(year: number): Day {
  return `${year}-12-31`;
}

/** Throws `scorecard-year-invalid`. */
export function readYear(text: string | number, now: Date): number {
  const year = /^\d{4}$/.test(String(text)) ? Number(text) : 0;
  const last = Number(localDay(now).slice(0, 4)) + YEARS_AHEAD;
  if (year < FIRST_YEAR || year > last)
    throw new Problem('scorecard-year-invalid', { year: String(text).slice(0, 20), first: FIRST_YEAR, last });
  return year;
}
