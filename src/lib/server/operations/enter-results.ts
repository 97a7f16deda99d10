/** The way into a survey's results: the place found, the reader let in or refused. */
import type { Agency } from '../../core/agency/agency';
import { ancestorsOf } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import { can, requirePlace, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { listSurveysWithin } from '../store/readable-surveys';
import type { SignedInUser } from '../store/users';
import type { ReportSubject } from './find-report-places';
import { findReportSubject } from './find-report-places';
import { SERIES } from './find-report-survey';

export interface Reader {
  readonly user: SignedInUser | null;
  readonly language: 'vi' | 'en';
}

/** The parts of an address of results; `counter` only on a counter's report. */
export interface ResultsAddress {
  readonly agency: string;
  readonly survey: string;
  readonly counter?: string;
}

/** An agency above, the highest first; the code only where the reader may open its results. */
export interface AgencyAbove {
  readonly code: string | null;
  readonly name: string;
}

export interface Entered {
  readonly user: SignedInUser;
  readonly agency: Agency;
  readonly subject: ReportSubject;
  /** Paths of the agencies whose trees the reader holds. */
  readonly scopes: readonly string[];
  readonly above: readonly AgencyAbove[];
}

/** Throws what `requirePlace` throws, agency-not-found, counter-not-found, survey-not-found. */
export async function enterResults(db: Db, reader: Reader, address: ResultsAddress, now: Date): Promise<Entered> {
  const today = localDay(now);
  const { counter } = address;
  const subject = counter === undefined ? { agencyCode: address.agency } : { agencyCode: address.agency, counterCode: counter };
  const { agency } = await findReportSubject(db, subject, today);
  const user = requirePlace(reader, 'report:read', agency);
  if (counter !== undefined && agency.code !== address.agency) throw new Problem('counter-not-found', { code: counter, n: CODE_LENGTH });
  const scopes = scopesOf(user, 'report:read');
  await requireReadable(db, scopes, address.survey, today);

  const ancestors = await Promise.all(ancestorsOf(agency.path).map((id) => findAgency(db, id, today)));
  const above = ancestors
    .filter((ancestor) => ancestor !== undefined)
    .map(({ code, path, name }) => ({ code: can(user, 'report:read', path) ? code : null, name: textIn(name, reader.language) }));
  return { user, agency, subject, scopes, above };
}

/** A survey with no counter and no owner within the reader's reach is none to this reader: its days and counts stay unsaid. */
async function requireReadable(db: Db, scopes: readonly string[], selector: string, today: Day): Promise<void> {
  const surveys = (await Promise.all(scopes.map((path) => listSurveysWithin(db, path, today)))).flat();
  if (!surveys.some(({ code, series }) => code === selector || (series !== null && SERIES + series === selector)))
    throw new Problem('survey-not-found');
}
