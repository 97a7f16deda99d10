// A ranking as its address asks for it, each figure against one worked out here from the same answers.
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import { unstratified } from '../../src/lib/core/estimation/sample-design';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Answers } from '../../src/lib/core/response/response';
import type { RankCandidate } from '../../src/lib/core/scoring/ranking';
import { rankAgencies } from '../../src/lib/core/scoring/ranking';
import { openRanking } from '../../src/lib/server/operations/open-ranking';
import { isSame } from '../reference/read-reference';
import { answer } from '../support/answer';
import type { ComparedProvince } from '../support/compared-province';
import { makeComparedProvince, openRound, readerOf } from '../support/compared-province';
import type { TestDatabase } from '../support/engines';
import { onBothEngines } from '../support/engines';
import type { Part } from '../support/ranking-indices';
import { ask, INDICES, rowOf } from '../support/ranking-indices';
import { NOW } from '../support/small-province';

interface Row {
  readonly agency: string;
  readonly day: string;
  readonly answers: Answers;
}

/** The days of the whole survey are the sample; a day without anybody has u = 0. */
function expected(rows: readonly Row[], days: readonly string[], parts: readonly Part[], constant: number) {
  let value = constant;
  const u = new Float64Array(days.length);
  for (const { coefficient, numbers } of parts) {
    const given = rows.map(({ day, answers }) => ({ at: days.indexOf(day), of: numbers(answers) }));
    const [y, x] = [0, 1].map((k) => given.reduce((sum, { of }) => sum + of[k]!, 0)) as [number, number];
    value += (coefficient * y) / x;
    for (const { at, of } of given) u[at]! += (coefficient * (of[0] - (y / x) * of[1])) / x;
  }
  const members = rows.filter(({ answers }) => parts.some(({ numbers }) => numbers(answers)[1] > 0));
  const variance = (days.length / (days.length - 1)) * u.reduce((sum, one) => sum + one * one, 0);
  return { value, variance, u, n: members.length, degreesOfFreedom: new Set(members.map(({ day }) => day)).size - 1 };
}

const JANUARY = Array.from({ length: 10 }, (_, d) => addDays('2026-01-06', 2 * d));
const FEBRUARY = Array.from({ length: 10 }, (_, d) => addDays('2026-02-03', 2 * d));
const DAYS = [...JANUARY, ...FEBRUARY];
const COMMUNES = ['good', 'mid', 'poor', 'swing', 'thin', 'small', 'few', 'none'];

/** Somebody's answers: nine levels with a "does not apply" and an empty one here and there, then what happened. */
function sheet(agency: number, day: number, i: number, isContent: boolean): Answers {
  const level = (item: number) => {
    if (item === 5 && (i + day) % 5 === 4) return 0;
    if (item === 7 && (i + agency) % 6 === 5) return null;
    return isContent ? 4 + ((i + item + day) % 2) : 1 + ((i + item + agency) % 4);
  };
  const onTime = isContent ? ((i + day) % 7 === 6 ? 4 : 1 + (i % 2)) : 3 + 2 * (i % 2);
  return [...Array.from({ length: 9 }, (_, item) => level(item)), onTime, 2, 1];
}

/** How many of six a day are not content. */
const DISCONTENT: Readonly<Record<string, (day: number) => number>> = {
  good: (day) => (day % 5 === 0 ? 1 : 0),
  mid: (day) => 1 + (day % 2),
  poor: (day) => 3 + (day % 2),
  swing: (day) => (day < JANUARY.length ? 0 : 3 + (day % 2)),
  'dep-a': (day) => day % 2,
  'dep-b': (day) => 2 + (day % 2)
};

const ROWS: readonly Row[] = [
  ...Object.entries(DISCONTENT).flatMap(([agency, discontent], a) =>
    DAYS.flatMap((day, d) => Array.from({ length: 6 }, (_, i) => ({ agency, day, answers: sheet(a, d, i, i >= discontent(d)) })))
  ),
  ...DAYS.map((day, d) => ({ agency: 'thin', day, answers: sheet(6, d, d, d % 3 > 0) })),
  ...Array.from({ length: 9 }, (_, i) => ({ agency: 'small', day: JANUARY[i]!, answers: sheet(7, 0, 1, i % 3 > 0) })),
  ...Array.from({ length: 3 }, (_, i) => ({ agency: 'few', day: JANUARY[i]!, answers: sheet(8, 0, 1, true) }))
];

async function answeredProvince(db: TestDatabase['db']): Promise<ComparedProvince> {
  const province = await makeComparedProvince(db, { communes: COMMUNES, departments: ['dep-a', 'dep-b'] });
  const survey = await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'day' });
  await answer(
    db,
    survey,
    ROWS.map(({ agency, day, answers }) => ({ counter: province.counters.get(agency)!, day, answers }))
  );
  return province;
}

const inMonth = (month: string) => ROWS.filter(({ day }) => day.startsWith(month));

