import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/lib/core/response/response';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { answersByUnit } from '../../../src/lib/core/scoring/answers-by-unit';
import { estimateFigure, estimateItem, estimateSatisfaction } from '../../../src/lib/core/scoring/satisfaction';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { mergeTallies } from '../../../src/lib/core/tally/merge-tallies';
import { METHOD, QUESTIONNAIRE } from '../tally/example-survey';
import { daily, LAYOUT, repeat, shown, tallied, uncapped } from './example-days';

describe('one item over days', () => {
  // Four days in the sample; ten answers on each of two of them, 8 and 9 satisfied.
  const answers = daily([...repeat(8, 5), ...repeat(2, 3)], [...repeat(9, 4), ...repeat(1, 1)]);
  const estimate = shown(estimateItem(LAYOUT, METHOD, answers, uncapped(4), 'access_1'));

  test('ratio, standard error between days and degrees of freedom by hand', () => {
    expect(estimate.value).toBeCloseTo(17 / 20, 15);
    expect(estimate.standardError).toBeCloseTo(Math.sqrt((4 / 3) * 2 * 0.025 ** 2), 12);
    expect(estimate).toMatchObject({ degreesOfFreedom: 1, n: 20, valid: 20, psus: 4 });
  });

  test('marked: few days, and fewer than five dissatisfied', () => {
    expect(estimate.notes).toEqual(['few-days', 'few-dissatisfied']);
  });
});

describe('which PSU', () => {
  test('all cells of one day are one PSU: counters of a day add up before squaring', () => {
    const one = tallied([...repeat(6, 5), ...repeat(4, 1)]);
    const other = tallied([...repeat(9, 5), ...repeat(1, 1)]);
    const next = tallied([...repeat(7, 5), ...repeat(3, 1)]);
    const byCounter = answersByUnit(LAYOUT, [
      { unit: 'a', tally: one },
      { unit: 'b', tally: next },
      { unit: 'a', tally: other }
    ]);
    const merged = answersByUnit(LAYOUT, [
      { unit: 'a', tally: mergeTallies(LAYOUT, [one, other]) },
      { unit: 'b', tally: next }
    ]);
    expect(byCounter.rows).toBe(2);
    expect(estimateSatisfaction(LAYOUT, METHOD, byCounter, uncapped(2))).toEqual(estimateSatisfaction(LAYOUT, METHOD, merged, uncapped(2)));
  });

  test('the 22 answers of one person are one person: the pooled variance is that of respondents, not of answers', () => {
    const people = [...repeat(50, 5, 5, 5, 5, 5), ...repeat(50, 1, 1, 1, 1, 1)].map((answers) => ({ answers }));
    const overall = shown(estimateFigure(LAYOUT, METHOD, answersByRespondent(LAYOUT, people), uncapped(100), 'overall'));
    expect(overall).toMatchObject({ n: 100, valid: 500 });
    expect(overall.standardError).toBeCloseTo(Math.sqrt(0.25 / 99), 12);
  });

  test('a domain on more days than the sample has is a mistake, not a figure', () => {
    expect(() => estimateItem(LAYOUT, METHOD, daily([[5]], [[4]], [[3]]), uncapped(2), 'access_1')).toThrow(/3 PSUs/);
  });
});

describe('one PSU', () => {
  test('one day in the sample: figure and n, no standard error and no interval', () => {
    const estimate = shown(estimateItem(LAYOUT, METHOD, daily([[5], [1]]), uncapped(1), 'access_1'));
    expect(estimate).toEqual({
      value: 0.5,
      standardError: null,
      interval: null,
      degreesOfFreedom: 0,
      n: 2,
      valid: 2,
      psus: 1,
      strata: 1,
      designEffect: null,
      absent: [],
      notes: ['one-unit', 'few-dissatisfied']
    });
  });

  test('a domain on one day of many has no degrees of freedom either', () => {
    const estimate = shown(estimateItem(LAYOUT, METHOD, daily(repeat(20, 1)), uncapped(30), 'access_1'));
    expect(estimate).toMatchObject({ value: 0, standardError: null, interval: null, degreesOfFreedom: 0, psus: 30, notes: ['one-unit'] });
  });

  test('a day with answers, but none to the item, adds no degree of freedom', () => {
    const estimate = shown(estimateItem(LAYOUT, METHOD, daily([[5]], [[null, 5]], [[0]]), uncapped(3), 'access_1'));
    expect(estimate).toMatchObject({ degreesOfFreedom: 0, n: 1, notes: ['one-unit', 'few-dissatisfied'] });
  });
});

