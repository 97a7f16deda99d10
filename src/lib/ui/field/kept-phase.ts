/** How far keeping a list on the phone has come; `impossible`: this browser, or a page without https, cannot. */
import { canKeepPages, erasePages } from './offline-pages';
import { eraseLists } from './phone-store';

export type KeptPhase = 'starting' | 'kept' | 'impossible' | 'erased';

/** Keeps a list that came over the line, and the pages it needs. */
export async function keepOnPhone(keepList: () => Promise<void>, keepPages: () => Promise<void>): Promise<KeptPhase> {
  if (!canKeepPages()) return 'impossible';
  await keepList();
  await keepPages();
  return 'kept';
}

/** Names, phones and addresses, and the pages; what waits to be sent stays. */
export async function eraseFromPhone(): Promise<KeptPhase> {
  await Promise.all([eraseLists(), erasePages()]);
  return 'erased';
}
