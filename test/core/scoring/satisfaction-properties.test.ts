import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Estimate } from '../../../src/lib/core/estimation/estimate';
import { isRefusal } from '../../../src/lib/core/estimation/estimate';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { answersByUnit } from '../../../src/lib/core/scoring/answers-by-unit';
import { estimateSatisfaction } from '../../../src/lib/core/scoring/satisfaction';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, METHOD, QUESTIONNAIRE } from '../tally/example-survey';
import { daily, LAYOUT, tallied, uncapped } from './example-days';

const anyDays = fc.array(fc.array(anyAnswers, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 10 });
const everyEstimate = (satisfaction: ReturnType<typeof estimateSatisfaction>) =>
  [
    satisfaction.overall,
    ...satisfaction.factors.map((factor) => factor.estimate),
    ...satisfaction.items.map((item) => item.estimate)
  ].filter((outcome): outcome is Estimate => !isRefusal(outcome));
const aggregations = fc.constantFrom('pooled' as const, 'mean-of-items' as const, 'mean-of-factors' as const);

test('every figure lies in its interval, in [0, 1]; nothing is NaN', () => {
  fc.assert(
    fc.property(anyDays, aggregations, fc.integer({ min: 0, max: 20 }), fc.boolean(), (days, aggregation, silentDays, capEffectiveSize) => {
      const method = { ...METHOD, aggregation };
      const sample = { psus: days.length + silentDays, capEffectiveSize };
      for (const { value, standardError, interval, degreesOfFreedom } of everyEstimate(
        estimateSatisfaction(compileLayout(QUESTIONNAIRE, method), method, daily(...days), sample)
      )) {
        expect(value >= 0 && value <= 1).toBe(true);
        expect(interval === null).toBe(degreesOfFreedom < 1);
        expect(standardError === null).toBe(degreesOfFreedom < 1);
        if (interval) expect(interval.lower >= 0 && interval.lower <= value && value <= interval.upper && interval.upper <= 1).toBe(true);
        if (standardError !== null) expect(standardError).toBeGreaterThanOrEqual(0);
      }
    })
  );
});

const close = (a: Estimate, b: Estimate) => {
  expect(a.value).toBeCloseTo(b.value, 12);
  expect(a.standardError ?? -1).toBeCloseTo(b.standardError ?? -1, 12);
  const rounded = { value: 0, standardError: 0, interval: 0, designEffect: 0 };
  expect({ ...a, ...rounded }).toEqual({ ...b, ...rounded });
  if (a.designEffect !== null && b.designEffect !== null) expect(a.designEffect).toBeCloseTo(b.designEffect, 9);
  expect(a.interval?.lower ?? -1).toBeCloseTo(b.interval?.lower ?? -1, 9);
  expect(a.interval?.upper ?? -1).toBeCloseTo(b.interval?.upper ?? -1, 9);
};

test('the order of PSUs, and of respondents in them, changes nothing', () => {
  fc.assert(
    fc.property(anyDays, (days) => {
      const sample = uncapped(days.length + 1);
      const forward = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, daily(...days), sample));
      const backward = everyEstimate(
        estimateSatisfaction(LAYOUT, METHOD, daily(...days.toReversed().map((day) => day.toReversed())), sample)
      );
      expect(backward.length).toBe(forward.length);
      forward.forEach((estimate, i) => close(estimate, backward[i]!));
    })
  );
});

test('weights scale out', () => {
  fc.assert(
    fc.property(anyDays, fc.constantFrom(0.25, 3, 40), (days, weight) => {
      const weighted = answersByUnit(
        LAYOUT,
        days.map((responses, day) => ({ unit: String(day), tally: tallied(responses, weight) }))
      );
      const sample = uncapped(days.length);
      const plain = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, daily(...days), sample));
      everyEstimate(estimateSatisfaction(LAYOUT, METHOD, weighted, sample)).forEach((estimate, i) => close(estimate, plain[i]!));
    })
  );
});

test('respondents as PSUs: the same as a tally of each of them, weighted or not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyAnswers, fc.constantFrom(1, 0.5, 2)), { minLength: 1, maxLength: 20 }), (people) => {
      const responses = people.map(([answers, weight]) => ({ answers, weight }));
      const byTally = answersByUnit(
        LAYOUT,
        responses.map((response, i) => ({ unit: String(i), tally: tallyResponses(LAYOUT, [response]) }))
      );
      const sample = uncapped(people.length);
      const one = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, answersByRespondent(LAYOUT, responses), sample));
      const other = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, byTally, sample));
      expect(other.length).toBe(one.length);
      one.forEach((estimate, i) => close(estimate, other[i]!));
    })
  );
});

test('design effects from days are those of the respondents in them', () => {
  fc.assert(
    fc.property(anyDays, (days) => {
      const sample = uncapped(days.length + 1);
      const people = days.flatMap((day, i) => day.map((answers) => ({ answers, unit: `day ${i}` })));
      const fromDays = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, daily(...days), sample));
      const fromPeople = everyEstimate(estimateSatisfaction(LAYOUT, METHOD, answersByRespondent(LAYOUT, people), sample));
      expect(fromPeople.length).toBe(fromDays.length);
      fromDays.forEach((estimate, i) => {
        close(estimate, fromPeople[i]!);
        expect(estimate.designEffect === null).toBe(fromPeople[i]!.designEffect === null);
      });
    })
  );
});
