import { expect, test } from 'vitest';
import { isIndependent, shareOut } from '../../../src/lib/core/reinterview/independence';
import { itemsAskedAgain } from '../../../src/lib/core/reinterview/usual-items';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';

const unit = { workedOnBy: ['interviewer', 'keyer'], handlingAgencyPath: '/p/c1/' };
const person = (id: string, ...rolePaths: string[]) => ({ id, rolePaths });

test('nobody who worked on the form, and nobody of its agency, asks again', () => {
  expect(isIndependent(person('keyer', '/p/'), unit)).toBe(false);
  expect(isIndependent(person('other', '/p/c1/'), unit)).toBe(false);
  expect(isIndependent(person('other', '/p/', '/p/c1/unit/'), unit)).toBe(false);
  expect(isIndependent(person('other', '/p/'), unit)).toBe(true);
  expect(isIndependent(person('other', '/p/c10/'), unit)).toBe(true);
});

test('units are shared out evenly among those who may, and left where nobody may', () => {
  const people = [person('a', '/p/'), person('b', '/p/c1/'), person('c', '/p/')];
  const other = { workedOnBy: ['a', 'b', 'c'], handlingAgencyPath: '/p/c2/' };
  expect(shareOut([unit, unit, unit, other], people, new Map([['a', 1]]))).toEqual(['c', 'a', 'c', null]);
});

test('a handful of items of different factors is asked again, or those that the round chose', () => {
  const usual = itemsAskedAgain(SIPAS_2017, []);
  const factorOf = (code: string) => SIPAS_2017.sections.findIndex(({ items }) => items.some((item) => item.code === code));
  expect(usual.length).toBe(5);
  expect(new Set(usual.map(({ code }) => factorOf(code))).size).toBe(5);
  const [a, , c] = usual;
  expect(itemsAskedAgain(SIPAS_2017, [c!.code, 'gone', a!.code])).toEqual([a, c]);
});
