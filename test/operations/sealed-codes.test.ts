/** What a thief gets who has the database or a backup and not APP_KEY, and that codes from before sealing are carried over. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makePersonalCode } from '../../src/lib/core/fieldwork/personal-code';
import { readForm } from '../../src/lib/core/response/read-form';
import { makeSubmissionId } from '../../src/lib/core/response/submission-id';
import { newId } from '../../src/lib/server/new-id';
import { eraseRound } from '../../src/lib/server/operations/erase-personal-data';
import { findForm } from '../../src/lib/server/operations/find-form';
import { issueInvitations } from '../../src/lib/server/operations/issue-invitations';
import { findFormToKey } from '../../src/lib/server/operations/open-paper';
import { erasePerson } from '../../src/lib/server/operations/open-persons';
import { letterSheets, listUnitsToPrint } from '../../src/lib/server/operations/print-letters';
import { registerDossier } from '../../src/lib/server/operations/register-dossier';
import { sealCodes } from '../../src/lib/server/operations/seal-codes';
import { submitOnce } from '../../src/lib/server/operations/submit-once';
import type { Db } from '../../src/lib/server/schema';
import { openCode } from '../../src/lib/server/sealed-code';
import { secretBox } from '../../src/lib/server/secret-box';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { findPersonalCode } from '../../src/lib/server/store/personal-codes';
import { formOf } from '../support/asking';
import { codesOfUnits, markOfCode } from '../support/codes';
import { onBothEngines } from '../support/engines';
import { LETTER_SETTINGS } from '../support/letter-samples';
import { as, BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG } from '../support/small-province';

const PUBLIC = { ...CONFIG, publicUrl: 'https://ykien.example' };
const OTHER_KEY = secretBox(Buffer.alloc(32, 2));
const ALL = { agencyId: null, sheets: 'letters', which: 'all', units: 'all', from: null, to: null, isInterview: false, isTwoSided: false } as const; // prettier-ignore

/** A round with codes, and a counter of its first commune at which a continuous survey runs. */
async function setUp(db: Db) {
  const round = await makeRound(db, { communes: 1, population: 10, sample: 4, reserve: 1 });
  await issueInvitations(db, BOX, round.survey.id, randomBytes, ROUND_NOW);
  return { ...round, codes: await codesOfUnits(db, round.survey.id) };
}

async function answer(db: Db, code: string, level = '4') {
  const form = await findForm(db, BOX, code, ROUND_NOW);
  const reading = readForm(form.version.content, [], [['officer_1', level]]);
  const submissionId = makeSubmissionId(ROUND_NOW.getTime() - 60_000, randomBytes(16).toString('base64url'));
  const sent = { form, version: form.version, reading, submissionId, device: null, language: 'vi', overDeviceFlag: false };
  return submitOnce(db, CONFIG, randomBytes, { ...sent, overCounterFlag: false, now: ROUND_NOW });
}

/** Every value of every table. */
async function dump(db: Db): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db
        .selectFrom(name as 'users')
        .selectAll()
        .execute()
    )
  );
  return JSON.stringify(rows, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value));
}

const toPrint = (db: Db, { survey }: TestRound) => listUnitsToPrint(db, { ...ALL, surveyId: survey.id }, ROUND_NOW);

async function printAll(db: Db, round: TestRound) {
  const job = { ...ALL, surveyId: round.survey.id };
  const sheets = [];
  for await (const sheet of letterSheets(db, PUBLIC, BOX, job, LETTER_SETTINGS, await toPrint(db, round), ROUND_NOW, () => {})) sheets.push(sheet); // prettier-ignore
  return sheets;
}

