/** The generator against its authors' figures, and the evenness of what it gives. */
import { expect, test } from 'vitest';
import { fnv1a64, next, randomStream, splitmix64 } from '../../../src/lib/core/sampling/random';

test('FNV-1a 64, splitmix64 and xoshiro128** give the figures that are published for them', () => {
  expect([fnv1a64(''), fnv1a64('a'), fnv1a64('foobar')]).toEqual([0xcbf29ce484222325n, 0xaf63dc4c8601ec8cn, 0x85944171f73967e8n]);
  expect(splitmix64(1234567n)).toEqual([6457827717110365317n, 3203168211198807973n]);
  const state = new Uint32Array([1, 2, 3, 4]);
  expect(Array.from({ length: 6 }, () => next(state))).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
});

test('a stream is its seed and names, and nothing else', () => {
  const first = (...of: readonly [string, ...string[]]) => Array.from({ length: 4 }, randomStream(...of).word);
  expect(randomStream('2026', 'H01').word()).toBe(1592131030);
  expect(first('2026', 'H01')).toEqual(first('2026', 'H01'));
  const streams = [
    first('2026', 'H01'),
    first('2026', 'H02'),
    first('2027', 'H01'),
    first('2026'),
    first('2026', 'Mường La'),
    first('2026', 'Muong La')
  ];
  expect(new Set(streams.map((words) => words.join())).size).toBe(streams.length);
});

test('below gives each number as often', () => {
  const { below } = randomStream('even');
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[below(6)]!++;
  // χ² with 5 degrees of freedom: 20.5 is passed once in a thousand, and this seed is always the same.
  expect(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(20.5);
});

test('below reaches over a word, and refuses what is no whole number from 1 to 2^53', () => {
  const { below } = randomStream('long');
  const drawn = Array.from({ length: 200 }, () => below(2 ** 45));
  expect(drawn.every((x) => Number.isInteger(x) && x >= 0 && x < 2 ** 45)).toBe(true);
  expect(drawn.filter((x) => x >= 2 ** 44).length).toBeGreaterThan(60);
  expect(drawn.filter((x) => x < 2 ** 44).length).toBeGreaterThan(60);
  expect(below(1)).toBe(0);
  for (const wrong of [0, -1, 1.5, NaN, 2 ** 54]) expect(() => below(wrong)).toThrow('whole number');
});
