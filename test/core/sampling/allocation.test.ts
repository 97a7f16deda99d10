/** Allocations: known ones by hand, and for any strata limits and exact totals. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, roundToTotal } from '../../../src/lib/core/sampling/allocation';
import { ALLOCATIONS } from '../../../src/lib/core/sampling/design';

const plain = { allocation: 'proportional', power: 0.5, minimumPerStratum: 0, expectedShare: 0.5, expectedShares: {} } as const;
const strata = (...units: readonly number[]) => units.map((n, h) => ({ name: `H${h}`, units: n }));
const ns = (shares: readonly { readonly n: number }[]) => shares.map(({ n }) => n);

describe('by hand', () => {
  const three = strata(5_000, 3_000, 2_000);
  test('proportional', () => expect(ns(allocate(three, 100, plain))).toEqual([50, 30, 20]));
  test('equal', () => expect(ns(allocate(three, 100, { ...plain, allocation: 'equal' }))).toEqual([34, 33, 33]));
  test('Neyman: N·√(p(1 − p)), p held at 0.05', () => {
    const known = { ...plain, allocation: 'neyman', expectedShares: { H0: 0.5, H1: 0.9, H2: 0.01 } } as const;
    // 5000·0.5 = 2500; 3000·0.3 = 900; 2000·0.21794 = 435.9: of 3835.9
    expect(ns(allocate(three, 100, known))).toEqual([65, 24, 11]);
    expect(ns(allocate(three, 100, { ...plain, allocation: 'neyman' }))).toEqual([50, 30, 20]);
  });
  test('power: N^q·√((1 − p)/p)', () => {
    // √5000 = 70.71, √3000 = 54.77, √2000 = 44.72: of 170.20
    expect(ns(allocate(three, 100, { ...plain, allocation: 'power' }))).toEqual([42, 32, 26]);
    expect(ns(allocate(three, 100, { ...plain, allocation: 'power', power: 0 }))).toEqual([34, 33, 33]);
  });
  test('a small stratum stands at the minimum or at all it has, and the others share what is left', () => {
    const shares = allocate(strata(10_000, 40, 8, 1), 200, { ...plain, minimumPerStratum: 30 });
    expect(shares.map(({ n, held }) => [n, held])).toEqual([
      [161, null],
      [30, 'minimum'],
      [8, 'all'],
      [1, 'all']
    ]);
  });
  test('never fewer than two of a stratum that has two', () => {
    expect(ns(allocate(strata(100_000, 5, 1), 100, plain))).toEqual([97, 2, 1]);
  });
  test('a total under the minimums is refused, and the least that is enough is named', () => {
    expect(() => allocate(strata(50, 50, 50), 80, { ...plain, minimumPerStratum: 30 })).toThrow(
      expect.objectContaining({ code: 'sampling-too-few', parameters: { count: 80, least: 90, strata: 3 } })
    );
  });
  test('more than there are is all there are', () => expect(ns(allocate(strata(5, 7), 100, plain))).toEqual([5, 7]));
});

test('whatever the strata: limits hold, the total is exact, and a larger part never gets fewer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ units: fc.integer({ min: 0, max: 5_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
        minLength: 1,
        maxLength: 40
      }),
      fc.constantFrom(...ALLOCATIONS),
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (made, allocation, minimumPerStratum, power, between) => {
        const all = strata(...made.map(({ units }) => units));
        const low = all.map(({ units }) => Math.min(units, Math.max(2, minimumPerStratum)));
        const [least, most] = [low, all.map(({ units }) => units)].map((limits) => limits.reduce((sum, n) => sum + n, 0)) as [
          number,
          number
        ];
        const total = least + Math.round((most - least) * between);
        const expectedShares = Object.fromEntries(made.map(({ share }, h) => [`H${h}`, share]));
        const shares = allocate(all, total, { allocation, power, minimumPerStratum, expectedShare: 0.5, expectedShares });
        expect(shares.reduce((sum, { n }) => sum + n, 0)).toBe(total);
        shares.forEach(({ n, units }, h) => {
          expect(n).toBeGreaterThanOrEqual(low[h]!);
          expect(n).toBeLessThanOrEqual(units);
          for (const other of shares)
            if (other.part < shares[h]!.part && other.units <= units && other.held === null) expect(n + 1).toBeGreaterThanOrEqual(other.n);
        });
      }
    ),
    { numRuns: 300 }
  );
});

test('largest remainder: each is rounded up or down, and the total is exact', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 500 }),
      (parts, total) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        fc.pre(sum > 0);
        const shares = parts.map((part) => (part * total) / sum);
        const rounded = roundToTotal(shares, total);
        expect(rounded.reduce((all, n) => all + n, 0)).toBe(total);
        rounded.forEach((n, h) => expect(Math.abs(n - shares[h]!)).toBeLessThan(1));
      }
    )
  );
});
