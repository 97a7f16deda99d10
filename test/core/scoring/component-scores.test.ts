// PAPI-style scores and their errors by hand, what does not exist, and the shipped maps.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Estimate, Refusal } from '../../../src/lib/core/estimation/estimate';
import { tQuantile } from '../../../src/lib/core/estimation/quantiles';
import { reversed, yesNo } from '../../../src/lib/core/method/indicators';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { PAPI_STYLE_COMMUNE_MAP } from '../../../src/lib/core/method/papi-style-maps';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { SIPAS_NATIONAL } from '../../../src/lib/core/questionnaire/instruments/sipas-national';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import type { Answers } from '../../../src/lib/core/response/response';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { estimateFigure } from '../../../src/lib/core/scoring/satisfaction';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { D1, D2, dimension, EVERY, FOUR, LAYOUT, layoutOf, mapOf, METHOD, QUESTIONNAIRE, shown, sub, uncapped } from './component-survey';

/** Respondents as PSUs; a score by its code. */
function score(code: string, people: readonly Answers[], { layout = LAYOUT, psus = people.length } = {}): Estimate | Refusal {
  const answers = answersByRespondent(
    layout,
    people.map((one) => ({ answers: one }))
  );
  return estimateFigure(layout, METHOD, answers, uncapped(psus), code);
}

describe('four people, by hand', () => {
  test.each([
    ['papi-1.1', 7, 3, 3], // told: 2 of 3, 1 + 9·2/3
    ['papi-1.2', 6.625, 4, 7], // fair: (5 + 3 + 2)/3, 1 + 9·(10/3 − 1)/4 = 6.25; paid: 1, reversed 1 + 9·(3 − 1)/3 = 7
    ['papi-d1', 6.8125, 4, 10], // (7 + 6.625)/2
    ['papi-2.1', 7.75, 3, 3], // quality: 4
    ['papi-2.2', 5.5, 4, 6], // asked: 1 of 2 (who was not told was not asked); online: 2 of 4
    ['papi-2.3', 7.75, 4, 4], // late: 1 of 4, reversed 1 + 9·3/4
    ['papi-d2', 7, 4, 13], // (7.75 + 5.5 + 7.75)/3
    ['overall', 13.8125, 4, 23]
  ])('%s', (code, value, n, valid) => {
    const estimate = shown(score(code, FOUR));
    expect(estimate.value).toBeCloseTo(value, 12);
    expect([estimate.n, estimate.valid]).toEqual([n, valid]);
  });

  test('one indicator’s standard error is 9 times that of its mean; the interval stays in 1 … 10', () => {
    // told: u = 1/9, −2/9, 0, 1/9 over four PSUs; v = 4/3 · 6/81 = 8/81.
    const estimate = shown(score('papi-1.1', FOUR));
    expect(estimate.standardError).toBeCloseTo(9 * Math.sqrt(8 / 81), 12);
    expect(estimate.degreesOfFreedom).toBe(2);
    expect(estimate.interval).toEqual({ lower: 1, upper: 10 });
  });

  test('weights count', () => {
    const weighted = answersByRespondent(
      LAYOUT,
      FOUR.map((answers, i) => ({ answers, weight: i + 1 }))
    );
    // told: (1 + 4)/(1 + 2 + 4); paid: (0 + 2·3 + 3·1 + 0)/10 = 0.9, fair: (5 + 2·3 + 4·2)/7 = 19/7.
    expect(shown(estimateFigure(LAYOUT, METHOD, weighted, uncapped(4), 'papi-1.1')).value).toBeCloseTo(1 + 45 / 7, 12);
    const [fair, paid] = [1 + (9 * (19 / 7 - 1)) / 4, 1 + (9 * 2.1) / 3];
    expect(shown(estimateFigure(LAYOUT, METHOD, weighted, uncapped(4), 'papi-1.2')).value).toBeCloseTo((fair + paid) / 2, 12);
  });

  test('the best answers make 10 everywhere and the worst 1', () => {
    const [best, worst]: [Answers, Answers] = [
      [1, 1, 1, 5, 1, 1, 2],
      [2, 5, 4, 1, null, 2, 1]
    ];
    for (const code of EVERY) {
      expect(shown(score(code, [best, best])).value).toBeCloseTo(code === 'overall' ? 20 : 10, 12);
      if (!['papi-2.2', 'papi-d2', 'overall'].includes(code)) expect(shown(score(code, [worst, worst])).value).toBeCloseTo(1, 12);
    }
    const refused: Answers = [1, 5, 4, 1, 2, 2, 1];
    expect(shown(score('papi-2.2', [refused, refused])).value).toBeCloseTo(1, 12);
  });
});