describe('everybody satisfied', () => {
  const days = Array.from({ length: 10 }, () => repeat(3, 5, 5));
  test('zero variance: an interval from the rule, marked', () => {
    const estimate = shown(estimateFigure(LAYOUT, METHOD, daily(...days), uncapped(10), 'access'));
    expect(estimate).toMatchObject({ value: 1, standardError: 0, n: 30, valid: 60, notes: ['few-dissatisfied', 'zero-variance'] });
    expect(estimate.interval!.upper).toBe(1);
    expect(estimate.interval!.lower).toBeCloseTo(0.8603379084565128, 12);
  });

  test('a mean of 49 items that are all 1 is exactly 1, whatever 49 · (1/49) rounds to', () => {
    const codes = Array.from({ length: 49 }, (_, i) => `many_${i}`);
    const [first] = QUESTIONNAIRE.sections;
    const items = codes.map((code) => ({ ...first!.items[0]!, code }));
    const many = { ...QUESTIONNAIRE, sections: [{ ...first!, items }], rates: [] };
    const method = { ...METHOD, aggregation: 'mean-of-items' as const };
    const manyLayout = compileLayout(many, method);
    const answers = answersByRespondent(
      manyLayout,
      repeat(20, ...Array<number>(49).fill(5)).map((given) => ({ answers: given }))
    );
    const estimate = shown(estimateFigure(manyLayout, method, answers, uncapped(20), 'overall'));
    expect(estimate.value).toBe(1);
    expect(estimate.notes).toContain('zero-variance');
  });
});

describe('aggregation and refusals', () => {
  // access: 1 of 1 and 0 of 1; officer: 3 of 3 and nobody for officer_3.
  const days = [[[5, 1, 5, 5]], [[null, null, 4, null]]] satisfies Answers[][];
  const under = (aggregation: 'pooled' | 'mean-of-items' | 'mean-of-factors') => {
    const method = { ...METHOD, aggregation };
    return estimateSatisfaction(compileLayout(QUESTIONNAIRE, method), method, daily(...days), uncapped(2));
  };

  test('pooled: all answers alike', () => {
    expect(shown(under('pooled').overall)).toMatchObject({ value: 4 / 5, n: 2, valid: 5 });
  });

  test('mean of factors', () => {
    expect(shown(under('mean-of-factors').overall).value).toBeCloseTo((1 / 2 + 1) / 2, 15);
    expect(shown(under('mean-of-factors').factors[1]!.estimate).value).toBe(1);
  });

  test('mean of items: refused, and the item named', () => {
    const { overall, factors } = under('mean-of-items');
    expect(overall).toEqual({ refused: 'missing-part', missing: ['officer_3'] });
    expect(shown(factors[0]!.estimate).value).toBe(0.5);
    expect(factors[1]!.estimate).toEqual({ refused: 'missing-part', missing: ['officer_3'] });
  });

  test('mean of factors: refused, and the factor named', () => {
    const method = { ...METHOD, aggregation: 'mean-of-factors' as const };
    const answers = daily([[5]], [[1]]);
    expect(estimateFigure(compileLayout(QUESTIONNAIRE, method), method, answers, uncapped(2), 'overall')).toEqual({
      refused: 'missing-part',
      missing: ['officer']
    });
  });

  test('no valid answer at all does not exist', () => {
    const { overall, factors, items } = estimateSatisfaction(LAYOUT, METHOD, daily([[0, null]], [[]]), uncapped(2));
    expect([overall, ...factors.map((factor) => factor.estimate), ...items.map((item) => item.estimate)]).toEqual(
      Array(11).fill({ refused: 'empty', missing: [] })
    );
    expect(estimateFigure(LAYOUT, METHOD, daily(), uncapped(2), 'overall')).toEqual({ refused: 'empty', missing: [] });
  });

  test('a questionnaire without any factor of the method has no overall figure', () => {
    const other = compileLayout(QUESTIONNAIRE, { ...METHOD, factors: ['elsewhere'] });
    expect(estimateFigure(other, METHOD, daily([[5]]), uncapped(1), 'overall')).toEqual({ refused: 'empty', missing: [] });
  });

  test('factors outside the overall figure and questions outside the factors are there, apart', () => {
    const { overall, factors, items } = estimateSatisfaction(LAYOUT, METHOD, daily([[5, 5, 5, 5, 5, 1, 1]]), uncapped(1));
    expect(shown(overall)).toMatchObject({ value: 1, valid: 5 });
    expect(factors.map(({ code, inOverall }) => [code, inOverall])).toEqual([
      ['access', true],
      ['officer', true],
      ['policy', false]
    ]);
    expect(shown(factors[2]!.estimate).value).toBe(0);
    expect(shown(items.find((item) => item.code === 'general_1')!.estimate).value).toBe(0);
  });
});

