/** Where a survey's answers come in, as the tree stands on a day, and which part of it a report is of. */
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import type { Agency } from '../../core/agency/agency';
import { standUnderSuccessors } from '../../core/agency/succession';
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { reportPlaces } from '../../core/report/report-places';
import type { ReportCounter, ReportPlaces } from '../../core/report/report-places';
import type { Db } from '../schema';
import { findAgency, findAgencyByCode, LAST_DAY, listAgencies, listAgenciesBelow } from '../store/agencies';
import { listCountersOfCode } from '../store/counters';
import { listSuccessions } from '../store/successions';
import type { Survey } from '../store/surveys';
import { listSurveyCounters } from '../store/surveys';
import { findStandingDraw, listHandlingAgencies } from '../store/weighted-units';

/** Of one of the two. */
export type ReportSubject = { readonly agencyCode: string } | { readonly agencyCode: string; readonly counterCode: string };

export interface SubjectFound {
  readonly agency: Agency;
  readonly counter: ReportCounter | null;
}

/**
 * Throws `agency-not-found`, `counter-not-found`. A code that went from one agency's counter to another's is that of the agency's. An agency that begins later than the day, or has ended, is found as well.
 */
export async function findReportSubject(db: Db, subject: ReportSubject, day: Day): Promise<SubjectFound> {
  if (!('counterCode' in subject)) {
    const agency = (await findAgencyByCode(db, subject.agencyCode, day)) ?? (await findAgencyByCode(db, subject.agencyCode, LAST_DAY));
    if (!agency) throw new Problem('agency-not-found');
    return { agency, counter: null };
  }
  const led = await listCountersOfCode(db, subject.counterCode);
  const counter = led.find(({ agencyCode }) => agencyCode === subject.agencyCode) ?? led[0];
  const agency = counter && ((await findAgency(db, counter.agencyId, day)) ?? (await findAgency(db, counter.agencyId, LAST_DAY)));
  if (!counter || !agency) throw new Problem('counter-not-found', { code: subject.counterCode, n: CODE_LENGTH });
  return { agency, counter: { id: counter.id, code: counter.code, name: counter.name, agencyId: counter.agencyId } };
}

/** Every counter of the surveys, and of rounds every agency whose transactions were drawn, with the agencies above it, as the tree stands on the day; names are those of `namesOn`. */
export async function findReportPlaces(db: Db, surveys: readonly Survey[], day: Day, namesOn: Day = day): Promise<ReportPlaces> {
  const counters = new Map<string, ReportCounter>();
  const agencies = new Map<string, Agency>();
  const direct = new Set<string>();
  for (const survey of surveys) {
    for (const { id, code, name, agency_id } of await listSurveyCounters(db, survey.id))
      counters.set(id, { id, code, name, agencyId: agency_id });
    const draw = survey.psu === 'design' ? await findStandingDraw(db, survey.id) : undefined;
    for (const id of draw ? await listHandlingAgencies(db, draw.id) : []) direct.add(id);
    const owner = (await findAgency(db, survey.owner_agency_id, day)) ?? (await findAgency(db, survey.owner_agency_id, LAST_DAY));
    for (const agency of owner ? await listAgenciesBelow(db, owner.path, day, 'with-closed') : []) agencies.set(agency.id, agency);
  }
  const isKnown = [...[...counters.values()].map(({ agencyId }) => agencyId), ...direct].every((id) => agencies.has(id));
  const all = isKnown ? [...agencies.values()] : await listAgencies(db, LAST_DAY, 'with-closed');
  const standing = standUnderSuccessors(all, await listSuccessions(db, day), day);
  return reportPlaces(namesOn < day ? await namedOn(db, standing, namesOn) : standing, [...counters.values()], [...direct]);
}

/** One that had not begun by then keeps its first name. */
async function namedOn<A extends Agency>(db: Db, agencies: readonly A[], day: Day): Promise<readonly A[]> {
  const names = new Map((await listAgencies(db, day, 'with-closed')).map(({ id, name }) => [id, name]));
  return agencies.map((agency) => ({ ...agency, name: names.get(agency.id) ?? agency.name }));
}

/** Whether the reader's tree holds the agencies beside this one: they share its parent. */
export function holdsSisters(agency: Agency, scopes: readonly string[]): boolean {
  const parentPath = agency.path.slice(0, agency.path.lastIndexOf('/', agency.path.length - 2) + 1);
  return agency.parentId !== null && scopes.some((scope) => isWithin(parentPath, scope));
}
