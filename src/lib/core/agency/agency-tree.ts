/** The agencies of a place as a tree to be looked at. */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { AgencyKind } from './agency';

export interface TreeAgency {
  readonly id: string;
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: LocalizedText;
  readonly parentId: string | null;
}

export interface AgencyNode {
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: LocalizedText;
  /** Open ones of its own. */
  readonly counters: number;
  /** Agencies anywhere below it, and open counters there and of its own. */
  readonly agenciesBelow: number;
  readonly countersBelow: number;
  /** Empty where they are not shown: `agenciesBelow` tells. */
  readonly children: readonly AgencyNode[];
  /** Further children, of which there are too many to show. */
  readonly more: number;
}

/** Kinds in the order a province lists them. */
const KIND_ORDER: readonly AgencyKind[] = ['province', 'department', 'district', 'commune', 'centre'];

/**
 * The node of `rootId` with everything below it, down to `depth` levels (0: itself alone), at most `most` children each. Undefined: it
 * is not among the agencies. Agencies of one kind stay in the order they come in, or stand by `compare`.
 */
export function agencyTree(
  agencies: readonly TreeAgency[],
  counters: ReadonlyMap<string, number>,
  rootId: string,
  {
    depth,
    most,
    compare = () => 0
  }: { readonly depth: number; readonly most: number; readonly compare?: (a: TreeAgency, b: TreeAgency) => number }
): AgencyNode | undefined {
  const childrenOf = new Map<string, TreeAgency[]>();
  for (const agency of agencies) {
    const siblings = childrenOf.get(agency.parentId ?? '');
    if (siblings) siblings.push(agency);
    else childrenOf.set(agency.parentId ?? '', [agency]);
  }
  const order = (a: TreeAgency, b: TreeAgency) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || compare(a, b);
  const nodeOf = (agency: TreeAgency, levels: number): AgencyNode => {
    const below = childrenOf.get(agency.id) ?? [];
    const nodes = (levels > 0 ? below.toSorted(order) : below).map((child) => nodeOf(child, levels - 1));
    const own = counters.get(agency.id) ?? 0;
    return {
      code: agency.code,
      kind: agency.kind,
      name: agency.name,
      counters: own,
      agenciesBelow: nodes.reduce((sum, node) => sum + 1 + node.agenciesBelow, 0),
      countersBelow: nodes.reduce((sum, node) => sum + node.countersBelow, own),
      children: levels > 0 ? nodes.slice(0, most) : [],
      more: levels > 0 ? Math.max(0, nodes.length - most) : 0
    };
  };
  const root = agencies.find(({ id }) => id === rootId);
  return root && nodeOf(root, depth);
}