onBothEngines('who has the database and not the key', (open) => {
  test('finds no code in it, none by trying against a hash, and opens nothing with what stands there', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, ...round } = await setUp(db);
    const { register } = await office(db, round);
    const slip = (await register('HS-1')).code.replaceAll('-', '');
    await answer(db, codes[0]!);
    const stolen = await dump(db);
    for (const code of [...codes, slip]) {
      expect(stolen).not.toContain(code);
      expect(stolen).not.toContain(code.replace(/(.{4})(?=.)/g, '$1-'));
      for (const form of ['hex', 'base64', 'base64url'] as const)
        expect(stolen).not.toContain(createHash('sha256').update(code).digest(form).slice(0, 20));
      expect(await findPersonalCode(db, [code])).toBeUndefined();
      expect(await problemOf(findForm(db, OTHER_KEY, code, ROUND_NOW))).toMatchObject({ code: 'counter-not-found' });
    }
    const rows = await db.selectFrom('access_codes').select(['code', 'sealed']).where('kind', '<>', 'counter').execute();
    for (const row of rows) {
      expect(await problemOf(findForm(db, BOX, row.code, ROUND_NOW))).toMatchObject({ code: 'counter-not-found' });
      if (row.sealed !== '') expect(() => openCode(OTHER_KEY, row)).toThrow(expect.objectContaining({ code: 'app-key-wrong' }));
    }
  });

  test('gains nothing by copying a sealed code to a row of their own: it is printed for nobody else', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, ...round } = await setUp(db);
    expect(await printAll(db, round)).toHaveLength(4);
    const [own, other] = [markOfCode(codes[0]!), markOfCode(codes[1]!)];
    const { sealed } = await db.selectFrom('access_codes').select('sealed').where('code', '=', other).executeTakeFirstOrThrow();
    await db.updateTable('access_codes').set({ sealed }).where('code', '=', own).execute();
    expect((await problemOf(printAll(db, round))).code).toBe('app-key-wrong');
  });
});

onBothEngines('a code', (open) => {
  test('needs the key; without one nobody is told that there is no such code', async () => {
    await using database = await open();
    const { db } = database;
    const { codes } = await setUp(db);
    expect(await problemOf(findForm(db, undefined, codes[0]!, ROUND_NOW))).toMatchObject({ code: 'code-key-missing', status: 503 });
  });

  test('is printed again as it was until it has answered or its people are erased; then its mark alone is left, and still leads to the unit', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, ...round } = await setUp(db);
    const kept = async () => {
      const rows = await db.selectFrom('access_codes as a').innerJoin('sampled_units as u', 'u.id', 'a.sampled_unit_id').select(['u.serial', 'a.sealed']).orderBy('u.serial').execute(); // prettier-ignore
      return rows.filter(({ sealed }) => sealed !== '').map(({ serial }) => serial);
    };
    const printed = async () => (await toPrint(db, round)).map((unit) => openCode(BOX, unit));
    expect([await printed(), await printed()]).toEqual([codes, codes]);
    await answer(db, codes[0]!);
    expect([await kept(), await printed()]).toEqual([[2, 3, 4], codes.slice(1)]);
    expect(await problemOf(findForm(db, BOX, codes[0]!, ROUND_NOW))).toMatchObject({ code: 'invite-used' });
    await erasePerson(db, as(round.coordinator), 'round', formOf({ serial: '2' }), ROUND_NOW);
    expect([await kept(), await printed()]).toEqual([[3, 4], codes.slice(2)]);
    expect((await findForm(db, BOX, codes[1]!, ROUND_NOW)).place.once).toMatchObject({ unitId: round.units[1]!.id });
    expect(await findFormToKey(db, BOX, as(round.coordinator), 'round', `https://ykien.example/q/${codes[2]!}`, ROUND_NOW)).toBe(3);
    await eraseRound(db, round.survey.id, 'asked', byCommand(ROUND_NOW));
    expect(await kept()).toEqual([]);
  });
});

