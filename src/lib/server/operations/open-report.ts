/** A report as somebody asks for it by its address: the place found, the reader let in or refused, the report built. */
import { ancestorsOf } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { Period } from '../../core/calendar/period';
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Report } from '../../core/report/report';
import { can, requirePlace, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { listSurveysWithin } from '../store/readable-surveys';
import type { SignedInUser } from '../store/users';
import { buildReport } from './build-report';
import { findReportSubject } from './find-report-places';
import { SERIES } from './find-report-survey';

interface Reader {
  readonly user: SignedInUser | null;
  readonly language: 'vi' | 'en';
}

/** The parts of a report's address; `counter` only on a counter's report. */
export interface ReportAddress {
  readonly agency: string;
  readonly survey: string;
  readonly counter?: string;
}

export interface OpenedReport {
  readonly report: Report;
  readonly periods: readonly Period[];
  /** The agencies above, the highest first; the code only where the reader may open its report. */
  readonly above: readonly { readonly code: string | null; readonly name: string }[];
  readonly mayPrintPosters: boolean;
}

/** A survey with no counter and no owner within the reader's reach is none to this reader: its days and counts stay unsaid. */
async function requireReadable(db: Db, scopes: readonly string[], selector: string, today: Day): Promise<void> {
  const surveys = (await Promise.all(scopes.map((path) => listSurveysWithin(db, path, today)))).flat();
  if (!surveys.some(({ code, series }) => code === selector || (series !== null && SERIES + series === selector)))
    throw new Problem('survey-not-found');
}

/** `query` holds `period`, or `from` and `to`. Throws what `requirePlace` and `buildReport` throw, and `survey-not-found`. */
export async function openReport(db: Db, reader: Reader, address: ReportAddress, query: URLSearchParams, now: Date): Promise<OpenedReport> {
  const today = localDay(now);
  const { counter: counterCode } = address;
  const subject = counterCode === undefined ? { agencyCode: address.agency } : { counterCode };
  const { agency } = await findReportSubject(db, subject, today);
  const user = requirePlace(reader, 'report:read', agency);
  if (counterCode !== undefined && agency.code !== address.agency)
    throw new Problem('counter-not-found', { code: counterCode, n: CODE_LENGTH });

  const [from, to] = [query.get('from'), query.get('to')];
  const range = from === null && to === null ? undefined : { from: from ?? '', to: to ?? '' };
  const scopes = scopesOf(user, 'report:read');
  await requireReadable(db, scopes, address.survey, today);
  const built = await buildReport(db, { subject, survey: address.survey, period: query.get('period') ?? undefined, range, scopes }, now);

  const ancestors = await Promise.all(ancestorsOf(agency.path).map((id) => findAgency(db, id, today)));
  const above = ancestors
    .filter((ancestor) => ancestor !== undefined)
    .map(({ code, path, name }) => ({ code: can(user, 'report:read', path) ? code : null, name: textIn(name, reader.language) }));
  return { ...built, above, mayPrintPosters: can(user, 'counter:poster', agency.path) };
}
