/** What stands between a receipt and a power cut: every connection of the built server waits for the disk at each commit. */
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { fillForm } from '../support/citizen';
import { askConnections, watchingConnections } from './support/connections';
import { makeFaultDatabase, NO_LIMITS } from './support/fault-database';
import { sendUntilGone } from './support/load';

/** `PRAGMA synchronous`: 0 OFF, 1 NORMAL (in WAL mode a power cut may undo the last commits), 2 FULL. */
const FULL = 2;

test('every connection of the built server answers PRAGMA synchronous = 2, at rest and at work', async () => {
  await using database = await makeFaultDatabase();
  const report = `${database.path}.connections`;
  const server = await startBuiltServer({ databaseUrl: database.url, settings: { ...NO_LIMITS, ...watchingConnections(report) } });
  const atRest = await askConnections(server, report);
  let left = 300;
  const load = sendUntilGone(server.url, database.counter, 8, () => (left > 0 ? fillForm(left--) : undefined));
  const atWork = await askConnections(server, report);
  const { acknowledged } = await load;
  await fetch(`${server.url}/q/${database.counter}`);
  await fetch(`${server.url}/admin/sign-in`);
  const after = await askConnections(server, report);
  expect(await server.stop()).toBe(0);

  expect(acknowledged).toHaveLength(300);
  for (const connections of [atRest, atWork, after]) {
    expect(connections.length).toBeGreaterThan(0);
    for (const connection of connections)
      expect(connection).toEqual({ path: database.path, synchronous: FULL, journalMode: 'wal', foreignKeys: 1 });
  }
});
