import { expect, test } from 'vitest';
import { readPrintChoice } from '../../../src/lib/core/poster/read-print-choice';

const read = (query: string) => readPrintChoice(new URLSearchParams(query));

test('an address that says nothing asks for A5, and for a row of stickers', () => {
  expect(read('')).toEqual({ format: 'a5', stickers: 3 });
  expect(read('format=stickers')).toEqual({ format: 'stickers', stickers: 3 });
  expect(read('format=stickers&count=24')).toEqual({ format: 'stickers', stickers: 24 });
});

test.each(['a3', 'A4', '', 'toString'])('the paper "%s" is refused, and those that there are are named', (format) => {
  expect(() => read(`format=${format}`)).toThrow(
    expect.objectContaining({ code: 'poster-format-unknown', parameters: { format, known: 'a4, a5, a6, stickers' } })
  );
});

test.each(['0', '25', '-3', '1.5', 'ba', '', '100'])('"%s" stickers are refused', (count) => {
  expect(() => read(`format=stickers&count=${count}`)).toThrow(
    expect.objectContaining({ code: 'sticker-count-wrong', parameters: { count, most: 24 } })
  );
});
