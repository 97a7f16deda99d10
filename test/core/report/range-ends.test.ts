import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/lib/core/calendar/day';
import { commonCuts, makeTimeline, ownCuts, rangeEnds } from '../../../src/lib/core/report/range-ends';

/** From Thursday 1 January 2026 on, people by day. */
const counts = (...people: number[]) => new Map(people.map((n, i) => [addDays('2026-01-01', i), n]));
const january = (...counters: ReadonlyMap<string, number>[]) => {
  const timeline = makeTimeline({ from: '2026-01-01', to: '2026-03-31' }, ['2026-01-01', '2026-02-01', '2026-03-01']);
  const rule = { timeline, counters, anyWithheld: false, common: [], minimum: 5 };
  const common = commonCuts(rule);
  return { timeline, rule, common, own: ownCuts({ ...rule, common }) };
};
const day = (n: number) => addDays('2026-01-01', n - 1);
const span = (from: number, to: number) => ({ from: day(from), to: day(to) });
const daily = (n: number) => counts(...Array.from({ length: 90 }, () => n));

describe('the ends of free ranges', () => {
  test('with five people every day, every range is shown as it was asked for', () => {
    const { timeline, common } = january(daily(5));
    const ends = rangeEnds(timeline, common, daily(5));
    for (const range of [span(3, 3), span(3, 20), span(1, 45), span(32, 59)]) {
      expect(ends.allows(range)).toBe(true);
      expect(ends.widen(range)).toEqual(range);
    }
  });

  test('a range moves outward to the days by which five people have come since the last cut', () => {
    const people = counts(...Array.from({ length: 31 }, (_, i) => (i < 12 ? 2 : 8)));
    const { timeline, common } = january(people);
    const ends = rangeEnds(timeline, common, people);
    // Six people come by the third of each three days; the week that begins on the 5th does not end a cut (8 people: it does).
    expect(ends.allows(span(5, 11))).toBe(true);
    const widened = ends.widen(span(6, 7))!;
    expect(widened.from <= day(6) && day(7) <= widened.to).toBe(true);
    expect(ends.allows(span(6, 7))).toBe(false);
    expect(ends.allows(widened)).toBe(true);
  });

  test('no cut lies one to four people from the end of a month', () => {
    // 31 January has three people: a range up to the 30th would leave them over.
    const people = counts(...Array.from({ length: 60 }, (_, i) => (i === 30 ? 3 : 6)));
    const { timeline, common } = january(people);
    const ends = rangeEnds(timeline, common, people);
    expect(ends.allows(span(10, 30))).toBe(false);
    expect(ends.widen(span(10, 30))!.to > day(30)).toBe(true);
    expect(ends.allows(span(10, 29))).toBe(true);
  });

  test('where a named period is withheld no cut lies on a bound', () => {
    const { timeline, rule } = january(daily(5));
    const ends = rangeEnds(timeline, commonCuts({ ...rule, anyWithheld: true }), daily(5));
    expect(ends.allows(span(5, 31))).toBe(false);
    expect(ends.allows(span(5, 30))).toBe(true);
    expect(ends.widen(span(5, 31))).toEqual(span(5, 32));
  });

  test('a counter is shown only at cuts at which none of its neighbours has one to four people', () => {
    const [busy, quiet] = [daily(9), counts(...Array.from({ length: 60 }, (_, i) => (i % 7 === 0 ? 3 : 0)))];
    const { timeline, common, own } = january(busy, quiet);
    const [ofCounter, ofAgency] = [rangeEnds(timeline, common, busy), rangeEnds(timeline, [...common, ...own], busy)];
    expect(ofAgency.allows(span(3, 4))).toBe(true);
    expect(ofCounter.allows(span(3, 4))).toBe(false); // the agency less this counter would be the other's three people
    const widened = ofCounter.widen(span(3, 4))!;
    const inside = [...quiet].filter(([at]) => widened.from <= at && at <= widened.to).reduce((sum, [, n]) => sum + n, 0);
    expect(inside === 0 || inside >= 5).toBe(true);
  });

  test('an agency has no cut at which all its counters but one are known', () => {
    const at = (text: string) => new Map(text.split(' ').map((pair) => [`2026-${pair.split(':')[0]!}`, Number(pair.split(':')[1])]));
    const one = at('01-06:7 01-08:10 01-13:7 02-10:8 02-13:2 02-20:10 02-22:3 03-08:8');
    const two = at('01-08:10 02-12:10 02-13:8 02-16:7 02-22:8 02-27:3 03-08:9');
    const { timeline, own } = january(one, two);
    const cuts = own.map((instant) => timeline.days[instant]);
    // Nobody came to the first on 16 February: it is known as of the week before, so the other would be known on the 17th.
    expect(cuts).not.toContain('2026-02-17');
    expect(cuts.length).toBeGreaterThan(0);
  });

  test('with nobody but four people there is no range to show', () => {
    const { timeline, common } = january(counts(0, 0, 4));
    expect(rangeEnds(timeline, common, counts(0, 0, 4)).widen(span(2, 5))).toBeUndefined();
  });
});
