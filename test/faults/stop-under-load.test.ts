/** Asked to stop (SIGTERM) under load: what was accepted is stored and answered, what was not is neither, and it ends well. */
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { fillForm } from '../support/citizen';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';
import { startLoad } from './support/load';
import { bySubmission, expectedRow, readStoredForms } from './support/stored-forms';

test.each([0, 1, 20, 200])('after %i receipts', async (count) => {
  await using database = await makeFaultDatabase();
  const server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  let serial = 0;
  const load = startLoad(server.url, database.counter, 16, () => fillForm(serial++));
  await load.receipts(count);
  expect(await server.stop('SIGTERM')).toBe(0);
  const { acknowledged, refused } = await load.ended;

  expect(refused).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(count);
  const expected = acknowledged.map(({ form, receipt }) => expectedRow(form, receipt));
  expect(readStoredForms(database.path).toSorted(bySubmission)).toEqual(expected.toSorted(bySubmission));
});
