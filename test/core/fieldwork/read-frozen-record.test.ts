import { expect, test } from 'vitest';
import { readFrozenRecord } from '../../../src/lib/core/fieldwork/read-frozen-record';

const FIRST = {
  version: 1,
  survey: 'dieu-tra',
  counts: {
    drawn: 20,
    reserves: 1,
    eligible: 19,
    contacted: 16,
    responded: 14,
    rr1: 13 / 19,
    rr2: 14 / 19,
    dispositions: { '1.1': 14, '': 1 }
  },
  acknowledged: [{ matter: 'units', count: 1, reason: 'Đã gọi nhiều lần, không ai nghe máy' }]
};

test('a record of the first version says what it knew, and nothing it did not', () => {
  const record = readFrozenRecord(JSON.stringify(FIRST));
  expect(record).toMatchObject({
    survey: 'dieu-tra',
    acknowledged: FIRST.acknowledged,
    counts: { drawn: 20, responded: 14, classes: null }
  });
  expect(record.counts.rates).toMatchObject({ rr1: 13 / 19, rr2: 14 / 19, rr3: null, coop1: null, e: null });
  expect(record.counts.weightedRates).toBeNull();
  expect(Object.values(record.paper).every((count) => count === 0)).toBe(true);
});

test('an early record of the second version had no weighted rates and no break-offs', () => {
  const counts = { drawn: 20, rates: { rr1: 0.5 } };
  expect(readFrozenRecord(JSON.stringify({ version: 2, counts })).counts).toEqual({ ...counts, brokenOff: null, weightedRates: null });
});
