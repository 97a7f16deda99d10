// Results of an agency that moved from one parent to another: one tree for the whole survey, for those who hold it.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { moveAgency } from '../../src/lib/server/operations/move-agency';
import type { Db } from '../../src/lib/server/schema';
import { answer } from '../support/answer';
import { askBoard } from '../support/ask-board';
import { makeComparedProvince, openRound, readerOf } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { ask } from '../support/ranking-indices';
import { NOW, OPENED } from '../support/small-province';

const UNITS = { c: 'd1', x: 'd1', y: 'd2', z: 'd2' } as const;

/** Two departments with two centres each; c goes from the first to the second. Forty answers a month at each centre, but not c's January. */
async function provinceWithMove(db: Db, { movedOn, inJanuary }: { readonly movedOn: string; readonly inJanuary: number }) {
  const { agencies } = await makeComparedProvince(db, { departments: ['d1', 'd2'] });
  const counters = new Map<string, Awaited<ReturnType<typeof createCounter>>>();
  for (const [code, parentCode] of Object.entries(UNITS)) {
    await createAgency(db, { code, kind: 'centre', name: { vi: `Trung tâm ${code}`, en: code }, parentCode, validFrom: '2025-07-01' });
    counters.set(code, await createCounter(db, { agencyCode: code, name: 'Quầy 1', openedOn: OPENED }, NOW, randomBytes));
  }
  const survey = await openRound(db, {
    code: 'round',
    questionnaire: 'sipas-short',
    psu: 'day',
    counterCodes: [...counters.values()].map(({ code }) => code)
  });
  const people = Object.keys(UNITS).flatMap((code) =>
    ['01', '02'].flatMap((month) =>
      Array.from({ length: code === 'c' && month === '01' ? inJanuary : 40 }, (_, i) => ({
        counter: counters.get(code)!,
        day: `2026-${month}-${String(6 + (i % 12)).padStart(2, '0')}`,
        answers: [...Array<number>(9).fill(code === 'c' ? 1 : 3 + (i % 3)), 1, 2, 1]
      }))
    )
  );
  await answer(db, survey, people);
  await moveAgency(db, { code: 'c', parentCode: 'd2', from: movedOn });
  return { reader: (code: string) => readerOf(agencies.get(code)) };
}

onBothEngines('after an agency moved', (open) => {
  test('every period of the survey is read by its last tree, so that no answer counts in two places', async () => {
    await using database = await open();
    const { db } = database;
    const { reader } = await provinceWithMove(db, { movedOn: '2026-02-10', inJanuary: 3 });
    const counts = async (period: string) => {
      const { agencies } = await ask(db, reader('p'), { index: 'officer', kind: 'department', period });
      return Object.fromEntries(agencies.map(({ code, n }) => [code, n]));
    };
    expect(await counts('2026-02')).toEqual({ d1: 40, d2: 120 });
    expect(await counts('2026-01')).toEqual({ d1: 40, d2: 83 });
  });

  test('its board names the sisters of that tree, whichever month is read', async () => {
    await using database = await open();
    const { db } = database;
    const { reader } = await provinceWithMove(db, { movedOn: '2026-02-10', inJanuary: 40 });
    for (const period of ['2026-01', '2026-02'])
      expect((await askBoard(db, reader('d2'), 'c', { period })).units.map(({ code }) => code).toSorted()).toEqual(['c', 'y', 'z']);
  });

  test('a move to come gives nobody a figure before its day', async () => {
    await using database = await open();
    const { db } = database;
    const { reader } = await provinceWithMove(db, { movedOn: '2026-07-01', inJanuary: 40 });
    const { agencies } = await ask(db, reader('d2'), { period: '2026' }, { agency: 'd2' });
    expect(agencies.map(({ code }) => code).toSorted()).toEqual(['y', 'z']);
  });
});
