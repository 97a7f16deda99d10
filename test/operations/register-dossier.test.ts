/** A client of the one-stop software: registers, again, at the same time, with tokens and agencies that are none of its own. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config';
import { checkApiToken } from '../../src/lib/server/operations/check-api-token';
import { closeCounter } from '../../src/lib/server/operations/change-counter';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createToken } from '../../src/lib/server/operations/create-token';
import { mergeAgencies } from '../../src/lib/server/operations/merge-agencies';
import { openCounter } from '../../src/lib/server/operations/open-counter';
import { revokeToken } from '../../src/lib/server/operations/open-token';
import { registerDossier } from '../../src/lib/server/operations/register-dossier';
import { createProgramLimits } from '../../src/lib/server/program-limits';
import type { Db } from '../../src/lib/server/schema';
import { saveSetting } from '../../src/lib/server/store/settings';
import { markOfCode } from '../support/codes';
import { onBothEngines } from '../support/engines';
import { as, BOX, makePeople } from '../support/people';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { problemOf } from '../support/problem-of';

const NOW = new Date('2026-03-10T03:00:00Z');
const CONFIG = readConfig({ PUBLIC_URL: 'https://ykien.example' });
const ADDRESS = '203.0.113.7';

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** A client with a token for the place. */
async function clientOf(db: Db, administrator: Parameters<typeof as>[0], agencyCode: string, now = NOW) {
  const limits = createProgramLimits();
  const form = formOf({ name: 'Một cửa điện tử', agencyCode, lastDay: '2027-03-10' });
  const { id, secret } = await createToken(db, as(administrator), form, now);
  const enter = (at = now, authorization: string | null = `Bearer ${secret}`) =>
    checkApiToken(db, limits, { authorization, address: ADDRESS }, 'dossiers', at);
  const register = async (fields: Readonly<Record<string, unknown>>, at = now) =>
    registerDossier(db, { config: CONFIG, secrets: BOX }, await enter(at), fields, at);
  return { id, secret, enter, register };
}

async function withProvince(db: Db) {
  const people = await makePeople(db, NOW);
  const open = (agencyCode: string, name: string) => createCounter(db, { agencyCode, name, openedOn: '2026-01-05' }, NOW, randomBytes);
  return { ...people, counters: [await open('c1', 'Quầy 1'), await open('c2', 'Quầy 1')] as const };
}

const dossier = { dossierCode: 'H56.1-260301-0001', handlingAgency: 'c1', completedOn: '2026-03-09' };

