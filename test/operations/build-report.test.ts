import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Day } from '../../src/lib/core/calendar/day';
import { PAPI_STYLE_COMMUNE } from '../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Answers } from '../../src/lib/core/response/response';
import { buildReport } from '../../src/lib/server/operations/build-report';
import type { ReportRequest } from '../../src/lib/server/operations/build-report';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import type { Schema } from '../../src/lib/server/schema';
import type { Counter } from '../../src/lib/server/store/counters';
import { listCountersBelow } from '../../src/lib/server/store/counters';
import { answer } from '../support/answer';
import type { Given } from '../support/answer';
import { onBothEngines } from '../support/engines';
import type { SmallProvince } from '../support/small-province';
import { makeSmallProvince, NOW } from '../support/small-province';

/** sipas-short: three items on the official, two on the result, four on feedback, then what happened. */
const all = (level: number): Answers => [level, level, level, level, level, level, level, level, level];
const people = (counter: Counter, day: Day, n: number, answers: Answers = all(5)): readonly Given[] =>
  Array.from({ length: n }, () => ({ counter, day, answers }));

async function ask(db: Kysely<Schema>, request: Partial<ReportRequest> & { agency?: string; counter?: string }) {
  const { agency, counter, ...rest } = request;
  const subject = counter === undefined ? { agencyCode: agency ?? 'c1' } : { agencyCode: agency ?? 'c1', counterCode: counter };
  return (await buildReport(db, { subject, survey: 'round', scopes: [], ...rest }, NOW)).report;
}

/** Six people a day at each of the three counters over the first twenty days; two in three satisfied. */
async function answered(db: Kysely<Schema>): Promise<SmallProvince> {
  const province = await makeSmallProvince(db);
  const given = Array.from({ length: 20 }, (_, d) => addDays('2026-01-06', 2 * d)).flatMap((day, d) =>
    province.counters.flatMap((counter, c) => [
      ...people(counter, day, 4, all(4 + (d % 2))),
      ...people(counter, day, 2, all(1 + ((d + c) % 3)))
    ])
  );
  await answer(db, province.survey, given);
  return province;
}

