/**
 * What was typed is not lost where the session ended meanwhile: a form that is sent then is kept for an hour, for the person who had signed
 * in last in that browser, who is led to it after signing in again and sends it or throws it away. A browser in which nobody has signed in
 * keeps nothing here, so strangers cannot fill the table; passwords, codes and files are never kept.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Db } from '../schema';
import { deleteKeptForm, findKeptForm, keepForm, markOffered } from '../store/kept-forms';
import type { KeptForm } from '../store/kept-forms';
import { findLastUser } from '../store/known-browsers';
import { knownBrowserOf } from './known-browser';

const KEPT_FORM_PAGE = '/admin/kept';
const KEPT_MS = 3_600_000;
/** Of its text, in UTF-16 units: more than the longest form of the office. */
const MOST_TEXT = 262_144;
/** About one's own password and codes, or a paper form's one-time code: to be typed again. Elsewhere one's own password is asked for by this name. */
const SECRETS = /^\/admin\/(account(\/|$)|surveys\/[^/]+\/desk\/paper$)/;
const PASSWORD_FIELD = 'password';

type Asked = Pick<RequestEvent, 'cookies' | 'request' | 'url'>;

/** Forms that were sent before then are kept no more (ISO time). */
export function keptSince(now: Date): string {
  return new Date(now.getTime() - KEPT_MS).toISOString();
}

/** True: it is kept. */
export async function keepSentForm(db: Db, { cookies, request, url }: Asked, now: Date): Promise<boolean> {
  const browserHash = knownBrowserOf({ cookies });
  if (request.method !== 'POST' || SECRETS.test(url.pathname) || browserHash === null) return false;
  if (Number(request.headers.get('content-length') ?? Infinity) > MOST_TEXT * 4) return false;
  const userId = await findLastUser(db, browserHash);
  const fields = userId === undefined ? undefined : await readFields(request);
  if (userId === undefined || fields === undefined) return false;
  await keepForm(db, {
    browser_hash: browserHash,
    user_id: userId,
    address: url.pathname + url.search,
    fields: JSON.stringify(fields),
    sent_at: now.toISOString()
  });
  return true;
}

/** Of this person in this browser; undefined: there is none. */
export async function keptFormOf(db: Db, { cookies }: Pick<Asked, 'cookies'>, userId: string, now: Date): Promise<KeptForm | undefined> {
  const browserHash = knownBrowserOf({ cookies });
  return browserHash === null ? undefined : findKeptForm(db, browserHash, userId, keptSince(now));
}

/** Where a sign-in leads: to the form that was kept, once, else to `next`. */
export async function pageAfterSignIn(db: Db, event: Pick<Asked, 'cookies'>, userId: string, next: string, now: Date): Promise<string> {
  const kept = await keptFormOf(db, event, userId, now);
  if (!kept || kept.offered_at !== null) return next;
  await markOffered(db, kept.browser_hash, now.toISOString());
  return KEPT_FORM_PAGE;
}

export async function throwAwayKeptForm(db: Db, { cookies }: Pick<Asked, 'cookies'>): Promise<void> {
  await deleteKeptForm(db, knownBrowserOf({ cookies }) ?? '');
}

/** Of a copy: the request's own body stays to be read. undefined: no form, one with a file, or one that is too long. */
async function readFields(request: Request): Promise<readonly (readonly [string, string])[] | undefined> {
  let form: FormData;
  try {
    form = await request.clone().formData();
  } catch {
    return undefined;
  }
  const fields: [string, string][] = [];
  let length = 0;
  for (const [name, value] of form as Iterable<[string, FormDataEntryValue]>) {
    if (typeof value !== 'string') {
      if (value.size > 0) return undefined;
      continue;
    }
    if (name === PASSWORD_FIELD) continue;
    length += name.length + value.length;
    fields.push([name, value]);
  }
  return length > MOST_TEXT ? undefined : fields;
}
