/** Asked to stop (SIGTERM) under load: what was accepted is stored and answered, what was not is neither, and it ends well. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { fillForm } from '../support/citizen';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';
import { sendUntilGone } from './support/load';
import { bySubmission, expectedRow, readStoredForms } from './support/stored-forms';

test.each([50, 300, 800])('%i ms into the load', async (wait) => {
  await using database = await makeFaultDatabase();
  const server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  let serial = 0;
  const load = sendUntilGone(server.url, database.counter, 16, () => fillForm(serial++));
  await delay(wait);
  expect(await server.stop('SIGTERM')).toBe(0);
  const { acknowledged, refused } = await load;

  expect(refused).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(0);
  const expected = acknowledged.map(({ form, receipt }) => expectedRow(form, receipt));
  expect(readStoredForms(database.path).toSorted(bySubmission)).toEqual(expected.toSorted(bySubmission));
});
