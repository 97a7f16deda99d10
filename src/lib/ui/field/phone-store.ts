/**
 * What an interviewer's phone keeps, in the browser's own database (docs/decisions/0030): the units that are theirs, until they are settled or
 * somebody signs out; what was done and not sent yet, until it is sent; interviews half entered. Nothing else, and nothing in a cache holds a name.
 */
import type { FieldRound, FieldUnit } from '../../core/fieldwork/field-unit';
import { withPending } from '../../core/response/apply-field-item';
import type { FieldItem } from '../../core/response/field-item';

const NAME = 'field';
const VERSION = 1;
/** Units that were not fetched anew for so long are erased. */
const LONGEST_KEPT_MS = 7 * 86_400_000;

export interface KeptList {
  readonly userId: string;
  readonly at: string;
  readonly units: readonly FieldUnit[];
  readonly rounds: readonly FieldRound[];
}

export interface WaitingItem {
  /** In the order in which things were done. */
  readonly seq: number;
  readonly userId: string;
  readonly serial: number;
  readonly item: FieldItem;
  /** Why the server did not take it; null: it was not sent yet. */
  readonly refusal: string | null;
}

export type Entries = readonly (readonly [name: string, value: string])[];

type StoreName = 'list' | 'outbox' | 'drafts';

/** Where the browser has no database (a private window of some), there is nothing to keep: the pages work with a connection. */
async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore('list');
    database.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
    database.createObjectStore('drafts');
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

const LIST = 'own';

export async function keepList(list: KeptList): Promise<void> {
  await inStore('list', 'readwrite', (store) => store.put(list, LIST));
}

/** undefined: none is kept, or it is too old. */
export async function keptList(now: Date): Promise<KeptList | undefined> {
  const kept = (await inStore('list', 'readonly', (store) => store.get(LIST))) as KeptList | undefined;
  if (!kept || now.getTime() - Date.parse(kept.at) < LONGEST_KEPT_MS) return kept;
  await eraseList();
  return undefined;
}

/** What was sent is so in the kept list too: it may be looked at again before there is a line to fetch it anew. */
export async function updateKeptUnit(item: FieldItem): Promise<void> {
  const kept = (await inStore('list', 'readonly', (store) => store.get(LIST))) as KeptList | undefined;
  if (kept) await keepList({ ...kept, units: kept.units.map((unit) => withPending(unit, [item])) });
}

/** Names, phones and addresses go; what waits to be sent stays. */
export async function eraseList(): Promise<void> {
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

/** Of whoever entered it: a unit may go to somebody else who uses this phone. */
const draftKey = (userId: string, unitId: string): string => `${userId} ${unitId}`;

export async function keepDraft(userId: string, unitId: string, entries: Entries): Promise<void> {
  await inStore('drafts', 'readwrite', (store) => store.put(entries, draftKey(userId, unitId)));
}

export async function keptDraft(userId: string, unitId: string): Promise<Entries | undefined> {
  return (await inStore('drafts', 'readonly', (store) => store.get(draftKey(userId, unitId)))) as Entries | undefined;
}

export async function removeDraft(userId: string, unitId: string): Promise<void> {
  await inStore('drafts', 'readwrite', (store) => store.delete(draftKey(userId, unitId)));
}
