/** What a design comes to on a list, before anything is drawn: size, allocation, reserves, clusters and the margins to be expected. */
import { allocate } from './allocation';
import type { StratumShare } from './allocation';
import type { ClusterKind, SamplingDesign, StratumPart } from './design';
import { plainName, stratumName } from './design';
import { reservesFor } from './draw-sample';
import type { AgencyPart, ExpectedMargin } from './expected-margin';
import { expectedMargins } from './expected-margin';
import type { SampleSize } from './sample-size';
import { sampleSize } from './sample-size';

/** Rows of a list that agree in everything a design may part or cluster by. */
export interface FrameGroup {
  readonly agency: string;
  readonly level: string;
  readonly field: string;
  readonly area: string;
  readonly village: string;
  /** `person`, `organisation`; '': the list does not say. */
  readonly personKind: string;
  /** What can be drawn. */
  readonly units: number;
}

export interface PlannedStratum extends StratumShare {
  readonly reserve: number;
  /** Clusters taken at each stage, and how many there are at the first. */
  readonly clusters: readonly number[];
  readonly firstStage: number;
  /** Where the rule is used for each stratum. */
  readonly size: SampleSize | null;
}

export type PlanWarning =
  /** Strata of which one cluster is drawn out of several: they have no variance of their own. */
  | { readonly kind: 'one-cluster'; readonly strata: number }
  /** Clusters with fewer units than would be taken in one: the sample may fall short. */
  | { readonly kind: 'small-clusters'; readonly clusters: number; readonly take: number }
  /** Strata with fewer units to draw than clusters: some clusters would be visited for nobody. */
  | { readonly kind: 'more-clusters-than-units'; readonly strata: number }
  /** Expected shares of strata that there are not: a code was mistyped, and they count for nothing. */
  | { readonly kind: 'shares-of-none'; readonly names: readonly string[] };

export interface SamplePlan {
  readonly population: number;
  readonly n: number;
  readonly reserve: number;
  /** Where the rule is used once for all. */
  readonly size: SampleSize | null;
  readonly strata: readonly PlannedStratum[];
  /** Over all, and by agency. */
  readonly margin: number | null;
  readonly margins: readonly ExpectedMargin[];
  readonly warnings: readonly PlanWarning[];
}

/** The same name as the draw's strata have. */
export function stratumOf(group: Readonly<Record<StratumPart, string>>, parts: readonly StratumPart[]): string {
  return stratumName(parts.map((part) => group[part]));
}

export function clustersOf(group: Readonly<Record<ClusterKind, string>>, stages: SamplingDesign['stages']): readonly string[] {
  return stages.map(({ by }) => plainName(group[by]));
}

/** Throws sampling-too-few. */
export function planSample(groups: readonly FrameGroup[], design: SamplingDesign): SamplePlan {
  const byStratum = gather(groups, (group) => stratumOf(group, design.strata));
  const sizes = [...byStratum].map(([name, own]) => ({ name, units: unitsOf(own) }));
  const population = unitsOf(groups);
  const size = design.sizeOf === 'all' ? sampleSize(population, design) : null;
  const shares = size
    ? allocate(sizes, size.n, design).map((share) => ({ ...share, size: null }))
    : sizes.map((one) => sizedAlone(one, design));
  const strata = shares.map((share) => planStratum(share, byStratum.get(share.name)!, design));
  const filled = new Map(strata.map((stratum) => [stratum.name, stratum]));
  const parts = [...byStratum].flatMap(([stratum, own]) => own.map(({ agency, units }) => ({ agency, stratum, units })));
  const all = strata.map(({ name, units }) => ({ agency: '', stratum: name, units }));
  return {
    population,
    n: strata.reduce((sum, { n }) => sum + n, 0),
    reserve: strata.reduce((sum, { reserve }) => sum + reserve, 0),
    size,
    strata,
    margin: expectedMargins(all, filled, design)[0]?.margin ?? null,
    margins: expectedMargins(joined(parts), filled, design),
    warnings: findWarnings(byStratum, strata, design)
  };
}

function gather<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function unitsOf(groups: readonly { readonly units: number }[]): number {
  return groups.reduce((sum, { units }) => sum + units, 0);
}

/** The rule for one stratum alone, which gets no fewer than the minimum. */
function sizedAlone({ name, units }: { readonly name: string; readonly units: number }, design: SamplingDesign) {
  const size = sampleSize(units, design);
  const least = Math.min(units, Math.max(2, design.minimumPerStratum));
  const n = Math.max(size.n, least);
  return { name, units, n, part: 0, held: n === units ? ('all' as const) : n > size.n ? ('minimum' as const) : null, size };
}

function planStratum(
  share: StratumShare & { readonly size: SampleSize | null },
  groups: readonly FrameGroup[],
  design: SamplingDesign
): PlannedStratum {
  const first = design.stages[0];
  const firstStage = first ? new Set(groups.map((group) => plainName(group[first.by]))).size : 0;
  let above = 1;
  const clusters = design.stages.map(({ count }, stage) => (above *= stage === 0 ? Math.min(count, firstStage) : count));
  const last = clusters.at(-1) ?? 1;
  // Reserves are counted in each cluster, so that each has its own.
  const each = reservesFor(share.n / last, design.reserveShare);
  return { ...share, clusters, firstStage, reserve: Math.min(share.units - share.n, Math.ceil(each * last)) };
}

/** One part an agency and stratum. */
function joined(parts: readonly AgencyPart[]): readonly AgencyPart[] {
  return [...gather(parts, ({ agency, stratum }) => `${agency}|${stratum}`).values()].map((own) => ({ ...own[0]!, units: unitsOf(own) }));
}

function findWarnings(
  byStratum: ReadonlyMap<string, readonly FrameGroup[]>,
  strata: readonly PlannedStratum[],
  design: SamplingDesign
): readonly PlanWarning[] {
  const names = Object.keys(design.expectedShares).filter((name) => !byStratum.has(name));
  return [...(names.length > 0 ? [{ kind: 'shares-of-none', names } as const] : []), ...warningsOfStages(byStratum, strata, design)];
}

function warningsOfStages(
  byStratum: ReadonlyMap<string, readonly FrameGroup[]>,
  strata: readonly PlannedStratum[],
  { stages }: SamplingDesign
): readonly PlanWarning[] {
  if (stages.length === 0) return [];
  const alone = strata.filter(({ clusters, firstStage }) => clusters[0] === 1 && firstStage > 1).length;
  const thin = strata.filter(({ n, clusters }) => n < clusters.at(-1)!).length;
  let [small, take] = [0, 0];
  for (const { name, n, clusters } of strata) {
    const each = n / clusters.at(-1)!;
    const last = gather(byStratum.get(name)!, (group) => clustersOf(group, stages).join('|'));
    small += [...last.values()].filter((own) => unitsOf(own) < each).length;
    take = Math.max(take, Math.ceil(each));
  }
  return [
    ...(alone > 0 ? [{ kind: 'one-cluster', strata: alone } as const] : []),
    ...(small > 0 ? [{ kind: 'small-clusters', clusters: small, take } as const] : []),
    ...(thin > 0 ? [{ kind: 'more-clusters-than-units', strata: thin } as const] : [])
  ];
}
