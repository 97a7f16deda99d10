/** Agencies by what somebody types of their name, with or without accents: for forms that ask for a place and work without script. */
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { foldText, searchWords } from '../../core/vietnamese/fold';
import type { Db } from '../schema';
import { findAgencyByCode, listAgenciesOf } from '../store/agencies';
import { listAgencyPage } from '../store/agency-list';
import { isWithin } from '../../core/agency/path';

export interface FoundPlace {
  readonly id: string;
  readonly code: string;
  readonly name: LocalizedText;
}

export interface FoundPlaces {
  /** Sorted by name; at most a page of them. */
  readonly places: readonly FoundPlace[];
  readonly total: number;
}

/** Where what was typed of an agency's name (or its whole code) lists: the trees of those found, of the first page of them if more fit. */
export async function findPlacePaths(
  db: Db,
  scopes: readonly string[],
  typed: string,
  day: Day
): Promise<{ readonly paths: readonly string[]; readonly total: number }> {
  const { places, total } = await findPlaces(db, scopes, typed, day);
  const agencies = await listAgenciesOf(db, places.map(({ id }) => id), day); // prettier-ignore
  return { paths: agencies.map(({ path }) => path), total };
}

/** The agency that an address names, if it names one. Throws `agency-not-found` where it is none of these places'. */
export async function findPlace(db: Db, code: string | null, scopes: readonly string[], day: Day): Promise<Agency | null> {
  if (!code) return null;
  const agency = await findAgencyByCode(db, code, day);
  if (!agency || !scopes.some((scope) => isWithin(agency.path, scope))) throw new Problem('agency-not-found');
  return agency;
}

/** Those open on the day within the scopes: the one whose name or code was typed whole, or every one that has all the words. */
export async function findPlaces(db: Db, scopes: readonly string[], typed: string, day: Day): Promise<FoundPlaces> {
  const words = searchWords(typed.slice(0, 100));
  if (words.length === 0 || scopes.length === 0) return { places: [], total: 0 };
  const byCode = await findAgencyByCode(db, typed.normalize('NFC').trim(), day);
  if (byCode && scopes.some((scope) => isWithin(byCode.path, scope)))
    return { places: [{ id: byCode.id, code: byCode.code, name: byCode.name }], total: 1 };
  const filter = { scopes, day, kind: undefined, state: 'open' } as const;
  const { rows, total } = await listAgencyPage(db, filter, { text: typed, words, sort: { key: 'name', descending: false }, page: 1 });
  const places = rows.map(({ id, code, nameVi, nameEn }) => ({ id, code, name: { vi: nameVi, en: nameEn } }));
  const folded = foldText(typed);
  const whole = places.filter(({ name }) => [name.vi, name.en].some((one) => foldText(one) === folded));
  return whole.length > 0 ? { places: whole, total: whole.length } : { places, total };
}
