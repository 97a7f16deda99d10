import { describe, expect, test } from 'vitest';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { describeItemLevels, estimateMeanLevel } from '../../../src/lib/core/scoring/item-levels';
import { tQuantile } from '../../../src/lib/core/estimation/quantiles';
import { emptyTally } from '../../../src/lib/core/tally/empty-tally';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { METHOD, QUESTIONNAIRE } from '../tally/example-survey';

const layout = compileLayout(QUESTIONNAIRE, METHOD);
const levels = [1, 2, 2, 3, 5, 5, 5, 5, 0, 0, null];
const responses = levels.map((level) => ({ answers: [level] }));

describe('describeItemLevels', () => {
  test('counts, mean level and share dissatisfied; "does not apply" and "no answer" apart, never 3', () => {
    expect(describeItemLevels(layout, tallyResponses(layout, responses), 'access_1')).toEqual({
      counts: [1, 2, 1, 0, 4],
      valid: 8,
      notApplicable: 2,
      noAnswer: 1,
      meanLevel: 28 / 8,
      dissatisfied: 3 / 8
    });
  });

  test('mean and share are weighted, counts are not', () => {
    const weighted = tallyResponses(layout, [{ answers: [1], weight: 3 }, { answers: [5] }]);
    expect(describeItemLevels(layout, weighted, 'access_1')).toMatchObject({
      counts: [1, 0, 0, 0, 1],
      valid: 2,
      meanLevel: 2,
      dissatisfied: 0.75
    });
  });

  test('no valid answers: null, not 0', () => {
    expect(describeItemLevels(layout, emptyTally(layout), 'access_1')).toMatchObject({ valid: 0, meanLevel: null, dissatisfied: null });
  });

  test('refuses an item without levels', () => {
    expect(() => describeItemLevels(layout, emptyTally(layout), 'on_time')).toThrow(/on_time has no levels/);
  });
});

describe('estimateMeanLevel', () => {
  test('the mean of simple random respondents has s/√n over those who answered, and a t interval', () => {
    const answered = [1, 2, 2, 3, 5, 5, 5, 5];
    const answers = answersByRespondent(
      layout,
      answered.map((level) => ({ answers: [level] }))
    );
    const estimate = estimateMeanLevel(layout, METHOD, answers, { psus: 8, capEffectiveSize: true }, 'access_1');
    const standardError = Math.sqrt(answered.reduce((squares, level) => squares + (level - 3.5) ** 2, 0) / 7 / 8);
    expect(estimate).toMatchObject({
      value: 3.5,
      standardError: expect.closeTo(standardError, 12),
      degreesOfFreedom: 7,
      notes: ['few-days'],
      interval: {
        lower: expect.closeTo(3.5 - tQuantile(0.975, 7) * standardError, 12),
        upper: expect.closeTo(3.5 + tQuantile(0.975, 7) * standardError, 12)
      }
    });
  });
});
