/**
 * Disclosure control by cell suppression (docs/methods.md, "What is withheld"; Willenborg and de Waal 2001, ch. 4). Cells are counts of
 * respondents over the product of axes along which they add up. A cell with 1 … minimum − 1 respondents is withheld (`few`);
 * then, in every set of cells that add to a total, where withheld cells are one alone or hold fewer than `together` respondents,
 * the smallest shown cell is withheld too (`complement`, ties by place), and where none is left the total; over all axes until
 * nothing changes.
 *
 * A running total (`Axis.running`) takes nothing from its parts: closed periods keep their pattern when a month begins. It is
 * withheld itself where it would give away closed parts, and so is the running total above it; a running part needs no more than
 * 5 respondents, since today's page less yesterday's tells as much.
 *
 * Ours, because pages of the total and pages of its parts are both there to be read: a withheld total whose parts are all shown
 * is their sum, so the smallest of them is withheld with it. Cells without respondents are never withheld.
 */
import type { Axis } from './axis';

export const SHOWN = 0;
/** Too few respondents. */
export const FEW = 1;
/** Would give away a withheld neighbour. */
export const COMPLEMENT = 2;
/** The caller's own reason. */
export const GIVEN = 3;

export interface Lattice {
  /** The last axis runs fastest: with sizes a, b, c the cell (i, j, k) is (i·b + j)·c + k. */
  readonly axes: readonly Axis[];
  /** Respondents by cell. */
  readonly counts: ArrayLike<number>;
}

export interface WithholdRule {
  /** Fewer respondents than this (and more than none) are withheld. */
  readonly minimum: number;
  /** Withheld cells of one set must hold this many together. */
  readonly together: number;
  /** Further cells to withhold from the start; they get the mark `GIVEN`. */
  readonly given?: (cell: number) => boolean;
  /** Cells that are withheld whenever this one is. */
  readonly follow?: (cell: number) => readonly number[];
}

/** By cell, one of the marks above. The same lattice and rule give the same marks, always. */
export function withhold(lattice: Lattice, rule: WithholdRule): Uint8Array {
  const { counts, axes } = lattice;
  const strides = stridesOf(axes);
  const marks = new Uint8Array(counts.length);
  const withheld: number[] = [];

  const hide = (cell: number, mark: number): void => {
    if (marks[cell] !== SHOWN || counts[cell] === 0) return;
    marks[cell] = counts[cell]! < rule.minimum ? FEW : mark;
    withheld.push(cell);
    for (const other of rule.follow?.(cell) ?? []) hide(other, COMPLEMENT);
  };
  /** Withholds in the set of a total on one axis until the rule holds. */
  const settle = (total: number, axis: number): void => {
    const { children, size, running } = axes[axis]!;
    const stride = strides[axis]!;
    const node = Math.floor(total / stride) % size;
    const runs = running?.has(node) ?? false;
    const at = (part: number) => total + (part - node) * stride;
    const closed = runs ? children[node]!.filter((child) => !running!.has(child)) : children[node]!;
    const parts = closed.map(at).filter((part) => counts[part]! > 0);
    const holdsClosed = (sum: number): boolean =>
      children[sum]!.some((part) => (running!.has(part) ? holdsClosed(part) : counts[at(part)]! > 0));
    // A withheld running part would follow from this total, and what is closed in it from that.
    const tells = runs && children[node]!.some((part) => running!.has(part) && marks[at(part)] !== SHOWN && holdsClosed(part));
    for (;;) {
      const hidden = parts.filter((part) => marks[part] !== SHOWN);
      const smallest = smallestShown(parts, counts, marks);
      if (marks[total] !== SHOWN) {
        if (runs || hidden.length > 0 || smallest === undefined) return;
        hide(smallest, COMPLEMENT);
      } else {
        const sum = hidden.reduce((respondents, part) => respondents + counts[part]!, 0);
        if (!tells && (hidden.length === 0 || (hidden.length > 1 && sum >= rule.together))) return;
        hide(runs ? total : (smallest ?? total), COMPLEMENT);
      }
    }
  };

  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]! < rule.minimum) hide(cell, FEW);
  if (rule.given) for (let cell = 0; cell < counts.length; cell++) if (rule.given(cell)) hide(cell, GIVEN);
  for (let next = 0; next < withheld.length; next++) {
    const cell = withheld[next]!;
    for (const [axis, { parent, children, size }] of axes.entries()) {
      const stride = strides[axis]!;
      const node = Math.floor(cell / stride) % size;
      if (parent[node] !== -1) settle(cell + (parent[node]! - node) * stride, axis);
      if (children[node]!.length > 0) settle(cell, axis);
    }
  }
  return marks;
}

/** How far apart two cells lie that differ by one on each axis. */
function stridesOf(axes: readonly Axis[]): readonly number[] {
  const strides = axes.map(() => 1);
  for (let axis = axes.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * axes[axis + 1]!.size;
  return strides;
}

function smallestShown(parts: readonly number[], counts: ArrayLike<number>, marks: Uint8Array): number | undefined {
  let smallest: number | undefined;
  for (const part of parts) if (marks[part] === SHOWN && (smallest === undefined || counts[part]! < counts[smallest]!)) smallest = part;
  return smallest;
}
