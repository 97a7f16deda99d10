import { expect, test } from 'vitest';
import { keyedText, readKeyedCell } from '../../../src/lib/core/fieldwork/keyed-cells';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';

const items = itemsOf(SIPAS_2017);
const level = items.find((item) => item.kind === 'level' && item.notApplicable)!;
const plain = items.find((item) => item.kind === 'level' && !item.notApplicable)!;
const choice = items.find((item) => item.kind === 'choice')!;

test('a level is its number, 0 and 9 do not apply, nothing is nothing', () => {
  expect(['5', ' 1 ', '０', '9', ''].map((typed) => readKeyedCell(SIPAS_2017, level, typed))).toEqual([['5'], ['1'], ['na'], ['na'], []]);
});

test('an option is its place in the list, and what was read is typed back the same', () => {
  const values = readKeyedCell(SIPAS_2017, choice, '2');
  expect(values).toEqual([choice.options[1]!.value]);
  expect([keyedText(SIPAS_2017, choice, values), keyedText(SIPAS_2017, level, ['na']), keyedText(SIPAS_2017, level, [])]).toEqual(['2', '0', '']); // prettier-ignore
});

test('of several options digits stand side by side, or with blanks', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: { vi: value } }));
  const several = { code: 'several', kind: 'choices', text: { vi: 'Nhiều' }, source: 'project', options } as const;
  expect(['13', '3, 1', '2'].map((typed) => readKeyedCell(SIPAS_2017, several, typed))).toEqual([['a', 'c'], ['c', 'a'], ['b']]);
  expect(keyedText(SIPAS_2017, several, ['a', 'c'])).toBe('13');
});

test('what the scale does not have is refused with what it has', () => {
  const refused = (parameters: object) => expect.objectContaining({ code: 'keying-digit-unknown', parameters: expect.objectContaining(parameters) as object }) as Error; // prettier-ignore
  expect(() => readKeyedCell(SIPAS_2017, level, '6')).toThrow(refused({ typed: '6', allowed: '1, 2, 3, 4, 5, 0, 9' }));
  expect(() => readKeyedCell(SIPAS_2017, plain, '0')).toThrow(refused({ allowed: '1, 2, 3, 4, 5' }));
  expect(() => readKeyedCell(SIPAS_2017, choice, '12')).toThrow(refused({ typed: '12' }));
});
