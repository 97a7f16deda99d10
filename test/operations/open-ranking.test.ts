// A ranking as its address asks for it, each figure against one worked out here from the same answers.
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import { estimateDomain } from '../../src/lib/core/estimation/domain-estimate';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import type { SampleDesign } from '../../src/lib/core/estimation/sample-design';
import { unstratified } from '../../src/lib/core/estimation/sample-design';
import { makeSurveySample } from '../../src/lib/core/estimation/survey-sample';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import type { RankedAgency, Ranking } from '../../src/lib/core/report/ranking';
import type { Answers } from '../../src/lib/core/response/response';
import type { RankCandidate } from '../../src/lib/core/scoring/ranking';
import { rankAgencies } from '../../src/lib/core/scoring/ranking';
import type { Reader } from '../../src/lib/server/operations/enter-results';
import { estimateTable } from '../../src/lib/server/operations/estimate-table';
import { openRanking } from '../../src/lib/server/operations/open-ranking';
import type { Db } from '../../src/lib/server/schema';
import { isSame } from '../reference/read-reference';
import { answer } from '../support/answer';
import type { ComparedProvince, Sampled } from '../support/compared-province';
import { chance, importTable, makeComparedProvince, openRound, readerOf, sampledTable } from '../support/compared-province';
import type { TestDatabase } from '../support/engines';
import { onBothEngines } from '../support/engines';
import { NOW } from '../support/small-province';

interface Row {
  readonly agency: string;
  readonly day: string;
  readonly answers: Answers;
}

/** One ratio of an index: what an answer sheet adds to its numerator and denominator, and its coefficient. */
interface Part {
  readonly coefficient: number;
  numbers(answers: Answers): readonly [y: number, x: number];
}

const levels = (answers: Answers, items: readonly number[]) => items.map((item) => answers[item]).filter((level) => typeof level === 'number' && level > 0) as number[];
const satisfied = (...items: number[]): readonly Part[] => [
  {
    coefficient: 1,
    numbers: (answers) => [levels(answers, items).filter((level) => level >= 4).length, levels(answers, items).length]
  }
];
/** on_time is item 9: early, on time, late, not due, overdue. */
const LATE: readonly Part[] = [
  { coefficient: 1, numbers: (answers) => [[3, 5].includes(Number(answers[9])) ? 1 : 0, [1, 2, 3, 5].includes(Number(answers[9])) ? 1 : 0] }
];
/** Sub-dimension 3.2 on a counter form: the four items on feedback from 1 to 5, the mean of their scores. */
const FEEDBACK: readonly Part[] = [5, 6, 7, 8].map((item) => ({
  coefficient: 9 / 4 / 4,
  numbers: (answers) => [levels(answers, [item])[0] ?? 0, levels(answers, [item]).length]
}));
const INDICES: readonly (readonly [key: string, parts: readonly Part[], constant: number, scale: number])[] = [
  ['overall', satisfied(0, 1, 2, 3, 4, 5, 6, 7, 8), 0, 1],
  ['officer', satisfied(0, 1, 2), 0, 1],
  ['item.feedback_2', satisfied(6), 0, 1],
  ['rate.late', LATE, 0, 1],
  ['papi-3.2', FEEDBACK, 1 - 9 / 4, 9]
];

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

async function ask(db: Db, reader: Reader, query: Record<string, string> = {}, { agency = 'p', survey = 'round' } = {}): Promise<Ranking> {
  const { ranking } = await openRanking(db, reader, { agency, survey }, new URLSearchParams(query), NOW);
  return ranking!;
}
const rowOf = ({ agencies }: Ranking, code: string): RankedAgency => agencies.find((one) => one.code === code)!;
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
        expect(ranking.reference).toMatchObject({ kind: byTarget ? 'target' : 'whole', value: byTarget ? 0.9 : ranking.whole.estimate!.value });
        const bounds = [0, 1].map((end) => constant + (scale === 9 ? 9 / 4 : 0) + end * scale) as [number, number];
        const ranks = rankAgencies(candidates, byTarget ? { value: 0.9 } : whole, unstratified(DAYS.length), {
          unit: scale === 9 ? 1 : 100,
          bounds,
          lowerIsBetter: key === 'rate.late'
        });
        candidates.forEach(({ code }, j) => expect(rowOf(ranking, code), `${key} ${code}`).toMatchObject({ state: 'ranked', rank: ranks[j]! }));
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

