import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/lib/core/response/response';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { answersByUnit } from '../../../src/lib/core/scoring/answers-by-unit';
import { estimateRates } from '../../../src/lib/core/scoring/experience';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { METHOD, QUESTIONNAIRE } from '../tally/example-survey';

const layout = compileLayout(QUESTIONNAIRE, METHOD);
const person = (...experience: Answers) => ({ answers: [...Array<null>(7).fill(null), ...experience] });
const [onTime, late, lateNoApology, lateApology, notDue, silent] = [
  person(1),
  person(2),
  person(2, 2),
  person(2, 1),
  person(3),
  person()
] as const;
const sample = (psus: number) => ({ psus, capEffectiveSize: false });

describe('estimateRates', () => {
  test('of those who were shown the item and answered it, without the answers a rate leaves out', () => {
    const days = [
      [onTime, onTime, onTime, lateNoApology, notDue, silent],
      [onTime, late, lateApology, notDue]
    ];
    const answers = answersByUnit(
      layout,
      days.map((responses, day) => ({ unit: String(day), tally: tallyResponses(layout, responses) }))
    );
    const [rate, apology] = estimateRates(layout, METHOD, answers, sample(2));
    expect(rate).toMatchObject({
      code: 'late',
      count: 3,
      estimate: { value: 3 / 7, n: 7, valid: 7, degreesOfFreedom: 1, notes: ['few-days'] }
    });
    // 1 of 4 and 2 of 3: u = ∓(1 − 4·3/7)/7, two days.
    expect((rate!.estimate as { standardError: number }).standardError).toBeCloseTo(Math.sqrt(2 * 2 * ((1 - (4 * 3) / 7) / 7) ** 2), 12);
    expect(apology).toMatchObject({ code: 'no_apology', count: 1, estimate: { value: 1 / 2, n: 2 } });
  });

  test('an answer to a question that was not shown counts nowhere', () => {
    const [, apology] = estimateRates(layout, METHOD, answersByRespondent(layout, [person(1, 2), person(2, 2), person(2, 1)]), sample(3));
    expect(apology).toMatchObject({ count: 1, estimate: { value: 1 / 2, n: 2 } });
  });

  test('the count is of people, whatever their weights', () => {
    const answers = answersByRespondent(layout, [
      { ...late, weight: 3 },
      { ...onTime, weight: 1 }
    ]);
    expect(estimateRates(layout, METHOD, answers, sample(2))[0]).toMatchObject({ count: 1, estimate: { value: 0.75, n: 2 } });
  });

  test('nobody answered, or all too early: refused', () => {
    const answers = answersByRespondent(layout, [notDue, silent]);
    expect(estimateRates(layout, METHOD, answers, sample(2))).toEqual([
      { code: 'late', count: 0, estimate: { refused: 'empty', missing: [] } },
      { code: 'no_apology', count: 0, estimate: { refused: 'empty', missing: [] } }
    ]);
  });
});
