import { expect, test } from 'vitest';
import { keyingDifferences, settledEntries } from '../../../src/lib/core/response/keying-differences';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { readForm } from '../../../src/lib/core/response/read-form';

const items = itemsOf(SIPAS_SHORT);
const levels = items.filter(({ kind }) => kind === 'level').map(({ code }) => code);
const [a, b, c] = levels as [string, string, string];
const key = (entries: Readonly<Record<string, string>>) => readForm(SIPAS_SHORT, [], Object.entries(entries));

test('copies that say the same differ nowhere, blanks and line ends in the comment aside', () => {
  const first = key({ [a]: '5', comment: 'Chờ  lâu.\r\nCảm ơn' });
  expect(keyingDifferences(items, first, key({ [a]: '5', comment: ' Chờ lâu. Cảm ơn' }))).toEqual([]);
});

test('differences come in the form’s order, the comment last; what one left out differs from a level', () => {
  const first = key({ [b]: '4', [a]: '5', comment: 'Tốt' });
  const second = key({ [a]: '3', [c]: '1' });
  expect(keyingDifferences(items, first, second)).toEqual([
    { field: a, first: ['5'], second: ['3'] },
    { field: b, first: ['4'], second: [] },
    { field: c, first: [], second: ['1'] },
    { field: 'comment', first: ['Tốt'], second: [] }
  ]);
});

test('the settled form takes what the paper says where they differ and what both say elsewhere', () => {
  const first = key({ [a]: '5', [b]: '4', [c]: '2', comment: 'Tốt' });
  const settled = readForm(SIPAS_SHORT, [], settledEntries(items, first, new Map([[a, ['3']], [b, []], ['comment', ['Tốt lắm']]]))); // prettier-ignore
  expect(settled).toEqual(key({ [a]: '3', [c]: '2', comment: 'Tốt lắm' }));
});
