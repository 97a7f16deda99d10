import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/lib/core/response/response';
import { emptyTally } from '../../../src/lib/core/tally/empty-tally';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { itemIndex } from '../../../src/lib/core/tally/layout';
import { mergeTallies } from '../../../src/lib/core/tally/merge-tallies';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, METHOD, QUESTIONNAIRE } from './example-survey';

const layout = compileLayout(QUESTIONNAIRE, METHOD);
const tallied = (...responses: Answers[]) =>
  tallyResponses(
    layout,
    responses.map((answers) => ({ answers }))
  );
const itemOf = (tally: ReturnType<typeof tallied>, code: string) => tally.items[itemIndex(layout, code)]!;

describe('tallyResponses', () => {
  test('counts levels, "does not apply" and "no answer" apart', () => {
    const tally = tallied([5, 4], [5, 0], [1, null], []);
    expect(tally.respondents).toBe(4);
    expect(tally.weight).toBe(4);
    expect(itemOf(tally, 'access_1')).toEqual({ n: [0, 1, 0, 0, 0, 2], none: 1 });
    expect(itemOf(tally, 'access_2')).toEqual({ n: [1, 0, 0, 0, 1, 0], none: 2 });
  });

  test('a respondent is counted once for a figure, with at least one valid answer to its items', () => {
    const tally = tallied([5, 5, 5, 5, 5, 5, 5], [0, 3], [0, 0, 0], [null, null, null, null, null, 2], []);
    expect(tally.answered).toEqual({ overall: 2, access: 2, officer: 1, policy: 2 });
  });

  test('what is not shown is neither an answer nor "no answer"', () => {
    const experience = (...answers: Answers) => [...Array<null>(7).fill(null), ...answers];
    const tally = tallied(
      experience(1), // on time: no apology question
      experience(2), // late, apology left empty
      experience(2, 2), // late, no apology
      experience(1, 2), // answered although hidden (a page without scripts): ignored
      experience(1, 1, 1) // … and an ignored answer shows nothing further
    );
    expect(itemOf(tally, 'on_time')).toEqual({ n: [0, 3, 2, 0], none: 0 });
    expect(itemOf(tally, 'apology')).toEqual({ n: [0, 0, 1], none: 1 });
    expect(itemOf(tally, 'accepted')).toEqual({ n: [0, 0, 0], none: 0 });
  });

  test('a condition turned round holds for other answers, for none, and for a question that was not shown', () => {
    const sections = QUESTIONNAIRE.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.code === 'accepted' ? { ...item, showWhen: [{ item: 'apology', values: ['no'], unless: true as const }] } : item
      )
    }));
    const turned = compileLayout({ ...QUESTIONNAIRE, sections }, METHOD);
    const experience = (...answers: Answers) => [...Array<null>(7).fill(null), ...answers];
    const answers = [experience(2, 1, 1), experience(2, 2, 1), experience(2, null, 2), experience(1, 2, 2), experience(2, 1)];
    const tally = tallyResponses(
      turned,
      answers.map((one) => ({ answers: one }))
    );
    expect(tally.items[itemIndex(turned, 'accepted')]).toEqual({ n: [0, 1, 2], none: 1 });
  });

  test('a multiple choice counts every chosen option, and can be a condition', () => {
    const experience = (...answers: Answers) => [...Array<null>(10).fill(null), ...answers];
    const tally = tallied(experience([1, 3], 2), experience([3]), experience([2], 1), experience([]), experience());
    expect(itemOf(tally, 'channel')).toEqual({ n: [0, 1, 1, 2], none: 2 });
    expect(itemOf(tally, 'site')).toEqual({ n: [0, 0, 1], none: 1 });
  });

  test('weights are kept beside the counts, and only where one is not 1', () => {
    expect(itemOf(tallyResponses(layout, [{ answers: [5], weight: 1 }]), 'access_1')).not.toHaveProperty('w');
    const tally = tallyResponses(layout, [{ answers: [5] }, { answers: [5], weight: 2.5 }, { answers: [1], weight: 0.5 }]);
    expect(itemOf(tally, 'access_1')).toEqual({ n: [0, 1, 0, 0, 0, 2], w: [0, 0.5, 0, 0, 0, 3.5], none: 0 });
    expect(tally.weight).toBe(4);
    expect(tally.answered['access']).toBe(3);
  });

  test('a tally survives JSON', () => {
    const tally = tallyResponses(layout, [{ answers: [5, 4, null, 0] }, { answers: [1], weight: 2 }]);
    expect(JSON.parse(JSON.stringify(tally))).toEqual(tally);
  });

  test.each([
    ['a level outside the scale', [6], 1],
    ['a fraction of a level', [4.5], 1],
    ['a negative level', [-1], 1],
    ['a list for a single choice', [[1]], 1],
    ['a number for a multiple choice', [...Array<null>(10).fill(null), 1], 1],
    ['an option that is not there', [...Array<null>(10).fill(null), [4]], 1],
    ['an option twice', [...Array<null>(10).fill(null), [1, 1]], 1],
    ['too many answers', Array<null>(13).fill(null), 1],
    ['a negative weight', [5], -1],
    ['a weight that is no number', [5], NaN]
  ])('refuses %s', (_, answers, weight) => {
    expect(() => tallyResponses(layout, [{ answers, weight }])).toThrow();
  });
});

describe('mergeTallies', () => {
  const anyTally = fc.array(anyAnswers, { maxLength: 8 }).map((responses) => tallied(...responses));
  const merged = (...tallies: ReturnType<typeof tallied>[]) => mergeTallies(layout, tallies);

  test('is associative and commutative with the empty tally as zero', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
        expect(merged(a, b)).toEqual(merged(b, a));
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
        expect(merged(a, emptyTally(layout))).toEqual(a);
      })
    );
  });

  test('the tally of all responses is the merge of the tallies of any split', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAnswers, fc.integer({ min: 0, max: 3 })), { maxLength: 30 }), (responses) => {
        const days = [0, 1, 2, 3].map((day) => tallied(...responses.filter((response) => response[1] === day).map(([answers]) => answers)));
        expect(merged(...days)).toEqual(tallied(...responses.map(([answers]) => answers)));
      })
    );
  });

  test('holds for weights too: a weighted and an unweighted part add up', () => {
    const weighted = tallyResponses(layout, [{ answers: [5, 1], weight: 2.5 }]);
    const sum = merged(tallied([5], [4]), weighted);
    expect(itemOf(sum, 'access_1')).toEqual({ n: [0, 0, 0, 0, 1, 2], w: [0, 0, 0, 0, 1, 3.5], none: 0 });
    expect(merged(weighted, tallied([5], [4]))).toEqual(sum);
    expect(sum).toEqual(tallyResponses(layout, [{ answers: [5] }, { answers: [4] }, { answers: [5, 1], weight: 2.5 }]));
  });

  test('refuses a tally of another questionnaire', () => {
    const tally = tallied([5]);
    expect(() => merged({ ...tally, items: tally.items.slice(1) })).toThrow(/a tally of 11 items/);
    expect(() => merged({ ...tally, items: tally.items.map((item, i) => (i === 0 ? { ...item, n: [...item.n, 0] } : item)) })).toThrow(
      /access_1/
    );
    expect(() => merged({ ...tally, answered: { overall: 1 } })).toThrow(/access/);
  });
});
