import { expect, test } from 'vitest';
import { readDay } from '../../../src/lib/core/calendar/read-day';

test.each([
  ['01/07/2026', '2026-07-01'],
  ['1-7-2026', '2026-07-01'],
  [' 31.12.2025 ', '2025-12-31'],
  ['2026-07-01', '2026-07-01'],
  ['２９/02/2024', '2024-02-29']
])('%s is %s', (typed, day) => {
  expect(readDay(typed)).toBe(day);
});

test.each(['', '31/02/2026', '2026', '07/2026', '1/7/26', 'hôm nay', '2026-13-01'])('%j is no day', (typed) => {
  expect(() => readDay(typed)).toThrow(expect.objectContaining({ code: 'day-invalid' }));
});
