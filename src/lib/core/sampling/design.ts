/** A sampling design as it is chosen, kept and compared: everything that a draw needs besides the list and the seed. */

/**
 * What may part the list into strata, in the order in which their names are joined. Names are in what a draw hashes and seeds its streams with:
 * a new part goes last, so that those of kept draws stay what they were.
 */
export const STRATUM_PARTS = ['agency', 'level', 'field', 'area', 'personKind'] as const;
export type StratumPart = (typeof STRATUM_PARTS)[number];

/** What may be a cluster, from the widest to the narrowest. */
export const CLUSTER_KINDS = ['agency', 'area', 'village'] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

/** `pps`: with probability proportional to size, systematically; `srs`: each alike. */
export type ClusterMethod = 'pps' | 'srs';

export interface ClusterStage {
  readonly by: ClusterKind;
  /** Clusters drawn in each stratum (first stage) or in each cluster of the stage before; all of them where there are fewer. */
  readonly count: number;
  readonly method: ClusterMethod;
}

export const SIZE_RULES = ['fixed', 'slovin', 'proportion', 'bands'] as const;

/** Shares are 0–1. */
export type SizeRule =
  | { readonly kind: 'fixed'; readonly count: number }
  | { readonly kind: 'slovin'; readonly margin: number }
  /** p is the design's expected share, z that of its confidence, deff and response the design's own. */
  | { readonly kind: 'proportion'; readonly margin: number }
  /** By volume, from the smallest: up to `upTo` units the share is taken. The last has no upper end. */
  | { readonly kind: 'bands'; readonly bands: readonly Band[] };

export interface Band {
  readonly upTo: number | null;
  readonly share: number;
}

export const ALLOCATIONS = ['proportional', 'equal', 'neyman', 'power'] as const;
export type AllocationKind = (typeof ALLOCATIONS)[number];

export const CONFIDENCES = [0.9, 0.95, 0.99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export interface SamplingDesign {
  /** Empty: one stratum. */
  readonly strata: readonly StratumPart[];
  /** Empty: the units are drawn at once. */
  readonly stages: readonly ClusterStage[];
  readonly size: SizeRule;
  /** The rule is used once for the whole list, or for each stratum by itself; then nothing is left to allocate. */
  readonly sizeOf: 'all' | 'stratum';
  readonly allocation: AllocationKind;
  /** Of `power`: 0 is equal, 1 proportional where the expected shares are. */
  readonly power: number;
  readonly minimumPerStratum: number;
  /** How units are taken at the last stage. */
  readonly selection: 'srs' | 'systematic';
  /** Reserves for each unit of the main sample. */
  readonly reserveShare: number;
  /** The share satisfied that is expected. 0.5 asks for the largest sample. */
  readonly expectedShare: number;
  /** By stratum, where it is known better; for `neyman`, `power` and the expected margins. */
  readonly expectedShares: Readonly<Record<string, number>>;
  readonly confidence: Confidence;
  readonly designEffect: number;
  /** The share of the sample that is expected to answer. */
  readonly response: number;
}

/** The normal quantile as tables print it, so that a hand calculator gives the same size. */
export const Z: Readonly<Record<`${Confidence}`, number>> = { '0.9': 1.645, '0.95': 1.96, '0.99': 2.576 };

export const STRATUM_PARTS_BETWEEN = ' · ';

/** The name of a stratum: the codes of its parts. */
export function stratumName(parts: readonly string[]): string {
  return parts.map(plainName).join(STRATUM_PARTS_BETWEEN);
}

/**
 * A name is a part of lines and of streams: neither their separators nor a line's end may stand in it. Plans and draws both call strata and
 * clusters by it, or what was planned for one would be drawn of none.
 */
export function plainName(name: string): string {
  return /[|\p{Cc}]/u.test(name) ? name.replaceAll(/[|\p{Cc}]/gu, ' ') : name;
}
