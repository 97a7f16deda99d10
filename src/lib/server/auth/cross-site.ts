/** Whether a request that changes something was sent by another site's page. */

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

type Asked = { readonly request: Pick<Request, 'method' | 'headers'>; readonly url: Pick<URL, 'host'> };

/**
 * A browser says where a request comes from in two ways, and either is enough to refuse it: Sec-Fetch-Site (over https and for
 * localhost only) and Origin, whose host must be the one that was asked, or the public address where a proxy changes Host.
 * `null`, of a sandboxed frame, is another site. Without an Origin the Referer stands in; without any of them it was no browser's
 * cross-site request: every browser sends Origin with each cross-site POST, and none sends a SameSite=Lax cookie with it.
 */
export function isCrossSite({ request, url }: Asked, publicUrl: string | undefined): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') return true;
  const from = request.headers.get('origin') ?? request.headers.get('referer');
  if (from === null) return false;
  const host = hostOf(from);
  return host === undefined || (host !== url.host && host !== (publicUrl && hostOf(publicUrl)));
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
