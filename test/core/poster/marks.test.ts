import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS } from '../../../src/lib/core/poster/colours';
import { banFlower, wovenEdge } from '../../../src/lib/core/poster/marks';

test('the colours of a drawing are those of the pages', () => {
  const css = readFileSync('src/app.css', 'utf8');
  expect(COLOURS).toEqual(
    Object.fromEntries(Object.keys(COLOURS).map((name) => [name, new RegExp(`^ {2}--${name}: (#[0-9a-f]{6});`, 'm').exec(css)?.[1]]))
  );
});

test('the woven edge is whole teeth from side to side', () => {
  for (const [width, scale] of [
    [148, 1],
    [210, 1.35],
    [105, 0.72]
  ] as const) {
    const edge = wovenEdge(10, width, scale, 'accent');
    const teeth = edge.path.match(/l2 2\.5 2-2\.5/g)!.length;
    expect(teeth * 4 * edge.scale).toBeCloseTo(width, 9);
    expect(edge.scale).toBeCloseTo(scale, 1);
  }
});

test('the flower has five petals and stays in its square', () => {
  const { path, x, y, scale } = banFlower(10, 20, 8, 'accent');
  expect(path.match(/M/g)).toHaveLength(5);
  expect([x, y, scale]).toEqual([14, 24, 0.25]);
  const numbers = path.match(/-?[\d.]+/g)!.map(Number);
  expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(16);
});
