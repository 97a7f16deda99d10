/** The disk takes no more: by the kernel's own refusal, at the first byte of a commit and in the middle of it. */
import { afterAll, describe, expect, test } from 'vitest';
import type { BuiltServer } from '../support/built-server';
import { startBuiltServer } from '../support/built-server';
import type { Answered, FilledForm } from '../support/citizen';
import { fillForm, sendForm } from '../support/citizen';
import type { FaultDatabase } from './support/fault-database';
import { makeFaultDatabase } from './support/fault-database';
import { liftLimit, limitFiles, mountSmallDisk } from './support/full-disk';
import { expectRefusedAndKept } from './support/refusal';
import { expectedRow, readStoredForms } from './support/stored-forms';

/** One page of the write-ahead log, with its head, is 4,120 bytes; a form's commit takes several. */
const WITHIN_THE_SECOND_PAGE = 6_000;

interface Way {
  readonly name: string;
  /** Where the database is; undefined: the system's temporary folder. */
  readonly place: string | undefined;
  readonly refuse: (server: BuiltServer, database: FaultDatabase) => void;
  readonly allow: (server: BuiltServer) => void;
}

const limits = [0, WITHIN_THE_SECOND_PAGE].map((more): Way => ({
  name: `a limit on the size of files, ${more} bytes ahead`,
  place: undefined,
  refuse: (server, database) => limitFiles(server.process.pid!, `${database.path}-wal`, more),
  allow: (server) => liftLimit(server.process.pid!)
}));
const disk = mountSmallDisk();
if (!disk) console.log('left out: a full file system, because this process may not mount a small one (root may)');
const full: readonly Way[] = disk ? [{ name: 'a full file system', place: disk.folder, refuse: disk.fill, allow: disk.free }] : [];
afterAll(() => disk?.unmount());

describe.each([...limits, ...full])('$name', ({ place, refuse, allow }) => {
  test('told, kept, and stored once when there is room again', async () => {
    await using database = await makeFaultDatabase(place);
    const server = await startBuiltServer({ databaseUrl: database.url });
    const [stored, ...others] = [fillForm(3), fillForm(6), fillForm(9)];
    const first = await sendForm(server.url, database.counter, stored!);
    refuse(server, database);
    const refused = await Promise.all(others.map((form) => sendForm(server.url, database.counter, form)));
    const shownMeanwhile = await fetch(`${server.url}/q/${database.counter}`);
    const rowsMeanwhile = readStoredForms(database.path);
    allow(server);
    const again = await sendInTurn(server, database, others);
    const oneMore = await sendInTurn(server, database, others);
    expect(await server.stop()).toBe(0);

    for (const [i, form] of others.entries()) expectRefusedAndKept(refused[i]!, form);
    expect(shownMeanwhile.status).toBe(200);
    expect(rowsMeanwhile).toEqual([expectedRow(stored!, first.receipt!)]);
    expect(oneMore).toEqual(again);
    const expected = [expectedRow(stored!, first.receipt!), ...others.map((form, i) => expectedRow(form, again[i]!.receipt!))];
    expect(readStoredForms(database.path)).toEqual(expected);
  });
});

async function sendInTurn(server: BuiltServer, database: FaultDatabase, forms: readonly FilledForm[]): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const form of forms) answers.push(await sendForm(server.url, database.counter, form));
  return answers;
}
