/** A small province whose first counter an officer stuffed in its last month, after closing; people who look at it. */
import type { Kysely } from 'kysely';
import type { Asking, Role } from '../../../src/lib/server/auth/access';
import type { Schema } from '../../../src/lib/server/schema';
import { newId } from '../../../src/lib/server/new-id';
import { refreshVerdicts } from '../../../src/lib/server/operations/refresh-verdicts';
import { findAgencyByCode } from '../../../src/lib/server/store/agencies';
import type { Grant } from '../../../src/lib/server/store/users';
import { insertUser } from '../../../src/lib/server/store/users';
import { makeSmallProvince } from '../small-province';
import { drawHistory } from './history';
import { storeForms } from './store-history';
import { SCHEMES } from './stuffing';

export const MONTH = '2026-03';
export const AFTERWARDS = new Date('2026-04-02T03:00:00Z');

export async function makeStuffedProvince(db: Kysely<Schema>) {
  const province = await makeSmallProvince(db, 'sipas-2017');
  const { survey, counters } = province;
  const history = drawHistory(3, {
    habits: ['plain', 'plain', 'plain'],
    monthsBefore: 2,
    scheme: { ...SCHEMES['bursts of fives after closing'], devices: 1 }
  });
  const stuffed: string[] = [];
  for (const [at, id] of history.counterIds.entries()) {
    const stored = await storeForms(db, survey, counters[at]!, history.responses.get(id)!.flat());
    for (const [name, own] of stored) if (name.includes('stuffed')) stuffed.push(own);
  }
  await refreshVerdicts(db, survey, AFTERWARDS);
  return { ...province, stuffed, query: new URLSearchParams({ survey: 'round', month: MONTH }) };
}

/** Somebody with these roles, who is there to be named in a decision. */
export async function somebody(db: Kysely<Schema>, ...roles: readonly (readonly [Role, string])[]): Promise<Asking> {
  const id = newId();
  const grants: Grant[] = [];
  for (const [role, code] of roles) {
    const agency = (await findAgencyByCode(db, code, '2026-04-02'))!;
    grants.push({ role, agencyId: agency.id, place: { path: agency.path, name: agency.name } });
  }
  const user = { id, email: `${id}@thu.example`, name: 'Người Thử' };
  await insertUser(db, { ...user, password_hash: '', disabled_at: null });
  return { user: { ...user, grants }, language: 'vi' };
}
