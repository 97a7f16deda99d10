/** One agency with its history and what stands there, and what may be changed of it. */
import type { Agency } from '../../core/agency/agency';
import { ancestorsOf } from '../../core/agency/path';
import { parentKinds } from '../../core/agency/placement';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import { can, requirePlace, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import {
  findAgency,
  findAgencyByCode,
  LAST_DAY,
  listAgenciesBelow,
  listAgenciesOf,
  listChildren,
  listPredecessors
} from '../store/agencies';
import { listAgencyVersions } from '../store/agency-versions';
import type { Counter } from '../store/counters';
import { listCountersBelow } from '../store/counters';
import { listSuccessions } from '../store/successions';

export interface NamedAgency {
  readonly code: string;
  readonly name: LocalizedText;
}

export interface OpenedAgency {
  readonly agency: Agency;
  readonly above: readonly NamedAgency[];
  /** From the latest to the first. */
  readonly history: readonly {
    readonly from: Day;
    readonly to: Day | null;
    readonly name: LocalizedText;
    readonly parent: LocalizedText | null;
  }[];
  readonly predecessors: readonly (NamedAgency & { readonly on: Day })[];
  readonly successors: readonly (NamedAgency & { readonly on: Day })[];
  readonly children: readonly Agency[];
  readonly counters: readonly Counter[];
  readonly mayWrite: boolean;
  /** Where it could be moved to; empty for a root. */
  readonly parents: readonly NamedAgency[];
  readonly today: Day;
}

/** Throws `agency-not-found` and what `requirePlace` throws. */
export async function openAgency(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedAgency> {
  const today = localDay(now);
  const agency = (await findAgencyByCode(db, code, today)) ?? (await findAgencyByCode(db, code, LAST_DAY));
  if (!agency) throw new Problem('agency-not-found');
  const user = requirePlace(asking, 'agency:read', agency);
  const mayWrite = can(user, 'agency:write', agency.path);
  const above = await Promise.all(ancestorsOf(agency.path).map((id) => findAgency(db, id, today)));
  const successions = (await listSuccessions(db, LAST_DAY)).filter(({ predecessorId }) => predecessorId === agency.id);
  const successors = await listAgenciesOf(db, successions.map(({ successorId }) => successorId), LAST_DAY); // prettier-ignore
  return {
    agency,
    above: above.filter((one) => one !== undefined && can(user, 'agency:read', one.path)).map((one) => named(one!)),
    history: await readHistory(db, agency),
    predecessors: (await listPredecessors(db, agency.id)).map(({ agency: one, onDay }) => ({ ...named(one), on: onDay })),
    successors: successors.map((one) => ({ ...named(one), on: successions.find(({ successorId }) => successorId === one.id)!.onDay })),
    children: await listChildren(db, agency.id, today),
    counters: (await listCountersBelow(db, agency.path, today)).filter((counter) => counter.agencyId === agency.id),
    mayWrite,
    parents: mayWrite ? await listParents(db, agency, scopesOf(user, 'agency:write'), today) : [],
    today
  };
}

const named = ({ code, name }: Agency): NamedAgency => ({ code, name });

async function readHistory(db: Db, agency: Agency): Promise<OpenedAgency['history']> {
  const versions = await listAgencyVersions(db, agency.id);
  const parents = new Map<string, LocalizedText>();
  for (const { parent_id: id, valid_from: from } of versions) {
    const parent = id === null ? undefined : ((await findAgency(db, id, from)) ?? (await findAgency(db, id, LAST_DAY)));
    if (parent) parents.set(`${id} ${from}`, parent.name);
  }
  return versions.toReversed().map((version) => ({
    from: version.valid_from,
    to: version.valid_to,
    name: { vi: version.name_vi, en: version.name_en },
    parent: parents.get(`${version.parent_id} ${version.valid_from}`) ?? null
  }));
}

/** Living agencies of the right kinds, within what the person may change, that do not lie within the agency itself. */
async function listParents(
  db: Db,
  agency: Pick<Agency, 'kind'> & { readonly path?: string },
  scopes: readonly string[],
  today: Day
): Promise<readonly NamedAgency[]> {
  const kinds = parentKinds(agency.kind);
  const below = (await Promise.all(scopes.map((scope) => listAgenciesBelow(db, scope, today)))).flat();
  return below
    .filter(({ kind, path }) => kinds.includes(kind) && !(agency.path && path.startsWith(agency.path)))
    .map(named)
    .toSorted((a, b) => compareNames(a.name.vi, b.name.vi));
}
