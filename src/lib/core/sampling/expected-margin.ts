/**
 * The margin of error that a design promises an agency before anything is drawn (docs/methods.md, "Expected margin"): z·√v with
 * v = Σ_h (N_ah/N_a)²·p_h(1 − p_h)·deff/m_ah·(1 − m_ah/N_ah), m_ah = n_h·N_ah/N_h·response the answers to be expected from agency a in
 * stratum h. Where agencies are not strata the sample falls on them by chance, and this is what it falls on average. An agency of which
 * nobody can be expected has no margin.
 */
import type { SamplingDesign } from './design';
import { Z } from './design';

/** Units of one agency in one stratum. */
export interface AgencyPart {
  readonly agency: string;
  readonly stratum: string;
  readonly units: number;
}

export interface ExpectedMargin {
  readonly agency: string;
  readonly units: number;
  /** Sampled, and answering, on average. */
  readonly sampled: number;
  readonly answers: number;
  /** Half the interval, 0–1; null: no answer can be expected of it. */
  readonly margin: number | null;
}

type MarginParameters = Pick<SamplingDesign, 'expectedShare' | 'expectedShares' | 'confidence' | 'designEffect' | 'response'>;

/** `shares`: by stratum its units N_h and sample n_h. Agencies in the order in which they first appear. */
export function expectedMargins(
  parts: readonly AgencyPart[],
  shares: ReadonlyMap<string, { readonly units: number; readonly n: number }>,
  parameters: MarginParameters
): readonly ExpectedMargin[] {
  const byAgency = new Map<string, AgencyPart[]>();
  for (const part of parts) byAgency.set(part.agency, [...(byAgency.get(part.agency) ?? []), part]);
  return [...byAgency].map(([agency, own]) => ({ agency, ...marginOf(own, shares, parameters) }));
}

function marginOf(
  parts: readonly AgencyPart[],
  shares: ReadonlyMap<string, { readonly units: number; readonly n: number }>,
  { expectedShare, expectedShares, confidence, designEffect, response }: MarginParameters
): Omit<ExpectedMargin, 'agency'> {
  const units = parts.reduce((sum, part) => sum + part.units, 0);
  let [sampled, variance, isKnown] = [0, 0, units > 0];
  for (const part of parts) {
    const stratum = shares.get(part.stratum);
    if (part.units === 0) continue;
    const n = stratum && stratum.units > 0 ? (stratum.n * part.units) / stratum.units : 0;
    const answers = n * response;
    sampled += n;
    if (answers === 0) isKnown = false;
    const p = expectedShares[part.stratum] ?? expectedShare;
    variance += ((part.units / units) ** 2 * p * (1 - p) * designEffect * (1 - answers / part.units)) / answers;
  }
  return { units, sampled, answers: sampled * response, margin: isKnown ? Z[`${confidence}`] * Math.sqrt(variance) : null };
}
