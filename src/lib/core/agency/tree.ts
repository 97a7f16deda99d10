/**
 * The tree over a list of agencies (as they stand on one day): who stands below whom. An agency whose parent is not in the list
 * is a root of it, so a viewer's own part of the tree builds just as well. Refuses a circle.
 */
import type { Agency } from './agency';

export interface AgencyNode {
  readonly agency: Agency;
  /** In the order of the list. */
  readonly children: readonly AgencyNode[];
}

export function buildTree(agencies: readonly Agency[]): readonly AgencyNode[] {
  const listed = new Set(agencies.map((agency) => agency.id));
  const below = new Map<string | null, Agency[]>();
  for (const agency of agencies) {
    const parent = agency.parentId !== null && listed.has(agency.parentId) ? agency.parentId : null;
    const siblings = below.get(parent);
    if (siblings) siblings.push(agency);
    else below.set(parent, [agency]);
  }
  let placed = 0;
  const nodesBelow = (parent: string | null): readonly AgencyNode[] =>
    (below.get(parent) ?? []).map((agency) => {
      placed++;
      return { agency, children: nodesBelow(agency.id) };
    });
  const roots = nodesBelow(null);
  if (placed !== listed.size || listed.size !== agencies.length)
    throw new Error('the agencies are no tree: one stands below itself, or is listed twice');
  return roots;
}
