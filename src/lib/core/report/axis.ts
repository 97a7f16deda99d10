/**
 * One direction in which published cells add up: places (counters → agency → province), periods (months → quarter → year →
 * whole survey) or figures (items → factor → overall). A forest: every node adds to at most one total.
 */
export interface Axis {
  readonly size: number;
  /** By node, the total it adds to; −1: none. */
  readonly parent: readonly number[];
  /** By node, what adds to it; empty: nothing finer is shown. */
  readonly children: readonly (readonly number[])[];
  /** Totals that still grow (a running month, quarter, year): see withhold.ts. */
  readonly running?: ReadonlySet<number>;
}

/** `parent[node]`: the node it adds to, or −1. Throws an Error on an unknown node or a circle. */
export function makeAxis(parent: readonly number[]): Axis {
  const children: number[][] = parent.map(() => []);
  parent.forEach((total, node) => {
    if (total === -1) return;
    if (!children[total]) throw new Error(`node ${node} adds to the unknown node ${total}`);
    children[total].push(node);
    for (let above = total, steps = 0; above !== -1; above = parent[above]!, steps++)
      if (steps > parent.length) throw new Error(`node ${node} adds to itself`);
  });
  return { size: parent.length, parent, children };
}
