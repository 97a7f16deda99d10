/**
 * The field's pages without a connection: their shells (the pages with nobody's data in them) and what those load are kept in a cache; the
 * service worker (src/service-worker.ts) answers with them where the line does not. Shared by the pages, which fill the cache, and the worker.
 */
export const CACHE = 'field-pages';
export const FIELD = '/admin/field';
const UNIT = `${FIELD}/units/`;
const ANSWER = `${FIELD}/answer/`;
/** Stands for any unit in the shell's address. */
const ANY_UNIT = `${UNIT}any?shell`;
const LIST_SHELL = `${FIELD}?shell`;

export const unitPath = (id: string, done = ''): string => `${UNIT}${encodeURIComponent(id)}${done && `?saved=${done}`}`;
export const answerPath = (round: string, unit: string): string => `${ANSWER}${encodeURIComponent(round)}?unit=${encodeURIComponent(unit)}`;
const answerShell = (path: string): string => `${path}?shell`;

/** The kept page that stands in for an address; undefined: none does. */
export function shellFor({ pathname }: Pick<URL, 'pathname'>): string | undefined {
  if (pathname === FIELD) return LIST_SHELL;
  if (pathname.startsWith(UNIT)) return ANY_UNIT;
  return pathname.startsWith(ANSWER) ? answerShell(pathname) : undefined;
}

/** Built files have their content's hash in their names: what is kept is never out of date. */
export const isBuiltFile = ({ pathname }: Pick<URL, 'pathname'>): boolean => pathname.startsWith('/_app/immutable/');

/** False: this browser, or a page without https, cannot. */
export const canKeepPages = (): boolean => 'serviceWorker' in navigator && 'caches' in globalThis;

/** Keeps the shells of these rounds and all they load; what is of an older build goes. */
export async function keepPages(rounds: readonly string[]): Promise<void> {
  await navigator.serviceWorker.register('/service-worker.js', { scope: '/admin/', type: 'module' });
  const cache = await caches.open(CACHE);
  const shells = [LIST_SHELL, ANY_UNIT, ...rounds.map((round) => answerShell(`${ANSWER}${encodeURIComponent(round)}`))];
  const wanted = new Set<string>();
  for (const shell of shells) {
    const response = await fetch(shell, { headers: { accept: 'text/html' } });
    if (!response.ok || response.redirected) return;
    await cache.put(shell, response.clone());
    wanted.add(new URL(shell, location.href).href);
    for (const file of builtFilesIn(await response.text())) wanted.add(file);
  }
  for (const file of wanted) if (isBuiltFile(new URL(file)) && !(await cache.match(file))) await keepFile(cache, file, wanted);
  for (const { url } of await cache.keys()) if (!wanted.has(url) && !isFont(url)) await cache.delete(url);
}

async function keepFile(cache: Cache, file: string, wanted: Set<string>): Promise<void> {
  const response = await fetch(file);
  if (!response.ok) return;
  await cache.put(file, response.clone());
  if (!file.endsWith('.js')) return;
  // What a module imports in turn; the set grows while it is gone through.
  for (const [, name] of (await response.text()).matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/g)) wanted.add(new URL(name!, file).href);
}

function builtFilesIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:\.{1,2}\/)*\/?_app\/immutable\/[\w./-]+/g)].map(
    ([path]) => new URL(path.slice(path.indexOf('_app')), `${location.origin}/`).href
  );
}

const isFont = (url: string): boolean => url.endsWith('.woff2');

/** Also what they load, of whoever used this browser before. */
export async function erasePages(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(CACHE);
}
