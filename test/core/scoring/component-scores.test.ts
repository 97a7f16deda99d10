// PAPI-style scores: by hand from the means, with their error by hand, and against a linear combination taken from respondents.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateDomain } from '../../../src/lib/core/estimation/domain-estimate';
import type { Estimate, Refusal } from '../../../src/lib/core/estimation/estimate';
import { makeSurveySample } from '../../../src/lib/core/estimation/survey-sample';
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
import { answersByUnit } from '../../../src/lib/core/scoring/answers-by-unit';
import type { Sample } from '../../../src/lib/core/scoring/estimate-figure';
import { estimateFigure } from '../../../src/lib/core/scoring/satisfaction';
import { TallyAccumulator } from '../../../src/lib/core/tally/accumulate-tally';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import type { TallyLayout } from '../../../src/lib/core/tally/layout';
import { mergeTallies } from '../../../src/lib/core/tally/merge-tallies';
import { packTally } from '../../../src/lib/core/tally/pack-tally';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, D1, D2, dimension, ITEMS, LAYOUT, layoutOf, mapOf, METHOD, numberOf, QUESTIONNAIRE, sub } from './component-survey';

const EVERY = ['papi-1.1', 'papi-1.2', 'papi-d1', 'papi-2.1', 'papi-2.2', 'papi-2.3', 'papi-d2', 'overall'];
const uncapped = (psus: number): Sample => ({ psus, capEffectiveSize: false });

/** Respondents as PSUs; a score by its code. */
function score(code: string, people: readonly Answers[], { layout = LAYOUT, psus = people.length } = {}): Estimate | Refusal {
  const answers = answersByRespondent(
    layout,
    people.map((one) => ({ answers: one }))
  );
  return estimateFigure(layout, METHOD, answers, uncapped(psus), code);
}
function shown(outcome: Estimate | Refusal): Estimate {
  if ('refused' in outcome) throw new Error(`refused: ${outcome.refused} ${outcome.missing.join()}`);
  return outcome;
}

/** told, fair, paid, quality, asked, online, late; the third does not know, nor does the matter arise; only who was told is asked. */
const FOUR: readonly Answers[] = [
  [1, 1, 1, 5, 1, 1, 2],
  [2, 3, 4, 3, 1, 2, 1],
  [3, 6, 2, 0, null, 1, 2],
  [1, 4, 1, 4, 2, 2, 2]
];

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
    expect(() => layoutOf(mapOf(dimension('d1', sub('1.1', yesNo('told')), sub('1.2', reversed(yesNo('told'))))))).toThrow('told is an indicator twice');
    const [first, ...rest] = QUESTIONNAIRE.sections;
    const items = first!.items.map((item) => (item.code === 'told' && item.kind === 'choice' ? { ...item, kind: 'choices' as const } : item));
    const several = { ...QUESTIONNAIRE, sections: [{ ...first!, items }, ...rest.map((section) => ({ ...section, items: [] }))], rates: [] };
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
          const { min, max, values, reversed: isReversed } = PAPI_STYLE_COMMUNE_MAP.dimensions
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
          ...dimensions.flatMap(({ code, subs, value }) => [...subs, { code, value }]).map(({ code, value }) => [`papi-${code}`, value] as const),
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
    const two = [
      household({ d4_1: 1, d4_2: 1, d4_3: 3, d4_4: 1, d4_5: 1 }),
      household({ d4_1: 3, d4_2: 1, d4_3: 3, d4_4: 1, d4_5: 2 })
    ];
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

interface Row {
  readonly answers: Answers;
  readonly weight: number;
  readonly stratum: string;
  readonly psu: string;
  readonly inDomain: boolean;
}
const anyRow: fc.Arbitrary<Row> = fc.record({
  answers: anyAnswers,
  weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
  stratum: fc.constantFrom('a', 'b'),
  psu: fc.constantFrom('1', '2', '3', '4'),
  inDomain: fc.boolean()
});
/** Two PSUs at least in each stratum; their people have answered nothing. */
const BASE: readonly Row[] = ['a', 'b'].flatMap((stratum) =>
  ['1', '2'].map((psu) => ({ answers: [], weight: 1, stratum, psu, inDomain: false }))
);
const anyRows = fc.array(anyRow, { minLength: 8, maxLength: 40 }).map((rows) => [...BASE, ...rows]);

