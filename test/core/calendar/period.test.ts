import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isDay } from '../../../src/lib/core/calendar/day';
import { chooseDefaultPeriod, listPeriods } from '../../../src/lib/core/calendar/choose-period';
import {
  daysIn,
  overlapOf,
  periodOf,
  periodsWithin,
  previousPeriod,
  rangeOf,
  readPeriod,
  readRange
} from '../../../src/lib/core/calendar/period';
import type { CalendarKind } from '../../../src/lib/core/calendar/period';

const WHOLE = { from: '2026-02-03', to: '2027-01-15' };
const days = fc.integer({ min: 0, max: 40_000 }).map((offset) => addDays('1999-12-20', offset));
const kinds = fc.constantFrom<CalendarKind>('week', 'month', 'quarter', 'year');

describe('readPeriod', () => {
  test.each([
    ['2026-W48', 'week', '2026-11-23', '2026-11-29'],
    ['2026-W01', 'week', '2025-12-29', '2026-01-04'],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03'],
    ['2026-02', 'month', '2026-02-01', '2026-02-28'],
    ['2028-02', 'month', '2028-02-01', '2028-02-29'],
    ['2026-12', 'month', '2026-12-01', '2026-12-31'],
    ['2026-Q1', 'quarter', '2026-01-01', '2026-03-31'],
    ['2026-Q4', 'quarter', '2026-10-01', '2026-12-31'],
    ['2026', 'year', '2026-01-01', '2026-12-31'],
    ['all', 'survey', WHOLE.from, WHOLE.to],
    ['2026-11-03..2026-11-20', 'range', '2026-11-03', '2026-11-20']
  ])('%s', (code, kind, from, to) => {
    expect(readPeriod(code, WHOLE)).toEqual({ kind, code, from, to });
  });

  test.each([
    '',
    'every',
    '2026-13',
    '2026-00',
    '2026-Q0',
    '2026-Q5',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '0000',
    '0000-W01',
    '26-11',
    '2026-11-03',
    '2026-11-03..',
    '2026-11-31..2026-12-01',
    '2026-11-01..2026-11-02..2026-11-03',
    ' 2026'
  ])('refuses "%s"', (code) => {
    expect(() => readPeriod(code, WHOLE)).toThrowError(expect.objectContaining({ code: 'period-invalid' }));
  });

  test('a range with its ends the wrong way round is turned, and one that is a named period is that period', () => {
    expect(readRange('2026-11-20', '2026-11-03').code).toBe('2026-11-03..2026-11-20');
    expect(readPeriod('2026-11-01..2026-11-30', WHOLE)).toEqual(periodOf('month', '2026-11-08'));
    expect(rangeOf({ from: '2026-10-01', to: '2026-12-31' }).code).toBe('2026-Q4');
    expect(rangeOf({ from: '2026-11-23', to: '2026-11-29' }).code).toBe('2026-W48');
  });
});

test('every day lies in its period, whose code reads back as the same days', () => {
  fc.assert(
    fc.property(kinds, days, (kind, day) => {
      const period = periodOf(kind, day);
      expect(isDay(period.from) && isDay(period.to) && period.from <= day && day <= period.to).toBe(true);
      expect(readPeriod(period.code, WHOLE)).toEqual(period);
      const before = previousPeriod(period)!;
      expect(addDays(before.to, 1)).toBe(period.from);
      expect(before.kind).toBe(kind);
    })
  );
});

test('periodsWithin covers a span without gap or overlap', () => {
  fc.assert(
    fc.property(kinds, days, fc.integer({ min: 0, max: 900 }), (kind, from, length) => {
      const span = { from, to: addDays(from, length) };
      const periods = periodsWithin(kind, span);
      expect(periods.reduce((total, period) => total + daysIn(overlapOf(period, span)!), 0)).toBe(length + 1);
      for (const [i, period] of periods.entries()) if (i > 0) expect(period.from).toBe(addDays(periods[i - 1]!.to, 1));
    })
  );
});

test('a whole survey and a range have no period before them', () => {
  expect(previousPeriod(readPeriod('all', WHOLE))).toBeUndefined();
  expect(previousPeriod(readPeriod('2026-11-03..2026-11-20', WHOLE))).toBeUndefined();
});

test('a report offers what has begun, newest first, and opens with the running quarter if it has answers', () => {
  expect(listPeriods(WHOLE, '2026-05-20').map((period) => period.code)).toEqual([
    'all',
    '2026',
    '2026-Q2',
    '2026-Q1',
    '2026-05',
    '2026-04',
    '2026-03',
    '2026-02'
  ]);
  expect(listPeriods(WHOLE, '2026-01-01').map((period) => period.code)).toEqual(['all']);
  expect(chooseDefaultPeriod(['2026-02-09', '2026-04-01'], WHOLE, '2026-05-20').code).toBe('2026-Q2');
  expect(chooseDefaultPeriod(['2026-03-09', '2026-02-09'], WHOLE, '2026-05-20').code).toBe('2026-Q1');
  expect(chooseDefaultPeriod([], WHOLE, '2026-05-20').code).toBe('all');
});
