// What would go wrong if a survey were opened, each finding by itself; and codes made from names.
import { expect, test } from 'vitest';
import type { OpeningFacts } from '../../../src/lib/core/fieldwork/check-opening';
import { checkOpening } from '../../../src/lib/core/fieldwork/check-opening';
import { freeSurveyCode, surveyCodeOf } from '../../../src/lib/core/fieldwork/survey-code';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';

const READY: OpeningFacts = {
  mode: 'continuous',
  opensOn: '2026-11-01',
  closesOn: null,
  today: '2026-11-27',
  counters: 3,
  closedCounters: 0,
  taken: 0,
  communesWithout: 0,
  hasEnglishName: true,
  questionnaire: SIPAS_SHORT,
  isRetired: false,
  knowsItsAddress: true,
  lacksDraw: false
};
const findings = (change: Partial<OpeningFacts>) =>
  checkOpening({ ...READY, ...change }).map(({ code, forbids, count }) => `${forbids ? '!' : ''}${code} ${count}`);

test('nothing stands against a survey that is ready', () => {
  expect(checkOpening(READY)).toEqual([]);
});

test('a round without its draw cannot be opened', () => {
  expect(findings({ mode: 'sampled', counters: 0, lacksDraw: true })).toEqual(['!no-draw 0']);
});

test('what forbids opening comes first; of counters that ended the rest must still be there', () => {
  expect(findings({ counters: 0 })).toEqual(['!no-counter 0']);
  expect(findings({ closedCounters: 3 })).toEqual(['!no-counter 0']);
  expect(findings({ closedCounters: 2 })).toEqual(['counters-closed 2']);
  expect(findings({ closesOn: '2026-11-26' })).toEqual(['!over 0']);
  expect(findings({ closesOn: '2026-11-27' })).toEqual([]);
  expect(findings({ opensOn: '2026-11-28', hasEnglishName: false, communesWithout: 7, isRetired: true, taken: 2 })).toEqual([
    '!counters-taken 2',
    '!questionnaire-retired 0',
    'communes-without 7',
    'name-untranslated 0',
    'opens-later 0'
  ]);
  expect(findings({ knowsItsAddress: false })).toEqual(['address-missing 0']);
});

test('a sampled survey is asked at no counter', () => {
  expect(findings({ mode: 'sampled', counters: 0, taken: 4, communesWithout: 5, knowsItsAddress: false })).toEqual([]);
});

test('items count as untranslated by their wording, their options and their scale', () => {
  const [section] = SIPAS_SHORT.sections;
  const [item] = section!.items;
  const without = { ...item!, text: { vi: item!.text.vi } };
  const questionnaire = {
    ...SIPAS_SHORT,
    sections: [{ ...section!, items: [without, ...section!.items.slice(1)] }, ...SIPAS_SHORT.sections.slice(1)]
  };
  expect(findings({ questionnaire })).toEqual(['untranslated 1']);
  const scales = SIPAS_SHORT.scales.map((scale) => ({
    ...scale,
    levels: scale.levels.map((level) => ({ ...level, label: { vi: level.label.vi } }))
  }));
  const levelItems = SIPAS_SHORT.sections.flatMap(({ items }) => items).filter(({ kind }) => kind === 'level').length;
  expect(findings({ questionnaire: { ...SIPAS_SHORT, scales } })).toEqual([`untranslated ${levelItems}`]);
});

test('a code is made of the name, and the first that is free', () => {
  expect(surveyCodeOf('Ý kiến người dân – năm 2026')).toBe('y-kien-nguoi-dan-nam-2026');
  expect(surveyCodeOf('  «Đợt»  ')).toBe('dot');
  expect(surveyCodeOf('?')).toBe('dot');
  expect(surveyCodeOf('A')).toBe('dot-a');
  expect(surveyCodeOf('Xã '.repeat(40))).toMatch(/^(xa-)+xa$/);
  expect(surveyCodeOf('Xã '.repeat(40)).length).toBeLessThanOrEqual(50);
  const taken = new Set(['dot', 'dot-2']);
  expect(freeSurveyCode('dot', (code) => taken.has(code))).toBe('dot-3');
});