describe('an interval', () => {
  /** Thirty people, of whom one in ten was not told. */
  const people = Array.from({ length: 30 }, (_, i): Answers => [i % 10 === 0 ? 2 : 1, 1 + (i % 2), 1, 4, 1, 1, 2]);

  test('is t’s, cut off at the best score', () => {
    const { value, standardError, interval, degreesOfFreedom } = shown(score('papi-1.1', people));
    expect([value, degreesOfFreedom]).toEqual([expect.closeTo(9.1, 12), 29]);
    expect(value + tQuantile(0.975, 29) * standardError!).toBeGreaterThan(10);
    expect(interval!.upper).toBe(10);
    expect(interval!.lower).toBeCloseTo(value - tQuantile(0.975, 29) * standardError!, 12);
  });

  test('of a sum is cut off at its own bounds', () => {
    const { value, standardError, interval } = shown(score('overall', people));
    expect(interval!.upper).toBeCloseTo(value + tQuantile(0.975, 29) * standardError!, 12);
    expect(interval!.upper).toBeGreaterThan(10);
    const best: Answers = [1, 1, 1, 5, 1, 1, 2];
    const nearly = Array.from({ length: 30 }, (_, i) => (i === 0 ? [2, 5, 4, 1, null, 2, 1] : best));
    expect(shown(score('overall', nearly)).interval!.upper).toBe(20);
  });

  test('is not there where one PSU holds everybody', () => {
    expect(shown(score('papi-1.1', people.slice(0, 1), { psus: 30 }))).toMatchObject({ interval: null, notes: ['one-unit'] });
  });
});

describe('covariances count in a sum', () => {
  const layout = layoutOf(mapOf(dimension('d1', sub('1.1', yesNo('told'))), dimension('d2', sub('2.1', yesNo('online')))));
  const standardErrors = (people: readonly Answers[]) =>
    ['papi-d1', 'papi-d2', 'overall'].map((code) => shown(score(code, people, { layout })).standardError!);
  const answered = (told: number, online: number): Answers => [told, null, null, null, null, online];

  test('what goes together adds up, what goes apart cancels out, what has nothing to do with it adds in squares', () => {
    const [alike, , sumOfAlike] = standardErrors([answered(1, 1), answered(2, 2), answered(1, 1), answered(2, 2)]);
    expect(sumOfAlike).toBeCloseTo(2 * alike!, 12);
    const [, , sumOfOpposites] = standardErrors([answered(1, 2), answered(2, 1), answered(1, 2), answered(2, 1)]);
    expect(sumOfOpposites).toBeCloseTo(0, 12);
    const [one, other, sum] = standardErrors([answered(1, 1), answered(2, 1), answered(1, 2), answered(2, 2)]);
    expect(sum).toBeCloseTo(Math.hypot(one!, other!), 12);
  });
});

