/**
 * Of the field's pages and those of second interviews, which register it themselves (src/lib/ui/field/offline-pages.ts): where the line or the server does not answer, a
 * kept page does. When somebody signs out, from whatever page, the names and addresses on this phone go first;
 * where a session only ended, they go once somebody has signed in: the list comes anew if it is theirs.
 */
/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { erasePages, FONT_CACHE, isBuiltFile, shellFor } from './lib/ui/field/offline-pages';
import { eraseLists, eraseListsForGood } from './lib/ui/field/phone-store';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Longer than a slow line takes, shorter than an interviewer at a door has patience. */
const LONGEST_WAIT_MS = 5_000;
const NO_SERVER = new Set([502, 503, 504]);

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === 'POST' && url.pathname === '/admin/sign-out') return event.respondWith(signOut(request));
  if (request.method === 'POST' && url.pathname === '/admin/sign-in') return event.respondWith(signIn(request));
  if (request.method !== 'GET' || url.searchParams.has('shell')) return;
  if (isBuiltFile(url)) return event.respondWith(builtFile(request));
  const shell = request.mode === 'navigate' ? shellFor(url) : undefined;
  if (shell !== undefined) event.respondWith(pageOrShell(request, shell));
});

async function pageOrShell(request: Request, shell: string): Promise<Response> {
  const kept = await caches.match(shell);
  if (!kept) return fetch(request);
  const tooLong = new Promise<undefined>((done) => setTimeout(done, LONGEST_WAIT_MS, undefined));
  const answer = await Promise.race([fetch(request).catch(() => undefined), tooLong]);
  return answer && !NO_SERVER.has(answer.status) ? answer : kept;
}

async function builtFile(request: Request): Promise<Response> {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  // A font is asked for by a style sheet, which no page names.
  if (response.ok && request.url.endsWith('.woff2')) await (await caches.open(FONT_CACHE)).put(request.url, response.clone());
  return response;
}

/** What waits to be sent stays. */
async function signOut(request: Request): Promise<Response> {
  await Promise.all([eraseListsForGood(new Date()), erasePages()]).catch(() => undefined);
  return fetch(request);
}

/** Only once it was let in: without a line, or with a wrong password, an interviewer keeps the list. The kept pages name nobody. */
async function signIn(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.type === 'opaqueredirect' || answer.redirected) await eraseLists().catch(() => undefined);
  return answer;
}