onBothEngines('a ranking of a continuous survey', (open) => {
  test('by every kind of index: figures, ranks, sets and classes as worked out from the answers', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const reader = readerOf(province.agencies.get('p'));
    for (const [key, parts, constant, scale] of INDICES)
      for (const against of ['target', 'whole'] as const) {
        const ranking = await ask(database.db, reader, { index: key, against, period: '2026-Q1' });
        const isShare = key !== 'rate.late' && key !== 'papi-3.2';
        expect(ranking.references).toEqual(isShare ? ['target', 'whole'] : ['whole']);
        expect(ranking).toMatchObject({ index: { key, lowerIsBetter: key === 'rate.late' }, unit: 'day', running: true, kind: 'commune' });

        const whole = expected(ROWS, DAYS, parts, constant);
        expect([isSame(ranking.whole.estimate!.value, whole.value), ranking.whole.n]).toEqual([true, whole.n]);
        const candidates = ['good', 'mid', 'poor', 'swing'].map((code): RankCandidate & { code: string } => {
          const own = expected(
            ROWS.filter(({ agency }) => agency === code),
            DAYS,
            parts,
            constant
          );
          const { estimate, n } = rowOf(ranking, code);
          const where = `${key} ${code}`;
          expect(isSame(estimate!.value, own.value), where).toBe(true);
          expect(isSame(estimate!.standardError!, Math.sqrt(own.variance)), where).toBe(true);
          expect([n, estimate!.n, estimate!.degreesOfFreedom, estimate!.psus], where).toEqual([own.n, own.n, 19, 20]);
          return { code, ...own };
        });

        const byTarget = isShare && against === 'target';
        expect(ranking.reference).toMatchObject({
          kind: byTarget ? 'target' : 'whole',
          value: byTarget ? 0.9 : ranking.whole.estimate!.value
        });
        const bounds = [0, 1].map((end) => constant + (scale === 9 ? 9 / 4 : 0) + end * scale) as [number, number];
        const ranks = rankAgencies(candidates, byTarget ? { value: 0.9 } : whole, unstratified(DAYS.length), {
          unit: scale === 9 ? 1 : 100,
          bounds,
          lowerIsBetter: key === 'rate.late'
        });
        candidates.forEach(({ code }, j) =>
          expect(rowOf(ranking, code), `${key} ${code}`).toMatchObject({ state: 'ranked', rank: ranks[j]! })
        );
        const order = candidates.toSorted((a, b) => (key === 'rate.late' ? 1 : -1) * (a.value - b.value)).map(({ code }) => code);
        expect(ranking.agencies.slice(0, 4).map(({ code }) => code)).toEqual(order);
        expect(ranking.agencies[0]!.rank).toMatchObject({ rank: 1 });
      }
  });

  test('puts thin, withheld and empty agencies behind, without a rank', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const ranking = await ask(database.db, readerOf(province.agencies.get('p')), { period: '2026-Q1' });
    expect(ranking.agencies.map(({ code, state, disclosure, n, rank }) => [code, state, disclosure, n, rank?.rank ?? null])).toEqual([
      ['good', 'ranked', 'shown', 120, 1],
      ['mid', 'ranked', 'shown', 120, 2],
      ['swing', 'ranked', 'shown', 120, 3],
      ['poor', 'ranked', 'shown', 120, 4],
      ['thin', 'thin', 'shown', 20, null],
      // The few, and the smallest beside them, without which they followed from the whole.
      ['few', 'hidden', 'few', 3, null],
      ['small', 'hidden', 'complement', null, null],
      ['none', 'none', 'none', 0, null]
    ]);
    for (const code of ['few', 'small', 'none']) expect(rowOf(ranking, code)).toMatchObject({ estimate: null, change: null });
    expect(rowOf(ranking, 'thin').estimate).not.toBeNull();
  });

  test('ranks one kind of agencies: the most numerous, or the one asked for', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const reader = readerOf(province.agencies.get('p'));
    const kinds = [
      { kind: 'commune', agencies: 8 },
      { kind: 'department', agencies: 2 }
    ];
    expect(await ask(database.db, reader)).toMatchObject({ kind: 'commune', kinds });
    expect(await ask(database.db, reader, { kind: 'king' })).toMatchObject({ kind: 'commune', kinds });
    const departments = await ask(database.db, reader, { kind: 'department' });
    expect(departments).toMatchObject({ kind: 'department', kinds });
    expect(departments.agencies.map(({ code, rank }) => [code, rank])).toEqual([
      ['dep-a', expect.objectContaining({ rank: 1, from: 1, to: 1 })],
      ['dep-b', expect.objectContaining({ rank: 2, from: 2, to: 2, class: 'lower' })]
    ]);
    // The whole is of the communes too.
    expect(departments.whole.n).toBe(ROWS.length);
  });

  test('says how each changed on the period before, and whether beyond its error', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const reader = readerOf(province.agencies.get('p'));
    for (const [key, parts, constant] of INDICES) {
      const february = await ask(database.db, reader, { index: key, period: '2026-02' });
      for (const code of ['good', 'mid', 'poor', 'swing', 'thin']) {
        const [now, before] = ['2026-02', '2026-01'].map((month) =>
          expected(
            inMonth(month).filter(({ agency }) => agency === code),
            month === '2026-01' ? JANUARY : FEBRUARY,
            parts,
            constant
          )
        );
        const { change, estimate } = rowOf(february, code);
        expect(isSame(estimate!.value, now!.value), `${key} ${code}`).toBe(true);
        expect(change, `${key} ${code}`).toMatchObject({ previous: { code: '2026-01' }, beyondError: code === 'swing' });
        expect(change!.difference, `${key} ${code}`).toBeCloseTo(now!.value - before!.value, 9);
        const { lower, upper } = change!.interval;
        expect(lower < change!.difference && change!.difference < upper).toBe(true);
        expect(lower <= 0 && 0 <= upper).toBe(code !== 'swing');
      }
      for (const code of ['small', 'few', 'none']) expect(rowOf(february, code).change).toBeNull();
    }
    // Nobody answered in the year before, and a whole survey has nothing before it.
    for (const period of ['2026', '2026-Q1', 'all'])
      expect((await ask(database.db, reader, { period })).agencies.map(({ change }) => change)).toEqual(COMMUNES.map(() => null));
  });

  test('offers its indices in order, and opens with the overall figure of the running quarter', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const opened = await openRanking(
      database.db,
      readerOf(province.agencies.get('p')),
      { agency: 'p', survey: 'round' },
      new URLSearchParams(),
      NOW
    );
    const { indices, index, period, reference } = opened.ranking!;
    expect([index.key, period.code, reference?.kind]).toEqual(['overall', '2026-Q1', 'target']);
    expect(indices.map(({ key, group }) => `${group} ${key}`)).toEqual([
      'figure overall',
      ...['officer', 'result', 'feedback'].map((code) => `figure ${code}`),
      ...['3.2', '4.2', '5.4'].map((code) => `component papi-${code}`),
      ...SIPAS_SHORT.sections.flatMap(({ items }) => items.filter(({ kind }) => kind === 'level').map(({ code }) => `item item.${code}`)),
      ...SIPAS_SHORT.rates.map(({ code }) => `rate rate.${code}`)
    ]);
    expect(indices.filter(({ lowerIsBetter }) => lowerIsBetter).map(({ group }) => group)).toEqual(['rate', 'rate', 'rate']);
    expect(opened.periods.map(({ code }) => code)).toEqual(['all', '2026', '2026-Q1', '2026-03', '2026-02', '2026-01']);
    expect(opened.head).toMatchObject({ agency: { code: 'p' }, period: { code: '2026-Q1' }, running: true });
  });

  test('refuses an index or a period that there is not, and days that named periods do not have', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const reader = readerOf(province.agencies.get('p'));
    for (const index of ['nothing', 'item.nothing', 'rate.nothing', 'item.on_time', 'papi-d3', 'papi-1.1', '', 'item.', 'constructor'])
      await expect(ask(database.db, reader, { index }), index).rejects.toMatchObject({ code: 'index-unknown', parameters: { index } });
    await expect(ask(database.db, reader, { index: 'x'.repeat(500) })).rejects.toMatchObject({ parameters: { index: 'x'.repeat(60) } });
    for (const period of ['2026-13', 'yesterday', '', '2026-W05', '2026-01-05..2026-01-20'])
      await expect(ask(database.db, reader, { period }), period).rejects.toMatchObject({ code: 'period-invalid' });
  });

  test('is for those who hold the place', async () => {
    await using database = await open();
    const province = await answeredProvince(database.db);
    const viewer = readerOf(province.agencies.get('good'));
    await expect(ask(database.db, viewer)).rejects.toMatchObject({ code: 'outside-place', parameters: { place: 'Cơ quan good' } });
    await expect(ask(database.db, viewer, {}, { agency: 'mid' })).rejects.toMatchObject({ code: 'outside-place' });
    await expect(ask(database.db, { user: null, language: 'vi' })).rejects.toMatchObject({ code: 'sign-in-needed' });
    await expect(ask(database.db, readerOf())).rejects.toMatchObject({ code: 'role-not-enough' });
    // Its own agency has nobody below to rank.
    const own = await openRanking(database.db, viewer, { agency: 'good', survey: 'round' }, new URLSearchParams(), NOW);
    expect(own.ranking).toBeNull();
    expect(own.above).toEqual([{ code: null, name: 'Tỉnh Thử' }]);
    await expect(ask(database.db, readerOf(province.agencies.get('p')), {}, { survey: 'nothing' })).rejects.toMatchObject({
      code: 'survey-not-found'
    });
  });
});
