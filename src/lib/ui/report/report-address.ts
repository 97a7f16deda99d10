/** The addresses of reports. What the reader chose as the period goes along; the order of tables does not. */
const PERIOD_FIELDS = ['period', 'from', 'to'];

export function agencyReportPath(agency: string, survey: string): string {
  return `/admin/reports/${encodeURIComponent(agency)}/${encodeURIComponent(survey)}`;
}

/** The pages of a survey's results at an agency. */
export type ResultsView = 'report' | 'ranking' | 'components';

export function resultsPath(view: ResultsView, agency: string, survey: string): string {
  const report = agencyReportPath(agency, survey);
  return view === 'report' ? report : `${report}/${view}`;
}

/** The same figures as a file. */
export function resultsFile(view: ResultsView, agency: string, survey: string, extension: 'csv' | 'json'): string {
  return `${agencyReportPath(agency, survey)}/${view}.${extension}`;
}

export function counterReportPath(agency: string, survey: string, counter: string): string {
  return `${agencyReportPath(agency, survey)}/counters/${encodeURIComponent(counter)}`;
}

export function posterPath(counter: string): string {
  return `/admin/counters/${encodeURIComponent(counter)}/poster`;
}

/** Only the period of an address's query: `?period=2026-Q4`, or nothing. */
export function periodQuery(search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => PERIOD_FIELDS.includes(name));
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept.map(([name, value]) => [name, value])).toString()}`;
}
