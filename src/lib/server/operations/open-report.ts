/** A report as somebody asks for it by its address: the reader let in or refused, the report built. */
import type { Period } from '../../core/calendar/period';
import type { Report } from '../../core/report/report';
import { can } from '../auth/access';
import type { Db } from '../schema';
import { buildReport } from './build-report';
import type { AgencyAbove, Reader, ResultsAddress } from './enter-results';
import { enterResults } from './enter-results';

export interface OpenedReport {
  readonly report: Report;
  readonly periods: readonly Period[];
  readonly above: readonly AgencyAbove[];
  readonly mayPrintPosters: boolean;
}

/** `query` holds `period`, or `from` and `to`. Throws what `enterResults` and `buildReport` throw. */
export async function openReport(
  db: Db,
  reader: Reader,
  address: ResultsAddress,
  query: URLSearchParams,
  now: Date
): Promise<OpenedReport> {
  const { user, agency, subject, scopes, above } = await enterResults(db, reader, address, now);
  const [from, to] = [query.get('from'), query.get('to')];
  const range = from === null && to === null ? undefined : { from: from ?? '', to: to ?? '' };
  const built = await buildReport(db, { subject, survey: address.survey, period: query.get('period') ?? undefined, range, scopes }, now);
  return { ...built, above, mayPrintPosters: can(user, 'counter:poster', agency.path) };
}
