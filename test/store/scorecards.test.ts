import { expect, test } from 'vitest';
import type { Agency } from '../../src/lib/core/agency/agency';
import { SINCE_ALWAYS } from '../../src/lib/core/agency/agency';
import type { Db } from '../../src/lib/server/schema';
import { insertAgencies } from '../../src/lib/server/store/agencies';
import type { ScorecardWrite } from '../../src/lib/server/store/scorecards';
import {
  findScorecard,
  insertScorecard,
  listScorecardsUnder,
  listScorecardsWithin,
  listScorecardYears,
  updateScorecard
} from '../../src/lib/server/store/scorecards';
import { insertUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';

const DAY = '2026-12-31';

const agency = (id: string, parent: Agency | null): Agency => ({
  id,
  code: `code-${id}`,
  kind: parent ? 'commune' : 'province',
  validFrom: SINCE_ALWAYS,
  validTo: null,
  name: { vi: `Xã ${id}`, en: id },
  parentId: parent?.id ?? null,
  path: `${parent?.path ?? '/'}${id}/`
});
const province = agency('p', null);
const almost = agency('p-2', null);
const commune = agency('c', province);
const sister = agency('c2', province);
const centre = agency('z', commune);
const elsewhere = agency('e', almost);

const card = (agencyId: string, year: number, more: Partial<ScorecardWrite> = {}): ScorecardWrite => ({
  id: `${agencyId}-${year}`,
  agency_id: agencyId,
  year,
  rules_family: 'par-index-demo',
  rules_number: 1,
  content: '{"origin":"Quyết định số 12"}',
  demonstration: 0,
  changed_at: '2026-11-26T03:00:00.000Z',
  changed_by: null,
  ...more
});
const content = (origin: string) => JSON.stringify({ origin });

async function seed(db: Db): Promise<void> {
  await insertAgencies(db, [province, almost, commune, sister, centre, elsewhere]);
  for (const id of ['c', 'c2', 'z', 'e']) await insertScorecard(db, card(id, 2026));
  await insertScorecard(db, card('c', 2025));
}

const agencies = (cards: readonly { readonly agency_code: string }[]) => cards.map((one) => one.agency_code);

onBothEngines('scorecards', (open) => {
  test('come back as they were stored, with who changed them', async () => {
    await using database = await open();
    await insertAgencies(database.db, [province, commune]);
    await insertUser(database.db, { id: 'u', email: 'a@b', name: 'Cầm Thị Điều', password_hash: 'x', disabled_at: null });
    const wanted = card('c', 2026, { changed_by: 'u', demonstration: 1 });
    expect(await insertScorecard(database.db, wanted)).toBe(true);
    expect(await findScorecard(database.db, 'c', 2026)).toEqual({
      ...wanted,
      agency_code: 'code-c',
      revision: 1,
      changed_by_name: 'Cầm Thị Điều'
    });
    expect(await findScorecard(database.db, 'c', 2025)).toBeUndefined();
  });

  test('are one an agency and year: a second one is refused and changes nothing', async () => {
    await using database = await open();
    await insertAgencies(database.db, [province, commune]);
    expect(await insertScorecard(database.db, card('c', 2026))).toBe(true);
    expect(await insertScorecard(database.db, card('c', 2026, { id: 'other', content: content('Khác') }))).toBe(false);
    expect(await findScorecard(database.db, 'c', 2026)).toMatchObject({ id: 'c-2026', content: content('Quyết định số 12'), revision: 1 });
  });

  test('change only where nobody was quicker', async () => {
    await using database = await open();
    await seed(database.db);
    expect(await updateScorecard(database.db, card('c', 2026, { content: content('Lần hai') }), 1)).toBe(true);
    expect(await updateScorecard(database.db, card('c', 2026, { content: content('Lần ba') }), 1)).toBe(false);
    expect(await findScorecard(database.db, 'c', 2026)).toMatchObject({ content: content('Lần hai'), revision: 2 });
    expect(await findScorecard(database.db, 'c', 2025)).toMatchObject({ content: content('Quyết định số 12'), revision: 1 });
    expect(await updateScorecard(database.db, card('p', 2026), 1)).toBe(false);
  });

  test('of two editors at once one is stored', async () => {
    await using database = await open();
    await seed(database.db);
    const outcomes = await Promise.all(
      ['Một', 'Hai'].map((origin) => updateScorecard(database.db, card('c', 2026, { content: content(origin) }), 1))
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await findScorecard(database.db, 'c', 2026)).toMatchObject({ content: content(outcomes[0] ? 'Một' : 'Hai'), revision: 2 });
  });

  test('are listed within paths, and none of one that begins alike', async () => {
    await using database = await open();
    await seed(database.db);
    const within = async (...paths: string[]) => agencies(await listScorecardsWithin(database.db, 2026, paths, DAY));
    expect(await within('/p/')).toEqual(['code-c', 'code-c2', 'code-z']);
    expect(await within('/p/c/')).toEqual(['code-c', 'code-z']);
    expect(await within('/p/c2/', '/p-2/')).toEqual(['code-c2', 'code-e']);
    expect(await within('/_/')).toEqual([]);
    expect(await within()).toEqual([]);
    expect(await listScorecardYears(database.db, ['/p/'], DAY)).toEqual([2026, 2025]);
    expect(await listScorecardYears(database.db, ['/p/c2/'], DAY)).toEqual([2026]);
    expect(await listScorecardYears(database.db, [], DAY)).toEqual([]);
  });

  test('are listed under a parent: its own children alone', async () => {
    await using database = await open();
    await seed(database.db);
    const under = async (...ids: string[]) => agencies(await listScorecardsUnder(database.db, 2026, ids, DAY));
    expect(await under('p')).toEqual(['code-c', 'code-c2']);
    expect(await under('c', 'p-2')).toEqual(['code-e', 'code-z']);
    expect(await under()).toEqual([]);
  });
});
