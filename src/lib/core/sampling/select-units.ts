/**
 * Units out of a list of N, each with the same probability n/N: simple random (the first n of a Fisher–Yates shuffle; Knuth 1997, 3.4.2)
 * or systematic (every N/n-th from a random start; Cochran 1977, 8). Reserves are the next of a shuffle of those that are left, so that
 * taking more or fewer of them changes neither the main sample nor its probabilities (docs/methods.md, "Drawing a sample").
 */
import type { RandomStream } from './random';

export interface SelectedUnits {
  /** Places in the list, 0 … N − 1, ascending. */
  readonly main: readonly number[];
  /** In the order in which they may be used. */
  readonly reserve: readonly number[];
}

/** n + reserves ≤ N < 2³². Throws on anything else. */
export function selectUnits(
  stream: RandomStream,
  listLength: number,
  { n, reserves, method }: { readonly n: number; readonly reserves: number; readonly method: 'srs' | 'systematic' }
): SelectedUnits {
  if (!(n >= 0 && reserves >= 0 && n + reserves <= listLength)) throw new Error(`${n} and ${reserves} of ${listLength}`);
  const list = new LazyList();
  const systematic = method === 'systematic' ? selectSystematically(stream, listLength, n) : null;
  for (let i = 0; i < n + reserves; i++) list.swap(i, systematic && i < n ? systematic[i]! : i + stream.below(listLength - i));
  const taken = Array.from({ length: n + reserves }, (_, i) => list.at(i));
  return { main: taken.slice(0, n).sort((a, b) => a - b), reserve: taken.slice(n) };
}

/**
 * Whole numbers alone: unit j holds the n points from j·n of a line of n·N, and a point is hit every N from a start of 0 … N − 1. So each
 * has probability n/N exactly, whatever N/n is. Ascending.
 */
function selectSystematically(stream: RandomStream, listLength: number, n: number): readonly number[] {
  if (n === 0) return [];
  const start = stream.below(listLength);
  return Array.from({ length: n }, (_, i) => Math.floor((start + i * listLength) / n));
}

/** 0, 1, 2 …, of which only what was moved is kept. */
class LazyList {
  private readonly moved = new Map<number, number>();

  at(place: number): number {
    return this.moved.get(place) ?? place;
  }

  swap(a: number, b: number): void {
    const [atA, atB] = [this.at(a), this.at(b)];
    this.moved.set(a, atB);
    this.moved.set(b, atA);
  }
}
