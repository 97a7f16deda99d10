// The order of Vietnamese names that a database sorts by, against the one the platform shows everywhere else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, matchesSearch, searchWords } from '../../../src/lib/core/vietnamese/fold';
import { sortKey } from '../../../src/lib/core/vietnamese/sort-key';

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'accent' });
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const LETTERS = [...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];
const VOWELS = new Set('aăâeêioôơuưy');

const letter = fc.tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...TONES), fc.boolean()).map(([base, tone, upper]) => {
  const whole = VOWELS.has(base) ? `${base}${tone}`.normalize('NFC') : base;
  return upper ? whole.toUpperCase() : whole;
});
const part = fc.oneof(
  { weight: 8, arbitrary: letter },
  { weight: 2, arbitrary: fc.constant(' ') },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 200 }).map((n) => `${n} `) },
  { weight: 1, arbitrary: fc.constantFrom(..."-,:.()/'") }
);
const name = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));

const sign = (n: number) => Math.sign(n);
const compare = (a: string, b: string) => (sortKey(a) < sortKey(b) ? -1 : Number(sortKey(a) > sortKey(b)));

test('two names stand in the order of Intl.Collator', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(compare(a, b), `${a} | ${b}`).toBe(sign(collator.compare(a, b)));
    }),
    { numRuns: 5_000 }
  );
});

test.each([
  [
    ['Quầy 2', 'Quầy 10', 'Quầy 1'],
    ['Quầy 1', 'Quầy 2', 'Quầy 10']
  ],
  [
    ['Xã Đoàn Kết', 'Xã Dân Tiến', 'Xã Chiềng Mai'],
    ['Xã Chiềng Mai', 'Xã Dân Tiến', 'Xã Đoàn Kết']
  ],
  [
    ['Má', 'Mạ', 'Mả', 'Ma', 'Mà', 'Mã'],
    ['Ma', 'Mà', 'Mả', 'Mã', 'Má', 'Mạ']
  ],
  [
    ['Mường Lạn', 'Mường'],
    ['Mường', 'Mường Lạn']
  ]
])('%j', (names, sorted) => {
  expect(names.toSorted(compare)).toEqual(sorted);
});

test('a key is digits alone, so that every collation sorts it alike', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^\d+$/.test(sortKey(text))));
});

test('a search finds names without accents, by words in any order', () => {
  const folded = foldText('Xã Chiềng  Mai 04168 ĐẶC KHU');
  expect(folded).toBe('xa chieng mai 04168 dac khu');
  expect(matchesSearch(folded, searchWords('mai CHIENG'))).toBe(true);
  expect(matchesSearch(folded, searchWords('đặc'))).toBe(true);
  expect(matchesSearch(folded, searchWords('mai hoa'))).toBe(false);
  expect(searchWords('   ')).toEqual([]);
});