/** Σ a·x̄ + c, written out: k sub-dimensions of m indicators each. */
const INDICATORS = [
  ['told', 9 / 1 / 2, 'd1', '1.1'],
  ['fair', 9 / 4 / 2 / 2, 'd1', '1.2'],
  ['paid', -9 / 3 / 2 / 2, 'd1', '1.2'],
  ['quality', 9 / 4 / 3, 'd2', '2.1'],
  ['asked', 9 / 1 / 3 / 2, 'd2', '2.2'],
  ['online', 9 / 1 / 3 / 2, 'd2', '2.2'],
  ['late', -9 / 1 / 3, 'd2', '2.3']
] as const;
const COMBINATIONS: Readonly<Record<string, readonly (readonly [item: string, coefficient: number])[]>> = {
  'papi-d1': INDICATORS.filter(([, , d]) => d === 'd1').map(([item, a]) => [item, a]),
  'papi-d2': INDICATORS.filter(([, , d]) => d === 'd2').map(([item, a]) => [item, a]),
  'papi-1.2': INDICATORS.filter(([, , , part]) => part === '1.2').map(([item, a]) => [item, 2 * a]),
  overall: INDICATORS.map(([item, a]) => [item, a])
};

describe('of any sample', () => {
  test('value, variance, degrees of freedom and design effect are those of the linear combination over respondents', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyRows, fc.constantFrom(undefined, 0.25, 40), (rows, fpc) => {
        const reference = makeSurveySample({
          rows: rows.length,
          weights: rows.map(({ weight }) => weight),
          strata: rows.map(({ stratum }) => stratum),
          psus: rows.map(({ psu }) => psu),
          ...(fpc !== undefined && { fpc: rows.map(() => fpc) })
        });
        const unitsOf = (stratum: string) => new Set(rows.filter((row) => row.stratum === stratum).map(({ psu }) => psu)).size;
        const strata = ['a', 'b'].map((stratum) => ({
          units: unitsOf(stratum),
          ...(fpc !== undefined && { samplingFraction: fpc <= 1 ? fpc : unitsOf(stratum) / fpc })
        }));
        const sample: Sample = {
          psus: unitsOf('a') + unitsOf('b'),
          capEffectiveSize: false,
          design: { strata, stratumOf: (unit) => (unit.startsWith('a') ? 0 : 1) }
        };
        const domain = answersByRespondent(
          LAYOUT,
          rows.filter(({ inDomain }) => inDomain).map(({ answers, weight, stratum, psu }) => ({ answers, weight, unit: stratum + psu }))
        );
        for (const [code, combination] of Object.entries(COMBINATIONS)) {
          const has = ({ answers, inDomain }: Row) => inDomain && combination.some(([item]) => numberOf(answers, item) !== undefined);
          const statistic = {
            kind: 'ratios' as const,
            ratios: combination.map(([item]) => ({
              y: rows.map(({ answers }) => numberOf(answers, item) ?? 0),
              x: rows.map(({ answers }) => (numberOf(answers, item) === undefined ? 0 : 1))
            })),
            coefficients: combination.map(([, coefficient]) => coefficient)
          };
          const expected = estimateDomain(
            reference,
            statistic,
            Uint8Array.from(rows, (row) => (has(row) ? 1 : 0))
          );
          const outcome = estimateFigure(LAYOUT, METHOD, domain, sample, code);
          if ('missing' in expected) {
            const named = expected.missing.length === combination.length ? [] : expected.missing.map((j) => combination[j]![0]);
            expect(outcome).toEqual({ refused: named.length > 0 ? 'missing-part' : 'empty', missing: named });
            continue;
          }
          const { value, standardError, degreesOfFreedom, n, designEffect } = shown(outcome);
          const constant = shown(outcome).value - expected.value;
          const { value: effect } = expected.designEffect('replace');
          expect([degreesOfFreedom, n]).toEqual([expected.degreesOfFreedom, expected.n]);
          // The constant: 1 of a score, and what the lower bounds take away.
          const constants = { 'papi-d1': 1 - 9 / 4 / 4 + 9 / 4, 'papi-d2': 1 - 9 / 4 / 3 + 9 / 3, 'papi-1.2': 1 - 9 / 8 + 9 / 2, overall: 0 };
          constants.overall = constants['papi-d1'] + constants['papi-d2'];
          expect(constant).toBeCloseTo(constants[code as keyof typeof constants], 9);
          expect(value).toBeGreaterThanOrEqual((code === 'overall' ? 2 : 1) - 1e-9);
          expect(value).toBeLessThanOrEqual((code === 'overall' ? 20 : 10) + 1e-9);
          expect(standardError === null).toBe(expected.degreesOfFreedom < 1);
          if (standardError === null) continue;
          compared++;
          expect(Math.abs(standardError ** 2 - expected.variance!)).toBeLessThanOrEqual(1e-9 * expected.variance! + 1e-12);
          expect(designEffect === null).toBe(effect === null);
          if (effect !== null && expected.variance! > 1e-9) expect(Math.abs(designEffect! / effect - 1)).toBeLessThanOrEqual(1e-9);
        }
      })
    );
    expect(compared).toBeGreaterThan(150);
  });

  test('a score of days is that of the people who came on them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyAnswers, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 }), (days) => {
        const cells = days.map((people, day) => ({ unit: `${day}`, tally: tallied(LAYOUT, people) }));
        const byDay = answersByUnit(LAYOUT, cells);
        const byPerson = answersByRespondent(
          LAYOUT,
          days.flatMap((people, day) => people.map((answers) => ({ answers, unit: `${day}` })))
        );
        for (const code of EVERY) {
          const [one, other] = [byDay, byPerson].map((answers) => estimateFigure(LAYOUT, METHOD, answers, uncapped(days.length + 1), code));
          if ('refused' in one!) expect(other).toEqual(one);
          else {
            const [a, b] = [shown(one!), shown(other!)];
            expect([b.n, b.valid, b.degreesOfFreedom, b.notes]).toEqual([a.n, a.valid, a.degreesOfFreedom, a.notes]);
            expect(b.value).toBeCloseTo(a.value, 9);
            expect(b.standardError ?? -1).toBeCloseTo(a.standardError ?? -1, 9);
          }
        }
      })
    );
  });
});

