// The change of a sampled survey's figures between two months: the months share the survey's villages, so it varies by u₁ − u₂ per village.
import { expect, test } from 'vitest';
import { differenceOfShares } from '../../src/lib/core/estimation/difference';
import { differenceOfDomains } from '../../src/lib/core/estimation/difference-of-domains';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import { estimateDomain } from '../../src/lib/core/estimation/domain-estimate';
import { makeSurveySample } from '../../src/lib/core/estimation/survey-sample';
import { PAPI_STYLE_COMMUNE } from '../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Change } from '../../src/lib/core/report/report';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { openBoard } from '../../src/lib/server/operations/open-board';
import { openRanking } from '../../src/lib/server/operations/open-ranking';
import type { Sampled } from '../support/compared-province';
import { chance, importTable, makeComparedProvince, openRound, readerOf, sampledTable } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { NOW } from '../support/small-province';

/** Villages that differ much from one another and were asked twice. Everybody gives one level to every item. */
function rowsOfTwoMonths(): readonly Sampled[] {
  const random = chance(99);
  return Array.from({ length: 12 }, (_, psu) =>
    Array.from({ length: 24 }, (_unit, i): Sampled => {
      const isFebruary = i % 2 === 1;
      const level = random() < 0.35 + psu / 24 + (isFebruary ? 0.12 : 0) ? 5 : 2;
      return {
        agency: i % 4 < 2 ? 'a' : 'b',
        day: isFebruary ? '2026-02-10' : '2026-01-20',
        weight: 2 + (i % 3),
        stratum: 'h',
        psu: `${psu}`,
        fpc: 400,
        answers: [level, level, level, level, level, level, level, level, level, 1, 2, 1]
      };
    })
  ).flat();
}

const PEOPLE = rowsOfTwoMonths();
const ADDRESS = { agency: 'a', survey: 'round' };

/** Of agency a: February − January of `y`'s mean. */
function reference(y: (level: number) => number) {
  const sample = makeSurveySample({
    rows: PEOPLE.length,
    weights: PEOPLE.map(({ weight }) => weight),
    strata: PEOPLE.map(({ stratum }) => stratum),
    psus: PEOPLE.map(({ psu }) => psu),
    fpc: PEOPLE.map(({ fpc }) => fpc)
  });
  const ratios = [{ y: PEOPLE.map(({ answers }) => y(Number(answers[0]))), x: PEOPLE.map(() => 1) }];
  const [now, before] = ['2026-02', '2026-01'].map(
    (month) =>
      estimateDomain(
        sample,
        { kind: 'ratios', ratios, coefficients: [1] },
        Uint8Array.from(PEOPLE, ({ agency, day }) => (agency === 'a' && day.startsWith(month) ? 1 : 0))
      ) as DomainEstimate
  );
  return { now: now!, before: before!, difference: differenceOfDomains(sample, now!, before!, 0.95) };
}

function expectChange(change: Change | null, difference: number, { lower, upper }: Change['interval']) {
  expect(change).toMatchObject({
    difference: expect.closeTo(difference, 9) as unknown,
    interval: { lower: expect.closeTo(lower, 9) as unknown, upper: expect.closeTo(upper, 9) as unknown },
    beyondError: lower > 0 || upper < 0
  });
}

