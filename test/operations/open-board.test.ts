// A PAPI-style board as its address asks for it, each score against one worked out here from the same rows.
import { expect, test } from 'vitest';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import { estimateDomain } from '../../src/lib/core/estimation/domain-estimate';
import { tQuantile } from '../../src/lib/core/estimation/quantiles';
import { makeSurveySample } from '../../src/lib/core/estimation/survey-sample';
import type { Indicator } from '../../src/lib/core/method/component-map';
import { PAPI_STYLE_COMMUNE_MAP as MAP } from '../../src/lib/core/method/papi-style-maps';
import { PAPI_STYLE_COMMUNE } from '../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { ScoreFigure } from '../../src/lib/core/report/board';
import type { Answers } from '../../src/lib/core/response/response';
import { estimateTable } from '../../src/lib/server/operations/estimate-table';
import { openBoard } from '../../src/lib/server/operations/open-board';
import type { Db } from '../../src/lib/server/schema';
import { isSame } from '../reference/read-reference';
import { askBoard } from '../support/ask-board';
import type { ComparedProvince, Sampled } from '../support/compared-province';
import { chance, importTable, makeComparedProvince, openRound, readerOf, sampledTable } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { NOW } from '../support/small-province';

const ITEMS = itemsOf(PAPI_STYLE_COMMUNE);
const POSITION = new Map(ITEMS.map(({ code }, i) => [code, i]));
/** How well a commune does. One where answers differ much, one where few were asked. */
const QUALITY: Readonly<Record<string, number>> = { c1: 0.97, c2: 0.95, c3: 0.93, c4: 0.9, c5: 0.96, wide: 0.5, short: 0.86 };
const COMMUNES = Object.keys(QUALITY);

/** A stratum a commune, ten villages in each; six households in a village, two where few were asked. */
function households(communes: readonly string[] = COMMUNES): readonly Sampled[] {
  const random = chance(31);
  return communes.flatMap((agency) =>
    Array.from({ length: agency === 'short' ? 20 : 60 }, (_, i): Sampled => {
      const quality = QUALITY[agency]!;
      const answers = ITEMS.map((item): number | null => {
        if (item.kind !== 'choice' || !/^d\d_/.test(item.code)) return null;
        const better = random() < quality;
        if (random() < 0.04) return item.options.length - Math.floor(3 * random()); // not known, does not apply, not said
        const values = item.options.map(({ value }) => value);
        if (values.includes('yes')) return better === (item.code === 'd5_4') ? 2 : 1;
        if (values.includes('0')) return better ? 1 : 2 + Math.floor(2 * random());
        return better ? 2 : 3 + Math.floor(2 * random());
      });
      return {
        agency,
        day: i % 2 ? '2026-01-20' : '2026-02-10',
        weight: Math.round(100 * (3 + 4 * random())) / 100,
        stratum: agency,
        psu: `village ${i % 10}`,
        fpc: 25,
        answers
      };
    })
  );
}

async function surveyedProvince(db: Db): Promise<ComparedProvince & { readonly rows: readonly Sampled[] }> {
  const province = await makeComparedProvince(db, { communes: COMMUNES });
  await openRound(db, { code: 'round', questionnaire: 'papi-style-commune', psu: 'design' });
  const rows = households();
  await importTable(db, 'round', sampledTable(PAPI_STYLE_COMMUNE, rows));
  return { ...province, rows };
}

/** What a household's answer to an indicator counts for; undefined: it leaves it. */
function numberOf({ item, values }: Indicator, answers: Answers): number | undefined {
  const at = POSITION.get(item)!;
  const asked = ITEMS[at]!;
  const answer = answers[at];
  return asked.kind === 'choice' && typeof answer === 'number' ? values[asked.options[answer - 1]!.value] : undefined;
}

