import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatCount,
  formatDay,
  formatDesignEffect,
  formatInterval,
  formatList,
  formatMean,
  formatMonth,
  formatMonthShort,
  formatPercentNumber,
  formatPeriod,
  formatPoints,
  formatPointsSize,
  formatShare,
  formatTarget
} from '../../src/lib/i18n/format';

describe('shares', () => {
  test('one decimal, comma, no space before %', () => {
    expect(formatShare(0.899, 'vi')).toBe('89,9%');
    expect(formatShare(0.899, 'en')).toBe('89.9%');
    expect(formatShare(1, 'vi')).toBe('100,0%');
    expect(formatPercentNumber(0.9183, 'vi', 2)).toBe('91,83');
  });

  test('halves go up, also where binary floating point lies a hair below', () => {
    expect(formatShare(0.8645, 'vi')).toBe('86,5%');
    expect(formatShare(249 / 2000, 'vi')).toBe('12,5%');
    expect(formatShare(0.1 + 0.2 - 0.0005, 'vi')).toBe('30,0%');
    expect(formatShare(1.005 / 10, 'vi')).toBe('10,1%');
    expect(formatShare(0.86449, 'vi')).toBe('86,4%');
  });

  test('never −0, and a rounded share is at most half a tenth of a per cent away', () => {
    expect(formatPercentNumber(-0.0001, 'vi')).toBe('0,0');
    expect(formatPercentNumber(-0, 'en')).toBe('0.0');
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (share) => {
        const text = formatPercentNumber(share, 'en');
        expect(text).not.toMatch(/^-0\.0$/);
        expect(Math.abs(Number(text) - share * 100)).toBeLessThanOrEqual(0.05 + 1e-8);
      })
    );
  });

  test('targets carry only the decimals they need; intervals and counts read as in a table', () => {
    expect(formatTarget(0.9, 'vi')).toBe('90%');
    expect(formatTarget(0.925, 'vi')).toBe('92,5%');
    expect(formatInterval({ lower: 0.8391, upper: 0.8857 }, 'vi')).toBe('83,9–88,6');
    expect(formatCount(8296, 'vi')).toBe('8.296');
    expect(formatCount(8296, 'en')).toBe('8,296');
    expect(formatMean(4.115, 'vi')).toBe('4,12');
    expect(formatDesignEffect(1.849, 'vi')).toBe('1,8');
    expect(formatDesignEffect(1.85, 'en')).toBe('1.9');
  });
});

describe('differences', () => {
  test('carry their sign; a difference that rounds to nothing carries none', () => {
    expect(formatPoints(0.025, 'vi')).toBe('+2,5');
    expect(formatPoints(-0.039, 'vi')).toBe('−3,9');
    expect(formatPoints(-0.0003, 'vi')).toBe('0,0');
    expect(formatPointsSize(-0.0072, 'vi')).toBe('0,7');
  });

  test('a fall and a rise of the same size read the same', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (d) => {
        expect(formatPointsSize(-d, 'vi')).toBe(formatPointsSize(d, 'vi'));
      })
    );
  });
});

describe('days and periods', () => {
  const period = (
    kind: 'week' | 'month' | 'quarter' | 'year' | 'survey' | 'range',
    code: string,
    from = '2026-11-03',
    to = '2026-11-20'
  ) => ({
    kind,
    code,
    from,
    to
  });

  test('days are dd/MM/yyyy in both languages', () => {
    expect(formatDay('2026-11-08')).toBe('08/11/2026');
    expect(formatMonthShort('2026-07')).toBe('7/2026');
    expect(formatMonth('2026-11', 'vi')).toBe('Tháng 11/2026');
    expect(formatMonth('2026-11', 'en')).toBe('November 2026');
  });

  test('every kind of period has its name', () => {
    expect(formatPeriod(period('week', '2026-W48'), 'vi')).toBe('Tuần 48/2026');
    expect(formatPeriod(period('week', '2026-W05'), 'en')).toBe('Week 5/2026');
    expect(formatPeriod(period('month', '2026-11'), 'vi')).toBe('Tháng 11/2026');
    expect(formatPeriod(period('quarter', '2026-Q4'), 'vi')).toBe('Quý IV/2026');
    expect(formatPeriod(period('quarter', '2026-Q1'), 'vi')).toBe('Quý I/2026');
    expect(formatPeriod(period('quarter', '2026-Q4'), 'en')).toBe('Q4 2026');
    expect(formatPeriod(period('year', '2026'), 'vi')).toBe('Năm 2026');
    expect(formatPeriod(period('survey', 'all'), 'vi')).toBe('Cả đợt');
    expect(formatPeriod(period('range', '2026-11-03..2026-11-20'), 'vi')).toBe('03/11/2026–20/11/2026');
    expect(formatPeriod(period('range', '2026-11-03..2026-11-03', '2026-11-03', '2026-11-03'), 'vi')).toBe('03/11/2026');
  });
});

test('a list is read out', () => {
  expect(formatList(['Kết quả', 'Công chức'], 'vi')).toBe('Kết quả và Công chức');
});
