// The board of answers at counters: what a form about service does not cover, and the change on the month before.
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import { tQuantile } from '../../src/lib/core/estimation/quantiles';
import { PAPI_STYLE_COMMUNE } from '../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Board } from '../../src/lib/core/report/board';
import type { Answers } from '../../src/lib/core/response/response';
import { openReport } from '../../src/lib/server/operations/open-report';
import { answer } from '../support/answer';
import { askBoard } from '../support/ask-board';
import { makeComparedProvince, openRound, readerOf } from '../support/compared-province';
import type { TestDatabase } from '../support/engines';
import { onBothEngines } from '../support/engines';
import { ask } from '../support/ranking-indices';
import { NOW } from '../support/small-province';

const ITEMS = itemsOf(PAPI_STYLE_COMMUNE);
const all = (level: number, happened: readonly number[] = [2, 2, 1]): Answers => [...Array<number>(9).fill(level), ...happened];
const JANUARY = Array.from({ length: 9 }, (_, d) => addDays('2026-01-06', 2 * d));
const FEBRUARY = Array.from({ length: 9 }, (_, d) => addDays('2026-02-03', 2 * d));

async function answeredProvince(db: TestDatabase['db']) {
  const province = await makeComparedProvince(db, { communes: ['c1', 'c2'] });
  const survey = await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'day' });
  const people = (days: readonly string[], code: string, low: (day: number) => number) =>
    days.flatMap((day, d) =>
      Array.from({ length: 6 }, (_, i) => ({
        counter: province.counters.get(code)!,
        day,
        answers: all(i < low(d) ? 3 : 4, [2, i < low(d) ? 1 : 2, 1])
      }))
    );
  await answer(db, survey, [
    ...people(JANUARY, 'c1', (d) => d % 2),
    ...people(FEBRUARY, 'c1', (d) => (d + 1) % 2),
    ...people(JANUARY, 'c2', () => 0),
    ...people(FEBRUARY, 'c2', (d) => 4 + (d % 2))
  ]);
  return province;
}

