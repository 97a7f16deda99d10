/**
 * The levels of one item as a bar that starts at the line between not satisfied and satisfied: the length to its right is the
 * satisfaction percentage, to its left stand the other levels, the middle one nearest to the line.
 */
import type { ItemFigure } from '../../core/report/report';

type Levels = NonNullable<ItemFigure['levels']>;

export interface Segment {
  readonly level: number;
  /** CSS class of its colour: `l1` … `l5`, `l12`, `l23`, `l45` for the mixtures that longer scales need. */
  readonly colour: string;
  /** Position and width in per cent of the bar's room. */
  readonly x: number;
  readonly width: number;
  /** Share 0–1 of the answers. */
  readonly share: number;
}

/** Colours from the line outwards, by how many levels stand on that side. */
const LEFT: Readonly<Record<number, readonly string[]>> = {
  1: ['l3'],
  2: ['l3', 'l2'],
  3: ['l3', 'l2', 'l1'],
  4: ['l3', 'l23', 'l2', 'l1'],
  5: ['l3', 'l23', 'l2', 'l12', 'l1']
};
const RIGHT: Readonly<Record<number, readonly string[]>> = { 1: ['l5'], 2: ['l4', 'l5'], 3: ['l4', 'l45', 'l5'] };

/** The room left of the line as a share: the largest "not satisfied" of all rows, rounded up to a tenth, so that all rows line up. */
export function leftRoom(rows: readonly (Levels | null)[]): number {
  const largest = Math.max(0.1, ...rows.map((levels) => (levels ? unsatisfiedShare(levels) : 0)));
  return Math.ceil(largest * 10 - 1e-9) / 10;
}

/** Where a share of satisfaction lies, in per cent of the bar's room; 0 is the line. */
export function positionInBar(room: number, share: number): number {
  return ((room + share) / (room + 1)) * 100;
}

export function segmentsOf(levels: Levels, room: number): readonly Segment[] {
  const total = levels.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const outwards = (side: readonly Levels[number][], direction: 1 | -1, colours: readonly string[]) => {
    let edge = 0;
    return side.map(({ level, count }, i) => {
      const share = count / total;
      const start = direction === 1 ? edge : -edge - share;
      edge += share;
      const x = positionInBar(room, start);
      return { level, colour: colours[i] ?? colours.at(-1)!, x, width: positionInBar(room, start + share) - x, share };
    });
  };
  const left = levels.filter((level) => !level.satisfied).toReversed();
  const right = levels.filter((level) => level.satisfied);
  const segments = [...outwards(left, -1, coloursFor(LEFT, left.length)), ...outwards(right, 1, coloursFor(RIGHT, right.length))];
  return segments.toSorted((a, b) => a.level - b.level);
}

function unsatisfiedShare(levels: Levels): number {
  const total = levels.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? 0 : levels.reduce((sum, { count, satisfied }) => sum + (satisfied ? 0 : count), 0) / total;
}

function coloursFor(palette: Readonly<Record<number, readonly string[]>>, levels: number): readonly string[] {
  const longest = Math.max(...Object.keys(palette).map(Number));
  return palette[Math.min(levels, longest)] ?? [];
}
