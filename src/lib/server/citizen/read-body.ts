/** A form's body as fields, with limits: what is read is kept for the page even where it is refused. */
import { Problem } from '../../core/problem';
import type { FormEntries } from '../../core/response/read-form';
import { groupEntries } from '../../core/response/read-form';
import type { CitizenRequest } from './exchange';
import { CutBody } from './exchange';

const MOST_BODY_BYTES = 128 * 1024;
/** Far more than any form has; without an end a page with all of them back would keep the server busy. */
const MOST_FIELDS = 1_000;

export interface ReceivedForm {
  readonly entries: FormEntries;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Why it cannot be taken whatever it says: too large, or not a form. */
  readonly problem: Problem | null;
}

export async function readBody(request: CitizenRequest['request']): Promise<ReceivedForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    return { entries: [], values: new Map(), problem: new Problem('body-type-unknown') };
  let [body, isWhole] = ['', true];
  try {
    body = await request.text();
  } catch (failure) {
    isWhole = false;
    if (failure instanceof CutBody) body = failure.beginning;
  }
  const all = [...new URLSearchParams(body)];
  const entries = all.slice(0, MOST_FIELDS);
  const fits = isWhole && all.length <= MOST_FIELDS && Buffer.byteLength(body) <= MOST_BODY_BYTES;
  return { entries, values: groupEntries(entries), problem: fits ? null : new Problem('body-too-large', { max: '128 kB' }) };
}
