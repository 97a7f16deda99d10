import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatReceipt, makeReceipt, readReceipt } from '../../../src/lib/core/fieldwork/receipt';

test('a receipt is read back from what is printed', () => {
  for (let i = 0; i < 200; i++) {
    const receipt = makeReceipt(randomBytes);
    expect(formatReceipt(receipt)).toMatch(/^.{5}-.{5}$/);
    expect(readReceipt(formatReceipt(receipt).toLowerCase())).toBe(receipt);
  }
  expect(readReceipt('K7M4P')).toBeUndefined();
  expect(readReceipt('O0O0O-O0O0O')).toBeUndefined();
});

test('bytes that would favour some characters are drawn again', () => {
  const bytes = [255, 254, 253, 0, 22, 23, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
  let used = 0;
  const receipt = makeReceipt((count) => Uint8Array.from(bytes.slice(used, (used += count))));
  expect(receipt).toBe('3Y34679ACD');
});
