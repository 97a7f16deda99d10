/** A form's body as fields, with limits: what is read is kept for the page even where it is refused. */
import { Problem } from '../../core/problem';
import type { FormEntries } from '../../core/response/read-form';

const MOST_BODY_BYTES = 128 * 1024;

export interface ReceivedForm {
  readonly entries: FormEntries;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Why it cannot be taken whatever it says: too large, or not a form. */
  readonly problem: Problem | null;
}

export async function readBody(request: Request): Promise<ReceivedForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    return { entries: [], values: new Map(), problem: new Problem('body-type-unknown') };
  let body: string;
  try {
    body = await request.text();
  } catch {
    // Larger than the server reads at all (BODY_SIZE_LIMIT), or cut off on the way.
    return { entries: [], values: new Map(), problem: new Problem('body-too-large', { max: '128 kB' }) };
  }
  const entries = [...new URLSearchParams(body)];
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  const problem = Buffer.byteLength(body) > MOST_BODY_BYTES ? new Problem('body-too-large', { max: '128 kB' }) : null;
  return { entries, values, problem };
}
