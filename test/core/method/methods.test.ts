import { describe, expect, test } from 'vitest';
import { methodFor, SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';

const nameOf = ({ family, number }: { family: string; number: number }) => `${family} ${number}`;
const find = (name: string) => SHIPPED_METHODS.find((method) => nameOf(method) === name)!;

test('every method has a name of its own and both languages', () => {
  expect(SHIPPED_METHODS.map(nameOf)).toEqual([
    ...['sipas 1', 'sipas 2', 'sipas-national 1', 'sipas-national 2', 'papi-style 1', 'par-leaders 1', 'par-leaders 2'],
    ...['bfi-check 1', 'bfi-check 2']
  ]);
  for (const text of SHIPPED_METHODS.flatMap(({ name, note }) => [name, note]))
    for (const language of ['vi', 'en']) expect(text[language]?.normalize('NFC')).toMatch(/^\S.*\S$/u);
});

describe('the method that a new survey takes', () => {
  test.each(SHIPPED_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const))(
    'for %s is shipped and fits it',
    (code, questionnaire) => {
      const method = find(nameOf(methodFor(code)!));
      // Of component scores the maps are tested by themselves (component-maps.test.ts).
      if (method.aggregation === 'sum-of-components') return expect(method.components?.dimensions).toHaveLength(8);
      const factors = questionnaire.sections.filter((section) => section.kind === 'factor' && method.factors.includes(section.code));
      expect(factors.length).toBeGreaterThan(0);
      for (const item of factors.flatMap((section) => section.items)) {
        const scale = questionnaire.scales.find((candidate) => item.kind === 'level' && candidate.code === item.scale)!;
        const from = method.satisfiedFrom[scale.code]!;
        // Somebody can be satisfied, and somebody not.
        expect(scale.levels.some(({ level }) => level === from) && from > 1, item.code).toBe(true);
      }
    }
  );

  test('leaves no factor out but the policies of the national form', () => {
    const left = SHIPPED_QUESTIONNAIRES.flatMap(({ code, sections }) => {
      const { factors, aggregation } = find(nameOf(methodFor(code)!));
      if (aggregation === 'sum-of-components') return [];
      return sections
        .filter((section) => section.kind === 'factor' && !factors.includes(section.code))
        .map((section) => `${code} ${section.code}`);
    });
    expect(left).toEqual(
      ['policy_accountability', 'policy_participation', 'policy_quality', 'policy_impact'].map(
        (code) => `sipas-national-2023-draft ${code}`
      )
    );
  });

  test('is the same for the long and the short form of 2017, and another for the national form', () => {
    expect(methodFor('sipas-short')).toEqual(methodFor('sipas-2017'));
    expect(methodFor('sipas-national-2023-draft')?.family).not.toBe(methodFor('sipas-2017')?.family);
  });

  test('is none for a questionnaire that is not shipped', () => {
    expect(methodFor('own-form')).toBeUndefined();
    expect(methodFor('constructor')).toBeUndefined();
  });
});

test('levels 4 and 5 are satisfied, answers are pooled, the target is 90 %', () => {
  for (const method of ['sipas 1', 'sipas 2', 'sipas-national 1', 'sipas-national 2'].map(find))
    expect(method).toMatchObject({
      factors: ['access', 'procedure', 'officer', 'result', 'feedback'],
      satisfiedFrom: { 'satisfaction-5': 4 },
      aggregation: 'pooled',
      target: 0.9,
      level: 0.95,
      minimumRespondents: 5,
      minimumForOptions: 10,
      minimumForRanking: 30,
      minimumDegreesOfFreedom: 8,
      weeksForWeeklyUnits: 13,
      certainty: 'assumed'
    });
});

test('the second numbers add PAPI-style scores and change nothing of the index', () => {
  for (const family of ['sipas', 'sipas-national']) {
    const { number: one, ...rest } = find(`${family} 1`);
    const { number: two, components, ...other } = find(`${family} 2`);
    expect([one, two]).toEqual([1, 2]);
    expect(other).toEqual(rest);
    expect(components?.dimensions).toHaveLength(8);
  }
});

test("the two checks differ in their aggregation only, so that R's mean of factors can be shown too", () => {
  const { number: one, name: pooledName, aggregation: pooled, ...rest } = find('bfi-check 1');
  const { number: two, name: meanName, aggregation: mean, ...other } = find('bfi-check 2');
  expect([one, pooled, two, mean]).toEqual([1, 'pooled', 2, 'mean-of-factors']);
  expect(meanName).not.toEqual(pooledName);
  expect(other).toEqual(rest);
  expect(rest.satisfiedFrom).toEqual({ 'agreement-6': 5 });
});
