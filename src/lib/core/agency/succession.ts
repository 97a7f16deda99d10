/**
 * Agencies that take over others. One tree holds for a whole survey: that of its last day, in which an agency that went whole into
 * another stands below it. So the figures of the one that took over hold those of the former ones from before, and no two pages
 * count an answer in two places (docs/decisions/0011-one-tree-a-survey.md).
 */
import type { Day } from '../calendar/day';
import type { Life } from './agency';
import { existsOn } from './agency';

export interface Succession {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly onDay: Day;
}

interface Standing extends Life {
  readonly id: string;
  readonly parentId: string | null;
}

/** The agency, all that it took over and all that took it over, each by way of others too; not what merely came of the same agency. */
export function lineIds(agencyId: string, successions: readonly Succession[]): ReadonlySet<string> {
  const line = new Set<string>();
  for (const way of ['before', 'after'] as const) {
    const found = new Set([agencyId]);
    // A set that grows is walked to its new end.
    for (const id of found)
      for (const { predecessorId, successorId } of successions) {
        const [from, to] = way === 'before' ? [successorId, predecessorId] : [predecessorId, successorId];
        if (from === id) found.add(to);
      }
    for (const id of found) line.add(id);
  }
  return line;
}

/**
 * Where each agency stands in the tree of a survey: under its parent or, if it has ended and one agency alone followed it, under that
 * one. A split has no such place: it stays where it stood.
 */
export function standUnderSuccessors<A extends Standing>(
  agencies: readonly A[],
  successions: readonly Succession[],
  day: Day
): readonly (A & { readonly under: string | null })[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const isAbove = (upper: string, lower: string): boolean => {
    for (let id: string | null = lower; id !== null; id = byId.get(id)?.parentId ?? null) if (id === upper) return true;
    return false;
  };
  return agencies.map((agency) => {
    const [only, ...others] = successions.filter(({ predecessorId }) => predecessorId === agency.id);
    const goesWhole = only && others.length === 0 && only.onDay <= day && !existsOn(agency, day);
    const stands = goesWhole && byId.has(only.successorId) && !isAbove(agency.id, only.successorId);
    return { ...agency, under: stands ? only.successorId : agency.parentId };
  });
}
