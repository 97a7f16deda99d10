/**
 * Shares units out among interviewers so that the loads, those they have already among them, differ by one unit at most where that can
 * still be. Units of one group (a village, a commune, an agency) go to neighbours in the list: only a group at the edge of two loads is split.
 */
export interface ShareableUnit {
  readonly id: string;
  readonly group: string;
}

/** By interviewer, the units that are theirs. `loads`: open units each has already. Throws RangeError without interviewers. */
export function assignEvenly(
  units: readonly ShareableUnit[],
  interviewers: readonly string[],
  loads: ReadonlyMap<string, number> = new Map()
): ReadonlyMap<string, readonly string[]> {
  if (interviewers.length === 0) throw new RangeError('assign evenly: nobody to assign to');
  const sorted = units.toSorted((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : a.id < b.id ? -1 : 1));
  const quotas = quotasOf(units.length, interviewers, loads);
  const shares = new Map<string, string[]>(interviewers.map((id) => [id, []]));
  let at = 0;
  for (const unit of sorted) {
    while (shares.get(interviewers[at]!)!.length >= quotas[at]!) at++;
    shares.get(interviewers[at]!)!.push(unit.id);
  }
  return shares;
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
