/** The receiving counter that a list names: by its code or its name, first among those of the handling agency. */
import { agencyKey } from './match-agency';

export interface NamedCounter {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly agencyId: string;
}

/** Returns null where no counter bears it, or several do that are not the agency's: the unit is kept without one. */
export function counterMatcher(counters: readonly NamedCounter[]): (written: string, agencyId: string) => string | null {
  const byCode = new Map(counters.map((counter) => [counter.code.toLowerCase(), counter.id]));
  const byName = new Map<string, NamedCounter[]>();
  for (const counter of counters) {
    const key = agencyKey(counter.name);
    byName.set(key, [...(byName.get(key) ?? []), counter]);
  }
  return (written, agencyId) => {
    const found = byCode.get(written.toLowerCase().replace(/[\s-]/g, ''));
    if (found !== undefined) return found;
    const named = byName.get(agencyKey(written)) ?? [];
    const own = named.filter((counter) => counter.agencyId === agencyId);
    const [only, another] = own.length > 0 ? own : named;
    return only && !another ? only.id : null;
  };
}