/** Villages of two strata, in which people speak of any of four agencies: the agencies share PSUs. One agency's people are few. */
function sampledRows(): readonly Sampled[] {
  const random = chance(20_261_126);
  const rows: Sampled[] = [];
  const content: Readonly<Record<string, number>> = { 'dep-a': 0.72, 'dep-b': 0.64, 'dep-c': 0.56, 'dep-d': 0.6 };
  for (const stratum of ['north', 'south'])
    for (let psu = 1; psu <= 8; psu++) {
      const mood = 0.6 * (random() - 0.5);
      for (let i = 0; i < 22; i++) {
        const agency = i >= 20 + (psu % 2) ? 'dep-d' : ['dep-a', 'dep-b', 'dep-c'][i % 3]!;
        const level = () => (random() < content[agency]! + mood ? 4 + Math.floor(2 * random()) : 1 + Math.floor(3 * random()));
        const answers = Array.from({ length: 9 }, (_, item) => (item > 0 && random() < 0.1 ? (item === 6 ? 0 : null) : level()));
        const happened = [1 + Math.floor(5 * random()), 1 + Math.floor(2 * random()), 1 + Math.floor(3 * random())];
        rows.push({
          agency,
          day: random() < 0.5 ? '2026-01-20' : '2026-02-10',
          weight: Math.round(100 * (1 + 9 * random())) / 100,
          stratum,
          psu: `${psu}`,
          fpc: stratum === 'north' ? 40 : 12,
          answers: [...answers, ...happened]
        });
      }
    }
  return rows;
}

const DEPARTMENTS = ['dep-a', 'dep-b', 'dep-c', 'dep-d'];

