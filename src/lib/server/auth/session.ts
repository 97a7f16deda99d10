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
import type { SignedInUser } from '../store/users';
import { sessionAdapter } from './adapter';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOver>;
    DatabaseUserAttributes: SignedInUser;
    DatabaseSessionAttributes: { createdAt: string; agent: string };
  }
}

const IDLE_LIFE = new TimeSpan(12, 'h');
const LONGEST_AGENT = 200;

export const SESSION_COOKIE = 'session';

type Asked = Pick<RequestEvent, 'cookies' | 'url'>;

/** The user whose session the request's cookie carries, or null; a prolonged session's cookie is sent again. */
export async function readSession(db: Db, event: Asked): Promise<SignedInUser | null> {
  const id = event.cookies.get(SESSION_COOKIE);
  if (!id) return null;
  const lucia = luciaOver(db);
  const { session, user } = await lucia.validateSession(id);
  if (!session) dropCookie(event.cookies);
  else if (session.fresh) sendCookie(event, session.id);
  return user;
}

/** Signs the user in: always with a new session, whatever cookie the request had. */
export async function startSession(db: Db, event: Asked & Pick<RequestEvent, 'request'>, userId: string): Promise<void> {
  const lucia = luciaOver(db);
  const before = event.cookies.get(SESSION_COOKIE);
  if (before) await lucia.invalidateSession(before);
  await lucia.deleteExpiredSessions();
  const agent = (event.request.headers.get('user-agent') ?? '').slice(0, LONGEST_AGENT);
  const session = await lucia.createSession(userId, { createdAt: new Date().toISOString(), agent });
  sendCookie(event, session.id);
}

export async function endSession(db: Db, { cookies }: Asked): Promise<void> {
  const id = cookies.get(SESSION_COOKIE);
  if (id) await luciaOver(db).invalidateSession(id);
  dropCookie(cookies);
}

function luciaOver(db: Db) {
  return new Lucia(sessionAdapter(db), {
    sessionExpiresIn: IDLE_LIFE,
    sessionCookie: { name: SESSION_COOKIE },
    getUserAttributes: ({ email, name, grants }) => ({ email, name, grants })
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
