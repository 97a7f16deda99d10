import { expect, test } from 'vitest';
import type { FinalCode } from '../../../src/lib/core/fieldwork/dispositions';
import type { CountedUnit } from '../../../src/lib/core/fieldwork/round-counts';
import { countRound } from '../../../src/lib/core/fieldwork/round-counts';

const unit = (standing: FinalCode, given: Partial<CountedUnit> = {}): CountedUnit => ({
  ...{ standing, answer: standing.startsWith('1') ? 'counts' : null, isReserve: false },
  ...given
});

test('outcome rates keep whoever was replaced and whose eligibility is not known; who is outside the population leaves them', () => {
  const units = [
    ...Array.from({ length: 12 }, () => unit('1.1')),
    ...[unit('1.2'), unit('1.1', { isReserve: true }), unit('2.112'), unit('2.20'), unit('3.18'), unit('3.11'), unit('4.70')],
    // An answer that is held is no interview: it was there, and does not count.
    unit('1.1', { answer: 'taken-out' }),
    // One that was broken off counts where it answered, and is a refusal.
    unit('2.12', { answer: 'counts' })
  ];
  const { rates, ...counts } = countRound(units);
  expect(counts).toEqual({
    drawn: 21,
    reserves: 1,
    eligible: 20,
    contacted: 17,
    responded: 15,
    classes: { I: 13, P: 1, R: 2, NC: 1, O: 1, UH: 2, UO: 0, NE: 1 },
    dispositions: { '1.1': 14, '1.2': 1, '2.112': 1, '2.12': 1, '2.20': 1, '3.11': 1, '3.18': 1, '4.70': 1 }
  });
  const e = 18 / 19;
  expect(rates).toEqual({
    ...{ rr1: 13 / 20, rr2: 14 / 20, rr3: 13 / (18 + 2 * e), rr4: 14 / (18 + 2 * e), e },
    ...{ coop1: 13 / 17, coop2: 14 / 17, coop3: 13 / 16, coop4: 14 / 16, ref1: 2 / 20, con1: 17 / 20 }
  });
});

test('of nobody there is no rate to divide by', () =>
  expect(countRound([unit('4.10')])).toMatchObject({ eligible: 0, rates: { rr1: null, coop1: null, con1: null } }));
