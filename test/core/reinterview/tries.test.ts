import { expect, test } from 'vitest';
import { giveUpReason } from '../../../src/lib/core/reinterview/tries';

const at = (hours: number, disposition = 'no-answer') => ({ disposition, at: new Date(Date.UTC(2026, 2, 10, hours)).toISOString() });

test('gives up after three tries that are two hours apart, or once there is nothing left to try', () => {
  expect(giveUpReason([])).toBeNull();
  expect(giveUpReason([at(8), at(8), at(8), at(9)])).toBeNull();
  expect(giveUpReason([at(8), at(10), at(11)])).toBeNull();
  expect(giveUpReason([at(8), at(10), at(11), at(12)])).toBe('no-contact');
  expect(giveUpReason([at(8, '2.112')])).toBe('2.112');
  expect(giveUpReason([at(8, '2.112'), at(9, '4.31'), at(10)])).toBe('4.31');
});
