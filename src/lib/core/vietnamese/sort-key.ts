/**
 * A key that sorts as `Intl.Collator('vi', { numeric: true })` sorts the text (CLDR's Vietnamese order: a ă â … d đ e ê … o ô ơ … u ư, then
 * the tones level, huyền, hỏi, ngã, sắc, nặng; numbers by value), made of digits alone, so that SQLite and PostgreSQL agree on it
 * whatever their collations. A database can then sort and page by Vietnamese names. Upper and lower case come out equal.
 *
 * Letters of other scripts follow in the order of their code points.
 */
const PUNCTUATION = [...' _-–—,;:!?.…\'‘’"“”()[]{}@*/\\&#%`^+<=>|~$'];
const LETTERS = [...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];
/** Combining marks: none, grave, hook above, tilde, acute, dot below. */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const SHAPE_MARKS = new Set(['\u0302', '\u0306', '\u031b']);

/** Two digits each; `00` ends the letters, so that a shorter name comes before a longer one that begins with it. */
const NUMBER = 50;
const FIRST_LETTER = 51;
const OTHER = 99;
const END = '00';

const CODES = new Map([
  ...PUNCTUATION.map((mark, i) => [mark, two(i + 1)] as const),
  ...LETTERS.map((letter, i) => [letter, two(FIRST_LETTER + i)] as const)
]);

/** Of the first 120 characters. */
export function sortKey(text: string): string {
  const units = unitsOf([...text.normalize('NFC')].slice(0, 120).join('').toLowerCase());
  return units.map(({ order }) => order).join('') + END + units.map(({ tone }) => tone).join('');
}

interface Unit {
  readonly order: string;
  readonly tone: number;
}

function unitsOf(text: string): readonly Unit[] {
  return [...text.matchAll(/\d+|\P{Nd}/gu)].map(([part]) => (/\d/.test(part) ? numberUnit(part) : letterUnit(part)));
}

/** By value: its count of digits, then the digits. */
function numberUnit(digits: string): Unit {
  const value = digits.replace(/^0+(?=.)/, '').slice(0, 99);
  return { order: `${NUMBER}${two(value.length)}${value}`, tone: 1 };
}

function letterUnit(character: string): Unit {
  const [base = '', ...marks] = character === 'đ' ? ['đ'] : [...character.normalize('NFD')];
  const letter = [base, ...marks.filter((mark) => SHAPE_MARKS.has(mark))].join('').normalize('NFC');
  const tone = TONES.findIndex((mark) => mark !== '' && marks.includes(mark));
  return { order: CODES.get(letter) ?? CODES.get(base) ?? `${OTHER}${codePoint(character)}`, tone: tone < 0 ? 1 : tone + 1 };
}

function codePoint(character: string): string {
  return String(character.codePointAt(0) ?? 0).padStart(7, '0');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
