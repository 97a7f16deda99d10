/** What the pages that add and merge agencies offer to choose from. */
import type { Agency } from '../../core/agency/agency';
import { parentKinds } from '../../core/agency/placement';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import { canGive, holdsRoot, isRole, mayMergeProvinces, requirePlace, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgencyByCode, listAgenciesBelow, listChildren } from '../store/agencies';
import { listCountersBelow } from '../store/counters';
import { countUsersAt, listRolesAt } from '../store/users';
import type { NamedAgency } from './open-agency';

export interface NewAgencyForm {
  readonly parents: readonly NamedAgency[];
  readonly parent: string | null;
  /** The person may add a further province, which stands under nothing. */
  readonly addsProvinces: boolean;
  readonly today: Day;
}

export interface EndingAgency extends NamedAgency {
  readonly children: number;
  readonly counters: number;
  readonly users: number;
}

export interface MergeForm {
  readonly ending: readonly EndingAgency[];
  readonly kind: Agency['kind'] | null;
  /** Agencies of that kind that live on. */
  readonly others: readonly NamedAgency[];
  readonly parents: readonly NamedAgency[];
  /**
   * What becomes of the roles at those that end: `choose` where whoever asks may give each of them at every agency that could take over;
   * `copied` always, of provinces; `refused`: provinces that the person is not administrator of; `later`: by an administrator afterwards.
   */
  readonly roles: 'nobody' | 'choose' | 'copied' | 'refused' | 'later';
  readonly today: Day;
}

/** More than a list to choose from can hold: then the commonest parents and the one that was asked for. */
const MOST_PARENTS = 500;
/** A merger is of a handful. */
const MOST_ENDING = 50;

/** `?parent=CODE` is chosen beforehand. Throws `sign-in-needed`, `role-not-enough`. */
export async function openNewAgency(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<NewAgencyForm> {
  const user = requireRole(asking, 'agency:write');
  const today = localDay(now);
  const parent = query.get('parent');
  const all = (await readWithin(db, scopesOf(user, 'agency:write'), today)).filter(({ kind }) => kind !== 'centre');
  const few = all.length <= MOST_PARENTS ? all : all.filter(({ kind, code }) => kind !== 'commune' || code === parent);
  return { parents: byName(few), parent, addsProvinces: holdsRoot(user, 'user:write'), today };
}

/** `?of=CODE` names one that ends, several times. Throws `sign-in-needed`, `role-not-enough`, `outside-place`. */
export async function openMerger(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<MergeForm> {
  const user = requireRole(asking, 'agency:write');
  const today = localDay(now);
  const ending: (EndingAgency & Pick<Agency, 'kind'>)[] = [];
  const held: { readonly path: string; readonly role: string }[] = [];
  const places: Agency[] = [];
  for (const code of [...new Set(query.getAll('of'))].slice(0, MOST_ENDING)) {
    const agency = await findAgencyByCode(db, code, today);
    if (!agency) continue;
    requirePlace(asking, 'agency:write', agency);
    const counters = (await listCountersBelow(db, agency.path, today)).filter(
      ({ agencyId, closedOn }) => agencyId === agency.id && (closedOn === null || closedOn >= today)
    );
    places.push(agency);
    held.push(...(await listRolesAt(db, agency.id)).map((role) => ({ role, path: agency.path })));
    ending.push({
      code: agency.code,
      name: agency.name,
      kind: agency.kind,
      children: (await listChildren(db, agency.id, today)).length,
      counters: counters.length,
      users: await countUsersAt(db, agency.id)
    });
  }
  const kind = ending[0]?.kind ?? null;
  const all = kind === null ? [] : await readWithin(db, scopesOf(user, 'agency:write'), today);
  const isEnding = ({ code }: NamedAgency) => ending.some((one) => one.code === code);
  const others = all.filter((agency) => agency.kind === kind && !isEnding(agency));
  const parents = all.filter((agency) => kind !== null && parentKinds(kind).includes(agency.kind));
  const whatOfRoles = (): MergeForm['roles'] => {
    if (kind === 'province') return mayMergeProvinces(user, places) ? 'copied' : 'refused';
    if (held.length === 0) return 'nobody';
    const all = [...others, ...parents].map(({ path }) => path);
    const isGivable = held.every(({ role, path }) => isRole(role) && [path, ...all].every((at) => canGive(user, role, at)));
    return isGivable ? 'choose' : 'later';
  };
  return {
    ending: ending.map(({ kind: _, ...one }) => one),
    kind,
    others: byName(others),
    parents: byName(parents),
    roles: whatOfRoles(),
    today
  };
}

async function readWithin(db: Db, scopes: readonly string[], today: Day): Promise<readonly Agency[]> {
  return (await Promise.all(scopes.map((scope) => listAgenciesBelow(db, scope, today)))).flat();
}

function byName(agencies: readonly Agency[]): readonly NamedAgency[] {
  return agencies.map(({ code, name }) => ({ code, name })).toSorted((a, b) => compareNames(a.name.vi, b.name.vi));
}
