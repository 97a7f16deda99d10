/**
 * PAR INDEX points (docs/methods.md, "PAR INDEX points"). A share 0–1 becomes points of a maximum, `linear` (max × share) or by
 * `bands` (the part of the maximum that the rules give from a share on), each figure rounded to two decimals half up. What is
 * printed is what counts: totals add printed points and lost points are the maximum less the printed ones, in whole hundredths,
 * so that no sum of doubles shows. The interval's limits go through the same conversion.
 *
 * Refused (thrown): points that are no number, a share outside [0, 1].
 */
import type { Interval } from '../estimation/estimate';

/** From this share (0–1) on, `points` is the part (0–1) of the maximum. */
export interface Band {
  readonly from: number;
  readonly points: number;
}

export type Conversion = { readonly kind: 'linear' } | { readonly kind: 'bands'; readonly bands: readonly Band[] };

/** In hundredths: larger than the error of a product of doubles, smaller than any distance from a tie that answers can make. */
const TIE = 1e-9;
/** A share nearer than this to a band's edge differs from it by rounding only. */
const EDGE = 1e-12;

/**
 * Points in whole hundredths, half away from zero; a tie that floating point missed by a hair is still a tie. Never −0.
 * @example toHundredths(8.985) === 899
 */
export function toHundredths(points: number): number {
  if (!Number.isFinite(points)) throw new Error(`${points} points`);
  return Math.sign(points) * Math.floor(Math.abs(points) * 100 + 0.5 + TIE) + 0;
}

/**
 * As printed, two decimals.
 * @example roundPoints(8.985) === 8.99
 */
export function roundPoints(points: number): number {
  return toHundredths(points) / 100;
}

/**
 * The sum of printed points.
 * @example sumPoints([0.1, 0.2]) === 0.3
 */
export function sumPoints(points: readonly number[]): number {
  return points.reduce((hundredths, each) => hundredths + toHundredths(each), 0) / 100;
}

/**
 * Maximum less printed points; negative where the points are over the maximum.
 * @example lostPoints(10, 8.99) === 1.01
 */
export function lostPoints(max: number, points: number): number {
  return subtractPoints(max, points);
}

/** Printed points less printed points, exact. */
export function subtractPoints(from: number, points: number): number {
  return (toHundredths(from) - toHundredths(points)) / 100;
}

/**
 * The printed points of a share (0–1), 0 … `max`.
 * @example convertShare({ kind: 'linear' }, 10, 0.8985) === 8.99
 */
export function convertShare(conversion: Conversion, max: number, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new Error(`a share of ${share}`);
  const part = conversion.kind === 'linear' ? share : partOfBand(conversion.bands, share);
  return roundPoints(max * part);
}

/** The limits (shares 0–1) as points; conversions are monotone, so the points of a share inside lie between them. */
export function convertInterval(conversion: Conversion, max: number, { lower, upper }: Interval): Interval {
  return { lower: convertShare(conversion, max, lower), upper: convertShare(conversion, max, upper) };
}

function partOfBand(bands: readonly Band[], share: number): number {
  const band = bands.findLast(({ from }) => from <= share + EDGE);
  if (!band) throw new Error(`no band for a share of ${share}`);
  return band.points;
}

/** What is wrong with a conversion, a sentence each for whoever wrote the rules; an empty list: nothing. */
export function faultsOfConversion(conversion: Conversion): readonly string[] {
  if (conversion.kind === 'linear') return [];
  const { bands } = conversion;
  const pairs = bands.slice(1).map((band, i) => [bands[i]!, band] as const);
  return [
    ...(bands[0]?.from === 0 ? [] : ['bands: the first must begin at 0']),
    ...bands.filter(({ from }) => !isShare(from)).map(({ from }) => `bands: ${from} is no share from 0 to 1`),
    ...bands.filter(({ points }) => !isShare(points)).map(({ points }) => `bands: ${points} is no part of the maximum from 0 to 1`),
    ...pairs.filter(([a, b]) => !(b.from > a.from + EDGE)).map(([, { from }]) => `bands: ${from} must begin above the one before`),
    ...pairs.filter(([a, b]) => b.points < a.points).map(([, { from }]) => `bands: from ${from} on there are fewer points than before`)
  ];
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}
