// The first start of an empty system: one code, one province, one administrator, and then no set-up any more.
import { expect, test } from 'vitest';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { openFirstSteps } from '../../src/lib/server/operations/open-first-steps';
import { makeSetUpCode, openSetUp, setUp } from '../../src/lib/server/operations/set-up';
import type { Db } from '../../src/lib/server/schema';
import { listAgencies } from '../../src/lib/server/store/agencies';
import { findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { onBothEngines } from '../support/engines';
import { askingAs, later, NOW, PASSWORD } from '../support/office-people';
import { problemOf } from '../support/problem-of';

const TYPED = {
  province: '14',
  provinceName: '',
  communes: true,
  name: 'Lò Văn Quản',
  email: 'quan@sonla.vn',
  password: PASSWORD,
  again: PASSWORD
};
const counts = async (db: Db) => [
  (await db.selectFrom('users').select('id').execute()).length,
  (await db.selectFrom('agencies').select('id').execute()).length
];

onBothEngines('the first set-up', (open) => {
  test('takes the province from the table with its communes; nothing is stored where anything is wrong', async () => {
    await using database = await open();
    const { db } = database;
    const { provinces, isTable } = await openSetUp(db);
    expect([provinces.length, isTable]).toEqual([34, true]);
    const code = (await makeSetUpCode(db, NOW))!;
    expect(code).toMatch(/^([34679ACDEFHJKMNPQRTVWXY]{4}-){2}[34679ACDEFHJKMNPQRTVWXY]{4}$/);
    const problem = await problemOf(setUp(db, { ...TYPED, code: 'AAAA-AAAA-AAAA', name: '', email: 'x' }, NOW));
    expect(problem.details.map(({ place }) => place)).toEqual(['code', 'name', 'email']);
    expect((await problemOf(setUp(db, { ...TYPED, code, province: '' }, NOW))).details[0]?.code).toBe('province-missing');
    expect((await problemOf(setUp(db, { ...TYPED, code, again: 'khác' }, NOW))).details[0]?.code).toBe('password-differs');
    expect((await problemOf(setUp(db, { ...TYPED, code }, later(24 * 60)))).details[0]?.code).toBe('set-up-code-wrong');
    expect(await counts(db)).toEqual([0, 0]);

    const id = await setUp(db, { ...TYPED, code: code.replaceAll('-', ' ').toLowerCase() }, NOW);
    const asking = await askingAs(db, id);
    expect(asking.user?.grants).toMatchObject([{ role: 'administrator', place: { name: { vi: 'Tỉnh Sơn La' } } }]);
    expect((await counts(db))[1]).toBeGreaterThan(70);
    expect(await openFirstSteps(db, asking, NOW)).toEqual({ agencies: true, counters: false });
    expect((await problemOf(openSetUp(db))).code).toBe('not-found');
    expect((await problemOf(setUp(db, { ...TYPED, code }, NOW))).code).toBe('not-found');
    expect(await makeSetUpCode(db, NOW)).toBeUndefined();
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });

  test('takes another name, or a province that a command stored', async () => {
    await using named = await open();
    const code = (await makeSetUpCode(named.db, NOW))!;
    await setUp(named.db, { ...TYPED, code, province: '', provinceName: 'Tỉnh  Thử Nghiệm' }, NOW);
    expect(await listAgencies(named.db, '2026-03-10')).toMatchObject([
      { code: 'tinh-thu-nghiem', kind: 'province', name: { vi: 'Tỉnh Thử Nghiệm' } }
    ]);

    await using stored = await open();
    await createAgency(stored.db, { code: 'sl', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La' }, validFrom: '2025-07-01' });
    expect(await openSetUp(stored.db)).toMatchObject({ provinces: [{ code: 'sl' }], isTable: false });
    const other = (await makeSetUpCode(stored.db, NOW))!;
    await setUp(stored.db, { ...TYPED, code: other, province: 'sl' }, NOW);
    expect(await counts(stored.db)).toEqual([1, 1]);
  });

  test('is over once a command has made an account, whatever codes were printed', async () => {
    await using database = await open();
    const { db } = database;
    const code = (await makeSetUpCode(db, NOW))!;
    await createAgency(db, { code: 'sl', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La' }, validFrom: '2025-07-01' });
    await createUser(db, { email: 'a@x.vn', name: 'A', role: 'administrator', agencyCode: 'sl', password: PASSWORD }, NOW);
    expect((await problemOf(setUp(db, { ...TYPED, code, province: 'sl' }, NOW))).code).toBe('not-found');
  });

  test('twice at the same moment, by two codes, makes one', async () => {
    await using database = await open();
    const { db } = database;
    const codes = [(await makeSetUpCode(db, NOW))!, (await makeSetUpCode(db, NOW))!];
    const ended = await Promise.allSettled(
      codes.map((code, i) => setUp(db, { ...TYPED, code, communes: false, province: i === 0 ? '14' : '01', email: `a${i}@x.vn` }, NOW))
    );
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await counts(db)).toEqual([1, 1]);
  });
});
