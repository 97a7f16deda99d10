// The texts that a workbook's cells share, in bounded memory.
import { expect, test } from 'vitest';
import { packedTexts } from '../../src/lib/server/frame-file/packed-texts';

const MEGABYTE = 1024 * 1024;

test('what many empty texts take counts as what long ones do', () => {
  const texts = packedTexts('bom.xlsx', MEGABYTE);
  const fill = (text: string) => {
    for (let i = 0; i <= MEGABYTE; i++) texts.add(text);
  };
  expect(() => fill('')).toThrowError(expect.objectContaining({ code: 'frame-workbook-large', parameters: { file: 'bom.xlsx' } }));
  expect(texts.count * 16).toBeLessThanOrEqual(MEGABYTE + 16);
});

test('texts come back as they were put in', () => {
  const texts = packedTexts('tốt.xlsx');
  for (const text of ['Xã Sông Mã', '', 'Hộ tịch']) texts.add(text);
  expect([0, 1, 2, 3, -1, 0.5].map((at) => texts.at(at))).toEqual(['Xã Sông Mã', '', 'Hộ tịch', '', '', '']);
});
