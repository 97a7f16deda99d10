import { expect, test } from 'vitest';
import { withBoardFlags } from '../../../src/lib/core/fieldwork/board-flags';

const form = (pattern: string, more = {}) => ({
  ...{ enteredBy: 'a' as string | null, pattern, durationMs: null, shown: 20, missing: 0, flags: [] as string[] },
  ...more
});
const flagsOf = (...forms: ReturnType<typeof form>[]) => withBoardFlags(forms).map(({ flags }) => flags);

test('the same answers twice by one interviewer, not by two, nor by people themselves', () => {
  expect(flagsOf(form('x'), form('x'), form('y'))).toEqual([['same-answers'], ['same-answers'], []]);
  expect(flagsOf(form('x'), form('x', { enteredBy: 'b' }))).toEqual([[], []]);
  expect(flagsOf(form('x', { enteredBy: null }), form('x', { enteredBy: null }))).toEqual([[], []]);
});

test('one level throughout and short forms are alike without being odd', () => {
  expect(flagsOf(form('5', { flags: ['straight-line'] }), form('5', { flags: ['straight-line'] }))).toEqual([['straight-line'], ['straight-line']]); // prettier-ignore
  expect(flagsOf(form('x', { shown: 9 }), form('x', { shown: 9 }))).toEqual([[], []]);
});

test('more than half left empty', () => {
  expect(flagsOf(form('x', { missing: 11 }), form('y', { missing: 10 }))).toEqual([['many-missing'], []]);
});
