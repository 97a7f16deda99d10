import { expect, test } from 'vitest';
import type { CountedUnit } from '../../../src/lib/core/fieldwork/frozen-record';
import { countRound } from '../../../src/lib/core/fieldwork/frozen-record';

const unit = (disposition: string, given: Partial<CountedUnit> = {}): CountedUnit => ({
  ...{ disposition, responded: disposition.startsWith('1'), isReserve: false },
  ...given
});

test('response rates keep whoever was replaced and whose eligibility is not known; who is outside the population leaves them', () => {
  const units = [
    ...Array.from({ length: 12 }, () => unit('1.1')),
    ...[unit('1.2'), unit('1.1', { isReserve: true }), unit('2.112'), unit('2.20'), unit('3.18'), unit(''), unit('4.70')],
    // An answer that is held: it was there, and does not count.
    unit('1.1', { responded: false })
  ];
  expect(countRound(units)).toEqual({
    drawn: 20,
    reserves: 1,
    eligible: 19,
    contacted: 16,
    responded: 14,
    rr1: 13 / 19,
    rr2: 14 / 19,
    dispositions: { '1.1': 14, '1.2': 1, '2.112': 1, '2.20': 1, '3.18': 1, '': 1, '4.70': 1 }
  });
});

test('what was broken off counts with what there is of it, and is no interview', () => {
  const units = [...Array.from({ length: 6 }, () => unit('1.1')), ...Array.from({ length: 2 }, () => unit('2.12', { responded: true })), unit('2.112'), unit('2.20')]; // prettier-ignore
  expect(countRound(units)).toMatchObject({ eligible: 10, contacted: 9, responded: 8, rr1: 0.6, rr2: 0.6 });
});

test('of nobody there is no rate to divide by', () => expect(countRound([unit('4.10')])).toMatchObject({ eligible: 0, rr1: 0, rr2: 0 }));