onBothEngines('the change within a sampled survey', (open) => {
  test('is that of two domains which share villages, on a ranking and a report', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies } = await makeComparedProvince(db, { departments: ['a', 'b'] });
    await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    await importTable(db, 'round', sampledTable(SIPAS_SHORT, PEOPLE));
    const reader = readerOf(agencies.get('p'));
    const report = async (period: string) =>
      (await buildReport(db, { subject: { agencyCode: 'a' }, survey: 'round', scopes: [], period }, NOW)).report;
    const rankedIn = async (index: string, period: string) =>
      (await openRanking(db, reader, { ...ADDRESS, agency: 'p' }, new URLSearchParams({ index, period }), NOW)).ranking!.agencies.find(
        ({ code }) => code === 'a'
      )!;

    const share = reference((level) => (level >= 4 ? 1 : 0));
    expect(share.difference.correlation!).toBeGreaterThan(0.7);
    const [february, january] = [await report('2026-02'), await report('2026-01')];
    const { interval } = differenceOfShares(
      { value: share.now.value, interval: february.overall.estimate!.interval! },
      { value: share.before.value, interval: january.overall.estimate!.interval! },
      share.difference.correlation!
    );
    expectChange(february.change, share.difference.value, interval);
    expectChange((await rankedIn('overall', '2026-02')).change, share.difference.value, interval);

    // 1 + 9·(x̄ − 1)/4 for every item, so for their mean.
    const score = reference((level) => (9 / 4) * level);
    expectChange((await rankedIn('papi-3.2', '2026-02')).change, score.difference.value, score.difference.interval!);
  });

  test('is on a board what it is on a ranking', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies } = await makeComparedProvince(db, { departments: ['a', 'b'] });
    await openRound(db, { code: 'round', questionnaire: 'papi-style-commune', psu: 'design' });
    const households = PEOPLE.map((person) => ({
      ...person,
      answers: itemsOf(PAPI_STYLE_COMMUNE).map((item) => (/^d\d_/.test(item.code) ? (person.answers[0] === 5 ? 1 : 2) : null))
    }));
    await importTable(db, 'round', sampledTable(PAPI_STYLE_COMMUNE, households));
    const reader = readerOf(agencies.get('p'));
    const { board } = await openBoard(db, reader, ADDRESS, new URLSearchParams({ period: '2026-02' }), NOW);
    for (const { code, figure } of board!.dimensions) {
      const query = new URLSearchParams({ index: `papi-${code}`, period: '2026-02' });
      const { ranking } = await openRanking(db, reader, { ...ADDRESS, agency: 'p' }, query, NOW);
      const { change } = ranking!.agencies.find((agency) => agency.code === 'a')!;
      expectChange(figure!.change, change!.difference, change!.interval);
      // Of months that shared no village it would reach further.
      const { degreesOfFreedom, standardError } = figure!.estimate!;
      expect(degreesOfFreedom).toBe(11);
      expect(change!.interval.upper - change!.interval.lower).toBeLessThan(2 * 2.2 * standardError!);
    }
  });

  test('and the figures of a round say nothing of a lonely stratum of another round of its series', async () => {
    await using database = await open();
    const { db } = database;
    await makeComparedProvince(db, { departments: ['a', 'b'] });
    const months = { first: '2026-01', second: '2026-02', third: '2026-02' };
    for (const [code, month] of Object.entries(months)) {
      await openRound(db, { code, questionnaire: 'sipas-short', psu: 'design', series: 'line' });
      const rows = PEOPLE.filter(({ day }) => day.startsWith(month));
      const isLonely = ({ psu }: Sampled) => code === 'first' && psu === '0';
      const people = rows.map((person) => ({ ...person, stratum: isLonely(person) ? 'alone' : 'h' }));
      await importTable(db, code, sampledTable(SIPAS_SHORT, people));
    }
    const report = async (survey: string, period: string) =>
      (await buildReport(db, { subject: { agencyCode: 'p' }, survey, scopes: [], period }, NOW)).report;
    const january = await report('series:line', '2026-01');
    expect(january.overall.estimate).toMatchObject({ standardError: null, strata: 2, psus: 12 });
    const february = await report('series:line', '2026-02');
    // Two rounds that are independent and alike: half the variance of one.
    const { overall } = await report('second', '2026-02');
    expect(february.overall.estimate).toMatchObject({ strata: 2, psus: 24, value: expect.closeTo(overall.estimate!.value, 12) as unknown });
    expect(february.overall.estimate!.standardError).toBeCloseTo(overall.estimate!.standardError! / Math.SQRT2, 12);
    expect(february.change).toBeNull();
  });
});
