/** What a form sends at most. The server lets larger bodies in for pages that read a file as a stream (scripts/serve.ts); all others are held to this. */
import type { RequestEvent } from '@sveltejs/kit';

const MOST_BYTES = 1024 * 1024;
/** Pages that take a file of their own size, and say what is too large themselves. */
const STREAMED = new Set(['/admin/surveys/[code]/desk/frame']);

/** The request with a body that breaks off, with the status 413, where it grows too large. */
export function withLimitedBody({ request, route }: Pick<RequestEvent, 'request' | 'route'>): Request {
  if (!request.body || STREAMED.has(route.id ?? '')) return request;
  let size = 0;
  const body = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > MOST_BYTES) controller.error(Object.assign(new Error('the body is too large'), { status: 413 }));
        else controller.enqueue(chunk);
      }
    })
  );
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body, duplex: 'half' } as RequestInit);
}
