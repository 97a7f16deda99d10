/**
 * Clusters with probability proportional to size, systematically in the list's order (Madow 1949; Särndal, Swensson and Wretman 1992, 3.6.2;
 * docs/methods.md, "Drawing a sample"). One so large that its probability would reach 1 is taken for certain; it leaves the list, and the
 * rest is computed again. Refused: a size of zero, which could never be drawn.
 */
import { Problem } from '../problem';
import type { RandomStream } from './random';

export interface SelectedClusters {
  /** Indexes, ascending. */
  readonly taken: readonly number[];
  /** π of each of those. */
  readonly probabilities: readonly number[];
}

export interface SizedCluster {
  readonly name: string;
  readonly size: number;
}

/** 0 ≤ n ≤ clusters. Throws size-zero. */
export function selectPps(stream: RandomStream, clusters: readonly SizedCluster[], n: number): SelectedClusters {
  const empty = clusters.find(({ size }) => !(size > 0));
  if (empty) throw new Problem('sampling-size-zero', { name: empty.name });
  const certain = findCertainties(clusters, n);
  const rest = clusters.map((_, i) => i).filter((i) => !certain.has(i));
  const left = n - certain.size;
  const total = rest.reduce((sum, i) => sum + clusters[i]!.size, 0);
  const probabilities = new Map([...certain].map((i) => [i, 1]));
  if (left > 0) {
    // Cluster i holds size·n points of a line of total·n; a point is hit every `total` from a random start. Whole numbers alone.
    let hit = stream.below(total);
    let end = 0;
    for (const i of rest) {
      end += clusters[i]!.size * left;
      if (hit < end) {
        probabilities.set(i, (left * clusters[i]!.size) / total);
        hit += total;
      }
    }
  }
  const taken = [...probabilities.keys()].sort((a, b) => a - b);
  return { taken, probabilities: taken.map((i) => probabilities.get(i)!) };
}

/** Indexes of the clusters that are taken for certain. */
function findCertainties(clusters: readonly SizedCluster[], n: number): ReadonlySet<number> {
  const certain = new Set<number>();
  for (;;) {
    const left = n - certain.size;
    const total = clusters.reduce((sum, { size }, i) => (certain.has(i) ? sum : sum + size), 0);
    const more = left === 0 ? [] : clusters.flatMap(({ size }, i) => (!certain.has(i) && size * left >= total ? [i] : []));
    if (more.length === 0) return certain;
    for (const i of more) certain.add(i);
  }
}
