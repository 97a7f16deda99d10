/** How far keeping a list on the phone has come; `impossible`: this browser, or a page without https, cannot. */
import { canKeepPages, erasePages, startWorker } from './offline-pages';
import { eraseLists } from './phone-store';

export type KeptPhase = 'starting' | 'kept' | 'impossible' | 'erased';

/**
 * Keeps a list that came over the line, and the pages it needs. Names come last but one: whoever signs out before the service worker is there to take
 * them away finds none. Where a part does not come, what was kept before stands, and nothing is said of it.
 */
export async function keepOnPhone(keepList: () => Promise<void>, keepPages: () => Promise<void>): Promise<KeptPhase> {
  if (!canKeepPages()) return 'impossible';
  try {
    await startWorker();
    await keepList();
    await keepPages();
    return 'kept';
  } catch {
    return 'starting';
  }
}

/** Names, phones and addresses, and the pages; what waits to be sent stays. */
export async function eraseFromPhone(): Promise<KeptPhase> {
  await Promise.all([eraseLists(), erasePages()]);
  return 'erased';
}