describe('what does not exist', () => {
  /** Nobody knows whether it was fair. */
  const unknown = FOUR.map((answers) => answers.map((answer, item) => (item === 1 ? 6 : answer)));

  test('an indicator nobody answered leaves its sub-dimension, its dimension and the sum undefined, and is named', () => {
    for (const code of ['papi-1.2', 'papi-d1', 'overall'])
      expect(score(code, unknown), code).toEqual({ refused: 'missing-part', missing: ['fair'] });
    for (const [code, value] of [
      ['papi-1.1', 7],
      ['papi-d2', 7]
    ] as const)
      expect(shown(score(code, unknown)).value, code).toBeCloseTo(value, 12);
  });

  test('a method that leaves absent parts out of a mean of shares leaves none out of a score', () => {
    const answers = answersByRespondent(
      LAYOUT,
      unknown.map((one) => ({ answers: one }))
    );
    const method = { ...METHOD, absentParts: 'leave-out' as const };
    expect(estimateFigure(LAYOUT, method, answers, uncapped(4), 'papi-d1')).toEqual({ refused: 'missing-part', missing: ['fair'] });
  });

  test('nobody at all', () => {
    for (const code of EVERY) expect(score(code, [[], []]), code).toEqual({ refused: 'empty', missing: [] });
  });

  test('a dimension of which a sub-dimension is not covered, and a sum over it; its other sub-dimensions exist', () => {
    for (const gap of [sub('2.4'), sub('2.4', yesNo('nowhere'))]) {
      const layout = layoutOf(mapOf(D1, dimension('d2', ...D2.subDimensions, gap)));
      expect(layout.figures.map(({ code }) => code)).toEqual([
        'overall',
        'papi-1.1',
        'papi-1.2',
        'papi-d1',
        'papi-2.1',
        'papi-2.2',
        'papi-2.3'
      ]);
      expect(score('overall', FOUR, { layout })).toEqual({ refused: 'empty', missing: [] });
      expect(shown(score('papi-2.2', FOUR, { layout })).value).toBeCloseTo(5.5, 12);
    }
  });

  test('an indicator whose item the questionnaire has not leaves the map: the mean is over the others', () => {
    const layout = layoutOf(mapOf(dimension('d1', sub('1.1', yesNo('told'), yesNo('nowhere')), D1.subDimensions[1]!), D2));
    expect(shown(score('papi-d1', FOUR, { layout })).value).toBeCloseTo(6.8125, 12);
  });

  test('an item that is an indicator twice, or takes several answers', () => {
    expect(() => layoutOf(mapOf(dimension('d1', sub('1.1', yesNo('told')), sub('1.2', reversed(yesNo('told'))))))).toThrow(
      'told is an indicator twice'
    );
    const [first, ...rest] = QUESTIONNAIRE.sections;
    const items = first!.items.map((item) =>
      item.code === 'told' && item.kind === 'choice' ? { ...item, kind: 'choices' as const } : item
    );
    const several = {
      ...QUESTIONNAIRE,
      sections: [{ ...first!, items }, ...rest.map((section) => ({ ...section, items: [] }))],
      rates: []
    };
    expect(() => compileLayout(several, { ...METHOD, components: mapOf(D1) })).toThrow('told takes several answers');
  });
});

