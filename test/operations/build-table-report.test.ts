// An imported table, where the respondent is the sampling unit: a report's figures are R's (survey::svyratio over bfi.csv).
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { readColumnMapping } from '../../src/lib/server/operations/column-mapping';
import { importResponses } from '../../src/lib/server/operations/import-responses';
import { isSame, readFigures } from '../reference/read-reference';
import { onBothEngines } from '../support/engines';
import { CONFIG, makeSmallProvince, NOW } from '../support/small-province';

const { bfi } = readFigures<{
  bfi: { factor_ratio: Record<string, { estimate: number; se: number }>; top2box_by_item: Record<string, { counts: number[] }> };
}>('expected.json');

onBothEngines('the report of an imported table', (open) => {
  test('has the figures and standard errors of R', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db, 'bfi');
    await db.updateTable('surveys').set({ psu: 'respondent' }).execute();
    const mapping = readColumnMapping(readFileSync('test/data/bfi-mapping.json', 'utf8'), 'bfi-mapping.json');
    const file = {
      surveyCode: 'round',
      file: 'bfi.csv',
      bytes: readFileSync('test/data/bfi.csv'),
      mapping,
      counterCode: counters[0].code,
      day: '2026-03-01'
    };
    await importResponses(db, CONFIG, randomBytes, file, NOW, () => {});

    const { report } = await buildReport(db, { subject: { agencyCode: 'c1' }, survey: 'round', period: 'all', scopes: [] }, NOW);
    expect(report).toMatchObject({ unit: 'respondent', units: 2800, respondents: 2800 });
    const same = (actual: number | null | undefined, reference: number) => isSame(actual ?? NaN, reference);
    const initials = Object.fromEntries(report.factors.map((factor) => [factor.code[0]!.toUpperCase(), factor]));
    for (const [name, { estimate, se }] of Object.entries(bfi.factor_ratio)) {
      const figure = name === 'all' ? report.overall : initials[name]!;
      expect([name, same(figure.estimate?.value, estimate), same(figure.estimate?.standardError, se)]).toEqual([name, true, true]);
    }
    for (const item of report.items)
      expect(item.levels!.map((level) => level.count)).toEqual(bfi.top2box_by_item[item.code.toUpperCase()]!.counts);
    expect(report.counters[0]).toMatchObject({
      disclosure: 'shown',
      n: report.overall.n,
      estimate: { value: report.overall.estimate!.value }
    });
  });
});