describe('the cap of pages', () => {
  test('holds the effective size at the valid answers', () => {
    // Days differ by less than chance would have it: the design's effective size is above the number of answers.
    const days = Array.from({ length: 20 }, (_, day) => [...repeat(9, 5), ...repeat(day === 0 ? 2 : 1, 1)]);
    const free = shown(estimateItem(LAYOUT, METHOD, daily(...days), uncapped(20), 'access_1'));
    const capped = shown(estimateItem(LAYOUT, METHOD, daily(...days), { psus: 20, capEffectiveSize: true }, 'access_1'));
    expect(capped.standardError).toBe(free.standardError);
    expect(capped.interval!.lower).toBeLessThan(free.interval!.lower);
    expect(capped.interval!.upper).toBeGreaterThan(free.interval!.upper);
  });
});

describe('marks at their bounds', () => {
  const days = (count: number) => daily(...Array.from({ length: count }, (_, day) => [...repeat(9, 5), ...repeat(day === 0 ? 2 : 1, 1)]));

  test('eight degrees of freedom are enough, seven are few', () => {
    expect(shown(estimateItem(LAYOUT, METHOD, days(9), uncapped(9), 'access_1')).notes).toEqual([]);
    expect(shown(estimateItem(LAYOUT, METHOD, days(8), uncapped(8), 'access_1')).notes).toEqual(['few-days']);
  });

  test('five dissatisfied of fifty are enough, although 50 · (1 − 0.9) rounds to less', () => {
    const fifty = daily(...Array.from({ length: 10 }, (_, day) => [...repeat(4, 5), day % 2 === 0 ? [1] : [5]]));
    expect(shown(estimateItem(LAYOUT, METHOD, fifty, uncapped(10), 'access_1'))).toMatchObject({ value: 0.9, n: 50, notes: [] });
  });

  test('few dissatisfied is a matter of respondents, not of answers', () => {
    // 20 people, 5 answers each: 10 dissatisfied answers are those of 2 people.
    const people = daily(...Array.from({ length: 10 }, (_, day) => [[5, 5, 5, 5, 5], day % 5 === 0 ? [1, 1, 1, 1, 1] : [5, 5, 5, 5, 5]]));
    const overall = shown(estimateFigure(LAYOUT, METHOD, people, uncapped(10), 'overall'));
    expect(overall).toMatchObject({ value: 0.9, n: 20, valid: 100, notes: ['few-dissatisfied'] });
  });
});