describe('the shipped methods', () => {
  const method = (family: string, number: number) => SHIPPED_METHODS.find((one) => one.family === family && one.number === number)!;
  const codesOf = (questionnaire: Questionnaire, family: string, number: number) =>
    compileLayout(questionnaire, method(family, number))
      .figures.filter(({ measure }) => measure === 'component-score')
      .map(({ code }) => code.replace('papi-', ''));

  test('cover what their forms ask about, and a dimension only where they ask about all of it', () => {
    expect(codesOf(SIPAS_SHORT, 'sipas', 2)).toEqual(['3.2', '4.2', '5.4']);
    expect(codesOf(SIPAS_SHORT, 'sipas', 1)).toEqual([]);
    expect(codesOf(SIPAS_NATIONAL, 'sipas-national', 2)).toEqual(['3.2', '4.2', '5.4', '6.1', '6.2', '6.3', '6.4', 'd6', '8.1']);
    expect(codesOf(PAPI_STYLE_COMMUNE, 'papi-style', 1)).toHaveLength(1 + 28 + 8);
  });

  const PAPI = compileLayout(PAPI_STYLE_COMMUNE, method('papi-style', 1));
  const anyHousehold = fc.tuple(
    ...itemsOf(PAPI_STYLE_COMMUNE).map((item) => fc.option(fc.integer({ min: 1, max: item.kind === 'level' ? 5 : item.options.length })))
  );

  test('papi-style-commune: every score is the mean of means of its rescaled answers', () => {
    const items = itemsOf(PAPI_STYLE_COMMUNE);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    fc.assert(
      fc.property(fc.array(anyHousehold, { minLength: 1, maxLength: 25 }), (people) => {
        const scoreOf = (code: string): number => {
          const {
            min,
            max,
            values,
            reversed: isReversed
          } = PAPI_STYLE_COMMUNE_MAP.dimensions
            .flatMap((one) => one.subDimensions.flatMap(({ indicators }) => indicators))
            .find(({ item }) => item === code)!;
          const at = items.findIndex((item) => item.code === code);
          const item = items[at]!;
          const given = people.flatMap((answers) => {
            const position = answers[at];
            if (position === null || position === undefined || item.kind === 'level') return [];
            return values[item.options[position - 1]!.value] ?? [];
          });
          return 1 + (9 * (isReversed ? max - mean(given) : mean(given) - min)) / (max - min);
        };
        const dimensions = PAPI_STYLE_COMMUNE_MAP.dimensions.map(({ code, subDimensions }) => {
          const subs = subDimensions.map((one) => ({ code: one.code, value: mean(one.indicators.map(({ item }) => scoreOf(item))) }));
          return { code, subs, value: mean(subs.map(({ value }) => value)) };
        });
        const expected = [
          ...dimensions
            .flatMap(({ code, subs, value }) => [...subs, { code, value }])
            .map(({ code, value }) => [`papi-${code}`, value] as const),
          ['overall', dimensions.reduce((sum, { value }) => sum + value, 0)] as const
        ];
        expect(expected).toHaveLength(37);
        for (const [code, value] of expected) {
          const outcome = score(code, people, { layout: PAPI });
          if (Number.isNaN(value)) expect(outcome, code).toHaveProperty('refused');
          else expect(shown(outcome).value, code).toBeCloseTo(value, 9);
        }
      }),
      { numRuns: 40 }
    );
  });

  test('papi-style-commune: content 4 by hand, and from 8 to 80', () => {
    // Of a choice the position is its place in the list: yes 1, no 2; "5" 1 … "1" 5; "never" 1 … "often" 4.
    const blank = itemsOf(PAPI_STYLE_COMMUNE).map((): null => null);
    const household = (given: Readonly<Record<string, number>>): Answers =>
      blank.map((none, i) => given[itemsOf(PAPI_STYLE_COMMUNE)[i]!.code] ?? none);
    // 4.1: how often 0 and 2, mean 1 of 3 → 7. 4.2: never → 10. 4.3: 3 → 5.5. 4.4: 5 → 10 and yes, no → 5.5: 7.75.
    const two = [household({ d4_1: 1, d4_2: 1, d4_3: 3, d4_4: 1, d4_5: 1 }), household({ d4_1: 3, d4_2: 1, d4_3: 3, d4_4: 1, d4_5: 2 })];
    expect(shown(score('papi-d4', two, { layout: PAPI })).value).toBeCloseTo((7 + 10 + 5.5 + 7.75) / 4, 12);
    expect(score('overall', two, { layout: PAPI })).toMatchObject({ refused: 'missing-part' });

    const everything = (best: boolean) =>
      household(
        Object.fromEntries(
          itemsOf(PAPI_STYLE_COMMUNE)
            .filter(({ code }) => /^d\d_/.test(code))
            .map((item) => {
              const answers = item.kind === 'level' ? 0 : item.options.length - 3; // the last three are no judgement
              return [item.code, best !== (item.code === 'd5_4') ? 1 : answers];
            })
        )
      );
    expect(shown(score('overall', [everything(true)], { layout: PAPI, psus: 9 })).value).toBeCloseTo(80, 9);
    expect(shown(score('overall', [everything(false)], { layout: PAPI, psus: 9 })).value).toBeCloseTo(8, 9);
  });
});
