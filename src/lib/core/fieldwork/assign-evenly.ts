/**
 * Shares units out among interviewers so that the loads, those they have already among them, differ by one unit at most where that can
 * still be. Units of one group (a village, a commune, an agency) go to neighbours in the list: only a group at the edge of two loads is split,
 * also where somebody may not take it: then the next does, and whoever was passed over takes the group after it.
 */
export interface ShareableUnit {
  readonly id: string;
  readonly group: string;
}

type MayTake<Unit> = (interviewer: string, unit: Unit) => boolean;

/**
 * By interviewer, the units that are theirs. `loads`: open units each has already. Throws RangeError without interviewers, or where none of
 * them may take a unit.
 */
export function assignEvenly<Unit extends ShareableUnit>(
  units: readonly Unit[],
  interviewers: readonly string[],
  loads: ReadonlyMap<string, number> = new Map(),
  mayTake: MayTake<Unit> = () => true
): ReadonlyMap<string, readonly string[]> {
  if (interviewers.length === 0) throw new RangeError('assign evenly: nobody to assign to');
  const sorted = units.toSorted((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : a.id < b.id ? -1 : 1));
  const left = new Map(quotasOf(units.length, interviewers, loads).map((quota, at) => [interviewers[at]!, quota]));
  const shares = new Map<string, Unit[]>(interviewers.map((id) => [id, []]));
  const give = (id: string, unit: Unit) => {
    shares.get(id)!.push(unit);
    left.set(id, left.get(id)! - 1);
  };
  for (const unit of sorted) {
    const able = interviewers.filter((id) => mayTake(id, unit));
    if (able.length === 0) throw new RangeError('assign evenly: nobody may take a unit');
    const load = (id: string) => (loads.get(id) ?? 0) + shares.get(id)!.length;
    const next = able.find((id) => left.get(id)! > 0) ?? makeRoom(shares, left, able, mayTake);
    give(next ?? able.reduce((least, id) => (load(id) < load(least) ? id : least)), unit);
  }
  return new Map([...shares].map(([id, own]) => [id, own.map((unit) => unit.id)]));
}

/** All who may take it have their number: the one of them who could hand a unit on to somebody who has room left, and has. undefined: none. */
function makeRoom<Unit>(
  shares: ReadonlyMap<string, Unit[]>,
  left: Map<string, number>,
  able: readonly string[],
  mayTake: MayTake<Unit>
): string | undefined {
  const free = [...left].filter(([, room]) => room > 0).map(([id]) => id);
  for (const id of able) {
    const own = shares.get(id)!;
    for (let at = own.length - 1; at >= 0; at--) {
      const to = free.find((other) => mayTake(other, own[at]!));
      if (to === undefined) continue;
      shares.get(to)!.push(...own.splice(at, 1));
      left.set(to, left.get(to)! - 1);
      left.set(id, left.get(id)! + 1);
      return id;
    }
  }
  return undefined;
}

/** How many each takes so that the loads after it differ by one at most, where earlier loads allow. */
function quotasOf(count: number, interviewers: readonly string[], loads: ReadonlyMap<string, number>): readonly number[] {
  const quotas = interviewers.map(() => 0);
  const load = interviewers.map((id) => loads.get(id) ?? 0);
  for (let left = count; left > 0; left--) {
    const least = load.indexOf(Math.min(...load));
    quotas[least]!++;
    load[least]!++;
  }
  return quotas;
}
