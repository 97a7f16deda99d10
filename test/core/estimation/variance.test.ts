import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineariseRatios } from '../../../src/lib/core/estimation/ratio';
import { unstratified } from '../../../src/lib/core/estimation/sample-design';
import { degreesOfFreedom, varianceBetweenUnits } from '../../../src/lib/core/estimation/variance';

const anyU = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 });

describe('lineariseRatios', () => {
  test('u of a ratio, and of a combination before squaring', () => {
    const single = lineariseRatios([{ y: [8, 9], x: [10, 10] }], [1]);
    expect(single).toMatchObject({ value: 0.85 });
    const [first, second] = 'u' in single ? single.u : [];
    expect(first).toBeCloseTo(-0.025, 15);
    expect(second).toBeCloseTo(0.025, 15);

    // The second ratio is (1 + 4)/10 with u (1 − 2.5)/10 and (4 − 2.5)/10.
    const mean = lineariseRatios(
      [
        { y: [8, 9], x: [10, 10] },
        { y: [1, 4], x: [5, 5] }
      ],
      [0.5, 0.5]
    );
    if (!('u' in mean)) throw new Error('missing');
    expect(mean.value).toBeCloseTo(0.675, 15);
    expect(mean.u[0]).toBeCloseTo(0.5 * -0.025 + 0.5 * -0.15, 15);
  });

  test('names the ratios that do not exist', () => {
    const empty = { y: [0, 0], x: [0, 0] };
    expect(lineariseRatios([empty, { y: [1, 0], x: [1, 1] }, empty], [1, 1, 1])).toEqual({ missing: [0, 2] });
    expect(lineariseRatios([{ y: [], x: [] }], [1])).toEqual({ missing: [0] });
  });
});

describe('varianceBetweenUnits', () => {
  test('by hand: four days, two with members', () => {
    expect(varianceBetweenUnits([-0.025, 0.025], unstratified(4))).toBeCloseTo((4 / 3) * 0.00125, 15);
  });

  test('a PSU without a member counts as u = 0, whether or not it has a row', () => {
    fc.assert(
      fc.property(anyU, fc.integer({ min: 0, max: 9 }), (u, without) => {
        const design = unstratified(u.length + without);
        const explicit = varianceBetweenUnits([...u, ...Array<number>(without).fill(0)], design)!;
        expect(Math.abs(varianceBetweenUnits(u, design)! - explicit)).toBeLessThan(1e-12);
      })
    );
  });

  test('the order of PSUs does not matter', () => {
    fc.assert(
      fc.property(anyU, (u) => {
        const design = unstratified(u.length);
        expect(Math.abs(varianceBetweenUnits(u, design)! - varianceBetweenUnits(u.toReversed(), design)!)).toBeLessThan(1e-12);
      })
    );
  });

  test('strata add up, each about its own mean, with its own correction', () => {
    const design = { strata: [{ units: 2 }, { units: 3, samplingFraction: 0.25 }], stratumOf: [0, 1, 0, 1] };
    const first = 2 * ((1 - 2) ** 2 + (3 - 2) ** 2);
    const second = 0.75 * (3 / 2) * ((5 - 4) ** 2 + (7 - 4) ** 2 + (0 - 4) ** 2);
    expect(varianceBetweenUnits([1, 5, 3, 7], design)).toBeCloseTo(first + second, 12);
  });

  test('a census stratum contributes 0 and is never lonely', () => {
    const design = { strata: [{ units: 2 }, { units: 1, samplingFraction: 1 }], stratumOf: [0, 0, 1] };
    expect(varianceBetweenUnits([1, 3, 100], design)).toBeCloseTo(4, 12);
  });

  test('one PSU in a stratum of the sample: no variance', () => {
    expect(varianceBetweenUnits([0.3], unstratified(1))).toBeNull();
    expect(varianceBetweenUnits([1, 2, 3], { strata: [{ units: 2 }, { units: 1 }], stratumOf: [0, 0, 1] })).toBeNull();
  });

  test('one PSU of the domain, but more in the sample: the stratum is not lonely', () => {
    expect(varianceBetweenUnits([0.3], unstratified(3))).not.toBeNull();
  });

  test('refuses a domain on more PSUs than the sample has', () => {
    expect(() => varianceBetweenUnits([1, 2, 3], unstratified(2))).toThrow(/3 PSUs .* has 2/);
  });
});

describe('degreesOfFreedom', () => {
  test('PSUs with a member minus strata with one', () => {
    expect(degreesOfFreedom([4, 0, 1, 2], unstratified(30))).toBe(2);
    expect(degreesOfFreedom([4, 1, 1, 0], { strata: [{ units: 5 }, { units: 5 }, { units: 5 }], stratumOf: [0, 0, 1, 2] })).toBe(1);
    expect(degreesOfFreedom([], unstratified(30))).toBe(0);
  });
});
