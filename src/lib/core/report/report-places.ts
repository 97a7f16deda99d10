/**
 * Where answers came in: the agencies of a survey as they stand on one day and its counters, as a forest. A place's key is an
 * agency's or a counter's id.
 */
import { directKey } from '../agency/direct-key';
import type { Life } from '../agency/agency';
import { existsOn } from '../agency/agency';
import type { Day } from '../calendar/day';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { Axis } from './axis';
import { makeAxis } from './axis';

export interface ReportAgency extends Life {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: LocalizedText;
  readonly parentId: string | null;
  /** Where it stands in the tree of the survey: its parent, or the agency that it went into. */
  readonly under: string | null;
}

export interface ReportCounter {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly agencyId: string;
}

export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: LocalizedText;
  readonly agency: ReportAgency | null;
  readonly counter: ReportCounter | null;
  /** The agency whose answers these are that came in at no counter. */
  readonly direct?: string;
}

export interface ReportPlaces {
  readonly places: readonly Place[];
  readonly axis: Axis;
  /** Index of a place; undefined: it has no counter of the survey in it. */
  indexOf(id: string): number | undefined;
  /** Ids of the counters of a place (and keys of direct answers): its own and those below. */
  countersOf(place: number): readonly string[];
}

/**
 * Agencies without a counter of the survey at or below them are left out; `direct`: those that are spoken of without one. Throws an Error
 * on a counter of an unknown agency.
 */
export function reportPlaces(
  agencies: readonly ReportAgency[],
  counters: readonly ReportCounter[],
  direct: readonly string[] = []
): ReportPlaces {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const wanted = new Set<string>();
  for (const counter of counters)
    if (!byId.has(counter.agencyId)) throw new Error(`counter ${counter.id} stands at the unknown agency ${counter.agencyId}`);
  for (const agencyId of [...counters.map((counter) => counter.agencyId), ...direct]) {
    for (let id: string | null = agencyId; id !== null && !wanted.has(id); id = byId.get(id)?.under ?? null)
      if (byId.has(id)) wanted.add(id);
  }
  const places: Place[] = [
    ...agencies
      .filter((agency) => wanted.has(agency.id))
      .map((agency) => ({ id: agency.id, code: agency.code, name: agency.name, agency, counter: null })),
    ...counters.map((counter) => ({
      id: counter.id,
      code: counter.code,
      name: { vi: counter.name, en: counter.name },
      agency: null,
      counter
    })),
    ...direct.flatMap((id): readonly Place[] => {
      const agency = byId.get(id);
      return agency ? [{ id: directKey(id), code: agency.code, name: agency.name, agency: null, counter: null, direct: id }] : [];
    })
  ];
  const index = new Map(places.map((place, i) => [place.id, i]));
  const axis = makeAxis(places.map((place) => index.get(place.counter?.agencyId ?? place.direct ?? place.agency?.under ?? '') ?? -1));
  const countersOf = (place: number): readonly string[] => {
    const { id, agency } = places[place]!;
    return agency === null ? [id] : axis.children[place]!.flatMap(countersOf);
  };
  return { places, axis, indexOf: (id) => index.get(id), countersOf };
}

/** The agencies under the same parent and of the same kind on the day, the agency itself included; a root has none. */
export function sistersOn({ places }: ReportPlaces, place: number, day: Day): readonly number[] {
  const own = places[place]!.agency;
  if (!own || own.parentId === null) return [];
  const isSister = ({ agency }: Place) => agency?.parentId === own.parentId && agency.kind === own.kind && existsOn(agency, day);
  return [...places.keys()].filter((other) => other === place || isSister(places[other]!));
}

/** Every agency under a place that has a counter of the survey and exists on the day: what is compared and ranked. */
export function agenciesBelowOn(tree: ReportPlaces, place: number, day: Day): readonly number[] {
  return tree.axis.children[place]!.flatMap((child) => {
    const { agency } = tree.places[child]!;
    if (!agency) return [];
    return [...(existsOn(agency, day) ? [child] : []), ...agenciesBelowOn(tree, child, day)];
  });
}
