/**
 * The pages of interviews and second interviews without a connection: their shells (the pages with nobody's data in them) and what those load are
 * kept in a cache; the service worker (src/service-worker.ts) answers with them where the line does not. Shared by the pages, which fill the cache,
 * and the worker.
 */
import type { RecheckKind } from '../../core/reinterview/recheck-item';

/** Interviewers and re-interviewers have a cache each: somebody may be both, and each list keeps its own pages. */
const CACHES = { field: 'field-pages', recheck: 'recheck-pages' } as const;
export const FONT_CACHE = CACHES.field;
export const FIELD = '/admin/field';
export const OWN_RECHECKS = '/admin/recheck';
const UNIT = `${FIELD}/units/`;
const ANSWER = `${FIELD}/answer/`;
/** Stands for any unit in the shell's address. */
const ANY_UNIT = `${UNIT}any?shell`;
const LIST_SHELL = `${FIELD}?shell`;
const RECHECKS_SHELL = `${OWN_RECHECKS}?shell`;
const ANY_RECHECK = `${OWN_RECHECKS}/any?shell`;

export const unitPath = (id: string, done = ''): string => `${UNIT}${encodeURIComponent(id)}${done && `?saved=${done}`}`;
export const answerPath = (round: string, unit: string): string => `${ANSWER}${encodeURIComponent(round)}?unit=${encodeURIComponent(unit)}`;
export const ownRecheckPath = (id: string): string => `${OWN_RECHECKS}/${encodeURIComponent(id)}`;
/** Where one is after something was done with a second interview. */
export function recheckDonePath(kind: RecheckKind, id: string, serial: number): string {
  if (kind === 'recheck-try') return `${ownRecheckPath(id)}?saved=try`;
  return `${OWN_RECHECKS}?saved=${kind === 'recheck' ? 'done' : 'unreached'}&form=${serial}`;
}
const answerShell = (path: string): string => `${path}?shell`;

/** The kept page that stands in for an address; undefined: none does. */
export function shellFor({ pathname }: Pick<URL, 'pathname'>): string | undefined {
  if (pathname === FIELD) return LIST_SHELL;
  if (pathname.startsWith(UNIT)) return ANY_UNIT;
  if (pathname === OWN_RECHECKS) return RECHECKS_SHELL;
  if (pathname.startsWith(`${OWN_RECHECKS}/`)) return ANY_RECHECK;
  return pathname.startsWith(ANSWER) ? answerShell(pathname) : undefined;
}

/** Built files have their content's hash in their names: what is kept is never out of date. */
export const isBuiltFile = ({ pathname }: Pick<URL, 'pathname'>): boolean => pathname.startsWith('/_app/immutable/');

/** False: this browser, or a page without https, cannot. */
export const canKeepPages = (): boolean => 'serviceWorker' in navigator && 'caches' in globalThis;

/** An interviewer's pages of these rounds. */
export async function keepFieldPages(rounds: readonly string[]): Promise<void> {
  await keepPages(CACHES.field, [LIST_SHELL, ANY_UNIT, ...rounds.map((round) => answerShell(`${ANSWER}${encodeURIComponent(round)}`))]);
}

/** A re-interviewer's pages: what is asked stands in the kept list. */
export async function keepRecheckPages(): Promise<void> {
  await keepPages(CACHES.recheck, [RECHECKS_SHELL, ANY_RECHECK]);
}

/** Resolves once it stands between the pages and the line. */
export async function startWorker(): Promise<void> {
  await navigator.serviceWorker.register('/service-worker.js', { scope: '/admin/', type: 'module' });
  await navigator.serviceWorker.ready;
}

/**
 * Keeps the shells and all they load; what is of an older build goes. A shell is kept once all that it loads is: one that is left half-way leaves
 * the pages of the build before, which work. Rejects where a part does not come.
 */
async function keepPages(name: string, shells: readonly string[]): Promise<void> {
  const cache = await caches.open(name);
  const wanted = new Set<string>();
  const fetched = new Map<string, Response>();
  for (const shell of shells) {
    const response = await fetchWhole(shell, { headers: { accept: 'text/html' } });
    fetched.set(shell, response.clone());
    wanted.add(new URL(shell, location.href).href);
    for (const file of builtFilesIn(await response.text())) wanted.add(file);
  }
  // What a module imports in turn, of those too that are kept already: the set grows while it is gone through.
  for (const file of wanted)
    if (isBuiltFile(new URL(file))) for (const name of importsOf(file, await keptFile(cache, file))) wanted.add(new URL(name, file).href);
  for (const [shell, response] of fetched) await cache.put(shell, response);
  for (const { url } of await cache.keys()) if (!wanted.has(url) && !isFont(url)) await cache.delete(url);
}

/** Its text. */
async function keptFile(cache: Cache, file: string): Promise<string> {
  const kept = await cache.match(file);
  if (kept) return kept.text();
  const response = await fetchWhole(file);
  await cache.put(file, response.clone());
  return response.text();
}

const importsOf = (file: string, text: string): readonly string[] =>
  file.endsWith('.js') ? [...text.matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/g)].map(([, name]) => name!) : [];

async function fetchWhole(address: string, asked?: RequestInit): Promise<Response> {
  const response = await fetch(address, asked);
  if (!response.ok || response.redirected) throw new Error(`${address} did not come`);
  return response;
}

function builtFilesIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:\.{1,2}\/)*\/?_app\/immutable\/[\w./-]+/g)].map(
    ([path]) => new URL(path.slice(path.indexOf('_app')), `${location.origin}/`).href
  );
}

const isFont = (url: string): boolean => url.endsWith('.woff2');

/** Also what they load, of whoever used this browser before. */
export async function erasePages(): Promise<void> {
  if ('caches' in globalThis) await Promise.all(Object.values(CACHES).map((name) => caches.delete(name)));
}
