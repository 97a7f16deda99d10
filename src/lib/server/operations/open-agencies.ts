/** The agencies of a person's places: as a tree, or, once something is searched, filtered or sorted, as a list. */
import type { AgencyKind } from '../../core/agency/agency';
import { AGENCY_KINDS } from '../../core/agency/agency';
import type { AgencyNode, TreeAgency } from '../../core/agency/agency-tree';
import { agencyTree } from '../../core/agency/agency-tree';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { textIn } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { AgencyColumn, AgencyRow } from '../store/agency-list';
import { AGENCY_COLUMNS, countOpenCounters, listAgencyPage, listTreeAgencies } from '../store/agency-list';
import { findPlace } from './find-places';
import type { NamedAgency } from './open-agency';

export interface OpenedAgencies {
  /** null: the list is shown. */
  readonly trees: readonly AgencyNode[] | null;
  /** null: the tree is shown. */
  readonly list: (ListPage<AgencyRow> & Pick<ListQuery<AgencyColumn>, 'text' | 'sort'>) | null;
  /** The agency of which it is the tree or the list; null: all that the person may see. */
  readonly at: NamedAgency | null;
  readonly kind: AgencyKind | undefined;
  readonly state: 'open' | 'closed' | 'coming' | undefined;
  readonly mayWrite: boolean;
}

/** With more agencies than that a tree shows one level at a time. */
const MOST_IN_TREE = 400;
/** More agencies than that below one are for the list. */
const MOST_CHILDREN = 200;
const STATES = ['open', 'closed', 'coming'] as const;

/** `?at=CODE` begins the tree, or lists, there. Throws `sign-in-needed`, `role-not-enough`, `agency-not-found`. */
export async function openAgencies(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedAgencies> {
  const user = requireRole(asking, 'agency:read');
  const day = localDay(now);
  const held = scopesOf(user, 'agency:read');
  const kind = AGENCY_KINDS.find((one) => one === query.get('kind'));
  const state = STATES.find((one) => one === query.get('state'));
  const mayWrite = scopesOf(user, 'agency:write').length > 0;
  const asked = readListQuery(query, AGENCY_COLUMNS, { key: 'name', descending: false });
  const isList = ['q', 'kind', 'state', 'sort', 'page', 'view'].some((name) => query.get(name));
  const at = await findPlace(db, query.get('at'), held, day);
  const scopes = at ? [at.path] : held;
  const shown = { at: at ? { code: at.code, name: at.name } : null, kind, state, mayWrite };
  if (isList) {
    const page = await listAgencyPage(db, { scopes, day, kind, state }, asked);
    return { ...shown, trees: null, list: { ...page, text: asked.text, sort: asked.sort } };
  }
  const trees = await Promise.all(scopes.map((path) => readTree(db, path, day, asking.language)));
  return { ...shown, trees: trees.filter((tree) => tree !== undefined), list: null };
}

/** In the order of names in Vietnamese, which the database has; in another language each level that is shown is put in order here. */
async function readTree(db: Db, path: string, day: Day, language: Asking['language']): Promise<AgencyNode | undefined> {
  const agencies = await listTreeAgencies(db, path, day);
  const counters = await countOpenCounters(db, path, day);
  const depth = agencies.length > MOST_IN_TREE ? 1 : 9;
  return agencyTree(agencies, counters, path.split('/').at(-2) ?? '', {
    depth,
    most: MOST_CHILDREN,
    ...(language !== 'vi' && { compare: byName(language) })
  });
}

const byName = (language: Asking['language']) => (a: TreeAgency, b: TreeAgency) =>
  compareNames(textIn(a.name, language), textIn(b.name, language));
