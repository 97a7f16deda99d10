// Of any sample: a PAPI-style score is a linear combination taken from respondents, and tallies count for it as respondents do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateDomain } from '../../../src/lib/core/estimation/domain-estimate';
import { makeSurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
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
import { anyAnswers, EVERY, FOUR, ITEMS, LAYOUT, METHOD, numberOf, shown, uncapped } from './component-survey';

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
          const constants = {
            'papi-d1': 1 - 9 / 4 / 4 + 9 / 4,
            'papi-d2': 1 - 9 / 4 / 3 + 9 / 3,
            'papi-1.2': 1 - 9 / 8 + 9 / 2,
            overall: 0
          };
          constants.overall = constants['papi-d1'] + constants['papi-d2'];
          expect(constant).toBeCloseTo(constants[code as keyof typeof constants], 9);
          expect(value).toBeGreaterThanOrEqual((code === 'overall' ? 2 : 1) - 1e-9);
          expect(value).toBeLessThanOrEqual((code === 'overall' ? 20 : 10) + 1e-9);
          expect(standardError === null).toBe(expected.degreesOfFreedom < 1);
          if (standardError === null) continue;
          compared++;
          expect(Math.abs(standardError ** 2 - expected.variance!)).toBeLessThanOrEqual(1e-9 * expected.variance! + 1e-12);
          // Of few people it would tell how their answers go together.
          expect(designEffect === null).toBe(effect === null || n < METHOD.minimumForOptions);
          if (designEffect !== null && effect !== null && expected.variance! > 1e-9)
            expect(Math.abs(designEffect / effect - 1)).toBeLessThanOrEqual(1e-9);
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
