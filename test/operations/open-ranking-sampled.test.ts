// A ranking where figures come from respondents one by one: a sampled survey and an imported table, against the estimate command.
import { expect, test } from 'vitest';
import { estimateDomain } from '../../src/lib/core/estimation/domain-estimate';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import type { SampleDesign } from '../../src/lib/core/estimation/sample-design';
import { unstratified } from '../../src/lib/core/estimation/sample-design';
import { makeSurveySample } from '../../src/lib/core/estimation/survey-sample';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import type { RankCandidate } from '../../src/lib/core/scoring/ranking';
import { rankAgencies } from '../../src/lib/core/scoring/ranking';
import { estimateTable } from '../../src/lib/server/operations/estimate-table';
import { isSame } from '../reference/read-reference';
import type { Sampled } from '../support/compared-province';
import { chance, importTable, makeComparedProvince, openRound, readerOf, sampledTable } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { ask, INDICES, rowOf } from '../support/ranking-indices';

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
          expect([isSame(estimate!.standardError!, reference.standardError!), estimate!.standardError], where).toEqual([
            true,
            expect.any(Number)
          ]);
          // Of few people it is not told.
          if (estimate!.n < 10) expect(estimate!.designEffect, where).toBeNull();
          else expect(isSame(estimate!.designEffect!, reference.designEffect!), where).toBe(true);
          expect(
            isSame(estimate!.interval!.lower, reference.interval![0]) && isSame(estimate!.interval!.upper, reference.interval![1]),
            where
          ).toBe(true);
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
      const statistic = {
        kind: 'ratios' as const,
        ratios: [{ y: numbers.map(([y]) => y), x: numbers.map(([, x]) => x) }],
        coefficients: [1]
      };
      return estimateDomain(
        sample,
        statistic,
        Uint8Array.from(rows, (row) => (isMember(row) ? 1 : 0))
      ) as DomainEstimate;
    };
    const candidate = ({ value, variance, degreesOfFreedom, n, u }: DomainEstimate) => ({
      value,
      variance: variance!,
      degreesOfFreedom,
      n,
      u
    });
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
    const rows = ['a', 'b'].flatMap((code) =>
      Array.from({ length: 60 }, (_, i) => ({ code, level: i < (code === 'a' ? 12 : 24) ? 2 : 5 }))
    );
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