interface Term {
  readonly indicator: Indicator;
  /** Of the indicator's score 1–10 in the figure. */
  readonly share: number;
}
const subTerms = (code: string, share = 1): readonly Term[] => {
  const { indicators } = MAP.dimensions.flatMap(({ subDimensions }) => subDimensions).find((sub) => sub.code === code)!;
  return indicators.map((indicator) => ({ indicator, share: share / indicators.length }));
};
const dimensionTerms = (code: string): readonly Term[] => {
  const { subDimensions } = MAP.dimensions.find((one) => one.code === code)!;
  return subDimensions.flatMap((sub) => subTerms(sub.code, 1 / subDimensions.length));
};
const SUM: readonly Term[] = MAP.dimensions.flatMap(({ code }) => dimensionTerms(code));

const samples = new WeakMap<readonly Sampled[], ReturnType<typeof readSample>>();

/** Read once for all figures of the rows. */
function sampleOf(rows: readonly Sampled[]): ReturnType<typeof readSample> {
  const known = samples.get(rows) ?? readSample(rows);
  samples.set(rows, known);
  return known;
}

function readSample(rows: readonly Sampled[]) {
  const sample = makeSurveySample({
    rows: rows.length,
    weights: rows.map(({ weight }) => weight),
    strata: rows.map(({ stratum }) => stratum),
    psus: rows.map(({ psu }) => psu),
    fpc: rows.map(({ fpc }) => fpc)
  });
  const ratios = new Map<string, { readonly y: readonly number[]; readonly x: readonly number[] }>();
  const ratioOf = (indicator: Indicator) => {
    const numbers = () => rows.map(({ answers }) => numberOf(indicator, answers));
    const ratio = ratios.get(indicator.item) ?? { y: numbers().map((x) => x ?? 0), x: numbers().map((x) => (x === undefined ? 0 : 1)) };
    ratios.set(indicator.item, ratio);
    return ratio;
  };
  return { sample, ratioOf };
}

/** A figure as a linear combination over the rows, without any of the board's own code. */
function expected(rows: readonly Sampled[], terms: readonly Term[], isMember: (row: Sampled) => boolean) {
  const { sample, ratioOf } = sampleOf(rows);
  const slope = ({ indicator: { min, max, reversed }, share }: Term) => (share * 9 * (reversed ? -1 : 1)) / (max - min);
  const base = ({ indicator: { min, max, reversed }, share }: Term) => share * (1 + (9 * (reversed ? max : -min)) / (max - min));
  const ratios = terms.map(({ indicator }) => ratioOf(indicator));
  const members = Uint8Array.from(rows, (row, i) => (isMember(row) && ratios.some(({ x }) => x[i] === 1) ? 1 : 0));
  const statistic = { kind: 'ratios' as const, ratios, coefficients: terms.map(slope) };
  const estimate = estimateDomain(sample, statistic, members) as DomainEstimate;
  const value = estimate.value + terms.reduce((sum, term) => sum + base(term), 0);
  const bounds = terms === SUM ? [8, 80] : [1, 10];
  const margin = tQuantile(0.975, estimate.degreesOfFreedom) * Math.sqrt(estimate.variance!);
  return {
    value,
    standardError: Math.sqrt(estimate.variance!),
    degreesOfFreedom: estimate.degreesOfFreedom,
    n: estimate.n,
    designEffect: estimate.designEffect('replace').value,
    lower: Math.max(bounds[0]!, value - margin),
    upper: Math.min(bounds[1]!, value + margin)
  };
}

function expectSame(figure: ScoreFigure | null, reference: ReturnType<typeof expected>, where: string): void {
  const { estimate } = figure!;
  expect([estimate!.degreesOfFreedom, estimate!.n, figure!.n], where).toEqual([reference.degreesOfFreedom, reference.n, reference.n]);
  expect([isSame(estimate!.value, reference.value), estimate!.value], where).toEqual([true, expect.any(Number)]);
  expect([isSame(estimate!.standardError!, reference.standardError), estimate!.standardError], where).toEqual([true, expect.any(Number)]);
  if (reference.standardError < 1e-6) return;
  expect([isSame(estimate!.designEffect!, reference.designEffect!), estimate!.designEffect], where).toEqual([true, expect.any(Number)]);
  expect(isSame(estimate!.interval!.lower, reference.lower) && isSame(estimate!.interval!.upper, reference.upper), where).toBe(true);
}

