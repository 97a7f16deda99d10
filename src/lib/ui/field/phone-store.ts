/**
 * What the phone of an interviewer, or of whoever asks again, keeps in the browser's own database (docs/decisions/0030): the units that are theirs,
 * until they are settled or somebody signs out; and what was done and not sent yet, until it is sent. Interviews half entered are in kept-drafts.ts.
 * Nothing else is kept, and nothing in a cache holds a name.
 */
import type { FieldRound, FieldUnit } from '../../core/fieldwork/field-unit';
import { withPending } from '../../core/response/apply-field-item';
import type { PhoneRecheck } from '../../core/reinterview/phone-recheck';
import { isSettledBy, withRecheckPending } from '../../core/reinterview/phone-recheck';
import type { PhoneItem } from '../../core/reinterview/recheck-item';
import { isRecheckItem } from '../../core/reinterview/recheck-item';

const NAME = 'field';
const VERSION = 1;
/** Units that were not fetched anew for so long are erased. */
const LONGEST_KEPT_MS = 7 * 86_400_000;

interface Kept {
  readonly userId: string;
  readonly at: string;
}

export interface KeptList extends Kept {
  readonly units: readonly FieldUnit[];
  readonly rounds: readonly FieldRound[];
}

/** Of whoever asks again. */
export interface KeptRechecks extends Kept {
  readonly rechecks: readonly PhoneRecheck[];
}

export interface WaitingItem {
  /** In the order in which things were done. */
  readonly seq: number;
  readonly userId: string;
  readonly serial: number;
  readonly item: PhoneItem;
  /** Why the server did not take it; null: it was not sent yet. */
  readonly refusal: string | null;
}

type StoreName = 'list' | 'outbox';

/** Where the browser has no database (a private window of some), there is nothing to keep: the pages work with a connection. */
async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore('list');
    database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('the browser database failed'));
  });
}

/** Resolves once it is on the disk, not only asked for. */
async function inStore<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const ended = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error ?? new Error('the browser database failed'));
    });
    const result = await settled(work(transaction.objectStore(name)));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

/** By their places in the store. */
interface Lists {
  readonly own: KeptList;
  readonly rechecks: KeptRechecks;
}

const put = (name: keyof Lists, list: Kept) => inStore('list', 'readwrite', (store) => store.put(list, name));
const get = async <Name extends keyof Lists>(name: Name) =>
  (await inStore('list', 'readonly', (store) => store.get(name))) as Lists[Name] | undefined;

export async function keepList(list: KeptList): Promise<void> {
  await put('own', list);
}

export async function keepRechecks(list: KeptRechecks): Promise<void> {
  await put('rechecks', list);
}

/** undefined: none is kept, or it is too old. */
export const keptList = (now: Date): Promise<KeptList | undefined> => kept('own', now);
export const keptRechecks = (now: Date): Promise<KeptRechecks | undefined> => kept('rechecks', now);

async function kept<Name extends keyof Lists>(name: Name, now: Date): Promise<Lists[Name] | undefined> {
  const list = await get(name);
  if (!list || now.getTime() - Date.parse(list.at) < LONGEST_KEPT_MS) return list;
  await eraseLists();
  return undefined;
}

/** What was sent is so in the kept list too: it may be looked at again before there is a line to fetch it anew. */
export async function updateKept(item: PhoneItem): Promise<void> {
  if (isRecheckItem(item)) {
    const list = await get('rechecks');
    const left = list?.rechecks.filter((one) => !isSettledBy(one, [item])).map((one) => withRecheckPending(one, [item]));
    if (list && left) await keepRechecks({ ...list, rechecks: left });
  } else {
    const list = await get('own');
    if (list) await keepList({ ...list, units: list.units.map((unit) => withPending(unit, [item])) });
  }
}

/** Names, phones and addresses go; what waits to be sent stays. */
export async function eraseLists(): Promise<void> {
  await inStore('list', 'readwrite', (store) => store.clear());
}

export async function addWaiting(waiting: Omit<WaitingItem, 'seq'>): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => store.add(waiting));
}

export async function listWaiting(): Promise<readonly WaitingItem[]> {
  return (await inStore('outbox', 'readonly', (store) => store.getAll())) as WaitingItem[];
}

export async function updateWaiting(waiting: WaitingItem): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => store.put(waiting));
}

export async function removeWaiting(seq: number): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => store.delete(seq));
}