onBothEngines('a dossier', (open) => {
  test('is registered once: again, in another spelling, it gets the same link; another gets another', async () => {
    await using database = await open();
    const { root, counters } = await withProvince(database.db);
    const { register } = await clientOf(database.db, root, 'p');
    const first = await register(dossier);
    expect(first).toMatchObject({ isNew: true, expiresAt: '2026-04-08T17:00:00.000Z' });
    expect(first.link).toBe(`https://ykien.example/q/${first.code.replaceAll('-', '')}`);
    const again = await register({ ...dossier, dossierCode: ' h56.1–260301-0001 ', completedOn: '2026-03-10' });
    expect(again).toEqual({ ...first, isNew: false });
    expect((await register({ ...dossier, dossierCode: 'H56.1-260301-0002' })).code).not.toBe(first.code);

    const [row] = await database.db.selectFrom('dossiers').selectAll().orderBy('id').execute();
    expect(row).toMatchObject({ receiving_counter_id: counters[0].id, completed_on: '2026-03-09', service_field: '' });
    expect(JSON.stringify(row)).not.toMatch(/H56|260301-0001/);
    const code = await database.db.selectFrom('access_codes').selectAll().where('code', '=', markOfCode(first.code)).executeTakeFirst();
    expect(code).toMatchObject({ kind: 'dossier', dossier_id: row!.id, counter_id: null, expires_at: first.expiresAt, used_at: null });
    expect(JSON.stringify(code)).not.toContain(first.code.replaceAll('-', ''));
  });

  test('has a link for as long as is set, and keeps the end it was given', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const { register } = await clientOf(database.db, root, 'p');
    await register(dossier);
    const set = { key: 'dossierLinkDays', value: 60, revision: 0 };
    expect(await saveSetting(database.db, set, byCommand(NOW))).toBe(true);
    expect(await register(dossier)).toMatchObject({ isNew: false, expiresAt: '2026-04-08T17:00:00.000Z' });
    const old = { ...dossier, dossierCode: 'H56.1-260110-0001', completedOn: '2026-01-10' };
    expect(await register(old)).toMatchObject({ isNew: true, expiresAt: '2026-03-11T17:00:00.000Z' });
  });

  test('that comes twenty times at once is one', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const { register } = await clientOf(database.db, root, 'p');
    const made = await Promise.all(Array.from({ length: 20 }, () => register(dossier)));
    expect(new Set(made.map(({ link }) => link)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    const codes = await database.db.selectFrom('access_codes').select('code').where('kind', '=', 'dossier').execute();
    expect(codes).toHaveLength(1);
  });

  test('of an agency or at a counter that is none, closed or not the token’s is refused, and nothing is stored', async () => {
    await using database = await open();
    const { root, counters } = await withProvince(database.db);
    const { register } = await clientOf(database.db, root, 'c1');
    const faultOf = async (fields: Readonly<Record<string, unknown>>) => {
      const { code, details } = await problemOf(register({ ...dossier, ...fields }));
      return [code, ...details.map((detail) => `${detail.place} ${detail.code}`)].join(' ');
    };
    expect(await faultOf({ handlingAgency: 'c9' })).toBe('dossier-invalid handlingAgency agency-unknown-code');
    expect(await faultOf({ handlingAgency: 'c2' })).toBe('token-outside-place');
    expect(await faultOf({ handlingAgency: 'p' })).toBe('token-outside-place');
    expect(await faultOf({ receivingCounter: counters[1].code })).toBe('token-outside-place');
    expect(await faultOf({ receivingCounter: '33333333' })).toBe('dossier-invalid receivingCounter counter-not-found');
    expect(await faultOf({ receivingCounter: 'K7M4-PQX4' })).toBe('dossier-invalid receivingCounter counter-code-mistyped');
    expect(await faultOf({ completedOn: '2025-06-30' })).toBe('dossier-invalid completedOn dossier-too-old');
    await createCounter(database.db, { agencyCode: 'c1', name: 'Quầy 2', openedOn: '2026-01-05' }, NOW, randomBytes);
    expect(await faultOf({})).toBe('dossier-invalid receivingCounter dossier-counter-needed');
    expect(await database.db.selectFrom('dossiers').select('id').execute()).toEqual([]);
    expect(await register({ ...dossier, receivingCounter: counters[0].code.toLowerCase() })).toMatchObject({ isNew: true });
    await closeCounter(database.db, counters[0].id, { lastDay: '2026-03-09', successorId: null }, byCommand(NOW));
    expect(await faultOf({ receivingCounter: counters[0].code })).toBe('dossier-invalid receivingCounter counter-is-closed');
  });

  test('is counted on its counter’s page, with those who answered once they are too many to be told apart', async () => {
    await using database = await open();
    const { db } = database;
    const { root, counters } = await withProvince(db);
    const { register } = await clientOf(db, root, 'p');
    const slips = async () => (await openCounter(db, as(root), counters[0].code, NOW)).slips;
    expect(await slips()).toBeNull();
    const codes: string[] = [];
    const add = async (serial: number) => codes.push(markOfCode((await register({ ...dossier, dossierCode: `H-${serial}` })).code));
    for (let serial = 1; serial < 20; serial++) await add(serial);
    await db.updateTable('access_codes').set({ used_at: NOW.toISOString() }).where('code', 'in', codes.slice(0, 7)).execute();
    expect(await slips()).toEqual({ registered: 19, answered: null });
    await add(20);
    expect(await slips()).toEqual({ registered: 20, answered: 7 });
  });

  test('is its agency’s own: a code that another’s token took first is another dossier, and neither learns of the other', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const squatter = await clientOf(database.db, root, 'c2');
    const taken = await squatter.register({ ...dossier, handlingAgency: 'c2' });
    expect(taken.isNew).toBe(true);
    const own = await (await clientOf(database.db, root, 'p')).register(dossier);
    expect(own.isNew).toBe(true);
    expect(own.code).not.toBe(taken.code);
    const rows = await database.db
      .selectFrom('dossiers as d')
      .innerJoin('access_codes as a', 'a.dossier_id', 'd.id')
      .select(['a.code', 'd.handling_agency_id', 'd.dossier_mark'])
      .execute();
    expect(rows.map((row) => [row.code, row.handling_agency_id]).toSorted()).toEqual(
      [await handled(database.db, 'c1', own.code), await handled(database.db, 'c2', taken.code)].toSorted()
    );
    expect(new Set(rows.map(({ dossier_mark }) => dossier_mark)).size).toBe(2);
    expect(await squatter.register({ ...dossier, handlingAgency: 'c2' })).toEqual({ ...taken, isNew: false });
  });

  test('is one before and after its agency’s merger, and is not its sister’s', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const { register } = await clientOf(database.db, root, 'p');
    const before = await register(dossier);
    const sisters = await register({ ...dossier, handlingAgency: 'c2' });
    expect(sisters.code).not.toBe(before.code);
    const after = { ...dossier, dossierCode: 'H56.1-260301-0009' };
    const first = await register(after);
    const merger = { predecessorCodes: ['c1'], into: { code: 'c2' }, onDay: '2026-03-10', counters: 'hand-over', roles: 'leave' } as const;
    await mergeAgencies(database.db, merger);
    const receivingCounter = await firstCode(database.db);
    expect(await register({ ...after, handlingAgency: 'c2', receivingCounter })).toEqual({ ...first, isNew: false });
    expect(await register({ ...after, receivingCounter })).toEqual({ ...first, isNew: false });
  });

  test('waits for a key and an address, and not for a survey', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const client = await clientOf(database.db, root, 'p');
    const program = await client.enter();
    const register = (given: Partial<Parameters<typeof registerDossier>[1]>) =>
      registerDossier(database.db, { config: CONFIG, secrets: BOX, ...given }, program, dossier, NOW);
    expect((await problemOf(register({ secrets: undefined }))).code).toBe('dossier-key-missing');
    expect((await problemOf(register({ config: readConfig({}) }))).code).toBe('dossier-address-missing');
    expect((await register({})).isNew).toBe(true);
  });
});