onBothEngines('codes from before they were sealed', (open) => {
  test('work before and after, lead to the same answers, and are sealed once', async () => {
    await using database = await open();
    const { db } = database;
    const { codes, ...round } = await setUp(db);
    const { register } = await office(db, round);
    const slip = await register('HS-1');
    const receipt = await answer(db, codes[0]!);
    await unseal(db, [...codes, slip.code]);
    await db.updateTable('responses').set({ submission_scope: codes[0]! }).execute();

    const works = async () => {
      expect((await findForm(db, BOX, codes[1]!, ROUND_NOW)).place.once).toMatchObject({ unitId: round.units[1]!.id });
      expect(await problemOf(findForm(db, BOX, codes[0]!, ROUND_NOW))).toMatchObject({ code: 'invite-used', stored: { receipt } });
      expect(await register('HS-1')).toEqual({ ...slip, isNew: false });
      expect((await toPrint(db, round)).map((unit) => openCode(BOX, unit))).toEqual(codes.slice(1));
    };
    await works();
    expect(await sealCodes(db, OTHER_KEY)).toBe(0);
    expect(await sealCodes(db, undefined)).toBe(0);
    expect(await sealCodes(db, BOX)).toBe(5);
    await works();
    expect(await db.selectFrom('responses').select('submission_scope').execute()).toEqual([{ submission_scope: round.units[0]!.id }]);
    const rows = await db.selectFrom('access_codes').select(['code', 'sealed']).execute();
    expect(rows.filter(({ sealed }) => sealed === null)).toHaveLength(1); // the counter's
    expect(rows.find(({ code }) => code === markOfCode(codes[0]!))).toMatchObject({ sealed: '' });
    const stolen = await dump(db);
    for (const code of [...codes, slip.code.replaceAll('-', '')]) expect(stolen).not.toContain(code);
    expect(await sealCodes(db, BOX)).toBe(0);
  });

  test('are sealed by two processes at once, and by a start that goes on where another stopped', async () => {
    await using database = await open();
    const { db } = database;
    const { units, survey } = await makeRound(db, { communes: 1, population: 800, sample: 600, reserve: 0 });
    const plain = units.map(({ id }) => ({ code: makePersonalCode(randomBytes), unitId: id }));
    for (let at = 0; at < plain.length; at += 200)
      await db
        .insertInto('access_codes')
        .values(
          plain.slice(at, at + 200).map(({ code, unitId }) => ({
            ...{ code, kind: 'invitation' as const, counter_id: null, issued_at: ROUND_NOW.toISOString(), replaced_by: null },
            ...{ closed_at: null, sampled_unit_id: unitId, survey_id: survey.id }
          }))
        )
        .execute();
    const stop = new AbortController();
    const first = sealCodes(db, BOX, stop.signal);
    setImmediate(() => stop.abort());
    expect(await first).toBeLessThan(600);
    await Promise.all([sealCodes(db, BOX), sealCodes(db, BOX)]);
    expect(await codesOfUnits(db, survey.id)).toEqual(plain.map(({ code }) => code));
    expect(await db.selectFrom('access_codes').select('code').where('sealed', 'is', null).execute()).toEqual([]);
  });
});

/** As they lay before. */
async function unseal(db: Db, codes: readonly string[]): Promise<void> {
  for (const code of codes)
    await db
      .updateTable('access_codes')
      .set({ code: code.replaceAll('-', ''), sealed: null })
      .where('code', '=', markOfCode(code))
      .execute();
}

/** The one-stop software of the round's first commune. */
async function office(db: Db, { agencyIds }: TestRound) {
  const counterId = newId();
  const row = {
    id: counterId,
    agency_id: agencyIds[0]!,
    name: 'Quầy 1',
    opened_on: '2026-01-05',
    closed_on: null,
    successor_counter_id: null
  };
  await db.insertInto('counters').values({ ...row, default_handling_agency_id: agencyIds[0]!, code: '22222222', search_text: '', sort_key: '' }).execute(); // prettier-ignore
  await db.insertInto('access_codes').values({ code: '22222222', kind: 'counter', counter_id: counterId, issued_at: '', replaced_by: null, closed_at: null }).execute(); // prettier-ignore
  const { id } = await db.selectFrom('users').selectAll().limit(1).executeTakeFirstOrThrow();
  const token = newId();
  const times = { created_at: ROUND_NOW.toISOString(), expires_at: '2099-01-01', last_used_at: null, revoked_at: null };
  await db.insertInto('api_tokens').values({ id: token, id_hash: token, name: 'Một cửa', scope: 'dossiers', agency_id: agencyIds[0]!, created_by: id, ...times }).execute(); // prettier-ignore
  const { path } = await db.selectFrom('agency_versions').select('path').where('agency_id', '=', agencyIds[0]!).executeTakeFirstOrThrow();
  const program = { tokenId: token, place: { id: agencyIds[0]!, path } };
  const register = (dossierCode: string) =>
    registerDossier(db, { config: PUBLIC, secrets: BOX }, program as Parameters<typeof registerDossier>[2], { dossierCode, handlingAgency: 'c1', completedOn: '2026-03-09' }, ROUND_NOW); // prettier-ignore
  return { register };
}
