/** The addresses of scorecards. */
export const SCORECARDS = '/admin/scorecards';

export function scorecardPath(agency: string, year: number | string): string {
  return `${SCORECARDS}/${encodeURIComponent(agency)}/${encodeURIComponent(year)}`;
}

/** `rules`: of a card that is not there yet. */
export function editPath(agency: string, year: number | string, rules?: string): string {
  return `${scorecardPath(agency, year)}/edit${rules === undefined ? '' : `?rules=${encodeURIComponent(rules)}`}`;
}

/** The survey's report at the agency, over the whole survey: where a figure that gives points stands. */
export function figurePath(agency: string, survey: string): string {
  return `/admin/reports/${encodeURIComponent(agency)}/${encodeURIComponent(survey)}?period=all`;
}
