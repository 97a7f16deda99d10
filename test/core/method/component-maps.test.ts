import { describe, expect, test } from 'vitest';
import type { ComponentMap, Indicator } from '../../../src/lib/core/method/component-map';
import { yesNo } from '../../../src/lib/core/method/indicators';
import { componentMap } from '../../../src/lib/core/method/papi-dimensions';
import { PAPI_STYLE_COMMUNE_MAP, SIPAS_MAP, SIPAS_NATIONAL_MAP } from '../../../src/lib/core/method/papi-style-maps';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_NATIONAL } from '../../../src/lib/core/questionnaire/instruments/sipas-national';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Item, Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../../../src/lib/core/questionnaire/questionnaire';

const MAPS: readonly [name: string, map: ComponentMap, family: readonly Questionnaire[]][] = [
  ['papi-style-commune', PAPI_STYLE_COMMUNE_MAP, [PAPI_STYLE_COMMUNE]],
  ['sipas', SIPAS_MAP, [SIPAS_2017, SIPAS_SHORT]],
  ['sipas-national', SIPAS_NATIONAL_MAP, [SIPAS_NATIONAL]]
];

const subDimensions = (map: ComponentMap) => map.dimensions.flatMap((dimension) => dimension.subDimensions);
const indicators = (map: ComponentMap) => subDimensions(map).flatMap((part) => part.indicators);
const itemsByPart = (map: ComponentMap) =>
  Object.fromEntries(
    subDimensions(map)
      .filter((part) => part.indicators.length > 0)
      .map((part) => [part.code, part.indicators.map(({ item, reversed }) => (reversed ? `${item} −` : item))])
  );
const indicatorOf = (map: ComponentMap, item: string): Indicator => indicators(map).find((indicator) => indicator.item === item)!;

/** What can be answered but "does not apply". */
const answersOf = (questionnaire: Questionnaire, item: Item): readonly string[] =>
  item.kind === 'level'
    ? scaleOf(questionnaire, item).levels.map(({ level }) => String(level))
    : item.options.map((option) => option.value);

describe.each(MAPS)('the map for %s', (_, map, family) => {
  const asked = (code: string) =>
    family.flatMap((questionnaire) => {
      const item = itemsOf(questionnaire).find((candidate) => candidate.code === code);
      return item ? [{ questionnaire, item }] : [];
    });

  test('has the eight dimensions and their 28 sub-dimensions, 4 + 4 + 3 + 4 + 4 + 4 + 3 + 2', () => {
    expect(map.dimensions.map(({ code, subDimensions: parts }) => [code, parts.length])).toEqual(
      [4, 4, 3, 4, 4, 4, 3, 2].map((count, i) => [`d${i + 1}`, count])
    );
    for (const [i, { subDimensions: parts }] of map.dimensions.entries())
      expect(parts.map(({ code }) => code)).toEqual(parts.map((_part, j) => `${i + 1}.${j + 1}`));
    for (const name of [
      ...map.dimensions.flatMap((dimension) => [dimension.name, dimension.shortName]),
      ...subDimensions(map).map((p) => p.name)
    ])
      for (const language of ['vi', 'en']) expect(name[language]?.normalize('NFC')).toMatch(/^\S.*\S$/u);
  });

  test('names items that are asked, each once, and their answers', () => {
    const items = indicators(map).map(({ item }) => item);
    expect(new Set(items).size).toBe(items.length);
    for (const { item: code, values } of indicators(map)) {
      const questions = asked(code);
      expect(questions.length, code).toBeGreaterThan(0);
      for (const { questionnaire, item } of questions)
        expect(answersOf(questionnaire, item), code).toEqual(expect.arrayContaining(Object.keys(values)));
    }
  });

  test('leaves out only answers that are no judgement', () => {
    const judgement = (value: string) => !['dont_know', 'not_applicable', 'no_answer', 'not_due'].includes(value);
    for (const { item: code, values } of indicators(map))
      for (const { questionnaire, item } of asked(code))
        expect(Object.keys(values).toSorted(), code).toEqual(answersOf(questionnaire, item).filter(judgement).toSorted());
  });

  test('has bounds that an answer can reach, and none beyond them', () => {
    for (const { item, values, min, max } of indicators(map)) {
      expect(Math.min(...Object.values(values)), item).toBe(min);
      expect(Math.max(...Object.values(values)), item).toBe(max);
      expect(min, item).toBeLessThan(max);
    }
  });

  test('has the limits of this project', () => {
    expect(map).toMatchObject({ mostHalfWidth: 0.5, minimumRespondents: 30, minimumDegreesOfFreedom: 8, minimumUnits: 4 });
  });
});

