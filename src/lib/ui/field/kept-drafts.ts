/**
 * Interviews half entered, on the phone until they are recorded (docs/decisions/0030). In the browser's storage that is written before the call
 * returns: what was only asked of the database when the page was left, or the phone went off, was lost. Without a name; by whoever entered it and
 * by unit, for a unit may go to somebody else who uses this phone.
 */
import type { FormEntries } from '../../core/response/read-form';

export interface Draft {
  /** visit or phone; empty where the form does not ask. */
  readonly channel: string;
  readonly entries: FormEntries;
}

interface KeptDraft extends Draft {
  readonly at: number;
}

const PREFIX = 'field-draft ';
/** As long as the server takes what was done while a unit was somebody's. */
const LONGEST_KEPT_MS = 14 * 86_400_000;

const keyOf = (userId: string, unitId: string): string => `${PREFIX}${userId} ${unitId}`;

/** Where the browser keeps nothing (a private window of some, a full disk), the pages work without. */
function ifKept<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}

export function keepDraft(userId: string, unitId: string, draft: Draft, now: Date): void {
  const kept: KeptDraft = { ...draft, at: now.getTime() };
  ifKept((storage) => storage.setItem(keyOf(userId, unitId), JSON.stringify(kept)));
}

/**
 * What was kept, and over it what stands in the form already: it was entered before the page's script ran. undefined: nothing was kept.
 * Drafts that are too old go, whosever they are.
 */
export function keptDraft(userId: string, unitId: string, entered: FormEntries, now: Date): Draft | undefined {
  return ifKept((storage) => {
    for (const key of Object.keys(storage).filter((one) => one.startsWith(PREFIX)))
      if (now.getTime() - read(storage, key).at >= LONGEST_KEPT_MS) storage.removeItem(key);
    const key = keyOf(userId, unitId);
    if (storage.getItem(key) === null) return undefined;
    const { channel, entries } = read(storage, key);
    return { channel, entries: [...entries.filter(([name]) => entered.every(([other]) => other !== name)), ...entered] };
  });
}

const read = (storage: Storage, key: string): KeptDraft => JSON.parse(storage.getItem(key) ?? '') as KeptDraft;

export function removeDraft(userId: string, unitId: string): void {
  ifKept((storage) => storage.removeItem(keyOf(userId, unitId)));
}
