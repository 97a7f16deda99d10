import { expect, test } from 'vitest';
import { compareNames } from '../../../src/lib/core/vietnamese/compare-names';

test('names sort as in Vietnamese, numbers by value', () => {
  expect(['Xã Đông', 'Xã Dung', 'Xã Ân', 'Xã An', 'Quầy 10', 'Quầy 2'].toSorted(compareNames)).toEqual([
    'Quầy 2',
    'Quầy 10',
    'Xã An',
    'Xã Ân',
    'Xã Dung',
    'Xã Đông'
  ]);
});