onBothEngines('a token', (open) => {
  test('lets nobody in who has none, a wrong one, one that ended, or one that was revoked in between', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const client = await clientOf(database.db, root, 'p');
    const faultOf = async (at: Date, authorization?: string | null) => (await problemOf(client.enter(at, authorization))).code;
    expect(await faultOf(NOW, null)).toBe('token-needed');
    for (const wrong of [
      '',
      'Bearer',
      'Basic abc',
      `Bearer ${client.secret}x`,
      `Bearer ${client.secret.slice(4)}`,
      `Bearer api_${'A'.repeat(43)}`
    ])
      expect(await faultOf(NOW, wrong), wrong).toBe('token-wrong');
    expect((await client.enter(new Date('2027-03-10T16:59:59Z'))).tokenId).toBe(client.id);
    expect(await faultOf(new Date('2027-03-10T17:00:00Z'))).toBe('token-wrong');

    const first = await client.register(dossier);
    await revokeToken(database.db, as(root), client.id, NOW);
    expect((await problemOf(client.register(dossier))).code).toBe('token-wrong');
    expect((await problemOf(revokeToken(database.db, as(root), client.id, NOW))).code).toBe('token-revoked');
    const code = await database.db
      .selectFrom('access_codes')
      .select('closed_at')
      .where('code', '=', markOfCode(first.code))
      .executeTakeFirstOrThrow();
    expect(code.closed_at).toBeNull();
  });

  test('does one thing, is used, and is nowhere to be read', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const client = await clientOf(database.db, root, 'p');
    const asked = { authorization: `Bearer ${client.secret}`, address: ADDRESS };
    const other = checkApiToken(database.db, createProgramLimits(), asked, 'answers', NOW);
    expect((await problemOf(other)).code).toBe('token-scope');
    await client.enter();
    const row = await database.db.selectFrom('api_tokens').selectAll().executeTakeFirstOrThrow();
    expect(row.last_used_at).toBe(NOW.toISOString());
    const events = await database.db.selectFrom('audit_events').selectAll().where('subject_kind', '=', 'token').execute();
    expect(events.map(({ action }) => action)).toEqual(['token.create']);
    expect(JSON.stringify([row, events])).not.toContain(client.secret.slice(4));
  });

  test('that asks too often waits, and who guesses; neither shuts the other out', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const { secret } = await clientOf(database.db, root, 'p');
    const limits = createProgramLimits(2, 2);
    const enter = (token: string) =>
      checkApiToken(database.db, limits, { authorization: `Bearer ${token}`, address: ADDRESS }, 'dossiers', NOW);
    for (let guess = 0; guess < 2; guess++) expect((await problemOf(enter('api_x'))).code).toBe('token-wrong');
    expect((await problemOf(enter('api_x'))).code).toBe('program-waits');
    for (let request = 0; request < 2; request++) await enter(secret);
    const { code, parameters } = await problemOf(enter(secret));
    expect(code).toBe('program-waits');
    expect(parameters['seconds']).toBeGreaterThan(0);
  });

  test('reaches what its place became', async () => {
    await using database = await open();
    const { root } = await withProvince(database.db);
    const client = await clientOf(database.db, root, 'c1');
    const merger = { predecessorCodes: ['c1'], into: { code: 'c2' }, onDay: '2026-03-10', counters: 'hand-over', roles: 'leave' } as const;
    await mergeAgencies(database.db, merger);
    expect(await client.register({ ...dossier, handlingAgency: 'c2', receivingCounter: await firstCode(database.db) })).toMatchObject({
      isNew: true
    });
  });
});

async function handled(db: Db, agencyCode: string, code: string): Promise<readonly [string, string]> {
  const { id } = await db.selectFrom('agencies').select('id').where('code', '=', agencyCode).executeTakeFirstOrThrow();
  return [markOfCode(code), id];
}

async function firstCode(db: Db): Promise<string> {
  const row = await db.selectFrom('counters').select('code').where('closed_on', 'is', null).orderBy('id').executeTakeFirstOrThrow();
  return row.code;
}
