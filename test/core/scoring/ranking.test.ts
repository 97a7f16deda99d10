// Ranks of agencies and how far they can be told apart: by hand where the numbers are round, then what holds for any agencies.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rank, RankCandidate, RankReference, RankScale } from '../../../src/lib/core/scoring/ranking';
import { rankAgencies } from '../../../src/lib/core/scoring/ranking';
import { steadyVariances } from '../../../src/lib/core/scoring/steady-variance';
import { unstratified } from '../../../src/lib/core/estimation/sample-design';

const DAYS = 40;
const DESIGN = unstratified(DAYS);
const PER_CENT: RankScale = { unit: 100, bounds: [0, 1], lowerIsBetter: false };
const NO_DAYS = new Float64Array(DAYS);

interface Given {
  readonly variance?: number;
  readonly df?: number;
  readonly n?: number;
  readonly u?: Float64Array;
}

/** Without shared days, unless they are given. */
const agency = (value: number, { variance = 0.0001, df = 1e9, n = 100, u = NO_DAYS }: Given = {}): RankCandidate => ({
  value,
  variance,
  degreesOfFreedom: df,
  n,
  u
});
const rank = (candidates: readonly RankCandidate[], reference: RankReference | null = null, scale = PER_CENT) =>
  rankAgencies(candidates, reference, DESIGN, scale);
const ranks = (found: readonly Rank[]) => found.map((one) => one.rank);
const sets = (found: readonly Rank[]) => found.map(({ from, to }) => [from, to]);
const classes = (found: readonly Rank[]) => found.map((one) => one.class);

describe('the order', () => {
  test('is by the unrounded figure; who is equal at two decimals shares the better rank', () => {
    expect(ranks(rank([0.9, 0.80001, 0.80004, 0.7].map((value) => agency(value))))).toEqual([1, 2, 2, 4]);
    // 80.04 and 80.05 per cent: one decimal would make them equal.
    expect(ranks(rank([0.8004, 0.80049, 0.9].map((value) => agency(value))))).toEqual([3, 2, 1]);
    // 80.044 and 80.046 stand on both sides of a rounding.
    expect(ranks(rank([0.80044, 0.80046].map((value) => agency(value))))).toEqual([2, 1]);
    // A half goes up: 80.045 is printed 80.05.
    expect(ranks(rank([0.80045, 0.80051].map((value) => agency(value))))).toEqual([1, 1]);
  });

  test('ties at the top, at the end and of all', () => {
    expect(ranks(rank([0.7, 0.7, 0.6, 0.6, 0.6].map((value) => agency(value))))).toEqual([1, 1, 3, 3, 3]);
    expect(ranks(rank([0.5, 0.5, 0.5].map((value) => agency(value))))).toEqual([1, 1, 1]);
  });

  test('of a score the two decimals are the score’s own', () => {
    const score: RankScale = { unit: 1, bounds: [1, 10], lowerIsBetter: false };
    const of = (...values: number[]) =>
      ranks(
        rank(
          values.map((value) => agency(value, { variance: 0.01 })),
          null,
          score
        )
      );
    expect(of(6.114, 6.106, 6.12)).toEqual([2, 2, 1]);
  });

  test('of delays the least is the first', () => {
    const fewer = { ...PER_CENT, lowerIsBetter: true };
    const found = rank([agency(0.3), agency(0.02), agency(0.1), agency(0.100004)], null, fewer);
    expect(ranks(found)).toEqual([4, 1, 2, 2]);
    expect(sets(found)).toEqual([
      [4, 4],
      [1, 1],
      [2, 3],
      [2, 3]
    ]);
  });
});

