/** What stands behind sign-in, and the answer to a request that is not signed in: 401 with the sign-in page and the way back. */
import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '../../core/problem';
import { problemResponse } from '../http';
import { pageOf } from './way-back';

type Asked = Pick<RequestEvent, 'route' | 'url'>;

const SET_UP = '/admin/set-up';
const LINK = '/admin/password/[token]';
const OPEN = new Set(['/admin/sign-in', '/admin/sign-in/code', '/admin/sign-out', '/admin/forgot', LINK, SET_UP]);
/** What an administrator who still has to add a second factor may ask for. */
const ENROLMENT = '/admin/account/second-factor';

/**
 * By the matched route, which no way of writing the address (`/%61dmin`) gets around; an address that matches none by its path,
 * so that what exists there does not show.
 */
export function isOfficePage(event: Asked): boolean {
  const path = routePath(event);
  return path === '/admin' || path.startsWith('/admin/');
}

export function needsSignIn(event: Asked): boolean {
  return isOfficePage(event) && !OPEN.has(routePath(event));
}

/** Whether the first set-up must come before this page, where nobody can sign in yet. */
export function waitsForSetUp(event: Asked): boolean {
  return isOfficePage(event) && routePath(event) !== SET_UP;
}

/** To the set-up; a script's request is told to sign in, which it takes to a page. */
export function answerWithSetUp(event: RequestEvent): Response {
  if (event.isDataRequest) return problemResponse(new Problem('sign-in-needed'), event);
  return new Response(null, { status: 303, headers: { location: SET_UP } });
}

/** The page's own address is a secret: no other address may learn it from a Referer, nor may a proxy's log. */
export function hasSecretAddress(event: Asked): boolean {
  return routePath(event) === LINK;
}

/** Where such an administrator is led; undefined: the page is open to them. */
export function enrolmentFor(event: Asked): string | undefined {
  return needsSignIn(event) && routePath(event) !== ENROLMENT ? ENROLMENT : undefined;
}

/** The citizen's form takes answers from any program; everything else only from pages of this site. */
export function isOpenToAll(event: Asked): boolean {
  return routePath(event).startsWith('/q/');
}

/** The route's id without its groups. */
function routePath({ route, url }: Asked): string {
  return route.id?.replace(/\/\([^)]+\)/g, '') ?? decodePath(url.pathname);
}

/** The sign-in page itself, at the address that was asked for; JSON where a script asked. `isKept`: what was sent is not lost. */
export async function answerWithSignIn(event: RequestEvent, isKept: boolean): Promise<Response> {
  const accepts = event.request.headers.get('accept') ?? '';
  if (event.isDataRequest || accepts.includes('json')) return problemResponse(new Problem('sign-in-needed'), event);
  const query = new URLSearchParams({ next: pageOf(event.url) });
  const chosen = event.url.searchParams.get('lang');
  if (chosen) query.set('lang', chosen);
  if (isKept) query.set('kept', '1');
  const page = await event.fetch(`/admin/sign-in?${query}`, { headers: { accept: 'text/html' } });
  return new Response(page.body, { status: 401, headers: page.headers });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
