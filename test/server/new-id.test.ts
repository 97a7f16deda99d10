import { expect, test } from 'vitest';
import { earliestIdAt, newId } from '../../src/lib/server/new-id';

test('ids of a millisecond and later are not before its earliest', () => {
  const began = Date.now();
  const id = newId();
  expect(id >= earliestIdAt(began)).toBe(true);
  expect(id < earliestIdAt(Date.now() + 1)).toBe(true);
  expect(earliestIdAt(-1) < id).toBe(true);
});