onBothEngines('a report', (open) => {
  test('says what its agency was told, between its parts and its sisters', async () => {
    await using database = await open();
    const { counters } = await answered(database.db);
    const report = await ask(database.db, { period: '2026-Q1' });

    expect(report).toMatchObject({
      agency: { code: 'c1', kind: 'commune' },
      counter: null,
      unit: 'day',
      units: 20,
      respondents: 240,
      valid: 2160,
      running: true
    });
    expect(report.overall).toMatchObject({ disclosure: 'shown', n: 240, estimate: { degreesOfFreedom: 19 } });
    expect(report.overall.estimate!.value).toBeCloseTo(2 / 3, 12);
    expect(report.factors.map((factor) => factor.code)).toEqual(['officer', 'result', 'feedback']);
    expect(report.items).toHaveLength(9);
    expect(report.items[0]!.levels!.reduce((sum, level) => sum + level.count, 0)).toBe(240);
    expect(report.counters.map(({ code, n }) => [code, n])).toEqual(
      expect.arrayContaining([
        [counters[0].code, 120],
        [counters[1].code, 120]
      ])
    );
    expect(report.children).toEqual([]);
    expect(report.trend.map(({ month, n }) => [month, n])).toEqual([
      ['2026-01', 156],
      ['2026-02', 84],
      ['2026-03', 0]
    ]);
    expect(report.change).toBeNull(); // nobody answered in 2025

    const province = await ask(database.db, { agency: 'p', period: '2026-Q1' });
    expect(province.respondents).toBe(360);
    expect(province.children.map(({ code, n }) => [code, n])).toEqual([
      ['c1', 240],
      ['c2', 120]
    ]);
    expect(province.comparison).toBeNull();
    const counter = await ask(database.db, { counter: counters[2].code, period: '2026-01' });
    expect(counter).toMatchObject({ counter: { code: counters[2].code }, respondents: 78, comparison: null, counters: [] });
  });

  test('names the sisters only to a reader whose tree holds them', async () => {
    await using database = await open();
    await answered(database.db);
    const viewer = await ask(database.db, { period: '2026' });
    expect(viewer.comparison).toMatchObject({ named: false, withheld: 0 });
    const [other] = viewer.comparison!.units.filter((unit) => !unit.own);
    expect(other).toEqual({ code: null, name: null, own: false, value: expect.any(Number), interval: null, n: null, thin: false });
    const named = await ask(database.db, { period: '2026', scopes: ['/'] });
    expect(named.comparison!.units.map((unit) => unit.code).toSorted()).toEqual(['c1', 'c2']);
  });

  test('compares a month with the one before', async () => {
    await using database = await open();
    const { survey, counters } = await makeSmallProvince(database.db);
    const month = (first: Day, level: number) =>
      Array.from({ length: 12 }, (_, d) => [
        ...people(counters[0], addDays(first, d), 6),
        ...people(counters[0], addDays(first, d), 3 + (d % 2), all(level))
      ]).flat();
    await answer(database.db, survey, [...month('2026-01-06', 5), ...month('2026-02-03', 2)]);
    const report = await ask(database.db, { period: '2026-02' });
    expect(report.change).toMatchObject({ previous: { code: '2026-01' }, beyondError: true });
    expect(report.change!.difference).toBeCloseTo(report.overall.estimate!.value - 1, 12);
    expect(report.change!.interval.upper).toBeLessThan(0);
  });

  test('withholds few people, and on every page what would give them away', async () => {
    await using database = await open();
    const { survey, counters } = await makeSmallProvince(database.db);
    const [one, two, three] = counters;
    await answer(database.db, survey, [
      ...people(one, '2026-01-07', 30),
      ...people(two, '2026-01-08', 3, all(1)),
      ...people(three, '2026-01-09', 40)
    ]);
    const agency = await ask(database.db, { period: '2026-01' });
    expect(agency.overall).toMatchObject({ disclosure: 'shown', n: 33 });
    expect(Object.fromEntries(agency.counters.map(({ code, disclosure, n, estimate }) => [code, [disclosure, n, estimate]]))).toEqual({
      [two.code]: ['few', 3, null],
      [one.code]: ['complement', null, null]
    });

    const few = await ask(database.db, { counter: two.code, period: '2026-01' });
    expect(few).toMatchObject({ respondents: 3, valid: null, overall: { disclosure: 'few', n: 3, estimate: null } });
    expect(few.items.every((item) => item.estimate === null && item.levels === null && item.noAnswer === null)).toBe(true);
    const neighbour = await ask(database.db, { counter: one.code, period: '2026-01' });
    expect(neighbour).toMatchObject({ respondents: null, overall: { disclosure: 'complement', n: null, estimate: null } });
    expect([...neighbour.factors, ...neighbour.items].filter((figure) => figure.estimate !== null)).toEqual([]);
  });

  test('withholds an item that few answered, and another of its factor', async () => {
    await using database = await open();
    const { survey, counters } = await makeSmallProvince(database.db);
    const skipped: Answers = [5, 5, 5, 4, 4, null, 0, 0, 0];
    await answer(database.db, survey, [...people(counters[0], '2026-01-07', 20, skipped), ...people(counters[0], '2026-01-08', 3)]);
    const { items, factors } = await ask(database.db, { period: '2026-01' });
    const feedback = items.filter((item) => item.section === 'feedback');
    // Four items with three answers each hold twelve: none of them follows from the factor's sum.
    expect(feedback.map(({ disclosure, n }) => [disclosure, n])).toEqual(Array.from({ length: 4 }, () => ['few', 3]));
    // The overall figure less the other two factors would be the third.
    expect(factors.map(({ code, disclosure }) => [code, disclosure])).toEqual([
      ['officer', 'complement'],
      ['result', 'shown'],
      ['feedback', 'few']
    ]);
    // And a factor whose items are all shown is their sum.
    expect(items.filter((item) => item.section === 'officer').map((item) => item.disclosure)).toEqual(['complement', 'shown', 'shown']);
  });

  test('moves a free range outward, and says so', async () => {
    await using database = await open();
    await answered(database.db);
    const exact = await ask(database.db, { range: { from: '2026-01-10', to: '2026-01-20' } });
    expect(exact).toMatchObject({ asked: null, period: { code: '2026-01-10..2026-01-20' }, overall: { disclosure: 'shown', n: 72 } });
    const survey = await makeRound(database.db, 'again', 'sipas-short', null);
    const counters = await listCountersBelow(database.db, '/', '2026-03-10');
    await answer(
      database.db,
      survey,
      Array.from({ length: 40 }, (_, d) => addDays('2026-01-08', d)).flatMap((day) => people(counters[0]!, day, 2))
    );
    const moved = await ask(database.db, { survey: 'again', range: { from: '2026-01-21', to: '2026-01-21' } });
    expect(moved.asked).toEqual({ from: '2026-01-21', to: '2026-01-21' });
    expect(moved.period.from <= '2026-01-21' && moved.period.to >= '2026-01-21').toBe(true);
    expect(moved.overall.disclosure).toBe('shown');
    expect(moved.overall.n!).toBeGreaterThanOrEqual(5);
  });

  test('lists comments by month and no nearer, and none where the month is withheld', async () => {
    await using database = await open();
    const { survey, counters } = await makeSmallProvince(database.db);
    const said = (day: Day, comment: string): Given => ({ counter: counters[0], day, answers: all(4), comment });
    await answer(database.db, survey, [
      ...people(counters[0], '2026-01-12', 8),
      said('2026-01-20', 'Ngồi chờ lâu'),
      said('2026-01-12', 'Cảm ơn'),
      ...people(counters[0], '2026-02-12', 2),
      said('2026-02-13', 'Một mình tôi')
    ]);
    const year = await ask(database.db, { period: '2026' });
    expect(year.comments).toEqual([
      { month: '2026-02', disclosure: 'few', texts: [], more: 0 },
      { month: '2026-01', disclosure: 'shown', texts: ['Cảm ơn', 'Ngồi chờ lâu'], more: 0 }
    ]);
    expect((await ask(database.db, { range: { from: '2026-01-06', to: '2026-01-25' } })).comments).toEqual([]);
  });

  test('reads again what was written later, on settled days and today', async () => {
    await using database = await open();
    const { survey, counters } = await answered(database.db);
    const before = await ask(database.db, { period: '2026' });
    await answer(database.db, survey, [...people(counters[0], '2026-01-06', 5, all(1)), ...people(counters[1], '2026-03-10', 7)]);
    const after = await ask(database.db, { period: '2026' });
    expect(after.respondents).toBe(before.respondents! + 12);
    expect(after.counters.find(({ code }) => code === counters[0].code)!.n).toBe(125);
    expect(after.trend.at(-1)).toMatchObject({ month: '2026-03', n: 7 });
  });

  test('puts a series together', async () => {
    await using database = await open();
    const { counters } = await answered(database.db);
    await expect(ask(database.db, { survey: 'series:none' })).rejects.toMatchObject({ code: 'survey-not-found' });
    const first = await makeRound(database.db, 'first', 'sipas-short', 'both');
    const second = await makeRound(database.db, 'second', 'sipas-short', 'both');
    await answer(database.db, first, people(counters[0], '2026-01-20', 20));
    await answer(database.db, second, people(counters[0], '2026-02-20', 30, all(2)));
    const report = await ask(database.db, { survey: 'series:both', period: '2026' });
    expect(report).toMatchObject({ respondents: 50, survey: { codes: ['first', 'second'] }, overall: { estimate: { value: 0.4 } } });
  });

  test('a series whose questionnaire changed: each part by its own, no figure and no difference across', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const first = await makeRound(database.db, 'first', 'sipas-short', 'both');
    const second = await makeRound(database.db, 'second', 'sipas-2017', 'both');
    for (const day of ['2026-01-06', '2026-01-07', '2026-01-08']) await answer(database.db, first, people(counters[0], day, 10));
    for (const day of ['2026-02-03', '2026-02-04', '2026-03-02', '2026-03-03'])
      await answer(database.db, second, people(counters[0], day, 10, all(2)));

    const now = await ask(database.db, { survey: 'series:both', period: 'all' });
    expect(now).toMatchObject({ respondents: 40, survey: { codes: ['second'], questionnaire: { code: 'sipas-2017' } } });
    expect(now.trend.map(({ month, method, n }) => [month, method, n])).toEqual([
      ['2026-01', 0, 30],
      ['2026-02', 1, 20],
      ['2026-03', 1, 20]
    ]);
    expect(now.methods.map(({ from, questionnaire }) => [from, questionnaire.vi.includes('ngắn')])).toEqual([
      ['2026-01-05', true],
      ['2026-02-01', false]
    ]);

    const february = await ask(database.db, { survey: 'series:both', period: '2026-02' });
    expect(february).toMatchObject({ change: null, changeCut: true, overall: { n: 20 } });
    const march = await ask(database.db, { survey: 'series:both', period: '2026-03' });
    expect(march.change).not.toBeNull();
    expect(march.changeCut).toBe(false);
    const january = await ask(database.db, { survey: 'series:both', period: '2026-01' });
    expect(january).toMatchObject({ survey: { codes: ['first'] }, overall: { n: 30, estimate: { value: 1 } } });
    // A quarter with the change in it is of the later part alone.
    expect(await ask(database.db, { survey: 'series:both', period: '2026-Q1' })).toMatchObject({
      respondents: 40,
      survey: { codes: ['second'] }
    });
  });

  test('is none of a survey that only has scores, and its months are on no trend of percentages', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const scored = await makeRound(database.db, 'first', 'papi-style-commune', 'both');
    const second = await makeRound(database.db, 'second', 'sipas-short', 'both');
    const content: Answers = itemsOf(PAPI_STYLE_COMMUNE).map(({ code }) => (/^d\d_/.test(code) ? 1 : null));
    await answer(database.db, scored, people(counters[0], '2026-01-06', 20, content));
    await answer(database.db, second, people(counters[0], '2026-02-06', 20));
    await expect(ask(database.db, { survey: 'first' })).rejects.toMatchObject({ code: 'report-none' });
    await expect(ask(database.db, { survey: 'series:both', period: '2026-01' })).rejects.toMatchObject({ code: 'report-none' });
    const year = await ask(database.db, { survey: 'series:both', period: '2026' });
    expect(year.trend.map(({ month, method, n }) => [month, method, n])).toEqual([
      ['2026-02', 0, 20],
      ['2026-03', 0, 0]
    ]);
    expect(year.methods).toHaveLength(1);
  });

  test('continuous and sampled rounds make no series', async () => {
    await using database = await open();
    await makeSmallProvince(database.db);
    await makeRound(database.db, 'first', 'sipas-short', 'both');
    await makeRound(database.db, 'second', 'sipas-short', 'both');
    await database.db.updateTable('surveys').set({ mode: 'sampled', psu: 'design' }).where('code', '=', 'second').execute();
    await expect(ask(database.db, { survey: 'series:both' })).rejects.toMatchObject({ code: 'series-mixed' });
  });

  test('a series has named periods only: its range less one of its rounds would be a single person', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const first = await makeRound(database.db, 'first', 'sipas-short', 'both');
    const second = await makeRound(database.db, 'second', 'sipas-short', 'both');
    for (let day = '2026-01-05'; day < '2026-01-29'; day = addDays(day, 1)) await answer(database.db, first, people(counters[0], day, 10));
    await answer(database.db, first, people(counters[0], '2026-01-30', 1, all(2)));
    await answer(database.db, second, people(counters[0], '2026-02-20', 30));
    expect((await ask(database.db, { survey: 'first', period: 'all' })).overall.n).toBe(241);
    for (const range of [
      { from: '2026-01-05', to: '2026-01-29' },
      { from: '2026-01-30', to: '2026-02-28' }
    ]) {
      const report = await ask(database.db, { survey: 'series:both', range });
      expect(report).toMatchObject({
        respondents: null,
        valid: null,
        units: null,
        overall: { disclosure: 'near', n: null, estimate: null }
      });
      expect([...report.factors, ...report.items, ...report.counters].filter(({ n, estimate }) => n || estimate)).toEqual([]);
    }
    expect((await ask(database.db, { survey: 'series:both', period: '2026-Q1' })).overall.n).toBe(271);
  });

  test('says nothing about the days of a place whose figure is withheld, and of unnamed sisters no more than a page prints', async () => {
    await using database = await open();
    const { survey, counters } = await makeSmallProvince(database.db);
    await answer(database.db, survey, [
      ...people(counters[0], '2026-01-07', 3),
      ...[8, 9, 12].flatMap((day) => people(counters[2], `2026-01-${String(day).padStart(2, '0')}`, 13, all(day % 2 ? 5 : 2)))
    ]);
    expect(await ask(database.db, { period: '2026-01' })).toMatchObject({ overall: { disclosure: 'few' }, units: null });
    await answer(database.db, survey, people(counters[0], '2026-01-13', 7, [5, 5, 2, 4, 1, 5, 4, 2, 2]));
    const { comparison, units } = await ask(database.db, { agency: 'c2', period: '2026-01' });
    expect(units).toBe(5);
    const other = comparison!.units.find((unit) => !unit.own)!;
    expect(other).toMatchObject({ code: null, value: 0.689 }); // 62 of 90
  });

  test('opens with the running quarter if anybody answered in it', async () => {
    await using database = await open();
    await answered(database.db);
    const { report, periods } = await buildReport(database.db, { subject: { agencyCode: 'c1' }, survey: 'round', scopes: [] }, NOW);
    expect(report.period.code).toBe('2026-Q1');
    expect(periods.map((period) => period.code)).toEqual(['all', '2026', '2026-Q1', '2026-03', '2026-02', '2026-01']);
    const empty = await ask(database.db, { agency: 'c1', period: '2026-03' });
    expect(empty).toMatchObject({ respondents: 0, overall: { disclosure: 'none', n: 0 } });
    await expect(ask(database.db, { period: '2026-13' })).rejects.toMatchObject({ code: 'period-invalid' });
    await expect(ask(database.db, { agency: 'nowhere' })).rejects.toMatchObject({ code: 'agency-not-found' });
  });
});

async function makeRound(db: Kysely<Schema>, code: string, questionnaire: string, series: string | null) {
  await createSurvey(db, {
    code,
    nameVi: code,
    nameEn: code,
    questionnaire,
    ownerCode: 'p',
    opensOn: code === 'second' ? '2026-02-01' : '2026-01-05',
    closesOn: code === 'first' ? '2026-01-31' : null,
    psu: 'day',
    series,
    requiredItems: [],
    counterCodes: 'all',
    demonstration: false
  });
  // Not by its operation: these counters have an open round already, and what rounds overlap is no matter of reports.
  await db.updateTable('surveys').set({ state: 'open' }).where('code', '=', code).execute();
  return db.selectFrom('surveys').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
}
