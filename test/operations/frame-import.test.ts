// A list becomes a frame: read in the background, all of it or nothing, duplicates decided, refusals named by line, persons sealed apart.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Asking } from '../../src/lib/server/auth/access';
import { frameLine } from '../../src/lib/core/frame/frame-line';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { decideFrame, decideSingly, discardFrame, matchAgencies } from '../../src/lib/server/operations/decide-frame';
import { exportFrameRefusals } from '../../src/lib/server/operations/export-frame-refusals';
import { openFrame } from '../../src/lib/server/operations/open-frame';
import { openFrameDuplicates } from '../../src/lib/server/operations/open-frame-duplicates';
import { openFrameMapping } from '../../src/lib/server/operations/open-frame-mapping';
import { receiveFrameFile } from '../../src/lib/server/operations/receive-frame-file';
import { readFrame } from '../../src/lib/server/operations/read-frame';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { LeaseLost } from '../../src/lib/server/jobs/run-jobs';
import type { Db } from '../../src/lib/server/schema';
import { byUser } from '../../src/lib/server/store/audit-events';
import { takeJob } from '../../src/lib/server/store/jobs';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { runFrameJobs, sendAndMap, sentRequest } from '../support/import-frame';
import { BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { transactionsCsv } from '../support/transactions';

const NOW = new Date('2026-07-10T03:00:00Z');
const COMMUNES = ['Xã Chiềng Mai', 'Xã Chiềng Mung', 'Phường Tô Hiệu'];

/** A province with communes, another one, and a draft of a sampled survey. */
async function makeProvince(db: Db): Promise<Asking> {
  await shipInstruments(db, NOW);
  const agency = (code: string, vi: string, kind: 'province' | 'commune', parentCode?: string) =>
    createAgency(db, { code, kind, name: { vi, en: '' }, parentCode, validFrom: '2025-07-01' });
  await agency('p', 'Tỉnh Sơn La', 'province');
  for (const [i, name] of COMMUNES.entries()) await agency(`c${i + 1}`, name, 'commune', 'p');
  await agency('q', 'Tỉnh Khác', 'province');
  await agency('q1', 'Xã Khác', 'commune', 'q');
  await createCounter(db, { agencyCode: 'c1', name: 'Một cửa xã Chiềng Mai', openedOn: '2025-07-01' }, NOW, randomBytes);
  await createSurvey(db, {
    ...{ code: 'round', nameVi: 'Đợt thử', nameEn: 'Test round', questionnaire: 'sipas-short', ownerCode: 'p', opensOn: '2026-08-01' },
    ...{ closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  const asking = await askingAs(db, 'p');
  // A job asks what its person may when it runs.
  const { role, agencyId } = asking.user.grants[0]!;
  await db.insertInto('user_roles').values({ user_id: asking.user.id, role, agency_id: agencyId }).execute();
  return asking;
}

const quiet = { progress: () => Promise.resolve() };
const HEAD = 'Mã hồ sơ;Đơn vị xử lý;Ngày hoàn thành;Họ và tên;SĐT;Địa chỉ;Lĩnh vực;Nơi tiếp nhận';
const list = (...rows: readonly string[]) => [HEAD, ...rows].join('\n');
const units = (db: Db) => db.selectFrom('frame_units').selectAll().orderBy('unit_no').execute();
const nothingStored = async (db: Db) => {
  for (const table of ['frames', 'frame_units', 'frame_persons', 'frame_refusals'] as const)
    expect((await db.selectFrom(table).selectAll().execute()).length, table).toBe(0);
};

onBothEngines('a frame', (open) => {
  test('of transactions is read, decided and finished; what is kept is hashed, and whose it is lies sealed apart', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const bytes = list(
      'H52.26-0001;UBND xã Chiềng Mai;01/07/2026;Lò Thị Hoa;0912345678;Bản Mé;Đất đai;Một cửa xã Chiềng Mai',
      'H2;c2;2/7/2026;Quàng Văn Hà;84912345679;Bản Hìn;ĐẤT ĐAI;Quầy lạ',
      'h52.26-0001 ;Xã Chiềng Mai;03/07/2026;Lò Thị Hoa;+84 912.345.678;Bản Mé;Hộ tịch;',
      'H4;Phường Tô Hiệu;04/07/2026;BÀ LÒ THỊ HOA;912345678;Bản khác;Hộ tịch;',
      'H5;Phường Tô Hiệu;04/07/2026;Công ty TNHH Hoa Ban;;Tổ 5;Hộ tịch;',
      'H6;Xã Khác;31/02/2026;Tên Không Được Giữ;0999999999;;;',
      'H7;q1;01/01/2025;Tên Không Được Giữ;;;;',
      ';;;;;;;;',
      'H8;c1;01/07/2026;Tên;Không;Được;Giữ;x;quá nhiều ô'
    );
    await sendAndMap(db, asking, { bytes, from: '01/01/2026', to: '10/07/2026' }, NOW);
    expect((await openFrame(db, asking, 'round', NOW)).inWork).toMatchObject({ step: 'reading', state: 'waiting', fileName: 'ho-so.csv' });
    await runFrameJobs(db, NOW);

    const { toDecide } = await openFrame(db, asking, 'round', NOW);
    expect(toDecide).toMatchObject({
      counts: {
        rows: 8,
        units: 5,
        refused: 3,
        duplicates: { dossier: 1, person: 1 },
        persons: 4,
        organisations: 1,
        withoutPhone: 1,
        unknownCounters: 1
      },
      undecided: ['dossier', 'person'],
      unknownAgencies: [{ written: 'Xã Khác', reason: 'agency-unknown', rows: 1 }]
    });
    const refusals = await new Response(await exportFrameRefusals(db, asking, 'round', NOW, (reason) => `=${reason}`)).text();
    expect(refusals.split('\n').slice(1)).toEqual([
      "7,agency-unknown,'=agency-unknown,Xã Khác",
      "7,day-invalid,'=day-invalid,",
      "8,agency-outside,'=agency-outside,q1",
      "8,day-outside,'=day-outside,2025-01-01",
      "10,row-cells,'=row-cells,9 > 8",
      ''
    ]);

    expect(await problemOf(decideFrame(db, asking, 'round', formOf({ 'rule-dossier': 'first' }), NOW))).toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'person', code: 'frame-rule-missing' }]
    });
    await decideFrame(db, asking, 'round', formOf({ 'rule-dossier': 'first', 'rule-person': 'all' }), NOW);
    expect(await problemOf(decideFrame(db, asking, 'round', formOf({}), NOW))).toMatchObject({ code: 'frame-working' });
    await runFrameJobs(db, NOW);

    const { ready, toDecide: none, waiting } = await openFrame(db, asking, 'round', NOW);
    expect([none, waiting]).toEqual([null, null]);
    const rows = await units(db);
    expect(rows.map(({ unit_no, line, kept, duplicate, duplicate_of, service_field, completed_on, person_kind }) =>
      [unit_no, line, kept, duplicate, duplicate_of, service_field, completed_on, person_kind])).toEqual([
      [1, 2, 1, '', null, 'Đất đai', '2026-07-01', 'person'],
      [2, 3, 1, '', null, 'Đất đai', '2026-07-02', 'person'],
      [3, 4, 0, 'dossier', 1, 'Hộ tịch', '2026-07-03', 'person'],
      [4, 5, 1, 'person', 1, 'Hộ tịch', '2026-07-04', 'person'],
      [5, 6, 1, '', null, 'Hộ tịch', '2026-07-04', 'organisation']
    ]); // prettier-ignore
    expect(rows.map(({ receiving_counter_id: counter }) => counter !== null)).toEqual([true, false, false, false, false]);
    const line = (unitNo: number, agencyCode: string, field: string) =>
      frameLine({ unitNo, agencyCode, level: 'commune', field, area: '', village: '', size: 1 });
    const lines = line(1, 'c1', 'Đất đai') + line(2, 'c2', 'Đất đai') + line(4, 'c3', 'Hộ tịch') + line(5, 'c3', 'Hộ tịch');
    expect(ready).toMatchObject({
      hash: createHash('sha256').update(lines).digest('hex'),
      counts: { kept: { units: 4, size: 4, agencies: [['c3', 2, 2], ['c1', 1, 1], ['c2', 1, 1]], levels: [['commune', 4, 4]], fields: [['Hộ tịch', 2, 2], ['Đất đai', 2, 2]] } }
    }); // prettier-ignore

    const persons = await db.selectFrom('frame_persons').selectAll().orderBy('unit_no').execute();
    const [{ frame_id: frameId, sealed }] = persons as [(typeof persons)[number]];
    expect(persons).toHaveLength(5);
    expect(JSON.parse(BOX.open(sealed, `frame_persons:${frameId}:1`).toString())).toEqual({
      name: 'Lò Thị Hoa',
      phone: '0912345678',
      address: 'Bản Mé',
      dossierCode: 'H52.26-0001'
    });
    expect(await db.selectFrom('frame_upload_parts').selectAll().execute(), 'the file is no longer kept').toEqual([]);
    const stored = JSON.stringify([
      rows,
      await db.selectFrom('frames').selectAll().execute(),
      await db.selectFrom('frame_refusals').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute(),
      await db.selectFrom('jobs').selectAll().execute()
    ]);
    for (const personal of ['Thị Hoa', '912345678', 'Bản Mé', 'Không Được Giữ', 'H52.26-0001']) expect(stored).not.toContain(personal);
    const actions = (await db.selectFrom('audit_events').select('action').where('action', 'like', 'frame.%').orderBy('number').execute()).map(({ action }) => action); // prettier-ignore
    expect(actions).toEqual(['frame.import', 'frame.read', 'frame.export', 'frame.decide', 'frame.ready']);
  });

  test('of some thousand rows holds what was planted, and single decisions go before the rule', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const { csv, planted } = transactionsCsv({ rows: 3000, agencies: COMMUNES });
    await sendAndMap(db, asking, { bytes: csv, from: '2026-01-01' }, NOW);
    await runFrameJobs(db, NOW);
    const { toDecide } = await openFrame(db, asking, 'round', NOW);
    expect(toDecide!.counts).toMatchObject({
      rows: 3000,
      refused: planted.badDay + planted.outsideWindow + planted.unknownAgency,
      duplicates: { dossier: planted.dossierTwice, person: planted.personTwice }
    });
    expect(planted.dossierTwice).toBeGreaterThan(5);

    const shown = await openFrameDuplicates(db, asking, 'round', new URLSearchParams('kind=dossier'), NOW);
    expect(shown.list).toMatchObject({ total: planted.dossierTwice, page: 1 });
    const [first, second] = shown.list.rows;
    expect(first!.line).toBeGreaterThan(first!.firstLine);
    await decideSingly(db, asking, 'round', formOf({ [`unit-${first!.unitNo}`]: 'keep', [`unit-${second!.unitNo}`]: '' }), NOW);
    await decideFrame(db, asking, 'round', formOf({ 'rule-dossier': 'first', 'rule-person': 'first' }), NOW);
    await runFrameJobs(db, NOW);
    const { ready } = await openFrame(db, asking, 'round', NOW);
    const { dossier, person } = toDecide!.counts.duplicates;
    expect(ready!.counts.kept!.units).toBe(toDecide!.counts.units - dossier - person + 1);
    expect((await units(db)).filter((unit) => unit.duplicate === 'dossier' && unit.kept === 1).map((unit) => unit.unit_no)).toEqual([first!.unitNo]); // prettier-ignore
  });

  test('takes a name that somebody matched by hand, and remembers it for the next list', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const bytes = list('H1;Bộ phận một cửa Mai;01/07/2026;;;;;', 'H2;c2;01/07/2026;;;;;');
    await sendAndMap(db, asking, { bytes }, NOW);
    await runFrameJobs(db, NOW);
    const form = (agency: string) => formOf({ 'written-0': 'Bộ phận một cửa Mai', 'agency-0': agency });
    expect(await problemOf(matchAgencies(db, asking, 'round', form('q1'), NOW))).toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'agency-0', code: 'frame-agency-unknown' }]
    });
    await matchAgencies(db, asking, 'round', form('c1 – Xã Chiềng Mai'), NOW);
    await runFrameJobs(db, NOW);
    expect((await openFrame(db, asking, 'round', NOW)).toDecide).toMatchObject({ counts: { units: 2, refused: 0 }, unknownAgencies: [] });
    await decideFrame(db, asking, 'round', formOf({}), NOW);
    await runFrameJobs(db, NOW);

    await sendAndMap(db, asking, { bytes: list('H9;BỘ PHẬN MỘT CỬA MAI;01/07/2026;;;;;'), name: 'sau.csv' }, NOW);
    await runFrameJobs(db, NOW);
    const both = await openFrame(db, asking, 'round', NOW);
    expect(both.toDecide).toMatchObject({ counts: { units: 1, refused: 0 }, fileName: 'sau.csv' });
    expect(both.ready, 'the one before stands until the new one is ready').toMatchObject({ fileName: 'ho-so.csv' });
    await decideFrame(db, asking, 'round', formOf({}), NOW);
    await runFrameJobs(db, NOW);
    expect((await openFrame(db, asking, 'round', NOW)).ready).toMatchObject({ fileName: 'sau.csv', counts: { kept: { units: 1 } } });
    expect(await units(db), 'nothing of the one before is left').toHaveLength(1);
  });

  test('that cannot be read leaves nothing, and its file says why', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const good = Array.from({ length: 1200 }, (_, i) => `H${i};c1;01/07/2026;A;0912345678;;;`);
    const id = await sendAndMap(db, asking, { bytes: `${list(...good, '"H9;c1;01/07/2026')}\n${'x;y;z\n'.repeat(30_000)}` }, NOW);
    await runFrameJobs(db, NOW);
    await nothingStored(db);
    expect(await openFrame(db, asking, 'round', NOW)).toMatchObject({ inWork: null, toDecide: null, waiting: { id, hasFailed: true } });
    expect(await openFrameMapping(db, BOX, asking, 'round', id, NOW)).toMatchObject({
      failure: { code: 'frame-quotes', parameters: { line: 1202 } }
    });

    const names = Array.from({ length: 600 }, (_, i) => `H${i};c1;01/07/2026;;;;Nguyễn Văn ${i};`);
    await sendAndMap(db, asking, { bytes: list(...names) }, NOW);
    await runFrameJobs(db, NOW);
    await nothingStored(db);
    const { waiting } = await openFrame(db, asking, 'round', NOW);
    expect(
      (await openFrameMapping(db, BOX, asking, 'round', waiting!.id, NOW)).failure,
      'a column of names is not kept in the clear'
    ).toEqual({
      code: 'frame-column-varied',
      parameters: { column: 'Lĩnh vực', max: 500 }
    });
    await discardFrame(db, asking, 'round', NOW);
    expect(await openFrame(db, asking, 'round', NOW)).toMatchObject({ waiting: null, mayImport: true });
    expect(await db.selectFrom('frame_uploads').selectAll().execute()).toEqual([]);
  });

  test('is read anew where its process died, and what the dead one still tries to write does not count', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const { csv } = transactionsCsv({ rows: 1500, agencies: COMMUNES });
    await sendAndMap(db, asking, { bytes: csv }, NOW);
    const later = new Date(NOW.getTime() + 10 * 60_000);
    const dead = (await takeJob(db, 'dead', NOW.toISOString(), new Date(NOW.getTime() + 60_000).toISOString()))!;
    const { id: frameId } = await db.selectFrom('frames').select('id').executeTakeFirstOrThrow();
    let calls = 0;
    const dies = { ...quiet, progress: () => (++calls === 3 ? Promise.reject(new Error('power cut')) : Promise.resolve()) };
    const work = { db, secrets: BOX, job: dead, by: byUser(asking.user!, NOW), now: NOW };
    await expect(readFrame({ ...work, tools: dies }, frameId)).rejects.toThrow('power cut');
    expect((await units(db)).length).toBeGreaterThan(400);

    await runFrameJobs(db, later);
    const { toDecide } = await openFrame(db, asking, 'round', later);
    expect(toDecide!.counts.rows).toBe(1500);
    const after = await units(db);
    expect(after.length).toBe(toDecide!.counts.units);
    await expect(readFrame({ ...work, tools: quiet }, frameId)).resolves.toBeUndefined();

    await db.updateTable('frames').set({ state: 'reading' }).execute();
    await expect(readFrame({ ...work, tools: quiet }, frameId)).rejects.toThrow(LeaseLost);
    expect(await units(db)).toEqual(after);
  });

  test('is not for other places, other people, later days or a missing key', async () => {
    await using database = await open();
    const { db } = database;
    const asking = await makeProvince(db);
    const other = await askingAs(db, 'q');
    const colleague = await askingAs(db, 'p', 'administrator');
    const viewer = await askingAs(db, 'p', 'agency_viewer');
    const send = (who: Asking, request = sentRequest({ bytes: HEAD }), box: typeof BOX | undefined = BOX) =>
      receiveFrameFile(db, box, who, 'round', request, NOW);
    expect(await problemOf(send(other))).toMatchObject({ code: 'survey-not-found' });
    expect(await problemOf(send(viewer))).toMatchObject({ code: 'role-not-enough' });
    expect(await problemOf(openFrame(db, other, 'round', NOW))).toMatchObject({ code: 'survey-not-found' });
    expect(await problemOf(receiveFrameFile(db, undefined, asking, 'round', sentRequest({ bytes: HEAD }), NOW))).toMatchObject({ code: 'app-key-missing' }); // prettier-ignore
    expect(await problemOf(send(asking, sentRequest({ bytes: HEAD, kind: 'people' })))).toMatchObject({ details: [{ place: 'kind', code: 'frame-kind-missing' }] }); // prettier-ignore
    const empty = new Request('http://local', { method: 'POST', body: formOf({ kind: 'transactions' }) });
    expect(await problemOf(send(asking, empty))).toMatchObject({ details: [{ place: 'file', code: 'file-missing' }] });
    expect(await problemOf(send(asking, sentRequest({ bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), name: 'cu.xls' })))).toMatchObject({ code: 'frame-file-xls' }); // prettier-ignore
    expect(await db.selectFrom('frame_uploads').selectAll().execute(), 'what was refused is not kept').toEqual([]);

    const id = await send(asking, sentRequest({ bytes: list('H1;c1;01/07/2026;Lò Thị Hoa;0912345678;;;') }));
    expect(await problemOf(openFrameMapping(db, BOX, colleague, 'round', id, NOW)), 'first rows are for who sent them').toMatchObject({ code: 'not-found' }); // prettier-ignore
    const parts = await db.selectFrom('frame_upload_parts').selectAll().execute();
    expect(JSON.stringify(parts)).not.toContain('Hoa');

    await db.updateTable('surveys').set({ state: 'open' }).execute();
    expect(await problemOf(send(asking))).toMatchObject({ code: 'frame-not-draft' });
  });
});
