/**
 * Anyone can write X-Forwarded-* into a request. What it says about the protocol, the host and the address counts only when the
 * settings name a proxy on this machine and the request comes from this machine; otherwise the connection itself says it.
 */
import type { IncomingMessage } from 'node:http';

/** The names under which adapter-node is told to look; after `keepTrustedForwarding` each is present and true. */
export const TRUSTED_HEADERS = {
  PROTOCOL_HEADER: 'x-forwarded-proto',
  HOST_HEADER: 'x-forwarded-host',
  ADDRESS_HEADER: 'x-forwarded-for'
} as const;

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

type Incoming = Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } };

/** Rewrites the request's headers in place. */
export function keepTrustedForwarding(request: Incoming, trustLoopbackProxy: boolean): void {
  const { headers } = request;
  const peer = request.socket.remoteAddress ?? '';
  const said = trustLoopbackProxy && LOOPBACK.test(peer) ? headers : {};
  const protocol = last(said['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  const host = last(said['x-forwarded-host']) ?? headers.host;
  const address = last(said['x-forwarded-for']) ?? peer; // the last one is what the proxy itself saw
  for (const name of Object.keys(headers)) if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete headers[name];
  headers['x-forwarded-proto'] = protocol;
  if (host !== undefined) headers['x-forwarded-host'] = host;
  headers['x-forwarded-for'] = address;
}

function last(value: string | string[] | undefined): string | undefined {
  return value?.toString().split(',').at(-1)?.trim() || undefined;
}
