/**
 * The form's own door. The built server asks here first: a form that is opened or sent is answered straight on Node's request
 * and response, which takes a third of the processor time it takes through SvelteKit (bench/README.md). What is not exactly
 * that (another method, a slash at the end) goes the usual way, and so does everything in development.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { running } from '../running';
import { logAnswer, shortRequestId } from '../request-line';
import { securityHeaders } from '../security-headers';
import { answerForm, FORM_ROUTE } from './answer-form';
import type { FormRequest } from './exchange';
import { readNodeBody } from './node-body';

const FORM_ADDRESS = /^\/q\/([^/?#]+)(\?[^#]*)?$/;

/** False: not for this door. */
export function formDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const asked = read(request);
  if (!asked) return false;
  answer(asked, request, response).catch((failure: unknown) => {
    running().log.error({ requestId: asked.locals.requestId, route: FORM_ROUTE, err: failure }, 'unexpected failure');
    response.destroy();
  });
  return true;
}

function read(request: IncomingMessage): FormRequest | null {
  const { method = '', url = '', headers } = request;
  const [, code, search = ''] = (method === 'GET' || method === 'POST' ? FORM_ADDRESS.exec(url) : null) ?? [];
  const decoded = code === undefined ? undefined : decode(code);
  if (decoded === undefined) return null;
  return {
    request: { method, headers: { get: (name) => headers[name]?.toString() ?? null }, text: () => readNodeBody(request) },
    url: { protocol: headers['x-forwarded-proto'] === 'https' ? 'https:' : 'http:', search, searchParams: new URLSearchParams(search) },
    locals: { requestId: shortRequestId(randomUUID()) },
    getClientAddress: () => headers['x-forwarded-for']?.toString() ?? '',
    params: { code: decoded }
  };
}

async function answer(asked: FormRequest, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const { requestId } = asked.locals;
  const { status, headers, cookies, body } = await answerForm(asked);
  response.writeHead(status, {
    ...securityHeaders(requestId, asked.url.protocol),
    ...headers,
    ...(cookies.length > 0 && { 'set-cookie': cookies as string[] }),
    'content-length': body?.byteLength ?? 0,
    ...(!request.complete && { connection: 'close' })
  });
  if (!request.complete) response.on('finish', () => request.socket.destroySoon()); // more than is read at all is still coming
  response.end(body ?? undefined);
  logAnswer({ requestId, method: asked.request.method, route: FORM_ROUTE, status, started });
}

function decode(code: string): string | undefined {
  try {
    return decodeURIComponent(code);
  } catch {
    return undefined;
  }
}
