import { expect, test } from 'vitest';
import type { FinalCode } from '../../../src/lib/core/fieldwork/dispositions';
import type { CountedUnit } from '../../../src/lib/core/fieldwork/round-counts';
import { countRound } from '../../../src/lib/core/fieldwork/round-counts';

const unit = (standing: FinalCode, given: Partial<CountedUnit> = {}): CountedUnit => ({
  ...{ standing, isReserve: false, isUsed: standing === '1.1' || standing === '1.2', weight: 10 },
  ...given
});

test('outcome rates keep whoever was replaced and whose eligibility is not known; who is outside the population leaves them', () => {
  const units = [
    ...Array.from({ length: 12 }, () => unit('1.1')),
    ...[unit('1.2'), unit('1.1', { isReserve: true }), unit('2.112'), unit('2.20'), unit('3.18'), unit('3.11'), unit('4.70')],
    // An answer that is held or excluded is no interview: somebody was there. One that was broken off is a refusal.
    ...[unit('2.36'), unit('2.12'), unit('2.12', { isUsed: true })]
  ];
  const { rates, weightedRates, ...counts } = countRound(units);
  expect(counts).toEqual({
    drawn: 22,
    reserves: 1,
    eligible: 21,
    contacted: 18,
    responded: 14,
    brokenOff: 1,
    classes: { I: 13, P: 1, R: 3, NC: 1, O: 1, UH: 2, UO: 0, NE: 1 },
    dispositions: { '1.1': 13, '1.2': 1, '2.112': 1, '2.12': 2, '2.20': 1, '2.36': 1, '3.11': 1, '3.18': 1, '4.70': 1 }
  });
  const e = 19 / 20;
  expect(rates).toEqual({
    ...{ rr1: 13 / 21, rr2: 14 / 21, rr3: 13 / (19 + 2 * e), rr4: 14 / (19 + 2 * e), e },
    ...{ coop1: 13 / 18, coop2: 14 / 18, coop3: 13 / 17, coop4: 14 / 17, ref1: 3 / 21, con1: 18 / 21 }
  });
  // All weigh the same: the weighted rates would be these.
  expect(weightedRates).toBeNull();
});

test('of nobody there is no rate to divide by', () =>
  expect(countRound([unit('4.10')])).toMatchObject({ eligible: 0, rates: { rr1: null, coop1: null, con1: null } }));

test('where units weigh differently the rates of what they stand for are given too, by hand', () => {
  // A commune of 300 with 10 drawn, one of 50 with 10: weights 30 and 5.
  const { rates, weightedRates, classes } = countRound([
    ...Array.from({ length: 6 }, () => unit('1.1', { weight: 30 })),
    ...[unit('1.2', { weight: 30 }), unit('2.112', { weight: 30 }), unit('3.18', { weight: 30 }), unit('4.70', { weight: 30 })],
    ...Array.from({ length: 9 }, () => unit('1.1', { weight: 5 })),
    unit('2.20', { weight: 5 })
  ]);
  expect(classes).toEqual({ I: 15, P: 1, R: 1, NC: 1, O: 0, UH: 1, UO: 0, NE: 1 });
  expect(rates.rr1).toBe(15 / 19);
  // I 6·30 + 9·5 = 225, P 30, R 30, NC 5, UH 30, NE 30.
  const e = 290 / 320;
  const by = (wanted: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(wanted).map(([name, rate]) => [name, expect.closeTo(rate, 12) as number]));
  expect(weightedRates).toEqual(
    by({
      ...{ rr1: 225 / 320, rr2: 255 / 320, rr3: 225 / (290 + 30 * e), rr4: 255 / (290 + 30 * e), e },
      ...{ coop1: 225 / 285, coop2: 255 / 285, coop3: 225 / 285, coop4: 255 / 285, ref1: 30 / 320, con1: 285 / 320 }
    })
  );
});
