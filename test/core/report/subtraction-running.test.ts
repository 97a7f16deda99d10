import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/lib/core/calendar/day';
import type { Day } from '../../../src/lib/core/calendar/day';
import { periodsWithin } from '../../../src/lib/core/calendar/period';
import type { ReportPlaces } from '../../../src/lib/core/report/report-places';
import { CODES, COMMUNE, overallOnly, PROVINCE, Survey } from '../../support/subtraction';

// While a month, its quarter, its year and the survey run, staff read them too. All that can be read on one day together gives away
// no closed period of few respondents, and none that is withheld to protect one. Knowingly not promised (decision 0005): a running
// month of few, and whatever pages of several days tell together; the last test shows both. The seed is fixed, as in
// subtraction.test.ts; what a few tables give away by way of several sets follows from closed periods alone.
const SEED = { seed: 20261125 };
const BEGIN = '2025-11-05';
/** The first and the last day of a month, a quarter, a year, and days within. */
const TODAY = fc.constantFrom(
  '2025-12-31',
  '2026-01-01',
  '2026-02-14',
  '2026-03-31',
  '2026-04-01',
  '2026-05-01',
  '2026-05-20',
  '2026-08-20'
);
const MONTHS = 10;

/** Nobody, a few, or enough people. */
const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 }));
const list = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });
/** People who answer some items each: a factor has as many respondents as its most answered item, and so on up. */
const itemsSkipped = list(people, CODES.axis.size).map((counts): readonly number[] => {
  const all = [...counts];
  for (let code = all.length - 1; code > CODES.forms; code--) {
    const parts = CODES.axis.children[code]!;
    if (parts.length > 0) all[code] = Math.max(...parts.map((part) => all[part]!));
  }
  return all.with(CODES.forms, Math.max(...all));
});

/** `counts`: by month, by counter. Everybody comes on the first day of the month, or of the survey. */
function surveyOf(places: ReportPlaces, today: Day, counts: readonly (readonly (readonly number[])[])[]): Survey {
  const span = { from: BEGIN, to: today };
  const days = periodsWithin('month', span).map(({ from }) => (from < BEGIN ? BEGIN : from));
  return new Survey({ places, span, today, days, countsOn: (month, counter) => counts[month]![counter]! });
}

/** Months of the first counter; nobody comes to the second. */
const atFirstCounter = (people: readonly number[]) => people.map((n) => [overallOnly(n), overallOnly(0)]);

