// What the overview offers to read: surveys by their names, and a series by the name of its latest one.
import { expect, test } from 'vitest';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { listReadableReports } from '../../src/lib/server/operations/list-readable-reports';
import { openSurvey } from '../../src/lib/server/operations/open-survey';
import { askingAs } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

onBothEngines('the overview', (open) => {
  test('a series has a name that people know', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const asking = await askingAs(db, 'p');
    const series = async () => (await listReadableReports(db, asking.user, NOW)).flatMap((place) => place.series);
    const others = async () => (await openSurvey(db, { publicUrl: undefined }, asking, 'round', NOW)).survey.series;
    await db.updateTable('surveys').set({ series: 'mot-cua' }).execute();
    expect([await series(), await others()]).toEqual([[], []]);
    const next = { code: 'next', nameVi: 'Đợt sau', nameEn: 'Next round', questionnaire: 'sipas-short', ownerCode: 'p' };
    const days = { opensOn: '2026-06-01', closesOn: null, psu: 'day', series: 'mot-cua' } as const;
    await createSurvey(db, { ...next, ...days, requiredItems: [], counterCodes: [], demonstration: false });
    await db.updateTable('surveys').set({ state: 'closed' }).where('code', '=', 'next').execute();
    const name = { vi: 'Đợt sau', en: 'Next round' };
    expect([await series(), await others()]).toEqual([[{ selector: 'series:mot-cua', name, surveys: 2 }], [name]]);
  });
});
