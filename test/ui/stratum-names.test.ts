// Strata of a weighting by the names of what they are made of, in the reader's language; a class of several variables, each by its own.
import { expect, test } from 'vitest';
import { classLevels, levelName, namer } from '../../src/lib/ui/weights/weights-words';

const level = (name: string) => ({ level: name, name: null, respondents: 1 });
const agencies = { c1: { vi: 'Xã Mường La', en: 'Muong La commune' }, c2: { vi: 'Xã Ngọc Chiến', en: 'Ngoc Chien commune' } };
const strata = {
  ...{ code: 'stratum', name: null, frame: 'stratum' as const },
  levels: ['c1 · Đất đai', 'c2 · Hộ tịch'].map(level),
  words: { parts: ['agency', 'field'] as const, agencies }
};
const kinds = { code: 'kind', name: null, frame: 'kind' as const, levels: ['organisation', 'person'].map(level) };
const variables = [strata, kinds];

test('a stratum is called by its agency and its field', () => {
  expect(namer(variables, 'vi').level('stratum', 'c1 · Đất đai')).toBe('Xã Mường La · Đất đai');
  expect(levelName(strata, strata.levels[0]!, 'en')).toBe('Muong La commune · Đất đai');
});

test('a class of strata and kinds is taken apart where the stratum ends', () => {
  expect(classLevels('c1 · Đất đai · person', ['stratum', 'kind'], variables)).toEqual([
    ['stratum', 'c1 · Đất đai'],
    ['kind', 'person']
  ]);
  expect(classLevels('c1 · Đất đai', ['stratum'], variables)).toEqual([['stratum', 'c1 · Đất đai']]);
  expect(classLevels('', [], variables)).toEqual([]);
});