describe('papi-style-commune', () => {
  test('has every item in its place, and an item in every place', () => {
    expect(itemsByPart(PAPI_STYLE_COMMUNE_MAP)).toEqual({
      ...{ '1.1': ['d1_1'], '1.2': ['d1_2'], '1.3': ['d1_3'], '1.4': ['d1_4', 'd1_5'] },
      ...{ '2.1': ['d2_1'], '2.2': ['d2_2', 'd2_3'], '2.3': ['d2_4'], '2.4': ['d2_5'] },
      ...{ '3.1': ['d3_1'], '3.2': ['d3_2', 'd3_3', 'd3_4'], '3.3': ['d3_5'] },
      ...{ '4.1': ['d4_1 −'], '4.2': ['d4_2 −'], '4.3': ['d4_3'], '4.4': ['d4_4', 'd4_5'] },
      ...{ '5.1': ['d5_1'], '5.2': ['d5_2'], '5.3': ['d5_3'], '5.4': ['d5_4 −', 'd5_5'] },
      ...{ '6.1': ['d6_1'], '6.2': ['d6_2'], '6.3': ['d6_3', 'd6_4'], '6.4': ['d6_5'] },
      ...{ '7.1': ['d7_1', 'd7_2'], '7.2': ['d7_3'], '7.3': ['d7_4'] },
      ...{ '8.1': ['d8_1', 'd8_2'], '8.2': ['d8_3'] }
    });
    expect(Object.keys(itemsByPart(PAPI_STYLE_COMMUNE_MAP))).toHaveLength(28);
    const questions = PAPI_STYLE_COMMUNE.sections.filter((section) => section.kind === 'factor').flatMap((section) => section.items);
    expect(indicators(PAPI_STYLE_COMMUNE_MAP).map(({ item }) => item)).toEqual(questions.map(({ code }) => code));
  });

  test('has its dimensions under the names of its sections', () => {
    expect(PAPI_STYLE_COMMUNE_MAP.dimensions.map(({ code, name }) => [code, name])).toEqual(
      PAPI_STYLE_COMMUNE.sections.filter((section) => section.kind === 'factor').map(({ code, name }) => [code, name])
    );
  });

  test('turns answers into numbers by the bounds of the question', () => {
    expect(indicatorOf(PAPI_STYLE_COMMUNE_MAP, 'd1_3')).toEqual({
      item: 'd1_3',
      values: { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 },
      min: 1,
      max: 5
    });
    expect(indicatorOf(PAPI_STYLE_COMMUNE_MAP, 'd4_1')).toEqual({
      item: 'd4_1',
      values: { '0': 0, '1': 1, '2': 2, '3': 3 },
      min: 0,
      max: 3,
      reversed: true
    });
    expect(indicatorOf(PAPI_STYLE_COMMUNE_MAP, 'd5_4')).toEqual({
      item: 'd5_4',
      values: { yes: 1, no: 0 },
      min: 0,
      max: 1,
      reversed: true
    });
  });
});

describe('the forms about service', () => {
  const happened = ['supplement_count −', 'on_time'];

  test('of 2017 cover procedures, answers to petitions, corruption in service and online filing, and no public services', () => {
    expect(itemsByPart(SIPAS_MAP)).toEqual({
      '3.2': ['feedback_1', 'feedback_2', 'feedback_3', 'feedback_4'],
      '4.2': ['extra_payment −', 'harassment −'],
      '5.4': ['procedure_1', 'procedure_2', 'procedure_3', 'procedure_4', 'procedure_5', ...happened],
      '8.1': ['submit_channel']
    });
  });

  test('of the Ministry cover public services too, by the policies on them', () => {
    expect(itemsByPart(SIPAS_NATIONAL_MAP)).toEqual({
      '3.2': ['s_5_1', 's_5_2', 's_5_3'],
      '4.2': ['extra_payment −', 'harassment −'],
      '5.4': ['s_2_1', 's_2_2', 's_2_3', 's_2_4', ...happened],
      ...{ '6.1': ['p_c2'], '6.2': ['p_c3'], '6.3': ['p_c5', 'p_c6', 'p_c7'], '6.4': ['p_c4'] },
      '8.1': ['submit_channel']
    });
  });

  test('count two requests for papers, delays and filing online', () => {
    expect(indicatorOf(SIPAS_MAP, 'supplement_count').values).toEqual({ '0': 0, '1': 0, '2_or_more': 1 });
    expect(indicatorOf(SIPAS_MAP, 'on_time').values).toEqual({ early: 1, on_time: 1, late: 0, overdue: 0 });
    expect(indicatorOf(SIPAS_MAP, 'submit_channel').values).toEqual({ online: 1, in_person: 0, post: 0, by_other: 0 });
    expect(indicatorOf(SIPAS_MAP, 'extra_payment').values).toEqual({ yes: 1, no: 0 });
  });
});

test('a map leaves empty what it is not given, and refuses a code that is no sub-dimension', () => {
  expect(itemsByPart(componentMap({ '8.2': [yesNo('internet_at_home')] }))).toEqual({ '8.2': ['internet_at_home'] });
  expect(componentMap({ '8.2': [yesNo('internet_at_home')] }).dimensions[7]!.subDimensions[1]!.indicators.length).toBe(1);
  expect(() => componentMap({ '1.1': [], '8.3': [], '9.1': [] })).toThrow('no such sub-dimension: 8.3, 9.1');
});
