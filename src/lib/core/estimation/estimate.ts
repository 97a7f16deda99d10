/** An estimate with its uncertainty (docs/methods.md, "Interval of a share"). Shares are 0–1, never per cent. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Why there is no interval, or how to read it.
 *   one-unit           only one PSU (one day): no degrees of freedom, no interval
 *   lonely-stratum     a stratum of the sample holds one PSU: no variance
 *   zero-variance      no variation between PSUs: the effective size was set by rule (docs/methods.md)
 *   few-days           fewer degrees of freedom than the method's minimum
 *   few-dissatisfied   n(1 − p) < 5
 *   jackknife          of a raked sample of few PSUs: the replicated variance is the larger, and stands
 */
export type EstimateNote = 'one-unit' | 'lonely-stratum' | 'zero-variance' | 'few-days' | 'few-dissatisfied' | 'jackknife';

export interface Estimate {
  readonly value: number;
  /** null: not to be had (one PSU). */
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly degreesOfFreedom: number;
  /** Respondents of the domain: those with at least one valid answer to the figure's items. */
  readonly n: number;
  /** Valid answers: the (weighted) denominator's count, unweighted. */
  readonly valid: number;
  /** PSUs of the sample (not the domain). */
  readonly psus: number;
  readonly strata: number;
  /** Against a simple random sample of n respondents with replacement; null: not to be had (docs/methods.md, "Design effect"). */
  readonly designEffect: number | null;
  /** Codes of parts without a valid answer that the method leaves out of a mean. */
  readonly absent: readonly string[];
  readonly notes: readonly EstimateNote[];
}

/**
 * Why there is no estimate at all.
 *   empty          no valid answer to any of the figure's items
 *   missing-part   a mean of items or factors of which one has no valid answer; `missing` holds their codes
 */
export interface Refusal {
  readonly refused: 'empty' | 'missing-part';
  readonly missing: readonly string[];
}

export function isRefusal(outcome: Estimate | Refusal): outcome is Refusal {
  return 'refused' in outcome;
}
