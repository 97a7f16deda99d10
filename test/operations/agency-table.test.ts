// Agencies from a file: kept until somebody agrees, taken whole in the background, with the rights that the person has by then.
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { agencyTableJob } from '../../src/lib/server/jobs/agency-table-job';
import {
  AGENCY_TABLE_JOB,
  agencyTableCsv,
  agreeToAgencyTable,
  discardAgencyTable,
  openAgencyTable,
  receiveAgencyTable
} from '../../src/lib/server/operations/agency-table';
import { openJob } from '../../src/lib/server/operations/open-job';
import type { Db } from '../../src/lib/server/schema';
import { findAgencyByCode } from '../../src/lib/server/store/agencies';
import { discardForgottenJobs } from '../../src/lib/server/store/jobs';
import { askingAs } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

const TABLE = 'code;name;name_en;kind;parent_code\nx9;Xã Chín;;xã;p\ntt;Trung tâm;;trung tâm;x9\nc1;Xã Một mới;;xã;p\n';

function formWith(content: string | Uint8Array, from = '10/03/2026', name = 'don-vi.csv'): FormData {
  const form = new FormData();
  form.append('file', new File([content as BlobPart], name));
  form.append('from', from);
  return form;
}
const run = (db: Db) =>
  runNextJob(db as never, 'r', { [AGENCY_TABLE_JOB]: agencyTableJob(db) }, (_, failure) => expect(failure).toBeNull());
const grant = (db: Db, userId: string, agencyId: string) =>
  db.insertInto('user_roles').values({ user_id: userId, role: 'coordinator', agency_id: agencyId }).execute();

onBothEngines('a table of agencies', (open) => {
  test('is looked at, agreed to, and taken whole', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const asking = await askingAs(db, 'p');
    await grant(db, asking.user.id, asking.user.grants[0]!.agencyId);
    const id = await receiveAgencyTable(db, asking, formWith(TABLE), NOW);
    expect(await run(db)).toBe(false);
    expect(await openAgencyTable(db, asking, id)).toMatchObject({
      fileName: 'don-vi.csv',
      from: '2026-03-10',
      counts: { added: 2, renamed: 1, moved: 0, unchanged: 0 }
    });
    expect(await findAgencyByCode(db, 'x9', '2026-03-10')).toBeUndefined();
    await expect(openAgencyTable(db, await askingAs(db, 'c1'), id)).rejects.toMatchObject({ code: 'not-found' });

    await agreeToAgencyTable(db, asking, id, NOW);
    expect(await run(db)).toBe(true);
    expect(await openJob(db, asking, id)).toMatchObject({
      state: 'done',
      result: { added: 2, renamed: 1, moved: 0, unchanged: 0 },
      round: null
    });
    expect((await findAgencyByCode(db, 'tt', '2026-03-10'))?.path).toContain((await findAgencyByCode(db, 'x9', '2026-03-10'))!.path);
    expect((await findAgencyByCode(db, 'c1', '2026-03-09'))?.name.vi).toBe('Xã c1');
    expect((await findAgencyByCode(db, 'c1', '2026-03-10'))?.name.vi).toBe('Xã Một mới');
    await expect(openAgencyTable(db, asking, id)).rejects.toMatchObject({ code: 'not-found' });
    const events = await db
      .selectFrom('audit_events')
      .select(['action', 'user_id'])
      .where('action', 'like', 'agency.%')
      .where('user_id', 'is not', null)
      .orderBy('number')
      .execute();
    expect(events.map(({ action }) => action)).toEqual(['agency.create', 'agency.create', 'agency.rename']);
    // What can be taken away is what is read back: nothing changes.
    const again = await receiveAgencyTable(db, asking, formWith(await agencyTableCsv(db, asking, NOW)), NOW);
    expect((await openAgencyTable(db, asking, again)).counts).toEqual({ added: 0, renamed: 0, moved: 0, unchanged: 5 });
    await discardAgencyTable(db, asking, again);
    await expect(openAgencyTable(db, asking, again)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('from a workbook; with bad lines nothing is kept, and each is named', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const asking = await askingAs(db, 'c1');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Đơn vị');
    sheet.addRows([['kind', 'code', 'name', 'parent_code', 'name_en'], ['Trung tâm', 'tt1', 'Trung tâm một', 'c1', ''], ['xã', 'x9', 'Xã Chín', 'p', '']]); // prettier-ignore
    const workbook = new Uint8Array(await book.xlsx.writeBuffer());
    await expect(receiveAgencyTable(db, asking, formWith(workbook, '10/03/2026', 'don-vi.xlsx'), NOW)).rejects.toMatchObject({
      code: 'import-row',
      details: [{ place: 'line 3', code: 'row-outside', parameters: { value: 'p' } }]
    });
    sheet.spliceRows(3, 1);
    const id = await receiveAgencyTable(db, asking, formWith(new Uint8Array(await book.xlsx.writeBuffer()), '10/03/2026', 'b.xlsx'), NOW);
    // Rights that were taken away meanwhile do not count: the account has no role in the database.
    await agreeToAgencyTable(db, asking, id, NOW);
    await run(db);
    expect(await openJob(db, asking, id)).toMatchObject({ state: 'failed', problem: { code: 'import-row' } });
    expect(await findAgencyByCode(db, 'tt1', '2026-03-10')).toBeUndefined();
    // What a spreadsheet made of it is said with what to do, and which columns there are.
    const refused = (content: Uint8Array | string, name: string) =>
      receiveAgencyTable(db, asking, formWith(content, '10/03/2026', name), NOW);
    await expect(refused(Uint8Array.from([0x78, 0xe3, 0x28]), 'cu.csv')).rejects.toMatchObject({ code: 'file-not-utf8' });
    await expect(refused(workbook.slice(0, 2000), 'hong.xlsx')).rejects.toMatchObject({ code: 'workbook-unreadable' });
    await expect(refused('code;name;loai\nx9;Xã Chín;xã\n', 'cot.csv')).rejects.toMatchObject({
      code: 'import-header',
      parameters: { columns: 'name_en, kind, parent_code', found: 'code, name, loai' }
    });
    await expect(receiveAgencyTable(db, asking, new FormData(), NOW)).rejects.toMatchObject({
      details: [
        { place: 'fileName', code: 'file-missing' },
        { place: 'from', code: 'day-invalid' }
      ]
    });
  });

  test('that nobody agrees to is forgotten with its file', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const asking = await askingAs(db, 'p');
    const id = await receiveAgencyTable(db, asking, formWith(TABLE), NOW);
    await discardForgottenJobs(db, NOW.toISOString());
    expect(await db.selectFrom('job_files').selectAll().execute()).toHaveLength(1);
    await discardForgottenJobs(db, new Date(NOW.getTime() + 1).toISOString());
    expect(await db.selectFrom('job_files').selectAll().execute()).toHaveLength(0);
    await expect(openAgencyTable(db, asking, id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
