import { expect, test } from 'vitest';
import { randomBytes } from '../../src/lib/server/random-bytes';

test('as many bytes as asked for, and never the same ones', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 5_000; i++) {
    const bytes = randomBytes(16);
    expect(bytes).toHaveLength(16);
    seen.add(bytes.toString('hex'));
  }
  expect(seen.size).toBe(5_000);
  expect(randomBytes(8_192)).toHaveLength(8_192);
  expect(randomBytes(20_000)).toHaveLength(20_000);
});

test('what was handed out stays as it was', () => {
  const first = randomBytes(10);
  const copy = Buffer.from(first);
  for (let i = 0; i < 2_000; i++) randomBytes(10);
  expect(first).toEqual(copy);
});

test('every value of a byte comes up about as often as any other', () => {
  const counts = new Array<number>(256).fill(0);
  const total = 256_000;
  for (let left = total; left > 0; left -= 10) for (const byte of randomBytes(10)) counts[byte]!++;
  const expected = total / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(255 + 8 * Math.sqrt(2 * 255)); // eight standard deviations: never by chance
});
