/** Asked to stop (SIGTERM) under load: what was accepted is stored and answered, what was not is neither, and it ends well. */
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { beginForm, fillForm } from '../support/citizen';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';
import { startLoad } from './support/load';
import { bySubmission, expectedRow, readStoredForms } from './support/stored-forms';

const ON_THE_WAY = 16;

test.each([0, 20, 200])('after %i receipts', async (count) => {
  await using database = await makeFaultDatabase();
  const server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  let serial = 0;
  const onTheWay = Array.from({ length: ON_THE_WAY }, () => fillForm(serial++));
  const load = startLoad(server.url, database.counter, 16, () => fillForm(serial++));
  const sendBodies = await Promise.all(onTheWay.map((form) => beginForm(server.url, database.counter, form)));
  await load.receipts(count);
  const status = server.stop('SIGTERM');
  const { acknowledged, refused } = await load.ended; // its connections are closed or refused: the server is stopping
  const answers = await Promise.all(sendBodies.map((sendBody) => sendBody()));
  expect(await status).toBe(0);

  expect(refused).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  const expected = acknowledged.map(({ form, receipt }) => expectedRow(form, receipt));
  expected.push(...onTheWay.map((form, i) => expectedRow(form, answers[i]!.receipt!)));
  expect(readStoredForms(database.path).toSorted(bySubmission)).toEqual(expected.toSorted(bySubmission));
});
