/**
 * Wilson's score interval (1927) at the effective size n_e = p̂(1 − p̂)/v, with t in the place of z (Kott and Carr 1997;
 * docs/methods.md, "Interval of a share"). With zero variance n_e = n, the respondents. Never refused where there are degrees of
 * freedom: it is defined at 0 and 1.
 */
import type { Interval } from './estimate';
import type { Count } from './fisher-exact';
import { tQuantile } from './quantiles';
import type { ShareVariance } from './share-variance';
import { hasVariance } from './share-variance';

export function wilsonInterval(figure: ShareVariance): Interval {
  const { share, variance, degreesOfFreedom, n, level } = figure;
  const size = hasVariance(figure) ? (share * (1 - share)) / variance : n;
  const squared = tQuantile((1 + level) / 2, degreesOfFreedom) ** 2;
  const middle = (share + squared / (2 * size)) / (1 + squared / size);
  const margin = Math.sqrt((share * (1 - share)) / size + squared / (4 * size * size)) * (Math.sqrt(squared) / (1 + squared / size));
  // Rounding may leave a limit just past the share, or past 0 or 1.
  return { lower: share <= 0 ? 0 : clip(0, middle - margin, share), upper: share >= 1 ? 1 : clip(share, middle + margin, 1) };
}

/** Of `part` of `whole` ≥ 1 in a simple random sample, 95 %. */
export function wilsonOfCount({ part, whole }: Count): Interval {
  const share = part / whole;
  return wilsonInterval({ share, variance: (share * (1 - share)) / whole, degreesOfFreedom: Infinity, n: whole, level: LEVEL });
}

const LEVEL = 0.95;

const clip = (lowest: number, value: number, highest: number): number => Math.max(lowest, Math.min(value, highest));