onBothEngines('a ranking of a sampled survey', (open) => {
  test('has the estimates of the estimate command for the same rows, and of its months as domains', async () => {
    await using database = await open();
    const { agencies } = await makeComparedProvince(database.db, { departments: DEPARTMENTS });
    await openRound(database.db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    const rows = sampledRows();
    await importTable(database.db, 'round', sampledTable(SIPAS_SHORT, rows));

    const shares = INDICES.filter(([key]) => key !== 'papi-3.2');
    for (const [key, [part]] of shares) {
      const lines = rows.map(({ agency, day, weight, stratum, psu, fpc, answers }) => {
        const [y, x] = part!.numbers(answers);
        return [agency, day.slice(0, 7), 'all', weight, stratum, psu, fpc, ...(x > 0 ? [y, x] : ['', ''])].join(',');
      });
      const bytes = Buffer.from(['agency,month,all,w,h,c,N,y,x', ...lines].join('\n'));
      const byCommand = (by: readonly string[]) =>
        estimateTable({
          data: { file: 'rows.csv', bytes },
          design: { weights: 'w', strata: 'h', psu: 'c', fpc: 'N' },
          statistic: { kind: 'ratio', numerator: 'y', denominator: 'x' },
          by,
          interval: 'beta',
          level: 0.95,
          designEffect: 'replace',
          lonelyPsu: 'fail'
        }).estimates;
      for (const period of ['all', '2026-02']) {
        const ranking = await ask(database.db, readerOf(agencies.get('p')), { index: key, period });
        const when = period === 'all' ? 'all' : 'month';
        const found = [...byCommand([when, 'agency']), ...byCommand([when])].filter(({ by }) => by![when] === period);
        expect(found).toHaveLength(5);
        for (const reference of found) {
          const figure = reference.by!['agency'] === undefined ? ranking.whole : rowOf(ranking, reference.by!['agency']);
          const { estimate } = figure;
          const where = `${key} ${JSON.stringify(reference.by)}`;
          expect([isSame(estimate!.value, reference.value!), estimate!.value], where).toEqual([true, expect.any(Number)]);
          expect([isSame(estimate!.standardError!, reference.standardError!), estimate!.standardError], where).toEqual([true, expect.any(Number)]);
          expect([isSame(estimate!.designEffect!, reference.designEffect!), estimate!.designEffect], where).toEqual([true, expect.any(Number)]);
          expect(isSame(estimate!.interval!.lower, reference.interval![0]) && isSame(estimate!.interval!.upper, reference.interval![1]), where).toBe(true);
          expect([estimate!.degreesOfFreedom, estimate!.n, estimate!.psus, estimate!.strata], where).toEqual([
            reference.degreesOfFreedom,
            reference.n,
            16,
            2
          ]);
        }
      }
    }
  });

  test('has the ranks of agencies that share PSUs', async () => {
    await using database = await open();
    const { agencies } = await makeComparedProvince(database.db, { departments: DEPARTMENTS });
    await openRound(database.db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    const rows = sampledRows();
    await importTable(database.db, 'round', sampledTable(SIPAS_SHORT, rows));

    const sample = makeSurveySample({
      rows: rows.length,
      weights: rows.map(({ weight }) => weight),
      strata: rows.map(({ stratum }) => stratum),
      psus: rows.map(({ psu }) => psu),
      fpc: rows.map(({ fpc }) => fpc)
    });
    const design: SampleDesign = { strata: sample.strata, stratumOf: sample.stratumOf };
    const [, [part]] = INDICES[0]!;
    const estimate = (isMember: (row: Sampled) => boolean): DomainEstimate => {
      const numbers = rows.map(({ answers }) => part!.numbers(answers));
      const statistic = { kind: 'ratios' as const, ratios: [{ y: numbers.map(([y]) => y), x: numbers.map(([, x]) => x) }], coefficients: [1] };
      return estimateDomain(
        sample,
        statistic,
        Uint8Array.from(rows, (row) => (isMember(row) ? 1 : 0))
      ) as DomainEstimate;
    };
    const candidate = ({ value, variance, degreesOfFreedom, n, u }: DomainEstimate) => ({ value, variance: variance!, degreesOfFreedom, n, u });
    const ranked = ['dep-a', 'dep-b', 'dep-c'];
    const candidates = ranked.map((code) => candidate(estimate(({ agency }) => agency === code)));
    const whole = candidate(estimate(() => true));
    const scale = { unit: 100, bounds: [0, 1] as const, lowerIsBetter: false };
    const ranks = rankAgencies(candidates, whole, design, scale);
    const ranking = await ask(database.db, readerOf(agencies.get('p')), { against: 'whole', period: 'all' });
    expect(ranking).toMatchObject({ unit: 'psu', reference: { kind: 'whole' } });
    ranked.forEach((code, j) => expect(rowOf(ranking, code)).toMatchObject({ state: 'ranked', rank: ranks[j]! }));
    // Twenty-four people are too few to rank.
    expect(rowOf(ranking, 'dep-d')).toMatchObject({ state: 'thin', n: 24, rank: null });
    // What they share matters here: without it the sets or classes were others.
    const apart = candidates.map((one) => ({ ...one, u: new Float64Array(one.u.length) }));
    expect(rankAgencies(apart, { ...whole, u: new Float64Array(whole.u.length) }, design, scale)).not.toEqual(ranks);
  });
});

onBothEngines('a ranking of an imported table', (open) => {
  test('takes agencies to share no respondent with each other, and theirs with the whole', async () => {
    await using database = await open();
    const { agencies } = await makeComparedProvince(database.db, { communes: ['a', 'b'] });
    await openRound(database.db, { code: 'round', questionnaire: 'sipas-short', psu: 'respondent' });
    // Of 60 each 12 and 24 are not content.
    const rows = ['a', 'b'].flatMap((code) => Array.from({ length: 60 }, (_, i) => ({ code, level: i < (code === 'a' ? 12 : 24) ? 2 : 5 })));
    const table = ['agency,day,officer_1', ...rows.map(({ code, level }) => `${code},2026-02-03,${level}`)].join('\n');
    await importTable(database.db, 'round', table, { agency: 'agency', day: 'day' });

    const figure = (isMember: (code: string) => boolean): RankCandidate => {
      const n = rows.filter(({ code }) => isMember(code)).length;
      const value = rows.filter(({ code, level }) => isMember(code) && level === 5).length / n;
      const u = Float64Array.from(rows, ({ code, level }) => (isMember(code) ? ((level === 5 ? 1 : 0) - value) / n : 0));
      return { value, variance: (120 / 119) * u.reduce((sum, one) => sum + one * one, 0), u, n, degreesOfFreedom: n - 1 };
    };
    const candidates = ['a', 'b'].map((code) => figure((one) => one === code));
    const whole = figure(() => true);
    const ranks = rankAgencies(candidates, whole, unstratified(120), { unit: 100, bounds: [0, 1], lowerIsBetter: false });
    // 0.8 and 0.6 differ from 0.7 by 2.4 standard errors of half their difference; by the whole's error and their own it were 1.5.
    expect(ranks).toMatchObject([
      { from: 1, to: 1, class: 'higher' },
      { from: 2, to: 2, class: 'lower' }
    ]);
    const ranking = await ask(database.db, readerOf(agencies.get('p')), { against: 'whole', period: '2026-02' });
    expect(ranking).toMatchObject({ unit: 'respondent', reference: { kind: 'whole' } });
    expect(ranking.agencies.map(({ code, rank }) => [code, rank])).toEqual([
      ['a', ranks[0]],
      ['b', ranks[1]]
    ]);
    for (const [j, code] of ['a', 'b'].entries()) {
      const { estimate } = rowOf(ranking, code);
      expect(isSame(estimate!.standardError!, Math.sqrt(candidates[j]!.variance))).toBe(true);
    }
  });
});
