// Both scores of a board stand side by side, and in reports and rankings both figures: what somebody who solves learns of the few whose
// answers are held or excluded. Beside score-attacker.ts; the seed is fixed, as in component-disclosure.test.ts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { ReportPlaces } from '../../../src/lib/core/report/report-places';
import type { Answers } from '../../../src/lib/core/response/response';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import type { TallyLayout } from '../../../src/lib/core/tally/layout';
import { COMMUNE, PROVINCE } from '../../support/subtraction';
import { LAYOUT } from '../scoring/component-survey';
import { PublishedScores } from './score-attacker';

const SPAN = { from: '2026-02-02', to: '2026-03-27' };
const MONTHS = ['2026-02', '2026-03'];

/** Thirty who count at each counter in each month, and 0–12 who do not, each with answers of their own to most items. */
function tables(layout: TallyLayout, places: ReportPlaces) {
  const at = places.places.flatMap(({ id, counter }) => (counter ? MONTHS.map((month) => ({ counterId: id, month })) : []));
  const person = (seed: number): Answers =>
    layout.items.map(({ kind, positions }, item) => {
      if (kind === 'choices' || (seed + item) % 11 === 0) return null;
      return item === 0 ? 1 : 1 + ((seed + item * (seed % 7)) % positions);
    });
  const people = (n: number) => fc.array(fc.nat(1000).map(person), { minLength: n, maxLength: n });
  const left = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 })).chain(people);
  const cells = (some: fc.Arbitrary<readonly Answers[]>) =>
    fc.array(some, { minLength: at.length, maxLength: at.length }).map((all) => all.map((answers, i) => ({ ...at[i]!, answers })));
  return fc.tuple(cells(people(30)), cells(left));
}

test.each([
  ['the scores of a province', LAYOUT, PROVINCE, 10],
  [
    'the shares, items and scores of a counter form',
    compileLayout(
      SIPAS_SHORT,
      SHIPPED_METHODS.find(({ family, number }) => family === 'sipas' && number === 2)!
    ),
    COMMUNE,
    6
  ]
] as const)('an attacker who reads both figures finds no few who are not counted behind %s', (_, layout, places, numRuns) => {
  let [few, seconds] = [0, 0];
  fc.assert(
    fc.property(tables(layout, places), ([counted, left]) => {
      const survey = new PublishedScores(layout, places, SPAN, '2026-06-01', counted, left);
      const known = survey.knowledge({ figures: () => true });
      const cells = survey.fewLeft();
      const found = cells.filter((cell) => known.knows(survey.equationOf(cell)!));
      expect(found.map(({ code, place, period }) => [code, place, period.code])).toEqual([]);
      few += cells.length;
      seconds += survey.countSeconds();
    }),
    { seed: 20261127, numRuns }
  );
  expect(few).toBeGreaterThan(100);
  expect(seconds).toBeGreaterThan(100); // withholding everything would pass too
});
