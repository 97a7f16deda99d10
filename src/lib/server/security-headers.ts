/** For whatever brings no policy of its own (redirects, files, plain texts, the last-resort error page): no script at all. */
const POLICY_WITHOUT_SCRIPT =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What every answer carries, whoever makes it; a page's own policy stands in place of this one. */
export function securityHeaders(requestId: string, protocol: string): Record<string, string> {
  return {
    'x-request-id': requestId,
    'content-security-policy': POLICY_WITHOUT_SCRIPT,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(protocol === 'https:' && { 'strict-transport-security': 'max-age=31536000' })
  };
}
