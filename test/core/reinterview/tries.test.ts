import { expect, test } from 'vitest';
import type { PhoneRecheck } from '../../../src/lib/core/reinterview/phone-recheck';
import { withRecheckPending } from '../../../src/lib/core/reinterview/phone-recheck';
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

test('a try that the server has already is one, though its answer did not come', () => {
  const recheck = { id: 'x', tries: [at(8)] } as unknown as PhoneRecheck;
  const item = (hours: number) => ({ ...at(hours), disposition: 'no-answer', id: String(hours), kind: 'recheck-try', unit: 'x' }) as const;
  expect(withRecheckPending(recheck, [item(8), item(10)]).tries).toEqual([at(8), at(10)]);
});
