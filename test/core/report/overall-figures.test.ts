import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/lib/core/calendar/day';
import { byCounter } from '../../../src/lib/core/report/day-sums';
import { continuousSample, overallFromSums, overallFromTallies } from '../../../src/lib/core/report/overall-figures';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { figureOf, OVERALL } from '../../../src/lib/core/tally/layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { anyAnswers, METHOD, QUESTIONNAIRE } from '../tally/example-survey';

const LAYOUT = compileLayout(QUESTIONNAIRE, METHOD);

test('light sums give the figure and interval that the tallies give', () => {
  const cells = fc.array(
    fc.record({
      counterId: fc.constantFrom('c1', 'c2', 'c3'),
      day: fc.integer({ min: 0, max: 120 }).map((offset) => addDays('2026-01-01', offset)),
      tally: fc.array(anyAnswers, { minLength: 1, maxLength: 4 }).map((all) =>
        tallyResponses(
          LAYOUT,
          all.map((answers) => ({ answers }))
        )
      )
    }),
    { maxLength: 40 }
  );
  fc.assert(
    fc.property(cells, (all) => {
      const sums = all.map(({ counterId, day, tally }) => {
        const counts = figureOf(LAYOUT, OVERALL).items.map((item) => tally.items[item]!.n);
        const add = (from: number) => counts.flatMap((n) => n.slice(from)).reduce((a, b) => a + b, 0);
        return { counterId, day, respondents: tally.respondents, answered: tally.answered[OVERALL]!, satisfied: add(4), valid: add(1) };
      });
      const days = all.map((cell) => cell.day);
      const sampleOf = (span: { from: string; to: string }) => continuousSample(days, span, METHOD);
      const span = { from: '2026-01-10', to: '2026-04-20' };
      const [fromSums, fromTallies] = [
        overallFromSums(byCounter(sums), sampleOf, METHOD).estimate(['c1', 'c3'], span),
        overallFromTallies(all, sampleOf, LAYOUT, METHOD).estimate(['c1', 'c3'], span)
      ];
      // Rows come in another order: equal up to the last digits.
      expect(JSON.parse(JSON.stringify(fromSums, rounded))).toEqual(JSON.parse(JSON.stringify(fromTallies, rounded)));
    }),
    { numRuns: 200 }
  );
});

/** Light sums hold no squares, so there is no design effect. */
function rounded(key: string, value: unknown): unknown {
  if (key === 'designEffect') return undefined;
  return typeof value === 'number' ? Number(value.toPrecision(10)) + 0 : value;
}
