/**
 * The cookie by which a browser is known again in which somebody signed in: it opens nothing. Its failed tries count apart, so that
 * strangers who lock a name by failing on purpose do not lock its owner out (docs/decisions/0016-the-way-back-in.md).
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Db } from '../schema';
import { deleteForgottenBrowsers, isGivenToken, rememberKnownBrowser } from '../store/known-browsers';
import { hashToken, newToken } from './secret-token';

const COOKIE = 'known';
const DAYS = 180;

type Asked = Pick<RequestEvent, 'cookies' | 'url'>;

/** The hash of the browser's token; null: it sends none. */
export function knownBrowserOf({ cookies }: Pick<Asked, 'cookies'>): string | null {
  const token = cookies.get(COOKIE);
  return token === undefined || token === '' ? null : hashToken(token);
}

/** Browsers used before then are forgotten. */
export function knownSince(now: Date): string {
  return new Date(now.getTime() - DAYS * 86_400_000).toISOString();
}

/** After a sign-in. A token that this system did not make is not taken up. Returns what to send. */
export async function rememberBrowser(db: Db, { cookies }: Asked, userId: string, now: Date): Promise<string> {
  await deleteForgottenBrowsers(db, knownSince(now));
  const sent = cookies.get(COOKIE);
  const token = sent && (await isGivenToken(db, hashToken(sent))) ? sent : newToken();
  await rememberKnownBrowser(db, hashToken(token), userId, now.toISOString());
  return token;
}

export function sendKnownBrowser({ cookies, url }: Asked, token: string): void {
  const secure = url.protocol === 'https:';
  cookies.set(COOKIE, token, { path: '/admin', httpOnly: true, sameSite: 'lax', secure, maxAge: DAYS * 86_400 });
}