const tallied = (layout: TallyLayout, people: readonly Answers[]) =>
  tallyResponses(
    layout,
    people.map((answers) => ({ answers }))
  );

describe('a tally', () => {
  const ITEMS_OF: Readonly<Record<string, readonly string[]>> = {
    'papi-1.1': ['told'],
    'papi-1.2': ['fair', 'paid'],
    'papi-d1': ['told', 'fair', 'paid'],
    'papi-2.1': ['quality'],
    'papi-2.2': ['asked', 'online'],
    'papi-2.3': ['late'],
    'papi-d2': ['quality', 'asked', 'online', 'late'],
    overall: ITEMS
  };

  test('counts for a score whoever answered one of its indicators, once, as respondents do', () => {
    fc.assert(
      fc.property(fc.array(anyAnswers, { maxLength: 20 }), (people) => {
        const { answered } = tallied(LAYOUT, people);
        const byPerson = answersByRespondent(
          LAYOUT,
          people.map((answers) => ({ answers }))
        );
        for (const code of EVERY) {
          const expected = people.map((answers) => (ITEMS_OF[code]!.some((item) => numberOf(answers, item) !== undefined) ? 1 : 0));
          expect([...byPerson.answered(code)], code).toEqual(expected);
          expect(answered[code], code).toBe(expected.reduce<number>((sum, one) => sum + one, 0));
        }
      })
    );
  });

  test('holds no squares of scores, and is the same when packed, read and added up', () => {
    const anyTally = fc.array(anyAnswers, { maxLength: 40 }).map((people) => tallied(LAYOUT, people));
    expect(tallied(LAYOUT, FOUR).squares).toEqual({});
    fc.assert(
      fc.property(anyTally, anyTally, (one, other) => {
        const sum = new TallyAccumulator(LAYOUT);
        sum.addPacked(packTally(LAYOUT, one));
        expect(sum.toTally()).toEqual(one);
        sum.addPacked(packTally(LAYOUT, other));
        expect(sum.toTally()).toEqual(mergeTallies(LAYOUT, [one, other]));
      })
    );
  });

  test('of shares and scores together keeps both', () => {
    const method = SHIPPED_METHODS.find((one) => one.family === 'sipas' && one.number === 2)!;
    const layout = compileLayout(SIPAS_SHORT, method);
    const people: Answers[] = [
      [5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 1, 1],
      [1, 2, 3, 4, 5, 1, null, 0, 4, 2]
    ];
    const tally = tallied(layout, people);
    expect(Object.keys(tally.squares)).toEqual(['overall', 'officer', 'result', 'feedback']);
    expect(tally.answered['papi-3.2']).toBe(2);
    const sum = new TallyAccumulator(layout);
    sum.addPacked(packTally(layout, tally));
    expect(sum.toTally()).toEqual(tally);
  });
});
