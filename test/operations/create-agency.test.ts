import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NewAgency } from '../../src/lib/server/operations/create-agency';
import { closeAgency } from '../../src/lib/server/operations/close-agency';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { findAgencyByCode, listAgencies, listPredecessors } from '../../src/lib/server/store/agencies';
import type { Db } from '../../src/lib/server/schema';
import { onBothEngines } from '../support/engines';

const PROVINCE: NewAgency = { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, validFrom: '0001-01-01' };
const department = (code: string, more: Partial<NewAgency> = {}): NewAgency => ({
  code,
  kind: 'department',
  name: { vi: `Sở ${code}`, en: `Department ${code}` },
  parentCode: '14',
  validFrom: '0001-01-01',
  ...more
});
const codes = async (db: Db, day: string) => (await listAgencies(db, day)).map((agency) => agency.code);

onBothEngines('an agency', (open) => {
  test('is created below its parent with what it follows', async () => {
    await using database = await open();
    const province = await createAgency(database.db, PROVINCE);
    const before = await createAgency(database.db, department('so-cu', { validTo: '2025-02-28' }));
    const after = await createAgency(
      database.db,
      department('so-moi', {
        validFrom: '2025-03-01',
        predecessorCodes: ['so-cu', 'so-cu'],
        name: { vi: ' Sở Nội vụ '.normalize('NFD'), en: 'Home Affairs' }
      })
    );
    expect(after).toMatchObject({ name: { vi: 'Sở Nội vụ' }, parentId: province.id, path: `${province.path}${after.id}/` });
    expect(await findAgencyByCode(database.db, 'so-moi', '2026-01-01')).toEqual(after);
    expect(await listPredecessors(database.db, after.id)).toEqual([{ agency: before, onDay: '2025-03-01' }]);
    expect(await codes(database.db, '2025-02-28')).toEqual(['14', 'so-cu']);
    expect(await codes(database.db, '2025-03-01')).toEqual(['14', 'so-moi']);
  });

  test.each<[NewAgency, object]>([
    [department('14'), { code: 'agency-code-taken', parameters: { code: '14' } }],
    [department('x', { parentCode: 'nowhere' }), { code: 'agency-unknown-code', parameters: { code: 'nowhere' } }],
    [department('x', { predecessorCodes: ['nowhere'] }), { code: 'agency-unknown-code', parameters: { code: 'nowhere' } }],
    [department('x', { parentCode: undefined }), { code: 'agency-parent-wrong' }],
    [
      department('x', { kind: 'commune', parentCode: 'so' }),
      { code: 'agency-parent-wrong', parameters: { kind: 'commune', parentKind: 'department' } }
    ],
    [department('x', { validFrom: '2025-03-01', validTo: '2025-02-28' }), { code: 'agency-life-empty' }],
    [department('x', { kind: 'centre', parentCode: 'so', validTo: '2026-01-02' }), { code: 'agency-outlives-parent' }]
  ])('that cannot stand is refused, and nothing is stored: %j', async (input, expected) => {
    await using database = await open();
    await createAgency(database.db, PROVINCE);
    await createAgency(database.db, department('so', { validTo: '2026-01-01' }));
    await expect(createAgency(database.db, input)).rejects.toMatchObject(expected);
    expect(await codes(database.db, '2025-12-31')).toEqual(['14', 'so']);
  });

  test('is closed with its last day, once, and not while something lives below it', async () => {
    await using database = await open();
    await createAgency(database.db, PROVINCE);
    await createAgency(database.db, department('so'));
    await createAgency(database.db, department('trung-tam', { kind: 'centre', parentCode: 'so' }));
    await expect(closeAgency(database.db, 'so', '2026-06-30')).rejects.toMatchObject({
      code: 'agency-in-use',
      parameters: { count: 1, first: 'Sở trung-tam' }
    });

    await createCounter(
      database.db,
      { agencyCode: 'trung-tam', name: 'Quầy 1', openedOn: '2026-01-01' },
      new Date('2026-01-01T02:00:00Z'),
      randomBytes
    );
    await expect(closeAgency(database.db, 'trung-tam', '2026-06-30')).rejects.toMatchObject({
      code: 'agency-in-use',
      parameters: { first: 'Quầy 1' }
    });
    await database.db.updateTable('counters').set({ closed_on: '2026-06-30' }).execute();
    await closeAgency(database.db, 'trung-tam', '2026-06-30');
    await closeAgency(database.db, 'so', '2026-06-30');
    expect(await codes(database.db, '2026-06-30')).toEqual(['14', 'so', 'trung-tam']);
    expect(await codes(database.db, '2026-07-01')).toEqual(['14']);
    await expect(closeAgency(database.db, 'so', '2026-07-31')).rejects.toMatchObject({ code: 'agency-closed' });
    await expect(closeAgency(database.db, 'nobody', '2026-07-31')).rejects.toMatchObject({ code: 'agency-unknown-code' });
  });
});
