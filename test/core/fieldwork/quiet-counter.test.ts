import { expect, test } from 'vitest';
import { addDays } from '../../../src/lib/core/calendar/day';
import { quietFrom } from '../../../src/lib/core/fieldwork/quiet-counter';

const LAST = '2026-03-31';
const every = (step: number, n: number, answers = 1) =>
  Array.from({ length: n }, (_, i) => ({ day: addDays(LAST, -step * (n - 1 - i)), answers }));

test.each([
  ['four a day', every(1, 40, 4), 3],
  ['one a day', every(1, 40), 6],
  ['one a week', every(7, 10), 42],
  ['one answer ever', every(1, 1), 6],
  ['a burst long ago, one a week since', [{ day: '2025-01-01', answers: 500 }, ...every(7, 5)], 42]
])('%s: quiet %j after so many days', (_, days, after) => {
  expect(quietFrom(LAST, days)).toBe(addDays(LAST, after));
});