onBothEngines('the board of a counter form', (open) => {
  test('says what it covers and what not: no dimension, no sum, three sub-dimensions', async () => {
    await using database = await open();
    const { agencies } = await answeredProvince(database.db);
    const board = await askBoard(database.db, readerOf(agencies.get('p')), 'c1', { period: '2026-01' });
    expect(board).toMatchObject({ unit: 'day', respondents: 54, sum: null, sumGroup: null, survey: { mode: 'continuous' } });
    expect(board.dimensions.map(({ figure, group }) => [figure, group])).toEqual(Array(8).fill([null, null]));
    const subs = board.dimensions.flatMap(({ subDimensions }) => subDimensions);
    expect(subs).toHaveLength(28);
    expect(subs.filter(({ figure }) => figure !== null).map(({ code, indicators }) => [code, indicators.map(({ item }) => item)])).toEqual([
      ['3.2', ['feedback_1', 'feedback_2', 'feedback_3', 'feedback_4']],
      ['4.2', ['extra_payment']],
      ['5.4', ['supplement_count', 'on_time']]
    ]);
    expect(subs.filter(({ figure }) => figure === null).flatMap(({ indicators }) => indicators)).toEqual([]);
    expect(board.units.map(({ sum, dimensions }) => [sum, ...dimensions.map(({ figure, group }) => figure ?? group)])).toEqual(
      Array(2).fill(Array(9).fill(null))
    );
    // Of 54 people on nine days 4 said 3, the others 4; they were asked for more money.
    const value = (code: string) => subs.find((sub) => sub.code === code)!.figure!.estimate!.value;
    expect(value('3.2')).toBeCloseTo(1 + (9 / 4) * (4 - 4 / 54 - 1), 9);
    expect(value('4.2')).toBeCloseTo(1 + 9 * (50 / 54), 9);
    expect(value('5.4')).toBeCloseTo(10, 9);
    const [feedback] = subs.find(({ code }) => code === '3.2')!.indicators;
    expect(feedback).toMatchObject({
      n: 54,
      disclosure: 'shown',
      min: 1,
      max: 5,
      reversed: false,
      mean: expect.closeTo(4 - 4 / 54, 9) as number
    });
  });

  test('has the change on the month before, by the t interval of two months that share no day', async () => {
    await using database = await open();
    const { agencies, counters } = await makeComparedProvince(database.db, { communes: ['c1'] });
    const survey = await openRound(database.db, { code: 'round', questionnaire: 'papi-style-commune', psu: 'day' });
    // In February far fewer know a thing (content 1), and about as many are content with the rest.
    const person = (i: number, told: boolean): Answers =>
      ITEMS.map(({ code }, at) => (!/^d\d_/.test(code) ? null : /^d1_[12]/.test(code) ? (told ? 1 : 2) : 1 + ((i + at) % 2)));
    const came = (days: readonly string[], every: number, told: (i: number) => boolean) =>
      days.flatMap((day, d) =>
        Array.from({ length: 6 }, (_, i) => ({
          counter: counters.get('c1')!,
          day,
          answers: person(i === 0 && d % every === 0 ? 1 : i, told(i + d))
        }))
      );
    await answer(database.db, survey, [...came(JANUARY, 4, (i) => i % 4 > 0), ...came(FEBRUARY, 2, (i) => i % 4 === 0)]);

    const reader = readerOf(agencies.get('p'));
    const [january, february] = [
      await askBoard(database.db, reader, 'c1', { period: '2026-01' }),
      await askBoard(database.db, reader, 'c1', { period: '2026-02' })
    ];
    const figures = ({ sum, dimensions }: Board) => [sum!, ...dimensions.map(({ figure }) => figure!)];
    const moved = figures(february!).map((now, k) => {
      const before = figures(january!)[k]!.estimate!;
      const estimate = now.estimate!;
      const { previous, difference, interval, beyondError } = now.change!;
      const margin = tQuantile(0.975, 16) * Math.hypot(estimate.standardError!, before.standardError!);
      expect([previous.code, estimate.degreesOfFreedom, before.degreesOfFreedom]).toEqual(['2026-01', 8, 8]);
      expect(difference).toBeCloseTo(estimate.value - before.value, 9);
      expect(difference).not.toBe(0);
      expect([interval.lower, interval.upper]).toEqual([expect.closeTo(difference - margin, 9), expect.closeTo(difference + margin, 9)]);
      return beyondError;
    });
    expect(moved).toEqual([true, true, ...Array<boolean>(7).fill(false)]);
    expect(figures(january!).map(({ change }) => change)).toEqual(Array(9).fill(null));
    expect(figures(await askBoard(database.db, reader, 'c1')).map(({ change }) => change)).toEqual(Array(9).fill(null));
  });

  test('tells an item’s mean where the report does: of ten people, and where no other place gives it', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, counters } = await makeComparedProvince(db, { communes: ['c1', 'c2', 'c3'] });
    const survey = await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'day' });
    const people = Object.entries({ c1: 6, c2: 30, c3: 60 }).flatMap(([code, n]) =>
      Array.from({ length: n }, (_, i) => ({
        counter: counters.get(code)!,
        day: `2026-01-${String(6 + (i % 12)).padStart(2, '0')}`,
        answers: [5, 5, 5, 5, 5, i === 0 ? 1 : 4, 4, 4, 4, 1, 2, 1]
      }))
    );
    await answer(db, survey, people);
    const reader = readerOf(agencies.get('p'));
    const told = async (code: string) => {
      const board = await askBoard(db, reader, code, { period: '2026-01' });
      const { report } = await openReport(db, reader, { agency: code, survey: 'round' }, new URLSearchParams({ period: '2026-01' }), NOW);
      const indicators = board.dimensions.flatMap(({ subDimensions }) => subDimensions.flatMap((sub) => sub.indicators));
      const levels = report.items.filter(({ code: item }) => item.startsWith('feedback_'));
      return levels.map(({ code: item, n, meanLevel }) => {
        const indicator = indicators.find((one) => one.item === item)!;
        expect([indicator.n, indicator.mean === null, indicator.score === null]).toEqual([n, meanLevel === null, meanLevel === null]);
        if (meanLevel !== null) expect(indicator.mean).toBeCloseTo(meanLevel, 12);
        return meanLevel !== null;
      });
    };
    // c2's would give c1's, taken from the province's.
    expect([await told('p'), await told('c1'), await told('c2'), await told('c3')]).toEqual(
      [true, false, false, true].map((isTold) => Array(4).fill(isTold))
    );
    // Yes or no is told as any share is.
    const { dimensions } = await askBoard(db, reader, 'c1', { period: '2026-01' });
    const indicators = dimensions.flatMap(({ subDimensions }) => subDimensions.flatMap((sub) => sub.indicators));
    expect(indicators.filter(({ mean }) => mean !== null).map(({ item, n }) => [item, n])).toEqual(
      ['extra_payment', 'supplement_count', 'on_time'].map((item) => [item, 6])
    );
  });

  test('and the ranking do not take a score for certain whose item was answered on one day alone', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, counters } = await makeComparedProvince(db, { communes: ['c1', 'c2', 'c3'] });
    const survey = await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'day' });
    const people = [...counters].flatMap(([code, counter]) =>
      Array.from({ length: 120 }, (_, i) => {
        const levels = Array.from({ length: 9 }, (_level, item) => 2 + ((i + 3 * item) % 4));
        const day = JANUARY[i % 9]!;
        return {
          counter,
          day,
          answers: [...levels.map((level, item) => (code === 'c3' && item === 5 && day !== JANUARY[0] ? null : level)), 1, 2, 1]
        };
      })
    );
    await answer(db, survey, people);
    const reader = readerOf(agencies.get('p'));
    const ranking = await ask(db, reader, { index: 'papi-3.2', period: '2026-01' });
    expect(ranking.agencies.map(({ code, state }) => [code, state])).toEqual([
      ['c1', 'ranked'],
      ['c2', 'ranked'],
      ['c3', 'thin']
    ]);
    const board = await askBoard(db, reader, 'c3', { period: '2026-01' });
    const score = board.dimensions.flatMap(({ subDimensions }) => subDimensions).find(({ code }) => code === '3.2');
    expect(score!.figure!.why).toContain('few-degrees');
  });

  test('is for methods that make scores, and for named periods', async () => {
    await using database = await open();
    const { agencies } = await answeredProvince(database.db);
    const reader = readerOf(agencies.get('p'));
    await openRound(database.db, {
      code: 'plain',
      questionnaire: 'sipas-short',
      psu: 'respondent',
      counterCodes: [],
      method: { family: 'sipas', number: 1 }
    });
    await expect(askBoard(database.db, reader, 'p', {}, 'plain')).rejects.toMatchObject({ code: 'board-none' });
    for (const period of ['2026-13', '2026-W05', '2026-01-05..2026-01-20', ''])
      await expect(askBoard(database.db, reader, 'c1', { period }), period).rejects.toMatchObject({ code: 'period-invalid' });
  });
});
