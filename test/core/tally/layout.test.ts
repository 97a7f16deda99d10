import { describe, expect, test } from 'vitest';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { figureOf, itemIndex } from '../../../src/lib/core/tally/layout';
import { METHOD, QUESTIONNAIRE } from './example-survey';

describe('compileLayout', () => {
  const layout = compileLayout(QUESTIONNAIRE, METHOD);

  test('takes the factors of the method that the questionnaire has, and keeps the others beside them', () => {
    expect(layout.figures.map(({ code, inOverall, items }) => ({ code, inOverall, items }))).toEqual([
      { code: 'overall', inOverall: true, items: [0, 1, 2, 3, 4] },
      { code: 'access', inOverall: true, items: [0, 1] },
      { code: 'officer', inOverall: true, items: [2, 3, 4] },
      { code: 'policy', inOverall: false, items: [5] }
    ]);
  });

  test('pooled: every figure is one ratio over all its items', () => {
    expect(figureOf(layout, 'overall').parts).toMatchObject([{ code: 'overall', items: [0, 1, 2, 3, 4], coefficient: 1 }]);
    expect(figureOf(layout, 'officer').parts).toMatchObject([{ code: 'officer', items: [2, 3, 4], coefficient: 1 }]);
    // Levels 4 and 5 of 1 … 5 are satisfied; "does not apply" stands in neither.
    const scores = { numerator: [0, 0, 0, 0, 1, 1], denominator: [0, 1, 1, 1, 1, 1] };
    expect(figureOf(layout, 'officer').parts[0]!.scores).toEqual([scores, scores, scores]);
  });

  test('mean of items: one ratio an item, in the overall figure and in a factor', () => {
    const byItem = compileLayout(QUESTIONNAIRE, { ...METHOD, aggregation: 'mean-of-items' });
    expect(figureOf(byItem, 'overall').parts.map(({ code, coefficient }) => [code, coefficient])).toEqual([
      ['access_1', 1 / 5],
      ['access_2', 1 / 5],
      ['officer_1', 1 / 5],
      ['officer_2', 1 / 5],
      ['officer_3', 1 / 5]
    ]);
    expect(figureOf(byItem, 'access').parts.map((part) => part.coefficient)).toEqual([1 / 2, 1 / 2]);
  });

  test('mean of factors: one ratio a factor in the overall figure; a single factor is pooled', () => {
    const byFactor = compileLayout(QUESTIONNAIRE, { ...METHOD, aggregation: 'mean-of-factors' });
    expect(figureOf(byFactor, 'overall').parts).toMatchObject([
      { code: 'access', items: [0, 1], coefficient: 1 / 2 },
      { code: 'officer', items: [2, 3, 4], coefficient: 1 / 2 }
    ]);
    expect(figureOf(byFactor, 'officer').parts).toMatchObject([{ code: 'officer', items: [2, 3, 4], coefficient: 1 }]);
  });

  test('conditions and rates become positions; "does not apply" leaves every rate', () => {
    expect(layout.items[itemIndex(layout, 'apology')]!.conditions).toEqual([
      { item: itemIndex(layout, 'on_time'), positions: [2], unless: false }
    ]);
    expect(layout.rates).toEqual([
      { code: 'late', item: itemIndex(layout, 'on_time'), counted: [2], leftOut: [0, 3] },
      { code: 'no_apology', item: itemIndex(layout, 'apology'), counted: [2], leftOut: [0] }
    ]);
  });

  test('a condition on a level item knows levels and "does not apply"', () => {
    const [access, officer, ...rest] = QUESTIONNAIRE.sections;
    const conditional = {
      ...officer!,
      items: officer!.items.map((item) => ({ ...item, showWhen: [{ item: 'access_1', values: ['na', '5'] }] }))
    };
    const compiled = compileLayout({ ...QUESTIONNAIRE, sections: [access!, conditional, ...rest] }, METHOD);
    expect(compiled.items[2]!.conditions).toEqual([{ item: 0, positions: [0, 5], unless: false }]);
  });

  const withRate = (item: string, values: string[]) => ({ ...QUESTIONNAIRE, rates: [{ code: 'r', item, values, name: { vi: 'r' } }] });
  const dependingOn = (item: string) => ({
    ...QUESTIONNAIRE,
    sections: QUESTIONNAIRE.sections.map((section) =>
      section.code === 'access'
        ? { ...section, items: section.items.map((it) => ({ ...it, showWhen: [{ item, values: ['yes'] }] })) }
        : section
    )
  });

  test.each([
    ['a scale without threshold', QUESTIONNAIRE, { ...METHOD, satisfiedFrom: {} }, /no satisfied threshold for the scale five/],
    ['a rate of an unknown item', withRate('nothing', ['yes']), METHOD, /unknown item nothing/],
    ['a rate of an unknown value', withRate('apology', ['maybe']), METHOD, /apology has no answer maybe/],
    [
      'a rate that counts what it leaves out',
      { ...QUESTIONNAIRE, rates: [{ code: 'r', item: 'on_time', values: ['late'], leaveOut: ['late'], name: { vi: 'r' } }] },
      METHOD,
      /counts what it leaves out/
    ],
    ['a rate of a multiple choice', withRate('channel', ['radio']), METHOD, /multiple-choice item channel/],
    ['a condition on a later item', dependingOn('apology'), METHOD, /depends on the later item apology/]
  ])('refuses %s', (_, questionnaire, method, message) => {
    expect(() => compileLayout(questionnaire, method)).toThrow(message);
  });
});
