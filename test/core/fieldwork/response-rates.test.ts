import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_UNITS, outcomeRates } from '../../../src/lib/core/fieldwork/response-rates';

/** Worked by hand from the formulas of Standard Definitions: 1,500 sampled persons. */
const ROUND = { I: 900, P: 60, R: 150, NC: 120, O: 20, UH: 150, UO: 50, NE: 50 };

describe('outcome rates', () => {
  it('are those worked by hand', () => {
    const rates = outcomeRates(ROUND);
    // Eligible: 900 + 60 + 150 + 120 + 20 = 1,250; unknown 200; e = 1,250 / 1,300.
    expect(rates.rr1).toBeCloseTo(900 / 1450, 12);
    expect(rates.rr2).toBeCloseTo(960 / 1450, 12);
    expect(rates.e).toBeCloseTo(0.961538461538, 11);
    // 1,250 + 0.96153846 × 200 = 1,442.3077
    expect(rates.rr3).toBeCloseTo(0.624, 12);
    expect(rates.rr4).toBeCloseTo(0.6656, 12);
    expect(rates.coop1).toBeCloseTo(900 / 1130, 12);
    expect(rates.coop2).toBeCloseTo(960 / 1130, 12);
    expect(rates.coop3).toBeCloseTo(900 / 1110, 12);
    expect(rates.coop4).toBeCloseTo(960 / 1110, 12);
    expect(rates.ref1).toBeCloseTo(150 / 1450, 12);
    expect(rates.con1).toBeCloseTo(1130 / 1450, 12);
  });

  it('take the e that is given', () => {
    expect(outcomeRates(ROUND, 0.5).rr3).toBeCloseTo(900 / 1350, 12);
    expect(outcomeRates(ROUND, 0).rr4).toBeCloseTo(960 / 1250, 12);
    expect(outcomeRates(ROUND, 1).rr3).toBe(outcomeRates(ROUND).rr1);
  });

  it('are null where there is nothing to divide by', () => {
    expect(Object.values(outcomeRates(NO_UNITS)).every((rate) => rate === null)).toBe(true);
    // Everything unknown: e is not known, and neither are RR3 and RR4; RR1 is 0.
    const unknown = outcomeRates({ ...NO_UNITS, UH: 10 });
    expect(unknown).toMatchObject({ rr1: 0, rr3: null, rr4: null, coop1: null, e: null });
    expect(outcomeRates({ ...NO_UNITS, UH: 10 }, 0.5).rr3).toBe(0);
  });

  it('refuse counts and an e that cannot be', () => {
    expect(() => outcomeRates({ ...NO_UNITS, R: -1 })).toThrow(RangeError);
    expect(() => outcomeRates({ ...NO_UNITS, R: Number.NaN })).toThrow(RangeError);
    expect(() => outcomeRates(ROUND, 1.1)).toThrow(RangeError);
  });

  it('stand in their order whatever the counts', () => {
    const count = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        fc.record({ I: fc.integer({ min: 1, max: 5000 }), P: count, R: count, NC: count, O: count, UH: count, UO: count, NE: count }),
        (counts) => {
          const { rr1, rr2, rr3, rr4, coop1, coop2, coop3, coop4, con1, ref1 } = outcomeRates(counts);
          const rising = (...rates: (number | null)[]) => rates.every((rate, i) => i === 0 || rate! >= rates[i - 1]! - 1e-12);
          expect(rising(0, rr1, rr2, rr4, 1)).toBe(true);
          expect(rising(rr1, rr3, rr4)).toBe(true);
          expect(rising(rr1, coop1, coop2, coop4, 1) && rising(coop1, coop3, coop4)).toBe(true);
          expect(rising(rr2, con1, 1) && rising(0, ref1, con1)).toBe(true);
        }
      )
    );
  });
});
