/** What a report says of the agencies that its own took over, and of those that took it over. */
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import type { Lineage } from '../../core/report/lineage';
import type { ReportPlaces } from '../../core/report/report-places';
import type { Succession } from '../../core/agency/succession';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Db } from '../schema';
import { findAgency, LAST_DAY, listAgenciesBelow } from '../store/agencies';
import { listSuccessions } from '../store/successions';

/** `place`: the agency's; null: the survey runs at no counter there, and nothing of former agencies is in its figures. */
export async function readLineage(db: Db, agency: Agency, tree: ReportPlaces, place: number | null, today: Day): Promise<Lineage> {
  const successions = await listSuccessions(db, today);
  const followed: Lineage['followed'][number][] = [];
  for (const { successorId, onDay } of successions.filter(({ predecessorId }) => predecessorId === agency.id)) {
    const { code, name } = (await findAgency(db, successorId, LAST_DAY))!;
    followed.push({ on: onDay, code, name });
  }
  const formed = place === null ? null : formedOf(tree, place, successions, await readEmptied(db, tree, place, agency.id, successions));
  return { formed, followed: followed.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : compareNames(a.name.vi, b.name.vi))) };
}

/**
 * Former agencies without a counter of their own in the survey (a province seldom has one), what stood below which counts here now: their
 * last names by their ids. They are no places of the tree, and the line breaks all the same.
 */
async function readEmptied(
  db: Db,
  { places, axis, indexOf }: ReportPlaces,
  place: number,
  agencyId: string,
  successions: readonly Succession[]
): Promise<ReadonlyMap<string, Agency['name']>> {
  const emptied = new Map<string, Agency['name']>();
  const below = new Set<string>();
  const gather = (at: number): void => {
    for (const child of axis.children[at]!) if (places[child]!.agency) gather(child);
    below.add(places[at]!.id);
  };
  gather(place);
  for (const { predecessorId, successorId, onDay } of successions) {
    if (successorId !== agencyId || indexOf(predecessorId) !== undefined) continue;
    const former = await findAgency(db, predecessorId, addDays(onDay, -1));
    const left = former ? await listAgenciesBelow(db, former.path, addDays(onDay, -1)) : [];
    if (left.some(({ id }) => id !== predecessorId && below.has(id))) emptied.set(predecessorId, former!.name);
  }
  return emptied;
}

/** Those of the agencies that hold former ones. */
export async function readFormed(
  db: Db,
  tree: ReportPlaces,
  wanted: readonly number[],
  today: Day
): Promise<ReadonlyMap<number, Lineage['formed']>> {
  const successions = await listSuccessions(db, today);
  return new Map(wanted.map((place) => [place, formedOf(tree, place, successions)]));
}

function formedOf(
  { places, axis }: ReportPlaces,
  place: number,
  successions: readonly Succession[],
  emptied: ReadonlyMap<string, Agency['name']> = new Map()
): Lineage['formed'] {
  const id = places[place]!.agency?.id;
  const held = new Map([
    ...emptied,
    ...axis.children[place]!.flatMap((child) => {
      const former = places[child]!.agency;
      return former && former.parentId !== id ? [[former.id, former.name] as const] : [];
    })
  ]);
  const took = successions.filter(({ predecessorId, successorId }) => successorId === id && held.has(predecessorId));
  const days = took.map(({ onDay }) => onDay).toSorted();
  const from = took.map(({ predecessorId }) => held.get(predecessorId)!).toSorted((a, b) => compareNames(a.vi, b.vi));
  return days.length === 0 ? null : { on: days.at(-1)!, from };
}
