// Strata of a weighting by the names of what they are made of, in the reader's language; a class of several variables, each by its own.
import { expect, test } from 'vitest';
import { classLevels, designStratumName, joinedText, levelName, namer } from '../../src/lib/ui/weights/weights-words';

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

test('a cluster that was certain to be drawn is called behind its stratum', () => {
  const words = { parts: ['agency'] as const, agencies };
  expect(designStratumName('c1 · Bản Mé', words, 'vi')).toBe('Xã Mường La · Bản Mé');
  expect(designStratumName('c1 · Đất đai', strata.words, 'vi')).toBe('Xã Mường La · Đất đai');
  // The whole list is one stratum, its clusters are agencies.
  expect(designStratumName(' · c2', { parts: [], agencies }, 'vi')).toBe('Cả danh sách · Xã Ngọc Chiến');
});

test('of much that was joined the first names are said, and how many there are more', () => {
  expect(joinedText(['A', 'B', 'C', 'D'], 'vi')).toBe('A + B + C + D');
  expect(joinedText(['A', 'B', 'C', 'D', 'E'], 'vi')).toBe('A + B + 3 tên khác');
});
