import { expect, test } from 'vitest';
import { DEMO_ROUND, seedDemoRound } from '../../scripts/demo-round';
import { DEMO_PROVINCE } from '../../scripts/demo-agencies';
import { readConfig } from '../../src/lib/server/config';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { openDesk } from '../../src/lib/server/operations/open-desk';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { openLedger } from '../../src/lib/server/operations/open-ledger';
import { openPaper } from '../../src/lib/server/operations/open-paper';
import { openRecheckDesk } from '../../src/lib/server/operations/open-recheck-desk';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { findActiveUser } from '../../src/lib/server/store/users';
import { listChildren } from '../../src/lib/server/store/agencies';
import { onBothEngines } from '../support/engines';
import { as, BOX, PASSWORD } from '../support/people';

const NOW = new Date('2026-11-27T07:00:00Z');
const COORDINATOR = 'dieuphoi@sonla.example';

onBothEngines("the demonstration's round", (open) => {
  test('shows something on every page of the desk, says in its name that it is made up, and is made once', async () => {
    await using database = await open();
    const { db } = database;
    await shipInstruments(db, NOW);
    await createAgency(db, { code: DEMO_PROVINCE, kind: 'province', name: { vi: 'Tỉnh Thử', en: 'Test' }, validFrom: '2020-01-01' });
    for (let at = 1; at <= 8; at++) {
      const commune = { code: `c${at}`, kind: 'commune', name: { vi: `Xã Thử ${at}`, en: `Commune ${at}` } } as const;
      await createAgency(db, { ...commune, parentCode: DEMO_PROVINCE, validFrom: '2025-07-01' });
    }
    const account = { email: COORDINATOR, name: 'Cầm Thị Điều', role: 'coordinator', agencyCode: DEMO_PROVINCE, password: PASSWORD };
    const asking = as((await findActiveUser(db, await createUser(db, account, NOW)))!);
    const { id: provinceId } = await db.selectFrom('agencies').select('id').where('code', '=', DEMO_PROVINCE).executeTakeFirstOrThrow();
    const wish = { communes: await listChildren(db, provinceId, '2026-11-27'), coordinatorEmail: COORDINATOR, password: PASSWORD };
    await seedDemoRound(db, readConfig({}), BOX, wish, NOW);

    const desk = await openDesk(db, asking, DEMO_ROUND, NOW);
    expect([desk.survey.name.vi, desk.survey.name.en]).toEqual([
      expect.stringContaining('số liệu do máy tạo'),
      expect.stringContaining('made-up')
    ]);
    // Forms that are held are no answers on either.
    expect(desk.facts.answered).toBe((await openFieldBoard(db, asking, DEMO_ROUND, NOW)).total.answered);
    const channels = await db.selectFrom('responses').select('channel').distinct().where('purpose', '=', 'main').execute();
    expect(channels.map(({ channel }) => channel).toSorted()).toEqual(['paper', 'phone', 'web']);
    const { disagreeingCount } = await openLedger(db, asking, DEMO_ROUND, NOW);
    expect(disagreeingCount).toBe(0);
    expect((await openPaper(db, asking, DEMO_ROUND, NOW)).differing).toHaveLength(1);
    const { interviewers } = await openRecheckDesk(db, asking, DEMO_ROUND, NOW);
    const states = interviewers.map(({ state }) => state);
    expect([states.includes('under_review'), states.includes('watched'), states.length]).toEqual([true, true, 4]);

    const count = async () => (await db.selectFrom('audit_events').select('id').execute()).length;
    const before = await count();
    await seedDemoRound(db, readConfig({}), BOX, wish, NOW);
    expect(await count()).toBe(before);
  });
});
