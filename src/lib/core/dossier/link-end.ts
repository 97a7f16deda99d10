/** Until when the link of a dossier takes an answer: what is asked weeks later is remembered badly. */
import type { Day } from '../calendar/day';
import { addDays } from '../calendar/day';

/** Days after the dossier was completed, where nothing else is set. */
export const USUAL_LINK_DAYS = 30;

/** Days after the link's end, after which nothing knows the dossier again. */
export const DOSSIER_DAYS = 90;

/** The last day on which the link opens the form. */
export function lastLinkDay(completedOn: Day, linkDays: number): Day {
  return addDays(completedOn, linkDays);
}

/** The end of a day in Vietnam (UTC+7), as the ISO time at which the next one begins. */
export function endOfDay(day: Day): string {
  return `${day}T17:00:00.000Z`;
}
