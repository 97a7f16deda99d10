/**
 * How many to draw, by four rules, each with its arithmetic step by step so that it can be followed with a hand calculator, and with what
 * must be said beside it (docs/methods.md, "Sample size"): a number that was set; Slovin (Yamane 1967), which the Ministry of Home Affairs'
 * letter 1159/BNV-CCHC uses; the proportion formula (Cochran 1977, 4.4) with design effect and response; bands by volume.
 */
import type { Band, SamplingDesign } from './design';
import { Z } from './design';

export interface ArithmeticStep {
  /** What is computed: `n₀`. */
  readonly symbol: string;
  /** `{z}² × {p} ÷ {e}²`: each name in braces stands for its value. */
  readonly formula: string;
  readonly values: Readonly<Record<string, number>>;
  readonly result: number;
  /** `up`: to the next whole number; */
  readonly rounding?: 'up';
}

export type SizeWarning =
  /** Slovin's formula assumes p = 0.5, z = 2, simple random sampling, and that everybody answers. */
  | { readonly kind: 'slovin-assumes' }
  /** The rule asks for more than there are; `margin`: what can be reached at best. */
  | { readonly kind: 'all-taken'; readonly margin: number }
  /** Just over an edge fewer are drawn than at it: `at` units give `takes`, one more gives `then`. */
  | { readonly kind: 'band-edge'; readonly at: number; readonly takes: number; readonly then: number };

export interface SampleSize {
  readonly n: number;
  readonly steps: readonly ArithmeticStep[];
  readonly warnings: readonly SizeWarning[];
}

type SizeParameters = Pick<SamplingDesign, 'size' | 'expectedShare' | 'confidence' | 'designEffect' | 'response'>;

/** For a population of N ≥ 0 units. */
export function sampleSize(population: number, parameters: SizeParameters): SampleSize {
  const { size } = parameters;
  if (population === 0) return { n: 0, steps: [], warnings: [] };
  if (size.kind === 'fixed') return fixedSize(population, size.count, parameters);
  if (size.kind === 'slovin') return slovinSize(population, size.margin);
  if (size.kind === 'bands') return bandSize(population, size.bands);
  return proportionSize(population, size.margin, parameters);
}

/** ⌈x⌉ that does not jump where binary fractions leave a speck above a whole number. */
function roundUp(x: number): number {
  return Math.ceil(x - 1e-9);
}

function fixedSize(population: number, count: number, parameters: SizeParameters): SampleSize {
  const n = Math.min(population, count);
  const steps = [{ symbol: 'n', formula: 'min({N}; {k})', values: { N: population, k: count }, result: n }];
  return { n, steps, warnings: n < count ? [{ kind: 'all-taken', margin: attainableMargin(population, parameters) }] : [] };
}

/** @example slovinSize(5000, 0.05).n // 371 */
export function slovinSize(population: number, margin: number): SampleSize {
  const raw = population / (1 + population * margin ** 2);
  const values = { N: population, e: margin };
  const n = Math.min(population, roundUp(raw));
  const steps: readonly ArithmeticStep[] = [
    { symbol: 'n', formula: '{N} ÷ (1 + {N} × {e}²)', values, result: raw },
    { symbol: 'n', formula: '⌈{x}⌉', values: { x: raw }, result: n, rounding: 'up' }
  ];
  return { n, steps, warnings: [{ kind: 'slovin-assumes' }] };
}

function proportionSize(population: number, margin: number, parameters: SizeParameters): SampleSize {
  const { expectedShare: p, confidence, designEffect, response } = parameters;
  const z = Z[`${confidence}`];
  const infinite = (z ** 2 * p * (1 - p)) / margin ** 2;
  const finite = infinite / (1 + (infinite - 1) / population);
  const clustered = Math.min(population, finite * designEffect);
  const n = Math.min(population, roundUp(clustered / response));
  const steps: readonly ArithmeticStep[] = [
    { symbol: 'n₀', formula: '{z}² × {p} × (1 − {p}) ÷ {e}²', values: { z, p, e: margin }, result: infinite },
    { symbol: 'n₁', formula: '{n₀} ÷ (1 + ({n₀} − 1) ÷ {N})', values: { 'n₀': infinite, N: population }, result: finite },
    { symbol: 'n₂', formula: 'min({N}; {n₁} × {deff})', values: { N: population, 'n₁': finite, deff: designEffect }, result: clustered },
    { symbol: 'n', formula: 'min({N}; ⌈{n₂} ÷ {r}⌉)', values: { N: population, 'n₂': clustered, r: response }, result: n, rounding: 'up' }
  ];
  const isShort = n === population && roundUp((finite * designEffect) / response) > population;
  return { n, steps, warnings: isShort ? [{ kind: 'all-taken', margin: attainableMargin(population, parameters) }] : [] };
}

/** The margin that is left where all N are asked: the formula of the size turned round. 0: a full count. */
function attainableMargin(population: number, { expectedShare: p, confidence, designEffect, response }: SizeParameters): number {
  const effective = (population * response) / designEffect;
  if (effective >= population) return 0;
  const infinite = (effective * (population - 1)) / (population - effective);
  return Z[`${confidence}`] * Math.sqrt((p * (1 - p)) / infinite);
}

/** @example bandSize(201, [{ upTo: 200, share: 1 }, { upTo: null, share: 0.3 }]).n // 61 */
export function bandSize(population: number, bands: readonly Band[]): SampleSize {
  const band = bands.find(({ upTo }) => upTo === null || population <= upTo) ?? bands.at(-1)!;
  const raw = population * band.share;
  const n = Math.min(population, roundUp(raw));
  const step: ArithmeticStep = { symbol: 'n', formula: '⌈{N} × {t}⌉', values: { N: population, t: band.share }, result: n, rounding: 'up' };
  const below = bands[bands.indexOf(band) - 1];
  const atEdge = below?.upTo === null || below === undefined ? undefined : { at: below.upTo, takes: roundUp(below.upTo * below.share) };
  const drops = atEdge && n < atEdge.takes;
  return { n, steps: [step], warnings: drops ? [{ kind: 'band-edge', ...atEdge, then: roundUp((atEdge.at + 1) * band.share) }] : [] };
}
