import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureCodes } from '../../../src/lib/core/report/figure-codes';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, METHOD, QUESTIONNAIRE } from '../tally/example-survey';

const LAYOUT = compileLayout(QUESTIONNAIRE, METHOD);
const CODES = figureCodes(LAYOUT);

test('items add to their factor, and factors of the figure to the overall one', () => {
  const parentOf = (code: number) => CODES.axis.parent[code];
  const { figures, items, rates, overall } = CODES;
  expect(parentOf(figures.get('access')!)).toBe(overall);
  expect(parentOf(figures.get('policy')!)).toBe(-1); // the method leaves it out
  expect(parentOf(items.get('officer_2')!)).toBe(figures.get('officer'));
  expect(parentOf(items.get('policy_1')!)).toBe(figures.get('policy'));
  expect(parentOf(items.get('general_1')!)).toBe(-1); // outside the factors
  expect(parentOf(rates.get('late')!)).toBe(-1);
  expect(parentOf(overall)).toBe(-1);
});

test('counts the respondents of every figure', () => {
  fc.assert(
    fc.property(fc.array(anyAnswers, { maxLength: 20 }), (responses) => {
      const counts = new Int32Array(CODES.axis.size);
      for (const answers of responses) CODES.count(tallyResponses(LAYOUT, [{ answers }]), counts, 0);
      expect(counts[CODES.forms]).toBe(responses.length);
      const valid = (item: number) => responses.filter((answers) => typeof answers[item] === 'number' && answers[item] > 0).length;
      expect(counts[CODES.items.get('access_2')!]).toBe(valid(1));
      expect(counts[CODES.items.get('general_1')!]).toBe(valid(6));
      const someone = responses.filter((answers) => [0, 1, 2, 3, 4].some((item) => Number(answers[item] ?? 0) > 0)).length;
      expect(counts[CODES.overall]).toBe(someone);
      // "not due yet" (3) leaves the rate of lateness.
      expect(counts[CODES.rates.get('late')!]).toBe(responses.filter((answers) => answers[7] === 1 || answers[7] === 2).length);
    })
  );
});