describe('an attacker who subtracts while periods run', () => {
  test.each([
    ['a commune', COMMUNE, 2],
    ['a province', PROVINCE, 3]
  ])('finds no closed cell of few among the named periods of %s', (_, places, counters) => {
    const numRuns = 150;
    let [shown, leaking] = [0, 0];
    fc.assert(
      fc.property(TODAY, list(list(people.map(overallOnly), counters), MONTHS), (today, counts) => {
        const survey = surveyOf(places, today, counts);
        survey.publishNamed(survey.closed);
        const leaks = survey.leaks();
        if (leaks.length > 0) leaking++;
        shown += survey.publishNamed(survey.running);
        expect(survey.leaks()).toEqual(leaks);
      }),
      { ...SEED, numRuns }
    );
    expect(leaking).toBeLessThanOrEqual(numRuns / 100);
    expect(shown).toBeGreaterThan(500); // withholding everything would pass too
  });

  test('finds none among all the figures where people skip items', () => {
    let shown = 0;
    fc.assert(
      fc.property(TODAY, list(list(itemsSkipped, 2), MONTHS), (today, counts) => {
        const survey = surveyOf(COMMUNE, today, counts);
        shown += survey.publishNamed();
        expect(survey.leaks()).toEqual([]);
      }),
      { ...SEED, numRuns: 12 }
    );
    expect(shown).toBeGreaterThan(500);
  });

  test.each([
    ['a commune', COMMUNE, 2, 6],
    ['a province', PROVINCE, 3, 2]
  ])('finds none with every week and free range of %s besides', (_, places, counters, numRuns) => {
    const span = { from: '2025-12-20', to: '2026-02-07' };
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 49 }), { minLength: 7, maxLength: 11 });
    let shown = 0;
    fc.assert(
      fc.property(offsets, list(list(people.map(overallOnly), counters), 11), (chosen, counts) => {
        const days = chosen.map((offset) => addDays(span.from, offset)).toSorted();
        const survey = new Survey({ places, span, today: span.to, days, countsOn: (day, c) => counts[day]![c]! });
        survey.publishNamed();
        shown += survey.publishRanges();
        expect(survey.leaks()).toEqual([]);
      }),
      { ...SEED, numRuns }
    );
    expect(shown).toBeGreaterThan(50);
  });

  test.each([
    ['the last closed month', [20, 20, 20, 20, 20, 3, 40], ['2026-04 few', '2026-Q2 complement', '2026 complement', 'all complement']],
    [
      'the last closed month, while nobody has come',
      [20, 20, 20, 20, 20, 3, 0],
      ['2026-04 few', '2026-Q2 few', '2026 complement', 'all complement']
    ],
    ['a month of a closed quarter', [20, 20, 3, 20, 20, 20, 40], ['2026-01 few', '2026-02 complement']],
    ['the running month', [20, 20, 20, 20, 20, 20, 3], ['2026-05 few']]
  ])('a running total is withheld where it would give a closed part away: few in %s', (_, counts, withheld) => {
    const { periods, pattern } = surveyOf(COMMUNE, '2026-05-20', atFirstCounter(counts));
    for (const place of [0, 1])
      expect(
        periods.named
          .map(({ code }) => `${code} ${pattern.markOf(CODES.overall, place, code).disclosure}`)
          .filter((mark) => !/shown|none/.test(mark))
          .toSorted()
      ).toEqual(withheld.toSorted());
  });

  test('what comes in while periods run changes nothing of what is withheld in closed ones', () => {
    fc.assert(
      fc.property(TODAY, list(list(itemsSkipped, 2), MONTHS), list(itemsSkipped, 2), (today, counts, other) => {
        const { closed, pattern } = surveyOf(COMMUNE, today, counts);
        const months = periodsWithin('month', { from: BEGIN, to: today }).length;
        const changed = surveyOf(COMMUNE, today, counts.with(months - 1, other)).pattern;
        const marksOf = (of: typeof pattern) =>
          CODES.axis.parent.flatMap((__, code) =>
            closed.flatMap((period) => [0, 1, 2].map((place) => of.markOf(code, place, period.code)))
          );
        expect(marksOf(changed)).toEqual(marksOf(pattern));
      }),
      { ...SEED, numRuns: 30 }
    );
  });

  test('not promised: a running month of few, and pages of several days', () => {
    const april = { from: '2026-04-01', to: '2026-04-30' };
    const may = { from: '2026-05-01', to: '2026-05-31' };
    const read = (today: Day, ...counts: readonly number[]) => {
      const survey = surveyOf(COMMUNE, today, atFirstCounter([20, 20, 20, 20, 20, ...counts]));
      survey.publishNamed();
      return survey;
    };
    // The quarter less its closed month.
    expect(read('2026-05-20', 20, 3).knows(1, may)).toBe(true);
    // The quarter today less the quarter yesterday: the two people of today.
    const quarterOf = (survey: Survey) => survey.pattern.markOf(CODES.overall, 1, '2026-Q2');
    const [yesterday, today] = [quarterOf(read('2026-05-19', 20, 6)), quarterOf(read('2026-05-20', 20, 8))];
    expect([yesterday.disclosure, today.disclosure, today.respondents - yesterday.respondents]).toEqual(['shown', 'shown', 2]);
    // The year less its closed quarter, on the last day of April: who wrote it down knows April after it is closed.
    expect(read('2026-04-30', 3).knows(1, april)).toBe(true);
    expect(read('2026-05-01', 3, 0).knows(1, april)).toBe(false);
  });
});
