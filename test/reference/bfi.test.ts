// 2,800 real respondents, 25 six-level items in five factors, answers missing here and there: every figure of R's survey package
// with the respondent as PSU (svydesign(ids = ~1), svyratio, subset; test/data/expected.json), by the functions the pages use.
import { describe, expect, test } from 'vitest';
import type { Estimate, Refusal } from '../../src/lib/core/estimation/estimate';
import { isRefusal } from '../../src/lib/core/estimation/estimate';
import { SHIPPED_METHODS } from '../../src/lib/core/method/methods';
import { BFI } from '../../src/lib/core/questionnaire/instruments/bfi';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { answersByRespondent } from '../../src/lib/core/scoring/answers-by-respondent';
import { answersByUnit } from '../../src/lib/core/scoring/answers-by-unit';
import { describeItemLevels, estimateMeanLevel } from '../../src/lib/core/scoring/item-levels';
import { estimateFigure, estimateItem, estimateSatisfaction } from '../../src/lib/core/scoring/satisfaction';
import { compileLayout } from '../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../src/lib/core/tally/tally-responses';
import { isSame, readFigures, readTable } from './read-reference';

interface R {
  estimate: number;
  se: number;
}
const { bfi } = readFigures<{
  bfi: {
    top2box_by_item: Record<string, { valid: number; satisfied: number; estimate: number; counts: number[] }>;
    factor_ratio: Record<string, R>;
    factor_ratio_women: Record<string, R>;
    item_mean_A1: R;
    mean_of_factors: R;
  };
}>('expected.json');

const methodOf = (aggregation: string) =>
  SHIPPED_METHODS.find((method) => method.family === 'bfi-check' && method.aggregation === aggregation)!;
const pooled = methodOf('pooled');
const meanOfFactors = methodOf('mean-of-factors');
const layout = compileLayout(BFI, pooled);

const table = readTable('bfi.csv');
const columnOf = (code: string) => (/^[a-z]\d$/.test(code) ? code.toUpperCase() : code);
const everyone = table.map((row) => ({
  answers: itemsOf(BFI).map((item) => (row[columnOf(item.code)] === '' ? null : Number(row[columnOf(item.code)])))
}));
const women = everyone.filter((_, i) => table[i]!['gender'] === '2');

const answers = answersByRespondent(layout, everyone);
const sample = { psus: everyone.length, capEffectiveSize: false };
/** R's names of the factors are the items' first letters. */
const figures = { A: 'agreeableness', C: 'conscientiousness', E: 'extraversion', N: 'neuroticism', O: 'openness', all: 'overall' } as const;
const figureNames = Object.keys(figures) as (keyof typeof figures)[];

function shown(outcome: Estimate | Refusal): Estimate {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

function expectSame(outcome: Estimate | Refusal, reference: R) {
  const { value, standardError } = shown(outcome);
  expect(value).toSatisfy((actual: number) => isSame(actual, reference.estimate));
  expect(standardError).toSatisfy((actual: number) => isSame(actual, reference.se));
}

test('the table is whole: 2,800 respondents, 25 items', () => {
  expect(everyone.length).toBe(2800);
  expect(Object.keys(bfi.top2box_by_item)).toHaveLength(25);
});

describe('items: counts by level, valid answers, share of the top two levels', () => {
  const tally = tallyResponses(layout, everyone);

  test.each(Object.entries(bfi.top2box_by_item))('%s', (name, reference) => {
    const code = name.toLowerCase();
    const levels = describeItemLevels(layout, tally, code);
    expect(levels.counts).toEqual(reference.counts);
    expect(levels.valid).toBe(reference.valid);
    expect(levels.noAnswer).toBe(2800 - reference.valid);
    expect(levels.counts[4]! + levels.counts[5]!).toBe(reference.satisfied);
    const estimate = shown(estimateItem(layout, pooled, answers, sample, code));
    expect(estimate.value).toSatisfy((actual: number) => isSame(actual, reference.estimate));
    expect(estimate.n).toBe(reference.valid);
  });

  test('svymean(~A1, na.rm = TRUE)', () => {
    expectSame(estimateMeanLevel(layout, pooled, answers, sample, 'a1'), bfi.item_mean_A1);
    expect(describeItemLevels(layout, tally, 'a1').meanLevel).toSatisfy((actual: number) => isSame(actual, bfi.item_mean_A1.estimate));
  });
});

test.each(figureNames)('svyratio of factor %s', (name) => {
  expectSame(estimateFigure(layout, pooled, answers, sample, figures[name]), bfi.factor_ratio[name]!);
});

test.each(figureNames)('svyratio of factor %s among women: a domain of the 2,800', (name) => {
  expectSame(estimateFigure(layout, pooled, answersByRespondent(layout, women), sample, figures[name]), bfi.factor_ratio_women[name]!);
});

test('the mean of the five factor ratios of the same respondents (svycontrast with covariances)', () => {
  expectSame(estimateFigure(compileLayout(BFI, meanOfFactors), meanOfFactors, answers, sample, 'overall'), bfi.mean_of_factors);
});

test('through tallies of one respondent each: the same figures to the last digit but rounding', () => {
  const byTally = answersByUnit(
    layout,
    everyone.map((response, i) => ({ unit: String(i), tally: tallyResponses(layout, [response]) }))
  );
  const estimates = estimateSatisfaction(layout, pooled, byTally, sample);
  expectSame(estimates.overall, bfi.factor_ratio['all']!);
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);
  const same = JSON.stringify(estimateSatisfaction(layout, pooled, answers, sample), rounded);
  expect(JSON.parse(JSON.stringify(estimates, rounded))).toEqual(JSON.parse(same));
});
