/**
 * A list sent to the built server and read by it: cut half-way, the server killed while it reads, and started again. Nothing is ever half done,
 * and citizens are answered meanwhile.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { localDay } from '../../src/lib/core/calendar/day';
import { openDatabase } from '../../src/lib/server/database';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createUser } from '../../src/lib/server/operations/create-user';
import type { Db } from '../../src/lib/server/schema';
import { startBuiltServer } from '../support/built-server';
import { fillForm, sendForm } from '../support/citizen';
import { PROVINCE } from '../support/counter-survey';
import { signInAsCoordinator } from '../support/frame-client';
import { transactionLines } from '../support/transactions';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';

const ROWS = 30_000;
const PERSON = { email: 'dieu.phoi@example.vn', password: 'một mật khẩu rất dài' };
const ROUND = 'dot-dieu-tra';
const plan = () => transactionLines({ rows: ROWS, agencies: ['Xã Chiềng Mai 1'] });

test('a list that was cut, and one whose server was killed while reading it, leave nothing half done; citizens are answered meanwhile', async () => {
  await using database = await makeFaultDatabase();
  const db = openDatabase(database.url);
  await makeRound(db);
  const citizens = { asked: 0, answered: 0 };

  let server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  let client = await signInAsCoordinator(server.url, ROUND, PERSON);
  await expect(client.send(plan().lines, { cutAfter: 2_000_000 })).rejects.toThrow('cut');
  await until(async () => (await count(db, 'frame_uploads')) === 0);
  expect(await count(db, 'frame_upload_parts')).toBe(0);
  expect(await count(db, 'frames')).toBe(0);

  const answering = new AbortController();
  const asked = askMeanwhile(server.url, database.counter, citizens, answering.signal);
  const { lines, planted } = plan();
  const columns = await client.send(lines);
  await client.confirm(columns, '2026-01-01');
  await until(async () => (await count(db, 'frame_units')) > ROWS / 4);
  answering.abort();
  await asked;
  expect(citizens.answered).toBe(citizens.asked);
  expect(citizens.answered).toBeGreaterThan(2);

  await server.stop('SIGKILL');
  const before = await db.selectFrom('frames').select(['id', 'state']).executeTakeFirstOrThrow();
  expect(before.state).toBe('reading');
  expect(await count(db, 'frame_units')).toBeLessThan(ROWS);
  // A minute goes by, in which the one that died could still have said that it lives.
  await db.updateTable('jobs').set({ lease_until: '2026-01-01T00:00:00.000Z' }).where('ended_at', 'is', null).execute();

  server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  client = await signInAsCoordinator(server.url, ROUND, PERSON);
  const frame = async () => db.selectFrom('frames').select(['state', 'counts']).where('id', '=', before.id).executeTakeFirstOrThrow();
  await until(async () => (await frame()).state === 'deciding');
  const bad = planted.badDay + planted.outsideWindow + planted.unknownAgency;
  expect(JSON.parse((await frame()).counts)).toMatchObject({ rows: ROWS, units: ROWS - bad, refused: bad });
  expect(await count(db, 'frame_units')).toBe(ROWS - bad);
  expect(await count(db, 'frame_persons')).toBe(ROWS - bad);
  expect(await count(db, 'frame_refusals')).toBe(bad);
  await client.act('decide', { 'rule-dossier': 'first', 'rule-person': 'first' });
  await until(async () => (await frame()).state === 'ready');
  await until(async () => (await count(db, 'frame_uploads')) === 0);
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toMatch(/"level":"?(error|50)/);
  await db.destroy();
});

async function makeRound(db: Db): Promise<void> {
  const now = new Date();
  await createUser(db, { ...PERSON, name: 'Cầm Thị Điều', role: 'coordinator', agencyCode: PROVINCE }, now);
  await createSurvey(db, {
    ...{ code: ROUND, nameVi: 'Đợt điều tra', nameEn: 'Round', questionnaire: 'sipas-short', ownerCode: PROVINCE, opensOn: localDay(now) },
    ...{ closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
}

/** The server's health and a citizen's form, one after the other, until it is told to end. */
async function askMeanwhile(url: string, counter: string, counts: { asked: number; answered: number }, signal: AbortSignal): Promise<void> {
  for (let serial = 0; !signal.aborted; serial++) {
    counts.asked++;
    const health = await fetch(`${url}/healthz`);
    const { status } = await sendForm(url, counter, fillForm(serial));
    if (health.status === 200 && status === 303) counts.answered++;
    await delay(50);
  }
}

async function count(
  db: Db,
  table: 'frames' | 'frame_uploads' | 'frame_upload_parts' | 'frame_units' | 'frame_persons' | 'frame_refusals'
): Promise<number> {
  const { n } = await db.selectFrom(table).select((of) => of.fn.countAll().as('n')).executeTakeFirstOrThrow(); // prettier-ignore
  return Number(n);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await delay(50);
}