describe('rank sets', () => {
  test('three that lie far apart have a rank each', () => {
    expect(sets(rank([agency(0.7), agency(0.9), agency(0.8)]))).toEqual([
      [3, 3],
      [1, 1],
      [2, 2]
    ]);
  });

  test('of agencies that are all alike nothing can be told: 1 … K', () => {
    const alike = [0.8, 0.802, 0.799, 0.801].map((value) => agency(value, { variance: 0.0009 }));
    expect(sets(rank(alike))).toEqual(Array(4).fill([1, 4]));
    const same = [0.8, 0.8, 0.8].map((value) => agency(value, { variance: 0.0009 }));
    expect(sets(rank(same))).toEqual(Array(3).fill([1, 3]));
  });

  test('one of three far below: the others share the first two ranks', () => {
    const found = rank([0.9, 0.6, 0.905].map((value) => agency(value, { variance: 0.0004 })));
    expect(sets(found)).toEqual([
      [1, 2],
      [3, 3],
      [1, 2]
    ]);
    expect(ranks(found)).toEqual([2, 3, 1]);
  });

  test('each agency’s own K − 1 comparisons are held to 5 % together', () => {
    // d/s of the first two is 2.1, p = 0.036: enough between two, not where a third stands with the second (0.036 > 0.05/2).
    const half = 2.1 * Math.sqrt(0.002);
    const pair = [agency(0.5 + half / 2, { variance: 0.001 }), agency(0.5 - half / 2, { variance: 0.001 })];
    expect(sets(rank(pair))).toEqual([
      [1, 1],
      [2, 2]
    ]);
    const third = agency(0.5, { variance: 0.001 });
    expect(sets(rank([...pair, third]))).toEqual(Array(3).fill([1, 3]));
  });

  test('t has Welch and Satterthwaite’s degrees of freedom', () => {
    // Equal variances with 8 each make 16: t of 97.5 % is 2.120 (with 8 it were 2.306, with many 1.960).
    const apart = (t: number, one: Given, other: Given) => {
      const d = t * Math.sqrt(one.variance! + other.variance!);
      return sets(rank([agency(0.5 + d / 2, one), agency(0.5 - d / 2, other)]))[0];
    };
    const eight = { variance: 0.001, df: 8 };
    expect(apart(2.11, eight, eight)).toEqual([1, 2]);
    expect(apart(2.13, eight, eight)).toEqual([1, 1]);
    // (0.004 + 0.001)² / (0.004²/8 + 0.001²/20) = 12.195: t is 2.175 (2.179 with 12, 2.160 with 13).
    const [wide, narrow] = [
      { variance: 0.004, df: 8, n: 100 },
      { variance: 0.001, df: 20, n: 400 }
    ];
    expect(apart(2.17, wide, narrow)).toEqual([1, 2]);
    expect(apart(2.178, wide, narrow)).toEqual([1, 1]);
  });

  test('an agency whose variance is the assumed one has infinite degrees of freedom', () => {
    const perfect = agency(1, { variance: 0, n: 30, df: 8 });
    const other = (value: number) => agency(value, { variance: value * (1 - value) * 0.01, n: 100, df: 8 });
    const compared = (value: number) => {
      const pair = [perfect, other(value)];
      const [one, two] = steadyVariances(pair, [0, 1]);
      expect([one!.isAssumed, two!.isAssumed]).toEqual([true, value > 0.5]);
      return { t: (1 - value) / Math.sqrt(one!.variance + two!.variance), set: sets(rank(pair))[0] };
    };
    // Both variances assumed: the bound is the normal one, 1.96; with 8 degrees of freedom it would be over 2.1.
    const [below, above] = [compared(0.918), compared(0.914)];
    expect(below.t).toBeGreaterThan(1.9);
    expect(below.t).toBeLessThan(1.96);
    expect(below.set).toEqual([1, 2]);
    expect(above.t).toBeGreaterThan(1.96);
    expect(above.t).toBeLessThan(2.1);
    expect(above.set).toEqual([1, 1]);
  });

  test('30 of 30 satisfied beat nobody by arithmetic', () => {
    const usual = [0.96, 0.95, 0.94].map((value) => agency(value, { variance: (value * (1 - value)) / 100, df: 20 }));
    const perfect = agency(1, { variance: 0, n: 30, df: 20 });
    // By their own variances 1 − 0.94 were 2.5 standard errors, and more than that before the variance of the other is added.
    expect(0.06 / Math.sqrt(usual[2]!.variance)).toBeGreaterThan(2.5);
    expect(sets(rank([...usual, perfect]))).toEqual(Array(4).fill([1, 4]));
    // Nor where nobody else is ranked whose chance variance is small: the survey's other agencies say what is usual.
    const lucky = agency(0.95, { variance: 3.79e-5, n: 240, df: 11 });
    const others = [0.9, 0.92, 0.88].map((value) => agency(value, { variance: (2 * value * (1 - value)) / 200, n: 200, df: 11 }));
    expect(sets(rankAgencies([perfect, lucky], null, DESIGN, PER_CENT))).toEqual([
      [1, 1],
      [2, 2]
    ]);
    expect(sets(rankAgencies([perfect, lucky], null, DESIGN, PER_CENT, [perfect, lucky, ...others]))).toEqual([
      [1, 2],
      [1, 2]
    ]);
    // They do beat an agency where one in four is dissatisfied.
    expect(sets(rank([perfect, agency(0.75, { variance: 0.0018 })]))[0]).toEqual([1, 1]);
  });

  test('days that two agencies share cancel out of their difference, and the sets are narrower', () => {
    const wave = Float64Array.from({ length: DAYS }, (_, day) => (day % 2 ? 0.005 : -0.005));
    const shift = wave.map((_, day) => (Math.floor(day / 2) % 2 ? 0.005 : -0.005));
    const variance = (DAYS / (DAYS - 1)) * wave.reduce((sum, u) => sum + u * u, 0);
    const pair = (one: Float64Array, other: Float64Array) => [
      agency(0.55, { variance, df: DAYS - 1, u: one }),
      agency(0.5, { variance, df: DAYS - 1, u: other })
    ];
    // Apart: 0.05 is 1.1 standard errors of a difference. Together: next to nothing is left of its variance.
    expect(0.05 / Math.sqrt(2 * variance)).toBeLessThan(1.2);
    expect(sets(rank(pair(wave, shift)))).toEqual([
      [1, 2],
      [1, 2]
    ]);
    const nearly = wave.map((u, day) => 0.9 * u + 0.1 * shift[day]!);
    expect(sets(rank(pair(wave, nearly)))).toEqual([
      [1, 1],
      [2, 2]
    ]);
    // Days that are good for the one and bad for the other make it wider: 0.12 is 2.65 standard errors apart, 1.9 together.
    const far = (other: Float64Array) => [
      agency(0.56, { variance, df: DAYS - 1, u: wave }),
      agency(0.44, { variance, df: DAYS - 1, u: other })
    ];
    expect(sets(rank(far(shift)))[0]).toEqual([1, 1]);
    expect(sets(rank(far(wave.map((u) => -u))))[0]).toEqual([1, 2]);
  });

  test('one agency has the first rank, none has none', () => {
    expect(rank([agency(0.3)])).toEqual([{ rank: 1, from: 1, to: 1, class: null }]);
    expect(rank([])).toEqual([]);
    expect(rank([], { value: 0.9 })).toEqual([]);
  });
});

