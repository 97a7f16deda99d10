/**
 * Who is signed in. Lucia makes, checks and prolongs the sessions; nothing but this module and its adapter knows Lucia, and
 * this module's functions are all the rest of the project sees (docs/decisions/0002-lucia.md).
 *
 * A session that is not used for 12 hours is over. Use prolongs it once less than half of them is left, so that most requests
 * only read.
 */
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { Lucia, TimeSpan } from 'lucia';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { touchSession } from '../store/sessions';
import { appendUserEvent } from '../store/user-events';
import type { SignedInUser } from '../store/users';
import { inTransaction } from '../transaction';
import { sessionAdapter } from './adapter';
import { rememberBrowser, sendKnownBrowser } from './known-browser';
import { hashToken } from './secret-token';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>;
    DatabaseUserAttributes: SignedInUser;
    DatabaseSessionAttributes: { createdAt: string; agent: string; lastUsedAt: string };
  }
}

const IDLE_LIFE = new TimeSpan(12, 'h');
const LONGEST_AGENT = 200;
/** How often the last use of a session is written down. */
const NOTE_USE_MS = 5 * 60_000;

export const SESSION_COOKIE = 'session';

type Asked = Pick<RequestEvent, 'cookies' | 'url'>;

/** The user whose session the request's cookie carries, or null; a prolonged session's cookie is sent again. */
export async function readSession(db: Db, event: Asked): Promise<SignedInUser | null> {
  const id = event.cookies.get(SESSION_COOKIE);
  if (!id) return null;
  const lucia = luciaOver(db);
  const { session, user } = await lucia.validateSession(id);
  if (!session) dropCookie(event.cookies);
  else {
    if (session.fresh) sendCookie(event, session.id);
    const now = new Date();
    if (now.getTime() - Date.parse(session.lastUsedAt || '0') > NOTE_USE_MS) await touchSession(db, hashToken(id), now.toISOString());
  }
  return user;
}

/** The hash by which the request's session is known in the lists of sessions; '': it has none. */
export function sessionHashOf({ cookies }: Pick<Asked, 'cookies'>): string {
  const id = cookies.get(SESSION_COOKIE);
  return id ? hashToken(id) : '';
}

/** By what somebody signed in. */
export type SignedInBy = 'password' | 'code' | 'recovery-code';

/** Signs the user in: always with a new session, whatever cookie the request had. The browser is known from then on. */
export async function startSession(
  db: Db,
  event: Asked & Pick<RequestEvent, 'request'>,
  userId: string,
  signedInBy: SignedInBy = 'password'
): Promise<void> {
  const now = new Date();
  const agent = (event.request.headers.get('user-agent') ?? '').slice(0, LONGEST_AGENT);
  const { session, browser } = await inTransaction(db, async (trx) => {
    const lucia = luciaOver(trx);
    const before = event.cookies.get(SESSION_COOKIE);
    if (before) await lucia.invalidateSession(before);
    await lucia.deleteExpiredSessions();
    const attributes = { createdAt: now.toISOString(), agent, lastUsedAt: now.toISOString() };
    const started = {
      session: await lucia.createSession(userId, attributes),
      browser: await rememberBrowser(trx, event, userId, now)
    };
    await appendUserEvent(trx, byUser({ id: userId }, now), 'user.sign-in', userId, { by: signedInBy });
    return started;
  });
  sendCookie(event, session.id);
  sendKnownBrowser(event, browser);
}

export async function endSession(db: Db, { cookies }: Asked): Promise<void> {
  const id = cookies.get(SESSION_COOKIE);
  if (id)
    await inTransaction(db, async (trx) => {
      const lucia = luciaOver(trx);
      const { user } = await lucia.validateSession(id);
      await lucia.invalidateSession(id);
      if (user) await appendUserEvent(trx, byUser(user, new Date()), 'user.sign-out', user.id);
    });
  dropCookie(cookies);
}

function luciaOver(db: Db) {
  return new Lucia(sessionAdapter(db), {
    sessionExpiresIn: IDLE_LIFE,
    sessionCookie: { name: SESSION_COOKIE },
    getUserAttributes: ({ email, name, grants }) => ({ email, name, grants }),
    getSessionAttributes: ({ lastUsedAt }) => ({ lastUsedAt })
  });
}

/** Secure only over https: over http a browser drops such a cookie for every name but localhost. */
function sendCookie({ cookies, url }: Asked, id: string): void {
  cookies.set(SESSION_COOKIE, id, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: IDLE_LIFE.seconds()
  });
}

function dropCookie(cookies: Cookies): void {
  cookies.delete(SESSION_COOKIE, { path: '/', secure: false });
}