/** R's type 7 quartiles; a unit on a bound is in the higher group. */
function groupsOf(units: readonly { readonly code: string; readonly value: number; readonly lower: number; readonly upper: number }[]) {
  const sorted = units.map(({ value }) => value).toSorted((a, b) => a - b);
  const bounds = [0.25, 0.5, 0.75].map((p) => {
    const at = (sorted.length - 1) * p;
    const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
    return low + (at - Math.floor(at)) * (high - low);
  });
  const names = ['lowest', 'lower-middle', 'upper-middle', 'highest'];
  return Object.fromEntries(
    units.map(({ code, value, lower, upper }) => [
      code,
      { group: names[bounds.filter((bound) => bound <= value).length], nearBound: bounds.some((bound) => lower < bound && bound < upper) }
    ])
  );
}

onBothEngines('the board of a sampled household survey', (open) => {
  test('has the scores of an independent computation: the province’s, a commune’s, and of every commune', async () => {
    await using database = await open();
    const { agencies, rows } = await surveyedProvince(database.db);
    const reader = readerOf(agencies.get('p'));
    const untold: string[] = [];
    for (const place of ['p', 'c2', 'wide']) {
      const board = await askBoard(database.db, reader, place);
      const isMember = ({ agency }: Sampled) => place === 'p' || agency === place;
      expect(board).toMatchObject({ unit: 'psu', respondents: rows.filter(isMember).length, survey: { mode: 'sampled', psu: 'design' } });
      expectSame(board.sum, expected(rows, SUM, isMember), `${place} sum`);
      expect(board.dimensions.map(({ code }) => code)).toEqual(MAP.dimensions.map(({ code }) => code));
      for (const { code, figure, subDimensions } of board.dimensions) {
        expectSame(figure, expected(rows, dimensionTerms(code), isMember), `${place} ${code}`);
        for (const sub of subDimensions) {
          expectSame(sub.figure, expected(rows, subTerms(sub.code), isMember), `${place} ${sub.code}`);
          for (const indicator of sub.indicators) {
            const [term] = subTerms(sub.code).filter((one) => one.indicator.item === indicator.item);
            const { value, n } = expected(rows, [{ ...term!, share: 1 }], isMember);
            const { min, max, reversed } = indicator;
            if (indicator.score === null) {
              untold.push(`${place} ${max - min}`);
              continue;
            }
            expect([isSame(indicator.score!, value), indicator.n], `${place} ${indicator.item}`).toEqual([true, n]);
            expect(indicator.mean).toBeCloseTo(reversed ? max - ((value - 1) * (max - min)) / 9 : min + ((value - 1) * (max - min)) / 9, 9);
          }
        }
      }
    }
    // Items with more than two values, at a commune where a month of one had under ten answers or gives away another's.
    expect(untold).toEqual(['c2 4', 'c2 4', 'c2 4', 'c2 3', 'c2 4', 'c2 4']);
    const { units, unitsAre, groupKind } = await askBoard(database.db, reader, 'p');
    expect([units.map(({ code }) => code).toSorted(), unitsAre, groupKind]).toEqual([COMMUNES.toSorted(), 'below', 'commune']);
    for (const { code, sum, dimensions } of units) {
      const isMember = ({ agency }: Sampled) => agency === code;
      expectSame(sum, expected(rows, SUM, isMember), `${code} sum`);
      for (const one of dimensions) expectSame(one.figure, expected(rows, dimensionTerms(one.code), isMember), `${code} ${one.code}`);
    }
  });

  test('has the estimates of the estimate command where a sub-dimension is one indicator, of everybody and of a month', async () => {
    await using database = await open();
    const { agencies, rows } = await surveyedProvince(database.db);
    const reader = readerOf(agencies.get('p'));
    const single = MAP.dimensions.flatMap(({ subDimensions }) => subDimensions).filter(({ indicators }) => indicators.length === 1);
    expect(single.length).toBeGreaterThan(15);
    const byCommand = (indicator: Indicator, by: readonly string[]) => {
      const lines = rows.map((row) =>
        [row.agency, row.day.slice(0, 7), row.weight, row.stratum, row.psu, row.fpc, numberOf(indicator, row.answers) ?? ''].join(',')
      );
      return estimateTable({
        data: { file: 'rows.csv', bytes: Buffer.from(['agency,month,w,h,c,N,x', ...lines].join('\n')) },
        design: { weights: 'w', strata: 'h', psu: 'c', fpc: 'N' },
        statistic: { kind: 'mean', column: 'x' },
        by,
        level: 0.95,
        designEffect: 'replace',
        lonelyPsu: 'fail'
      }).estimates;
    };
    const boards = [
      { board: await askBoard(database.db, reader, 'c4'), by: ['agency'], values: { agency: 'c4' } },
      { board: await askBoard(database.db, reader, 'p'), by: [], values: null },
      {
        board: await askBoard(database.db, reader, 'wide', { period: '2026-02' }),
        by: ['agency', 'month'],
        values: { agency: 'wide', month: '2026-02' }
      }
    ];
    for (const { board, by, values } of boards)
      for (const { code, indicators } of single) {
        const [indicator] = indicators as readonly [Indicator];
        const { min, max, reversed } = indicator;
        const reference = byCommand(indicator, by).find((one) => JSON.stringify(one.by) === JSON.stringify(values))!;
        const figure = board.dimensions.flatMap(({ subDimensions }) => subDimensions).find((sub) => sub.code === code)!.figure!;
        const { estimate } = figure;
        const where = `${code} ${JSON.stringify(values)}`;
        const [value, slope] = [reference.value!, 9 / (max - min)];
        expect([isSame(estimate!.value, 1 + slope * (reversed ? max - value : value - min)), estimate!.value], where).toEqual([
          true,
          expect.any(Number)
        ]);
        expect([isSame(estimate!.standardError!, slope * reference.standardError!), estimate!.standardError], where).toEqual([
          true,
          expect.any(Number)
        ]);
        expect([estimate!.degreesOfFreedom, estimate!.n], where).toEqual([reference.degreesOfFreedom, reference.n]);
        if (reference.designEffect === null) expect(estimate!.standardError, where).toBeCloseTo(0, 9);
        else
          expect([isSame(estimate!.designEffect!, reference.designEffect), estimate!.designEffect], where).toEqual([
            true,
            expect.any(Number)
          ]);
      }
  });

  test('groups the communes whose scores are of sufficient quality; says of the others why not', async () => {
    await using database = await open();
    const { agencies, rows } = await surveyedProvince(database.db);
    const { units, limits, dimensions, sumGroup } = await askBoard(database.db, readerOf(agencies.get('p')), 'p');
    expect(limits).toEqual({ mostHalfWidth: 0.5, minimumRespondents: 30, minimumDegreesOfFreedom: 8, minimumUnits: 4 });
    const weak = new Map<string, Set<string>>();
    for (const [d, { code: dimension }] of MAP.dimensions.entries()) {
      const references = units.map(({ code }) => ({ code, ...expected(rows, dimensionTerms(dimension), ({ agency }) => agency === code) }));
      const why = ({ value, lower, upper, n }: (typeof references)[number]) => [
        ...(Math.max(value - lower, upper - value) > 0.5 ? ['wide-interval'] : []),
        ...(n < 30 ? ['few-respondents'] : [])
      ];
      const groups = groupsOf(references.filter((one) => why(one).length === 0));
      for (const [i, unit] of units.entries()) {
        const { figure, group } = unit.dimensions[d]!;
        const reasons = why(references[i]!);
        expect(figure, `${unit.code} ${dimension}`).toMatchObject({
          quality: reasons.length > 0 ? 'insufficient' : 'sufficient',
          why: reasons
        });
        expect(group, `${unit.code} ${dimension}`).toEqual(groups[unit.code] ?? null);
        weak.set(unit.code, new Set([...(weak.get(unit.code) ?? []), ...reasons]));
      }
      expect(Object.keys(groups).length).toBeGreaterThanOrEqual(4);
    }
    expect(weak.get('wide')).toEqual(new Set(['wide-interval']));
    expect(weak.get('short')).toContain('few-respondents');

    // A sum is as weak as its dimensions, and has no half width of its own.
    const sums = units.filter(({ code }) => weak.get(code)!.size === 0);
    expect(sums.length).toBeGreaterThanOrEqual(4);
    const groups = groupsOf(sums.map(({ code }) => ({ code, ...expected(rows, SUM, ({ agency }) => agency === code) })));
    for (const { code, sum, sumGroup: group } of units) {
      expect(group, code).toEqual(groups[code] ?? null);
      expect(new Set(sum!.why), code).toEqual(weak.get(code));
      expect(sum!.quality, code).toBe(weak.get(code)!.size > 0 ? 'insufficient' : 'sufficient');
    }
    const widest = Math.max(...sums.map(({ sum }) => sum!.estimate!.interval!.upper - sum!.estimate!.value));
    expect(widest).toBeGreaterThan(0.5);
    // The province is none of its communes.
    expect([sumGroup, ...dimensions.map(({ group }) => group)]).toEqual(Array(9).fill(null));
  });

  test('names the sisters only to who holds them; the commune’s own group is said to both', async () => {
    await using database = await open();
    const { agencies } = await surveyedProvince(database.db);
    const [named, unnamed] = await Promise.all(
      [readerOf(agencies.get('p')), readerOf(agencies.get('c2'))].map((reader) => askBoard(database.db, reader, 'c2'))
    );
    expect(named!.units.map(({ code, own }) => [code, own]).toSorted()).toEqual(COMMUNES.map((code) => [code, code === 'c2']).toSorted());
    expect(unnamed).toEqual({ ...named, units: [] });
    expect(unnamed).toMatchObject({ unitsAre: 'beside', groupKind: 'commune' });
    expect(unnamed!.dimensions.every(({ group }) => group !== null)).toBe(true);
    expect(unnamed!.sumGroup).toEqual(named!.units.find(({ own }) => own)!.sumGroup);
    expect(JSON.stringify(unnamed)).not.toContain('"c1"');
    // Who holds two of them does not hold their parent.
    expect((await askBoard(database.db, readerOf(agencies.get('c2'), agencies.get('c3')), 'c2')).units).toEqual([]);

    const viewer = readerOf(agencies.get('c2'));
    await expect(askBoard(database.db, viewer, 'p')).rejects.toMatchObject({ code: 'outside-place' });
    await expect(askBoard(database.db, viewer, 'c1')).rejects.toMatchObject({ code: 'outside-place' });
    await expect(askBoard(database.db, { user: null, language: 'vi' }, 'c2')).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  test('makes no groups of three, and has no board where the survey was not', async () => {
    await using database = await open();
    const { agencies, counters } = await makeComparedProvince(database.db, { communes: ['c1', 'c2', 'c3', 'c4'] });
    const three = ['c1', 'c2', 'c3'];
    const counterCodes = three.map((code) => counters.get(code)!.code);
    await openRound(database.db, { code: 'round', questionnaire: 'papi-style-commune', psu: 'design', counterCodes });
    await importTable(database.db, 'round', sampledTable(PAPI_STYLE_COMMUNE, households(three)));
    const reader = readerOf(agencies.get('p'));
    const { units } = await askBoard(database.db, reader, 'p');
    expect(units.map(({ code }) => code).toSorted()).toEqual(three);
    expect(units.flatMap(({ sum, dimensions }) => [sum!.quality, ...dimensions.map(({ figure }) => figure!.quality)])).not.toContain(
      'absent'
    );
    expect(
      units.flatMap(({ sumGroup, dimensions }) => [sumGroup, ...dimensions.map(({ group }) => group)]).every((group) => group === null)
    ).toBe(true);
    const elsewhere = await openBoard(database.db, reader, { agency: 'c4', survey: 'round' }, new URLSearchParams(), NOW);
    expect(elsewhere).toMatchObject({ board: null, ranks: false, head: { agency: { code: 'c4' } } });
  });
});