describe('classes', () => {
  test('against a target: above, below, and what cannot be told; the target has no variance', () => {
    const found = rank([agency(0.95), agency(0.9), agency(0.85), agency(0.905)], { value: 0.9 });
    expect(classes(found)).toEqual(['higher', 'unclear', 'lower', 'unclear']);
    expect(classes(rank([agency(0.95)], null))).toEqual([null]);
  });

  test('K tests are held to 5 % together', () => {
    // 2.1 standard errors over the target, p = 0.036: enough for one agency, not for one of two (0.036 > 0.05/2).
    const above = agency(0.5 + 2.1 * Math.sqrt(0.001), { variance: 0.001 });
    const none = agency(0.5, { variance: 0.001 });
    expect(classes(rank([above], { value: 0.5 }))).toEqual(['higher']);
    expect(classes(rank([above, none], { value: 0.5 }))).toEqual(['unclear', 'unclear']);
    // Where the other one is far off, the second test has the whole 5 %.
    const below = agency(0.3, { variance: 0.001 });
    expect(classes(rank([above, below], { value: 0.5 }))).toEqual(['higher', 'lower']);
  });

  test('against the whole, of which the agency is a part: what they share cancels out', () => {
    // Two agencies on different days, half of the whole each: u of the whole is the mean of theirs.
    const onEven = Float64Array.from({ length: DAYS }, (_, day) => (day % 4 === 0 ? 0.01 : day % 4 === 2 ? -0.01 : 0));
    const onOdd = onEven.map((_, day) => onEven[(day + 1) % DAYS]!);
    const both = onEven.map((u, day) => (u + onOdd[day]!) / 2);
    const varianceOf = (u: Float64Array) => (DAYS / (DAYS - 1)) * u.reduce((sum, one) => sum + one * one, 0);
    const variance = varianceOf(onEven);
    const part = (value: number, u: Float64Array) => agency(value, { variance, u });
    const whole = agency(0.5, { variance: varianceOf(both), u: both, n: 200 });
    // The difference is (A − B)/2: its variance v/2. Without what they share it would be v + v/2.
    const d = 2.4 * Math.sqrt(variance / 2);
    expect(d / Math.sqrt(1.5 * variance)).toBeLessThan(1.4);
    expect(classes(rank([part(0.5 + d, onEven), part(0.5 - d, onOdd)], whole))).toEqual(['higher', 'lower']);
    // A target of the same value has no part in them, and so does a whole on other days.
    expect(classes(rank([part(0.5 + d, onEven), part(0.5 - d, onOdd)], { value: 0.5 }))).toEqual(['unclear', 'unclear']);
    expect(classes(rank([part(0.5 + d, onEven), part(0.5 - d, onOdd)], { ...whole, u: NO_DAYS }))).toEqual(['unclear', 'unclear']);
  });

  test('higher is higher, also where less is better', () => {
    expect(classes(rank([agency(0.3), agency(0.02)], { value: 0.1 }, { ...PER_CENT, lowerIsBetter: true }))).toEqual(['higher', 'lower']);
  });
});

