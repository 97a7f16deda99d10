// An attacker reads both figures of every place and period: the counted one and that of all valid answers. Their difference is the sum of
// the answers that are held or excluded, and no cell of few of those may follow. The seed is fixed, as in subtraction.test.ts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disclosurePattern } from '../../../src/lib/core/report/disclosure-pattern';
import { notCountedPattern } from '../../../src/lib/core/report/not-counted';
import { periodAxis } from '../../../src/lib/core/report/period-axis';
import type { ReportPlaces } from '../../../src/lib/core/report/report-places';
import { CODES, COMMUNE, Knowledge, overallOnly, PROVINCE } from '../../support/subtraction';
import { METHOD } from '../tally/example-survey';

const SEED = { seed: 20261127 };
const SPAN = { from: '2026-01-20', to: '2026-06-10' };
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const counted = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 5, max: 40 }), fc.integer({ min: 20, max: 40 }));
const notCounted = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 }));

/** What is shown, and what an attacker knows of it. Unknown: the answers of a counter's month that count, and those that do not. */
function attack(places: ReportPlaces, people: readonly number[], others: readonly number[]) {
  const periods = periodAxis(SPAN, '2026-12-01');
  const counters = places.places.flatMap(({ id, counter }) => (counter ? [id] : []));
  const cells = counters.flatMap((counterId) => MONTHS.map((month) => ({ counterId, month })));
  const pattern = disclosurePattern(
    CODES,
    places,
    periods,
    [cells.map((cell, at) => ({ ...cell, counts: overallOnly(people[at]!) }))],
    METHOD
  );
  const isShown = (place: number, period: string) => pattern.markOf(CODES.overall, place, period).disclosure === 'shown';
  const left = cells.map((cell, at) => ({ ...cell, counts: overallOnly(others[at]!) }));
  const patternOfLeft = notCountedPattern(CODES, places, periods, [left], pattern, METHOD);
  const may = (place: number, period: string) => patternOfLeft.markOf(CODES.overall, place, period).disclosure === 'shown';
  const within = (place: number, from: string, to: string) =>
    cells.flatMap(({ counterId, month }, at) =>
      places.countersOf(place).includes(counterId) && `${month}-31` >= from && `${month}-01` <= to ? [at] : []
    );
  const knowledge = new Knowledge(2 * cells.length);
  const leaks: string[] = [];
  let both = 0;
  const all = places.places.flatMap((_, place) =>
    periods.named.map((period) => ({ place, period, at: within(place, period.from, period.to) }))
  );
  const some = (at: readonly number[]) => at.filter((cell) => people[cell]! > 0);
  const rest = (at: readonly number[]) => at.filter((cell) => others[cell]! > 0).map((cell) => cells.length + cell);
  for (const { place, period, at } of all) {
    if (!isShown(place, period.code)) continue;
    knowledge.publish(some(at));
    if (!may(place, period.code)) continue;
    knowledge.publish([...some(at), ...rest(at)]);
    both++;
  }
  for (const { place, period, at } of all) {
    const n = rest(at).reduce((sum, cell) => sum + others[cell - cells.length]!, 0);
    if (n > 0 && n < METHOD.minimumRespondents && knowledge.knows(rest(at))) leaks.push(`${places.places[place]!.id} ${period.code}`);
  }
  return { both, leaks };
}

describe('an attacker who subtracts both figures', () => {
  test.each([
    ['a commune', COMMUNE, 2],
    ['a province', PROVINCE, 3]
  ])('finds no few who are not counted, in %s', (_, places, counters) => {
    let both = 0;
    const size = MONTHS.length * counters;
    const lists = fc.tuple(
      fc.array(counted, { minLength: size, maxLength: size }),
      fc.array(notCounted, { minLength: size, maxLength: size })
    );
    fc.assert(
      fc.property(lists, ([people, others]) => {
        const found = attack(places, people, others);
        both += found.both;
        expect(found.leaks).toEqual([]);
      }),
      { ...SEED, numRuns: 150 }
    );
    expect(both).toBeGreaterThan(300); // withholding everything would pass too
  });

  test('one held answer is never the difference of two figures, however many there are elsewhere', () => {
    const people = Array<number>(12).fill(30);
    const one = [1, ...Array<number>(11).fill(0)];
    expect(attack(COMMUNE, people, one)).toEqual({ both: 0, leaks: [] });
    // Held in two counters, three and four: their agency's seven would be few to hide one behind the other.
    const two = [3, ...Array<number>(5).fill(0), 4, ...Array<number>(5).fill(0)];
    expect(attack(COMMUNE, people, two)).toEqual({ both: 0, leaks: [] });
    const many = [12, ...Array<number>(5).fill(0), 9, ...Array<number>(5).fill(0)];
    expect(attack(COMMUNE, people, many).both).toBeGreaterThan(0);
  });
});
