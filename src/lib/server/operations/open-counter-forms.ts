/** What the pages that open counters and print posters offer to choose from. */
import type { AgencyKind } from '../../core/agency/agency';
import type { TreeAgency } from '../../core/agency/agency-tree';
import { AGENCY_KINDS } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { PAGE_SIZE, readListQuery } from '../../core/list-query';
import { readPrintChoice } from '../../core/poster/read-print-choice';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole, scopesOf } from '../auth/access';
import { textField } from '../read-form-data';
import { counterLink } from '../qr-code';
import type { Config } from '../config';
import type { Db } from '../schema';
import { findAgencyByCode, getAgencyByCode } from '../store/agencies';
import { AGENCY_COLUMNS, countOpenCounters, listAgencyPage, listTreeAgencies } from '../store/agency-list';
import { insertJob } from '../store/jobs';
import { newId } from '../new-id';
import type { RecentJob } from './open-job';
import { listRecentJobs } from './open-job';
import { listDestinations } from './print-posters';

interface Choice {
  readonly code: string;
  readonly name: LocalizedText;
  readonly counters: number;
}

export interface NewCountersForm {
  readonly text: string;
  /** Agencies that fit what was typed, and the one that the address names; at most a page of them. */
  readonly agencies: readonly Choice[];
  readonly total: number;
  readonly kind: AgencyKind | undefined;
  readonly chosen: string | null;
  readonly today: Day;
}

/** `?q=` and `?kind=` filter, `?agency=CODE` is chosen beforehand. Throws `sign-in-needed`, `role-not-enough`. */
export async function openNewCounters(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<NewCountersForm> {
  const user = requireRole(asking, 'counter:write');
  const today = localDay(now);
  const chosen = query.get('agency');
  const asked = readListQuery(query, AGENCY_COLUMNS, { key: 'name', descending: false });
  const kind = AGENCY_KINDS.find((one) => one === query.get('kind'));
  const filter = { scopes: scopesOf(user, 'counter:write'), day: today, kind, state: 'open' } as const;
  const { rows, total } = await listAgencyPage(db, filter, { ...asked, page: 1 });
  const listed = rows.map(({ code, nameVi, nameEn, counters }) => ({ code, name: { vi: nameVi, en: nameEn }, counters }));
  const own = chosen !== null && !listed.some(({ code }) => code === chosen) ? await findAgencyByCode(db, chosen, today) : undefined;
  const first = own ? [{ code: own.code, name: own.name, counters: 0 }] : [];
  return { text: asked.text, agencies: [...first, ...listed].slice(0, PAGE_SIZE), total, kind, chosen, today };
}

export interface PrintForm {
  /** The person's own, then by name every agency in them that has an open counter or one below it: each with all below it. */
  readonly places: readonly { readonly code: string; readonly name: LocalizedText }[];
  /** What they had printed in the last days: the work goes on without them, and this is the way back to it. */
  readonly recent: readonly RecentJob[];
}

export async function openPrintForm(db: Db, asking: Asking, now: Date): Promise<PrintForm> {
  const user = requireRole(asking, 'counter:poster');
  const trees = await Promise.all(scopesOf(user, 'counter:poster').map((path) => readPrintable(db, path, localDay(now))));
  const places = [...trees.map(([top]) => top), ...trees.flatMap(([, ...below]) => below).toSorted(byName)];
  return {
    places: places.filter((one) => one !== undefined).map(({ code, name }) => ({ code, name })),
    recent: await listRecentJobs(db, asking, 'posters', now)
  };
}

const byName = (a: TreeAgency, b: TreeAgency) => compareNames(a.name.vi, b.name.vi);

/** The agency of that path, then those below it that have something to print. */
async function readPrintable(db: Db, path: string, today: Day): Promise<readonly TreeAgency[]> {
  const agencies = await listTreeAgencies(db, path, today);
  const counters = await countOpenCounters(db, path, today);
  const parents = new Map(agencies.map(({ id, parentId }) => [id, parentId]));
  const printable = new Set<string>();
  for (const id of counters.keys())
    for (let at: string | null = id; at !== null && !printable.has(at); at = parents.get(at) ?? null) printable.add(at);
  const isTop = ({ id }: TreeAgency) => id === path.split('/').at(-2);
  return [...agencies.filter(isTop), ...agencies.filter((one) => !isTop(one) && printable.has(one.id))];
}

/** Asks for the file; returns the job's id. Throws `agency-unknown-code`, what `requirePlace` throws, `no-counter-to-print`, `public-url-missing`. */
export async function requestPosters(db: Db, config: Config, asking: Asking, form: FormData, now: Date): Promise<string> {
  requireRole(asking, 'counter:poster');
  const agency = await getAgencyByCode(db, textField(form, 'agency'), localDay(now));
  const user = requirePlace(asking, 'counter:poster', agency);
  const choice = readPrintChoice(new URLSearchParams({ format: textField(form, 'format') || 'a5' }));
  const [first] = await listDestinations(db, agency.code, now);
  counterLink(config, first!.code);
  return insertJob(db, {
    kind: 'posters',
    key: `posters ${newId()}`,
    payload: { agencyCode: agency.code, ...choice, slips: form.get('slips') === 'yes' },
    createdBy: user.id,
    at: now.toISOString()
  });
}