describe('whatever the agencies', () => {
  /** Values of whole per cents, so that those that are equal as printed are equal on a scale of 1 to 10 as well. */
  const anyAgency = fc
    .record({
      value: fc.integer({ min: 0, max: 100 }).map((perCent) => perCent / 100),
      df: fc.integer({ min: 8, max: 60 }),
      n: fc.integer({ min: 30, max: 600 }),
      u: fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: DAYS, maxLength: DAYS }).map((u) => Float64Array.from(u)),
      spread: fc.constantFrom(0, 1, 1, 1)
    })
    .map(({ value, df, n, u, spread }) => {
      const own = u.map((one) => one * spread * Math.sqrt(4 * value * (1 - value)));
      const mean = own.reduce((sum, one) => sum + one, 0) / DAYS;
      return agency(value, { df, n, u: own, variance: (DAYS / (DAYS - 1)) * own.reduce((sum, one) => sum + (one - mean) ** 2, 0) });
    });
  const anyAgencies = fc.array(anyAgency, { minLength: 1, maxLength: 7 });
  const anyScale = fc.boolean().map((lowerIsBetter) => ({ ...PER_CENT, lowerIsBetter }));
  /** null, a target, or the first agency's equal. */
  const anyReference = fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 100 }).map((perCent) => ({ value: perCent / 100 })),
    anyAgency
  );

  test('a rank lies in its set, the sets in 1 … K, and it counts those before it', () => {
    fc.assert(
      fc.property(anyAgencies, anyReference, anyScale, (candidates, reference, scale) => {
        const found = rank(candidates, reference, scale);
        for (const one of found) {
          expect(1 <= one.from && one.from <= one.rank && one.rank <= one.to && one.to <= candidates.length).toBe(true);
          expect(one.class === null).toBe(reference === null);
        }
        expect(ranks(found).toSorted((a, b) => a - b)[0]).toBe(1);
        // 1, 2, 2, 4: a rank is one more than the number of those before it.
        for (const one of found) expect(found.filter((other) => other.rank < one.rank).length).toBe(one.rank - 1);
        const merit = (j: number) => (scale.lowerIsBetter ? -1 : 1) * candidates[j]!.value;
        for (const j of candidates.keys())
          for (const k of candidates.keys()) if (merit(j) > merit(k)) expect(found[j]!.rank).toBeLessThan(found[k]!.rank);
      })
    );
  });

  test('a permutation of the agencies permutes what they get', () => {
    const shuffled = anyAgencies.chain((candidates) =>
      fc.tuple(
        fc.constant(candidates),
        fc.shuffledSubarray([...candidates.keys()], { minLength: candidates.length, maxLength: candidates.length })
      )
    );
    fc.assert(
      fc.property(shuffled, anyReference, anyScale, ([candidates, order], reference, scale) => {
        const found = rank(candidates, reference, scale);
        expect(
          rank(
            order.map((j) => candidates[j]!),
            reference,
            scale
          )
        ).toEqual(order.map((j) => found[j]!));
      })
    );
  });

  test('as scores from 1 to 10 they have the same ranks, sets and classes', () => {
    const asScore = (one: RankCandidate): RankCandidate => ({
      ...one,
      value: 1 + 9 * one.value,
      variance: 81 * one.variance,
      u: one.u.map((u) => 9 * u)
    });
    fc.assert(
      fc.property(anyAgencies, anyReference, anyScale, (candidates, reference, scale) => {
        const onScores: RankReference | null = reference && ('u' in reference ? asScore(reference) : { value: 1 + 9 * reference.value });
        expect(rank(candidates.map(asScore), onScores, { ...scale, unit: 1, bounds: [1, 10] })).toEqual(rank(candidates, reference, scale));
      })
    );
  });

  test('turned round, the last are the first', () => {
    fc.assert(
      fc.property(anyAgencies, (candidates) => {
        const K = candidates.length;
        const found = rank(candidates);
        const turned = rank(candidates, null, { ...PER_CENT, lowerIsBetter: true });
        turned.forEach(({ from, to }, j) => expect([K + 1 - to, K + 1 - from]).toEqual([found[j]!.from, found[j]!.to]));
      })
    );
  });
});
