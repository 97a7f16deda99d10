/**
 * The part of a form that says which roles somebody is to hold and where. `grant` (several): roles chosen already, as `role code`; and one
 * row more: `role`, the typed name of a place, and `agency`, which of those that fitted it (`placeFor`: the name they fitted).
 */
import type { Agency } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { ProblemDetail } from '../../core/problem';
import type { Role } from '../auth/access';
import { canGive, isRole, ROLES, scopesOf } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgencyByCode, LAST_DAY } from '../store/agencies';
import type { SignedInUser } from '../store/users';
import type { FoundPlace } from './find-places';
import { findPlaces } from './find-places';

export interface ChosenRole {
  readonly role: Role;
  readonly agency: Pick<Agency, 'id' | 'code' | 'name'>;
}

export interface ReadRoles {
  readonly chosen: readonly ChosenRole[];
  /** Places that fit what was typed, where they are several. */
  readonly found: readonly FoundPlace[];
  /** What keeps the row from being taken. */
  readonly problem: ProblemDetail | undefined;
  /** Of the row what has not been taken among the chosen. */
  readonly left: { readonly role: string; readonly place: string };
}

const MOST_ROLES = 50;

/** Only roles that the user may give, at places of theirs. Throws `role-not-enough` or `outside-place` where a form was tampered with. */
export async function readRoles(db: Db, user: SignedInUser, form: FormData, now: Date): Promise<ReadRoles> {
  const day = localDay(now);
  const chosen: ChosenRole[] = [];
  for (const text of [...new Set(form.getAll('grant').map(String))].slice(0, MOST_ROLES)) {
    const [role = '', ...code] = text.split(' ');
    chosen.push(await requireGivable(db, user, role, code.join(' '), day));
  }
  const row = await readRow(db, user, form, day);
  const isNew = row.taken && !chosen.some(({ role, agency }) => role === row.taken!.role && agency.id === row.taken!.agency.id);
  const left = row.taken ? { role: '', place: '' } : { role: textField(form, 'role'), place: textField(form, 'place').trim() };
  return { chosen: isNew ? [...chosen, row.taken!] : chosen, found: row.found, problem: row.problem, left };
}

interface ReadRow {
  readonly taken?: ChosenRole;
  readonly found: readonly FoundPlace[];
  readonly problem: ProblemDetail | undefined;
}

async function readRow(db: Db, user: SignedInUser, form: FormData, day: Day): Promise<ReadRow> {
  const [role, place] = [textField(form, 'role'), textField(form, 'place').trim()];
  if (place === '') return { found: [], problem: undefined };
  const wrong = (at: string, code: ProblemDetail['code'], parameters = {}): ReadRow['problem'] => ({ place: at, code, parameters });
  const { places, total } = await findPlaces(db, scopesOf(user, 'user:write'), place, day);
  const marked = textField(form, 'placeFor') === place ? places.find(({ code }) => code === textField(form, 'agency')) : undefined;
  const agency = marked ?? (places.length === 1 ? places[0] : undefined);
  if (!isRole(role)) return { found: agency ? [] : places, problem: wrong('role', 'role-choose') };
  if (agency) return { taken: await requireGivable(db, user, role, agency.code, day), found: [], problem: undefined };
  const problem =
    total === 0 ? wrong('place', 'place-unknown', { q: place.slice(0, 100) }) : wrong('place', 'place-many', { count: total });
  return { found: places, problem };
}

async function requireGivable(db: Db, user: SignedInUser, role: string, code: string, day: Day): Promise<ChosenRole> {
  if (!isRole(role)) throw new Problem('user-role-unknown', { role: role.slice(0, 40), known: ROLES.join(', ') });
  const agency = (await findAgencyByCode(db, code, day)) ?? (await findAgencyByCode(db, code, LAST_DAY));
  if (!agency) throw new Problem('agency-unknown-code', { code: code.slice(0, 60) });
  if (!canGive(user, role, agency.path)) throw new Problem('role-not-givable');
  return { role, agency };
}
