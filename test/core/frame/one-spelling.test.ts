// One spelling stands for a value however it is written; two places are never one.
import { expect, test } from 'vitest';
import { placeKey, spellings } from '../../../src/lib/core/frame/one-spelling';

test('the first spelling stands for all; a column with too many values is none', () => {
  const { of } = spellings(2);
  expect(['Đất đai', 'ĐẤT  ĐAI', 'dat dai', 'Hộ tịch', '', 'Xây dựng'].map(of)).toEqual(['Đất đai', 'Đất đai', 'Đất đai', 'Hộ tịch', '', undefined]); // prettier-ignore
});

test('places that differ by a mark stay two', () => {
  const { of } = spellings(9, placeKey);
  expect(['Xã Sơn Hà', 'Xã Sơn Hạ', 'XÃ SƠN  HÀ', 'xã sơn hạ'].map(of)).toEqual(['Xã Sơn Hà', 'Xã Sơn Hạ', 'Xã Sơn Hà', 'Xã Sơn Hạ']);
});
