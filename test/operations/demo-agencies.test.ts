import { expect, test } from 'vitest';
import { DEMO_CENTRE, DEMO_PROVINCE, seedDemoAgencies } from '../../scripts/demo-agencies';
import { findAgencyByCode, listAgencies, listChildren, listPredecessors } from '../../src/lib/server/store/agencies';
import { onBothEngines } from '../support/engines';

const TODAY = '2026-11-23';

onBothEngines('the demonstration province', (open) => {
  test('has its communes, its departments with their predecessors, its centre and its former districts, once', async () => {
    await using database = await open();
    const { db } = database;
    const added = await seedDemoAgencies(db);
    expect(await seedDemoAgencies(db)).toBe(0);
    const ever = await listAgencies(db, TODAY, 'with-closed');
    expect(ever).toHaveLength(added);

    const count = (kind: string, closed: boolean) =>
      ever.filter((agency) => agency.kind === kind && (agency.validTo !== null) === closed).length;
    expect([count('province', false), count('commune', false), count('centre', false)]).toEqual([1, 75, 1]);
    expect([count('department', false), count('department', true), count('district', true)]).toEqual([14, 11, 12]);
    expect(ever.filter((agency) => agency.kind === 'district').map((agency) => agency.validTo)).toEqual(Array(12).fill('2025-06-30'));

    const department = await findAgencyByCode(db, '14-so-nong-nghiep-va-moi-truong', TODAY);
    expect(department).toMatchObject({ name: { vi: 'Sở Nông nghiệp và Môi trường' }, validFrom: '2025-03-01', validTo: null });
    expect((await listPredecessors(db, department!.id)).map(({ agency, onDay }) => [agency.name.vi, agency.validTo, onDay])).toEqual([
      ['Sở Nông nghiệp và Phát triển nông thôn', '2025-02-28', '2025-03-01'],
      ['Sở Tài nguyên và Môi trường', '2025-02-28', '2025-03-01']
    ]);
    const office = await findAgencyByCode(db, '14-van-phong-uy-ban-nhan-dan', TODAY);
    expect((await listChildren(db, office!.id, TODAY)).map((agency) => agency.code)).toEqual([DEMO_CENTRE]);
    expect(ever.every((agency) => agency.code.startsWith(DEMO_PROVINCE) || agency.kind === 'commune')).toBe(true);
    expect(ever.every(({ name }) => name.vi === name.vi.normalize('NFC'))).toBe(true);
  });
});
