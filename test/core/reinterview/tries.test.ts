import { expect, test } from 'vitest';
import { mayGiveUp } from '../../../src/lib/core/reinterview/tries';

const at = (hours: number, disposition = 'no-answer') => ({ disposition, at: new Date(Date.UTC(2026, 2, 10, hours)).toISOString() });

test('gives up after three tries that are two hours apart, or once there is nothing left to try', () => {
  expect(mayGiveUp([])).toBe(false);
  expect(mayGiveUp([at(8), at(8), at(8), at(9)])).toBe(false);
  expect(mayGiveUp([at(8), at(10), at(11)])).toBe(false);
  expect(mayGiveUp([at(8), at(10), at(11), at(12)])).toBe(true);
  expect(mayGiveUp([at(8, '2.112')])).toBe(true);
});
