/** Draws from a seeded generator, as the made-up counters need them. */
import type { Random } from '../../../bench/coverage/generator';
import { drawGamma } from '../../../bench/coverage/generator';

/** Box and Muller's. */
export const drawNormal = (random: Random): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

export const drawBetween = (random: Random, least: number, most: number): number => least + (most - least) * random();

/** Whole, both ends included. */
export const drawWhole = (random: Random, least: number, most: number): number => Math.floor(drawBetween(random, least, most + 1));

/** Knuth's, for means up to a few hundred. */
export function drawPoisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** A factor of mean 1 whose square of the coefficient of variation is 1/shape. */
export const drawFactor = (random: Random, shape: number): number => drawGamma(shape, random) / shape;

export const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
