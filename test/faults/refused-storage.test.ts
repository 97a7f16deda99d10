/** The database cannot take a form: the citizen is told so, keeps everything, and the same form counts once later. */
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { fillForm, sendForm } from '../support/citizen';
import { makeFaultDatabase } from './support/fault-database';
import { holdLock } from './support/lock';
import { makePostgresCluster } from './support/postgres-cluster';
import { expectRefusedAndKept } from './support/refusal';
import { expectedRow, readStoredForms } from './support/stored-forms';

/** Every third form has a comment. */
const [FIRST, SECOND] = [fillForm(3), fillForm(6)];

test('locked by another process for longer than the server waits', async () => {
  await using database = await makeFaultDatabase();
  const server = await startBuiltServer({ databaseUrl: database.url });
  const first = await sendForm(server.url, database.counter, FIRST);
  const release = await holdLock(database.path);
  const refused = await sendForm(server.url, database.counter, SECOND);
  const shownMeanwhile = await fetch(`${server.url}/q/${database.counter}`);
  await release();
  const again = await sendForm(server.url, database.counter, SECOND);
  const oneMore = await sendForm(server.url, database.counter, SECOND);
  expect(await server.stop()).toBe(0);

  expectRefusedAndKept(refused, SECOND);
  expect(shownMeanwhile.status).toBe(200);
  expect(again.status).toBe(303);
  expect(oneMore).toEqual(again);
  expect(readStoredForms(database.path)).toEqual([expectedRow(FIRST, first.receipt!), expectedRow(SECOND, again.receipt!)]);
});

test('PostgreSQL goes away and comes back', async () => {
  await using cluster = await makePostgresCluster();
  const server = await startBuiltServer({ databaseUrl: cluster.url });
  const first = await sendForm(server.url, cluster.counter, FIRST);
  await cluster.stop();
  const refused = await sendForm(server.url, cluster.counter, SECOND);
  const unwell = await fetch(`${server.url}/healthz`);
  await cluster.start();
  const again = await sendForm(server.url, cluster.counter, SECOND);
  const oneMore = await sendForm(server.url, cluster.counter, SECOND);
  const well = await fetch(`${server.url}/healthz`);
  expect(await server.stop()).toBe(0);

  expectRefusedAndKept(refused, SECOND);
  expect(unwell.status).toBe(503);
  expect(again.status).toBe(303);
  expect(oneMore).toEqual(again);
  expect(well.status).toBe(200);
  expect(await cluster.storedForms()).toEqual([
    { id: FIRST.submissionId, receipt: first.receipt, comment: FIRST.comment },
    { id: SECOND.submissionId, receipt: again.receipt, comment: SECOND.comment }
  ]);
});
