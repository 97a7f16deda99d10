/**
 * A sample by strata and stages (Cochran 1977, 11; docs/methods.md, "Drawing a sample"): in each stratum clusters, in those smaller ones,
 * in the last of them units. A quota is shared out evenly over the clusters taken; what does not divide goes, one each, to clusters chosen
 * at random, so that totals are exact and probabilities too: a unit's π is that of its clusters times m/M, m the mean share of such a
 * cluster and M the units in it. Where M < m the whole cluster is taken and the sample falls short by the difference, which shows.
 */
import type { ClusterStage, SamplingDesign } from './design';
import { randomStream } from './random';
import type { FrameNode, SamplingFrame } from './sampling-frame';
import { selectPps } from './select-pps';
import { selectUnits } from './select-units';

export interface DrawnUnit {
  /** From 1: the main sample by stratum, cluster and place in the list, then the reserves in their order. */
  readonly serial: number;
  readonly unitNo: number;
  /** 0; in a list of villages the household's place in its village, from 1. */
  readonly ordinal: number;
  readonly stratum: string;
  /** The clusters that hold it, joined by `|`; '': none. */
  readonly cluster: string;
  /** The first of them; '': the unit itself. */
  readonly psu: string;
  readonly psuProbability: number;
  /** Of a reserve: that of the unit it stands in for. */
  readonly probability: number;
  readonly role: 'main' | 'reserve';
  /** From 1 within its stratum and cluster; 0: main. */
  readonly reserveOrder: number;
}

export type DrawParameters = Pick<SamplingDesign, 'stages' | 'selection' | 'reserveShare'>;

export type UnnumberedUnit = Omit<DrawnUnit, 'serial'>;

/** `quotas`: by stratum's name. Throws sampling-size-zero. */
export function drawSample(
  frame: SamplingFrame,
  parameters: DrawParameters,
  quotas: Readonly<Record<string, number>>,
  seed: string
): readonly DrawnUnit[] {
  return numberUnits([...drawByStratum(frame, parameters, quotas, seed)]);
}

/** The same a stratum at a time, for who has other things to do in between; `numberUnits` makes the sample of all of them. */
export function* drawByStratum(
  frame: SamplingFrame,
  parameters: DrawParameters,
  quotas: Readonly<Record<string, number>>,
  seed: string
): Generator<readonly UnnumberedUnit[]> {
  for (const stratum of frame.strata) {
    const n = quotas[stratum.name] ?? 0;
    yield drawWithin(frame, parameters, seed, { node: stratum, path: [stratum.name], n, mean: n, probability: 1, psuProbability: null });
  }
}

export function numberUnits(byStratum: readonly (readonly UnnumberedUnit[])[]): readonly DrawnUnit[] {
  const of = (role: DrawnUnit['role']) => byStratum.flatMap((units) => units.filter((unit) => unit.role === role));
  return [...of('main'), ...of('reserve')].map((unit, i) => ({ serial: i + 1, ...unit }));
}

/** A stratum or cluster that was reached, with the units to take in it. */
interface Reached {
  readonly node: FrameNode;
  /** Names from the stratum on. */
  readonly path: readonly string[];
  readonly n: number;
  /** The mean of n over all draws that take this node. */
  readonly mean: number;
  readonly probability: number;
  /** Of the first cluster; null: it is still to be drawn. */
  readonly psuProbability: number | null;
}

function drawWithin(frame: SamplingFrame, parameters: DrawParameters, seed: string, reached: Reached): readonly UnnumberedUnit[] {
  const stage = parameters.stages[reached.path.length - 1];
  if (!stage) return takeUnits(frame, parameters, seed, reached);
  return drawClusters(stage, seed, reached).flatMap((next) => drawWithin(frame, parameters, seed, next));
}

function drawClusters({ count, method }: ClusterStage, seed: string, { node, path, n, mean, ...above }: Reached): readonly Reached[] {
  const stream = randomStream(seed, ...path);
  const wanted = Math.min(count, node.children.length);
  const { taken, probabilities } =
    method === 'pps'
      ? selectPps(stream, node.children, wanted)
      : selectAlike(selectUnits(stream, node.children.length, { n: wanted, reserves: 0, method: 'srs' }).main, node.children.length);
  const more = new Set(selectUnits(stream, wanted, { n: n % wanted, reserves: 0, method: 'srs' }).main);
  return taken.map((index, i) => {
    const child = node.children[index]!;
    return {
      node: child,
      path: [...path, child.name],
      n: Math.floor(n / wanted) + (more.has(i) ? 1 : 0),
      mean: mean / wanted,
      probability: above.probability * probabilities[i]!,
      psuProbability: above.psuProbability ?? probabilities[i]!
    };
  });
}

function selectAlike(taken: readonly number[], of: number) {
  return { taken, probabilities: taken.map(() => taken.length / of) };
}

function takeUnits(
  frame: SamplingFrame,
  { selection, reserveShare }: DrawParameters,
  seed: string,
  reached: Reached
): readonly UnnumberedUnit[] {
  const { node, path, mean } = reached;
  const n = Math.min(reached.n, node.units);
  const reserves = Math.min(node.units - n, reservesFor(n, reserveShare));
  const { main, reserve } = selectUnits(randomStream(seed, ...path), node.units, { n, reserves, method: selection });
  const probability = reached.probability * (Math.min(mean, node.units) / node.units);
  const [stratum = '', ...clusters] = path;
  const place = placesOf(frame, node);
  const unit = (at: number, role: DrawnUnit['role'], reserveOrder: number): UnnumberedUnit => ({
    ...place(at),
    stratum,
    cluster: clusters.join('|'),
    psu: clusters[0] ?? '',
    psuProbability: reached.psuProbability ?? probability,
    probability,
    role,
    reserveOrder
  });
  return [...main.map((at) => unit(at, 'main', 0)), ...reserve.map((at, i) => unit(at, 'reserve', i + 1))];
}

/** Reserves that a cluster's or stratum's n main units get. */
export function reservesFor(n: number, share: number): number {
  return Math.ceil(n * share - 1e-9);
}

/** From a place among the node's units to the row that holds it, and the place in that row. */
function placesOf(frame: SamplingFrame, { rows }: FrameNode): (at: number) => Pick<DrawnUnit, 'unitNo' | 'ordinal'> {
  if (!frame.isCounted) return (at) => ({ unitNo: frame.unitNo[rows[at]!]!, ordinal: 0 });
  const ends = new Float64Array(rows.length);
  rows.forEach((row, i) => (ends[i] = (ends[i - 1] ?? 0) + frame.size[row]!));
  return (at) => {
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return { unitNo: frame.unitNo[rows[low]!]!, ordinal: at - (ends[low - 1] ?? 0) + 1 };
  };
}

/** The lines whose SHA-256 is the result's hash: one a unit, its π with ten digits. */
export function* resultLines(units: readonly DrawnUnit[]): Generator<string> {
  for (const { serial, unitNo, ordinal, stratum, cluster, role, reserveOrder, probability } of units)
    yield `${[serial, unitNo, ordinal, stratum, cluster, role, reserveOrder, probability.toExponential(9)].join('\t')}\n`;
}
