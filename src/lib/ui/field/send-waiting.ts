/** Sends what waits on the phone, in the order in which it was done. Safe to call at any time, from several tabs at once. */
import type { WaitingItem } from './phone-store';
import { listWaiting, removeWaiting, updateKept, updateWaiting } from './phone-store';

const MOST_AT_ONCE = 20;
const LONGEST_WAIT_MS = 60_000;

/** `offline`: no answer came; `server`: one that says nothing; `session`: somebody has to sign in. */
export type SendResult = 'sent' | 'offline' | 'server' | 'session';

interface Outcome {
  readonly id: string;
  readonly outcome: 'stored' | 'repeated' | 'refused';
  readonly message?: string;
}

export async function sendWaiting(userId: string): Promise<SendResult> {
  if (!('locks' in navigator)) return sendAll(userId);
  return navigator.locks.request('field-outbox', () => sendAll(userId));
}

async function sendAll(userId: string): Promise<SendResult> {
  for (;;) {
    const waiting = (await listWaiting()).filter((one) => one.userId === userId && one.refusal === null);
    if (waiting.length === 0) return 'sent';
    const result = await sendSome(userId, waiting.slice(0, MOST_AT_ONCE));
    if (result !== 'sent') return result;
  }
}

async function sendSome(userId: string, waiting: readonly WaitingItem[]): Promise<SendResult> {
  let response: Response;
  try {
    response = await fetch('/admin/field/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ user: userId, items: waiting.map(({ item }) => item) }),
      signal: AbortSignal.timeout(LONGEST_WAIT_MS)
    });
  } catch {
    return 'offline';
  }
  if (response.status === 401 || response.status === 409) return 'session';
  if (!response.ok) return 'server';
  const outcomes = await readOutcomes(response);
  if (outcomes === undefined) return 'server';
  for (const one of waiting) {
    const outcome = outcomes.find(({ id }) => id === one.item.id);
    if (!outcome) return 'server'; // what was not spoken of stays
    if (outcome.outcome === 'refused') await updateWaiting({ ...one, refusal: outcome.message ?? '' });
    else {
      // Also what was taken before: its answer came to a page that was left.
      await updateKept(one.item);
      await removeWaiting(one.seq);
    }
  }
  return 'sent';
}

/** undefined: not an answer of this server (a sign-in page of a café's network, for one). */
async function readOutcomes(response: Response): Promise<readonly Outcome[] | undefined> {
  try {
    const { outcomes } = (await response.json()) as { readonly outcomes?: readonly Outcome[] };
    return Array.isArray(outcomes) ? outcomes : undefined;
  } catch {
    return undefined;
  }
}
