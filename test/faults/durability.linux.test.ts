/** The same as the kernel sees it: how many connections there are, and what lies between an INSERT and its receipt. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startBuiltServer } from '../support/built-server';
import { fillForm } from '../support/citizen';
import { askConnections, watchingConnections } from './support/connections';
import { makeFaultDatabase } from './support/fault-database';
import { sendUntilGone } from './support/load';
import { readSystemCalls, straceInto } from './support/system-calls';

test('no connection is left out: the server holds the database file open once for each one that was asked', async () => {
  await using database = await makeFaultDatabase();
  const report = `${database.path}.connections`;
  const server = await startBuiltServer({ databaseUrl: database.url, settings: watchingConnections(report) });
  await sendForms(server.url, database.counter, 5);
  const asked = await askConnections(server, report);
  const open = openFiles(server.process.pid!).filter((path) => path === database.path);
  expect(await server.stop()).toBe(0);
  expect(open).toHaveLength(asked.length);
});

test('between the INSERT of each response and its receipt the kernel is told to bring it to the disk, and has done so', async () => {
  await using database = await makeFaultDatabase();
  const log = `${database.path}-wal`;
  const listing = `${database.path}.strace`;
  const server = await startBuiltServer({ databaseUrl: database.url, under: straceInto(listing) });
  const receipts = await sendForms(server.url, database.counter, 20);
  // strace lets no signal through to itself; it ends when the server does.
  process.kill(onlyChild(server.process.pid!), 'SIGTERM');
  expect(await server.stop()).toBe(0);

  const calls = readSystemCalls(readFileSync(listing, 'utf8'));
  expect(receipts).toHaveLength(20);
  for (const receipt of receipts) {
    const answer = calls.find((call) => /^(write|writev|sendto)$/.test(call.name) && call.text.includes(`/r/${receipt}`))!;
    const before = calls.filter((call) => call.begun < answer.begun);
    const writes = before.filter((call) => call.name === 'pwrite64' && call.text.includes(log));
    const insert = writes.find((call) => call.text.includes(receipt));
    expect(insert, `the page that holds ${receipt}`).toBeDefined();
    const last = writes.at(-1)!; // the page that makes the commit whole
    const syncs = before.filter((call) => /^f(data)?sync$/.test(call.name) && call.text.includes(log));
    const synced = syncs.filter((call) => call.begun > last.over && call.over < answer.begun && call.result === 0);
    expect(synced.length, `fdatasync before the receipt ${receipt}`).toBeGreaterThan(0);
  }
});

/** One after the other; returns the receipts. */
async function sendForms(url: string, counter: string, count: number): Promise<readonly string[]> {
  let serial = 0;
  const { acknowledged } = await sendUntilGone(url, counter, 1, () => (serial < count ? fillForm(serial++) : undefined));
  return acknowledged.map(({ receipt }) => receipt);
}

function openFiles(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((descriptor) => {
    try {
      return [readlinkSync(`${folder}/${descriptor}`)];
    } catch {
      return []; // closed between the listing and the look
    }
  });
}

/** The server, of the strace that runs it. */
function onlyChild(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  expect(children).toHaveLength(1);
  return Number(children[0]);
}
