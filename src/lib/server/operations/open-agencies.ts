/** The agencies of a person's places: as a tree, or, once something is searched, filtered or sorted, as a list. */
import type { AgencyKind } from '../../core/agency/agency';
import { AGENCY_KINDS } from '../../core/agency/agency';
import type { AgencyNode } from '../../core/agency/agency-tree';
import { agencyTree } from '../../core/agency/agency-tree';
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgencyByCode, listAgenciesBelow } from '../store/agencies';
import type { AgencyColumn, AgencyRow } from '../store/agency-list';
import { AGENCY_COLUMNS, countOpenCounters, listAgencyPage } from '../store/agency-list';

export interface OpenedAgencies {
  /** null: the list is shown. */
  readonly trees: readonly AgencyNode[] | null;
  /** null: the tree is shown. */
  readonly list: (ListPage<AgencyRow> & Pick<ListQuery<AgencyColumn>, 'text' | 'sort'>) | null;
  readonly kind: AgencyKind | undefined;
  readonly state: 'open' | 'closed' | 'coming' | undefined;
  readonly mayWrite: boolean;
}

/** With more agencies than that a tree shows one level at a time. */
const MOST_IN_TREE = 400;
const STATES = ['open', 'closed', 'coming'] as const;

/** `?at=CODE` begins the tree there. Throws `sign-in-needed`, `role-not-enough`, `agency-not-found`. */
export async function openAgencies(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedAgencies> {
  const user = requireRole(asking, 'agency:read');
  const day = localDay(now);
  const scopes = scopesOf(user, 'agency:read');
  const kind = AGENCY_KINDS.find((one) => one === query.get('kind'));
  const state = STATES.find((one) => one === query.get('state'));
  const mayWrite = scopesOf(user, 'agency:write').length > 0;
  const asked = readListQuery(query, AGENCY_COLUMNS, { key: 'name', descending: false });
  const isList = ['q', 'kind', 'state', 'sort', 'page', 'view'].some((name) => query.get(name));
  if (isList) {
    const page = await listAgencyPage(db, { scopes, day, kind, state }, asked);
    return { trees: null, list: { ...page, text: asked.text, sort: asked.sort }, kind, state, mayWrite };
  }
  const at = query.get('at');
  const roots = at === null ? scopes : [await pathAt(db, at, scopes, day)];
  const trees = await Promise.all(roots.map((path) => readTree(db, path, day, asking.language)));
  return { trees: trees.filter((tree) => tree !== undefined), list: null, kind, state, mayWrite };
}

async function pathAt(db: Db, code: string, scopes: readonly string[], day: Day): Promise<string> {
  const agency = await findAgencyByCode(db, code, day);
  if (!agency || !scopes.some((scope) => isWithin(agency.path, scope))) throw new Problem('agency-not-found');
  return agency.path;
}

async function readTree(db: Db, path: string, day: Day, language: string): Promise<AgencyNode | undefined> {
  const agencies = await listAgenciesBelow(db, path, day);
  const counters = await countOpenCounters(db, path, day);
  const collator = new Intl.Collator('vi', { numeric: true });
  const compareNames = (a: LocalizedText, b: LocalizedText) => collator.compare(textIn(a, language), textIn(b, language));
  return agencyTree(agencies, counters, path.split('/').at(-2) ?? '', agencies.length > MOST_IN_TREE ? 1 : 9, compareNames);
}
