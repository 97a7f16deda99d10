/** Where sign-in leads back to: a page behind sign-in on this site, and nothing else that `next` may say. */

const HOME = '/admin';
const BEHIND = /^\/admin(\/(?!sign-(in|out)(\/|$))|$)/;

export function wayBack(next: string | null | undefined): string {
  const base = 'http://local';
  if (!next || !URL.canParse(next, base)) return HOME;
  const url = new URL(next, base);
  return url.origin === base && BEHIND.test(url.pathname) ? url.pathname + url.search : HOME;
}

/** The page a refused request was for; without the form action's name (`?/…`), which is no page. */
export function pageOf(url: URL): string {
  return wayBack(url.search.startsWith('?/') ? url.pathname : url.pathname + url.search);
}

/** The second step of signing in, with the way back. */
export function codeStepPath(next: string): string {
  return `/admin/sign-in/code?${new URLSearchParams({ next })}`;
}
