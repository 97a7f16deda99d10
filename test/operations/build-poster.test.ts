import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawQr } from '../../src/lib/server/qr-code';
import { buildPoster } from '../../src/lib/server/operations/build-poster';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { replaceCode } from '../../src/lib/server/operations/change-counter';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { findCounter } from '../../src/lib/server/operations/find-counter';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { readConfig } from '../../src/lib/server/config';
import type { Db } from '../../src/lib/server/schema';
import { findQuestionnaireByCode } from '../../src/lib/server/store/questionnaires';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { onBothEngines } from '../support/engines';

const NOW = new Date('2026-11-23T02:00:00Z');
const config = readConfig({ PUBLIC_URL: 'https://ykien.sonla.gov.vn' });

async function openCounter(db: Db) {
  const since = { validFrom: '0001-01-01' };
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, ...since });
  await createAgency(db, {
    code: 'so',
    kind: 'department',
    name: { vi: 'Sở Y tế', en: 'Department of Health' },
    parentCode: '14',
    ...since
  });
  return createCounter(db, { agencyCode: 'so', name: 'Quầy 3' }, NOW, randomBytes);
}

onBothEngines('a poster', (open) => {
  test('carries the link of PUBLIC_URL, the names, and the minutes of the questionnaire once one is chosen', async () => {
    await using database = await open();
    const { db } = database;
    const counter = await openCounter(db);
    const poster = await buildPoster(db, config, counter, NOW);
    expect(poster).toEqual({
      code: counter.code,
      printedCode: `${counter.code.slice(0, 4)}-${counter.code.slice(4)}`,
      counterName: 'Quầy 3',
      agencyCode: 'so',
      agencyName: { vi: 'Sở Y tế', en: 'Department of Health' },
      provinceName: { vi: 'Tỉnh Sơn La', en: 'Son La Province' },
      shortUrl: 'ykien.sonla.gov.vn',
      qr: drawQr(`https://ykien.sonla.gov.vn/q/${counter.code}`),
      minutes: undefined,
      hotline: undefined,
      printedOn: '2026-11-23'
    });

    await shipInstruments(db, NOW);
    await createSurvey(db, {
      code: 'khao-sat',
      nameVi: 'Khảo sát',
      nameEn: 'Survey',
      questionnaire: 'sipas-short',
      ownerCode: '14',
      opensOn: '2026-12-01',
      closesOn: null,
      psu: 'day',
      series: null,
      requiredItems: [],
      counterCodes: 'all',
      demonstration: false
    });
    await db.updateTable('surveys').set({ state: 'open' }).execute();
    const { content } = (await findQuestionnaireByCode(db, 'sipas-short'))!;
    expect(content.minutes).toBeGreaterThan(0);
    expect((await buildPoster(db, config, counter, NOW)).minutes).toBe(content.minutes);
  });

  test('gives the number to call once one is set', async () => {
    await using database = await open();
    const counter = await openCounter(database.db);
    const settings = readConfig({ PUBLIC_URL: 'https://ykien.sonla.gov.vn', HOTLINE: '1022' });
    expect((await buildPoster(database.db, settings, counter, NOW)).hotline).toBe('1022');
  });

  test('of a province names it once', async () => {
    await using database = await open();
    await openCounter(database.db);
    const counter = await createCounter(database.db, { agencyCode: '14', name: 'Quầy tỉnh' }, NOW, randomBytes);
    expect(await buildPoster(database.db, config, counter, NOW)).toMatchObject({
      agencyName: { vi: 'Tỉnh Sơn La' },
      provinceName: undefined
    });
  });

  test('is refused without PUBLIC_URL outside the demonstration', async () => {
    await using database = await open();
    const counter = await openCounter(database.db);
    await expect(buildPoster(database.db, readConfig({}), counter, NOW)).rejects.toMatchObject({ code: 'public-url-missing' });
    expect(await buildPoster(database.db, readConfig({ DEMO: '1', PORT: '4000' }), counter, NOW)).toMatchObject({
      shortUrl: 'localhost:4000'
    });
  });
});

onBothEngines('the counter of a code', (open) => {
  test('is found however the code is written; a wrong code says what is wrong', async () => {
    await using database = await open();
    const counter = await openCounter(database.db);
    const { code } = counter;
    expect(await findCounter(database.db, ` ${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), NOW)).toEqual(counter);
    const other = code.startsWith('3') ? '4' : '3';
    await expect(findCounter(database.db, `${other}${code.slice(1)}`, NOW)).rejects.toMatchObject({ code: 'counter-code-mistyped' });
    await expect(findCounter(database.db, 'abc', NOW)).rejects.toMatchObject({
      code: 'counter-not-found',
      parameters: { code: 'abc', n: 8 }
    });
    await expect(findCounter(database.db, '33333333', NOW)).rejects.toMatchObject({
      code: 'counter-not-found',
      parameters: { code: '3333-3333' }
    });
  });

  test('is open until the end of its last day, and a replaced code leads to the one in force', async () => {
    await using database = await open();
    const counter = await openCounter(database.db);
    await database.db.updateTable('counters').set({ closed_on: '2026-11-23' }).execute();
    expect(await findCounter(database.db, counter.code, NOW)).toMatchObject({ id: counter.id });
    const nextDay = new Date(NOW.getTime() + 86_400_000);
    await expect(findCounter(database.db, counter.code, nextDay)).rejects.toMatchObject({
      code: 'counter-closed',
      parameters: { date: '23/11/2026' }
    });

    const code = await replaceCode(database.db, counter.id, randomBytes, byCommand(NOW));
    expect(await findCounter(database.db, counter.code, NOW)).toMatchObject({ id: counter.id, code });
  });
});
