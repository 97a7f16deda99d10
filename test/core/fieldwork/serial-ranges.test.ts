import { expect, test } from 'vitest';
import { readSerials } from '../../../src/lib/core/fieldwork/serial-ranges';

test('serial numbers are read as a clerk types them, each once', () => {
  expect(readSerials('3-5, 9;4 – 6\n1')).toEqual([1, 3, 4, 5, 6, 9]);
});

test.each([
  ['', 'form-serials-missing'],
  ['  ,; ', 'form-serials-missing'],
  ['5-3', 'form-serials-wrong'],
  ['0', 'form-serials-wrong'],
  ['12a', 'form-serials-wrong'],
  ['-4', 'form-serials-wrong'],
  ['1-9999999', 'form-serials-many']
])('%j is refused: %s', (typed, code) => expect(() => readSerials(typed)).toThrow(expect.objectContaining({ code })));
