import { expect, test } from 'vitest';
import { DEMO_PROVINCE, seedDemoAgencies } from '../../scripts/demo-agencies';
import { seedDemoScorecards } from '../../scripts/demo-scorecards';
import { createUser } from '../../src/lib/server/operations/create-user';
import { listScorecards } from '../../src/lib/server/operations/list-scorecards';
import { openScorecard } from '../../src/lib/server/operations/open-scorecard';
import { findActiveUser, findUserByEmail } from '../../src/lib/server/store/users';
import golden from '../data/par-index-golden.json' with { type: 'json' };
import { onBothEngines } from '../support/engines';

const NOW = new Date('2026-11-26T03:00:00Z');

onBothEngines('scorecards of the demonstration', (open) => {
  test('are the published one, as it was printed, and made-up ones that say so; again, nothing is added', async () => {
    await using database = await open();
    const { db } = database;
    await seedDemoAgencies(db);
    await seedDemoScorecards(db, NOW);
    const before = await db.selectFrom('scorecards').selectAll().orderBy('id').execute();
    await seedDemoScorecards(db, NOW);
    expect(await db.selectFrom('scorecards').selectAll().orderBy('id').execute()).toEqual(before);

    const email = 'a@tinh.example';
    await createUser(db, { role: 'administrator', email, password: 'hoa-ban-nở-tháng-ba', name: 'A', agencyCode: DEMO_PROVINCE }, NOW);
    const user = (await findActiveUser(db, (await findUserByEmail(db, email))!.id))!;
    const address = { agency: '14-van-phong-uy-ban-nhan-dan', year: String(golden.year) };
    const { view } = await openScorecard(db, { user, language: 'vi' }, address, NOW);
    expect(view.card.areas.map(({ code, max, points, lost }) => ({ code, max, points, lost }))).toEqual(
      golden.areas.map(({ code, max, points, lost }) => ({ code, max, points, lost }))
    );
    expect({ max: view.card.max, points: view.card.points, lost: view.card.lost }).toEqual(golden.total);
    expect(view.card).toMatchObject({ groups: golden.composition, declaredGroups: ['appraised', 'leaders'], problems: [] });
    const { rank, of, placesGained, sipasRank, sipasOf } = golden.published;
    expect(view.card.published).toEqual({ rank, of, previousRank: rank + placesGained, sipasRank, sipasOf });
    expect([view.demonstration, view.origin]).toEqual([false, expect.stringContaining('Kế hoạch năm 2022')]);

    const { year, companies } = await listScorecards(db, user, new URLSearchParams(), NOW);
    expect([year, companies.length]).toEqual([2026, 1]);
    const { cards, demonstration } = companies[0]!;
    expect(demonstration).toBe(true);
    expect(cards).toHaveLength(14);
    expect(new Set(cards.map(({ change }) => change.kind))).toEqual(new Set(['change', 'none', 'incomplete']));
    const ranks = cards.flatMap((card) => card.rank ?? []);
    expect(new Set(ranks).size, 'two share a rank, one has none').toBe(12);
  });
});
