/** Between the password and the second factor: a short-lived cookie that is no session and opens nothing but the second step. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Db } from '../schema';
import { deleteHalfSignIn, findHalfSignIn, insertHalfSignIn } from '../store/sessions';
import { hashToken, newToken } from './secret-token';

const COOKIE = 'half';
const PATH = '/admin/sign-in';
const MINUTES = 10;

type Asked = Pick<RequestEvent, 'cookies' | 'url'>;

export async function startHalfSignIn(db: Db, { cookies, url }: Asked, userId: string, now: Date): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000).toISOString();
  await insertHalfSignIn(db, { idHash: hashToken(token), userId, expiresAt }, now.toISOString());
  const secure = url.protocol === 'https:';
  cookies.set(COOKIE, token, { path: PATH, httpOnly: true, sameSite: 'lax', secure, maxAge: MINUTES * 60 });
}

/** Whose password was right just now; undefined: nobody's, or it ran out. */
export async function readHalfSignIn(db: Db, { cookies }: Pick<Asked, 'cookies'>, now: Date): Promise<string | undefined> {
  const token = cookies.get(COOKIE);
  return token ? findHalfSignIn(db, hashToken(token), now.toISOString()) : undefined;
}

export async function endHalfSignIn(db: Db, { cookies }: Pick<Asked, 'cookies'>): Promise<void> {
  const token = cookies.get(COOKIE);
  if (token) await deleteHalfSignIn(db, hashToken(token));
  cookies.delete(COOKIE, { path: PATH, secure: false });
}
