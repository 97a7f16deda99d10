/** What a phone sends when the line is back: one thing after another, each taken or refused for itself, and told so by its id. */
import { Problem } from '../../core/problem';
import type { PhoneItem } from '../../core/reinterview/recheck-item';
import { isRecheckItem, readPhoneItem } from '../../core/reinterview/recheck-item';
import { problemText } from '../../i18n/problem-text';
import type { Asking } from '../auth/access';
import { requireSomeRole } from '../auth/access';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { FieldOutcome } from './receive-field-item';
import { receiveFieldItem } from './receive-field-item';
import { receiveRecheckItem } from './store-recheck';
import { storeFieldAnswer } from './store-field-answer';

const MOST_ITEMS = 50;

export interface PhoneOutcome {
  readonly id: string;
  readonly outcome: FieldOutcome | 'refused';
  /** Why it was refused, in the reader's language. */
  readonly message?: string;
}

/**
 * `body`: `{ user, items }` as JSON. Throws `sign-in-needed`, `role-not-enough`, `field-item-invalid` where it is none of that, `field-other-account`
 * where somebody else signed in on the phone meanwhile: nothing is stored in another one's name.
 */
export async function receiveFromPhone(
  db: Db,
  config: Config,
  asking: Asking,
  body: string,
  randomBytes: (count: number) => Uint8Array,
  now: Date
): Promise<readonly PhoneOutcome[]> {
  const user = requireSomeRole(asking, ['field:work', 'field:recheck']);
  const sent = parse(body);
  if (sent.user !== user.id) throw new Problem('field-other-account');
  const storeAnswer = storeFieldAnswer(config, randomBytes);
  const receive = (item: PhoneItem): Promise<FieldOutcome> =>
    isRecheckItem(item)
      ? receiveRecheckItem(db, config, asking, item, randomBytes, now)
      : receiveFieldItem(db, asking, item, storeAnswer, now);
  const outcomes: PhoneOutcome[] = [];
  for (const one of sent.items) {
    const id = idOf(one);
    try {
      outcomes.push({ id, outcome: await receive(readPhoneItem(one)) });
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      outcomes.push({ id, outcome: 'refused', message: problemText(failure.code, failure.parameters, asking.language) });
    }
  }
  return outcomes;
}

function parse(body: string): { readonly user: unknown; readonly items: readonly unknown[] } {
  try {
    const sent = JSON.parse(body) as { readonly user?: unknown; readonly items?: unknown };
    if (Array.isArray(sent.items) && sent.items.length <= MOST_ITEMS) return { user: sent.user, items: sent.items };
  } catch {
    // no JSON at all
  }
  throw new Problem('field-item-invalid');
}

function idOf(item: unknown): string {
  const id = (item as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}
