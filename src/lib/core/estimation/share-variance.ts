/** What every interval of a share is made of (docs/methods.md, "Interval of a share"). */
export interface ShareVariance {
  /** 0–1; for a ratio R and v(R) stand for p̂ and v. */
  readonly share: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
  /** Respondents of the domain, never answers. */
  readonly n: number;
  /** Confidence level, 0–1. */
  readonly level: number;
}

/** False: zero variance, v ≤ 1e-12·p̂(1 − p̂)/n, or a share at 0 or 1. */
export function hasVariance({ share, variance, n }: ShareVariance): boolean {
  return share > 0 && share < 1 && variance > (1e-12 * share * (1 - share)) / n;
}
