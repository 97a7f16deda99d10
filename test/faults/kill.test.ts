/**
 * The server is killed (SIGKILL) twenty times under load. Nobody who got a receipt loses an answer, nothing is stored by half,
 * and who got none sends the same form again and ends with one row.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import type { FilledForm } from '../support/citizen';
import { fillForm } from '../support/citizen';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';
import { sendUntilGone, startLoad } from './support/load';
import { bySubmission, expectedRow, readStoredForms } from './support/stored-forms';

const KILLS = 20;
const CONNECTIONS = 16;
/** The moments of killing: from before the first receipt, while the code is cold, to this many receipts later, in full run. */
const MOST_RECEIPTS = 200;
const JITTER_MS = 20;

test('killed at any moment under load, no acknowledged response is lost and none is stored by half or twice', async () => {
  await using database = await makeFaultDatabase();
  const receipts = new Map<FilledForm, string>();
  let open: FilledForm[] = [];
  let unansweredInAll = 0;
  let serial = 0;

  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
    const again = open;
    const load = startLoad(server.url, database.counter, CONNECTIONS, () => again.pop() ?? fillForm(serial++));
    await load.receipts(Math.floor((kill * MOST_RECEIPTS) / KILLS));
    await delay(Math.random() * JITTER_MS);
    await server.stop('SIGKILL');
    const { acknowledged, unanswered, refused } = await load.ended;
    expect(refused).toEqual([]);
    for (const { form, receipt } of acknowledged) receipts.set(form, receipt);
    open = [...again, ...unanswered];
    unansweredInAll += unanswered.length;
    const stored = new Map(readStoredForms(database.path).map((row) => [row.submissionId, row]));
    for (const { form, receipt } of acknowledged) expect(stored.get(form.submissionId)).toEqual(expectedRow(form, receipt));
  }
  // It was under load: every round broke into some connection's form, and many had got through.
  expect(unansweredInAll).toBeGreaterThanOrEqual(KILLS);
  expect(receipts.size).toBeGreaterThan(KILLS * CONNECTIONS);

  const server = await startBuiltServer({ databaseUrl: database.url, settings: NO_LIMITS });
  const { acknowledged } = await sendUntilGone(server.url, database.counter, CONNECTIONS, () => open.pop());
  for (const { form, receipt } of acknowledged) receipts.set(form, receipt);
  const [form, receipt] = [...receipts][0]!;
  const repeated = await sendUntilGone(server.url, database.counter, 1, singly(form));
  expect(await server.stop()).toBe(0);

  expect(repeated.acknowledged).toEqual([{ form, receipt }]);
  expect(receipts.size).toBe(serial);
  const expected = [...receipts].map(([each, its]) => expectedRow(each, its));
  expect(readStoredForms(database.path).toSorted(bySubmission)).toEqual(expected.toSorted(bySubmission));
});

function singly(form: FilledForm): () => FilledForm | undefined {
  const forms = [form];
  return () => forms.pop();
}
