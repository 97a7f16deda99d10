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
  /** null: this phone has no list to read it from (a site without https keeps none). */
  readonly serial: number | null;
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

/** Resolves once it is on the disk, not only asked for. All of `work` is one transaction: no other tab, nor the service worker, comes in between. */
async function inStore<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const ended = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error ?? new Error('the browser database failed'));
    });
    const [result] = await Promise.all([work(transaction.objectStore(name)), ended]);
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

/** When somebody signed out on this phone, until somebody signs in: no name. */
const SIGNED_OUT = 'signed-out';

const listIn = async <Name extends keyof Lists>(store: IDBObjectStore, name: Name) =>
  (await settled(store.get(name))) as Lists[Name] | undefined;

/**
 * Not of a page that was asked for before somebody signed out: it may still be there, on a slow phone, for as long as the next one is on its way,
 * and in another tab.
 */
const keep = (name: keyof Lists, list: Kept): Promise<void> =>
  inStore('list', 'readwrite', async (store) => {
    const signedOut = (await settled(store.get(SIGNED_OUT))) as number | undefined;
    if (signedOut === undefined || performance.timeOrigin > signedOut) await settled(store.put(list, name));
  });

export const keepList = (list: KeptList): Promise<void> => keep('own', list);
export const keepRechecks = (list: KeptRechecks): Promise<void> => keep('rechecks', list);

/** undefined: none is kept, it is too old, or this browser keeps nothing. */
export const keptList = (now: Date): Promise<KeptList | undefined> => kept('own', now);
export const keptRechecks = (now: Date): Promise<KeptRechecks | undefined> => kept('rechecks', now);

const kept = <Name extends keyof Lists>(name: Name, now: Date): Promise<Lists[Name] | undefined> =>
  inStore('list', 'readwrite', async (store) => {
    const list = await listIn(store, name);
    if (!list || now.getTime() - Date.parse(list.at) < LONGEST_KEPT_MS) return list;
    await settled(store.delete(name));
    return undefined;
  }).catch(() => undefined);

/** What was sent is so in the kept list too: it may be looked at again before there is a line to fetch it anew. */
export const updateKept = (item: PhoneItem): Promise<void> =>
  inStore('list', 'readwrite', async (store) => {
    if (isRecheckItem(item)) {
      const list = await listIn(store, 'rechecks');
      const left = list?.rechecks.filter((one) => !isSettledBy(one, [item])).map((one) => withRecheckPending(one, [item]));
      if (list && left) await settled(store.put({ ...list, rechecks: left }, 'rechecks'));
    } else {
      const list = await listIn(store, 'own');
      if (list) await settled(store.put({ ...list, units: list.units.map((unit) => withPending(unit, [item])) }, 'own'));
    }
  });

/** Names, phones and addresses go; what waits to be sent stays. */
export const eraseLists = (): Promise<void> => inStore('list', 'readwrite', async (store) => void (await settled(store.clear())));

/** The same, where somebody signs out. */
export const eraseListsForGood = (now: Date): Promise<void> =>
  inStore('list', 'readwrite', async (store) => {
    await settled(store.clear());
    await settled(store.put(now.getTime(), SIGNED_OUT));
  });

export async function addWaiting(waiting: Omit<WaitingItem, 'seq'>): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => settled(store.add(waiting)));
}

export async function listWaiting(): Promise<readonly WaitingItem[]> {
  return (await inStore('outbox', 'readonly', (store) => settled(store.getAll()))) as WaitingItem[];
}

export async function updateWaiting(waiting: WaitingItem): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => settled(store.put(waiting)));
}

export async function removeWaiting(seq: number): Promise<void> {
  await inStore('outbox', 'readwrite', (store) => settled(store.delete(seq)));
}
