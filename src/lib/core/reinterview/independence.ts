/** Who may ask again about a form: nobody who had to do with it, and nobody of the agency that it is about. */
import { isWithinAny } from '../agency/kin-paths';

/** Of a person: the paths of the agencies at which they hold any role. */
export interface Reinterviewer {
  readonly id: string;
  readonly rolePaths: readonly string[];
}

export interface RecheckedUnit {
  /** Its interviewers, those who had its paper form, who keyed or settled it, who gave up asking again. */
  readonly workedOnBy: readonly string[];
  readonly handlingAgencyPath: string;
}

/** A role at the handling agency or below it makes a person of that agency; one above it does not. */
export function isIndependent(person: Reinterviewer, unit: RecheckedUnit): boolean {
  return !unit.workedOnBy.includes(person.id) && !person.rolePaths.some((path) => isWithinAny(path, [unit.handlingAgencyPath]));
}

/** Shares units out, each to the independent person with the fewest so far; null: nobody is independent of it. */
export function shareOut(
  units: readonly RecheckedUnit[],
  people: readonly Reinterviewer[],
  loads: ReadonlyMap<string, number>
): readonly (string | null)[] {
  const load = new Map(people.map(({ id }) => [id, loads.get(id) ?? 0]));
  return units.map((unit) => {
    const able = people.filter((person) => isIndependent(person, unit)).toSorted((a, b) => load.get(a.id)! - load.get(b.id)!);
    const chosen = able[0];
    if (!chosen) return null;
    load.set(chosen.id, load.get(chosen.id)! + 1);
    return chosen.id;
  });
}
