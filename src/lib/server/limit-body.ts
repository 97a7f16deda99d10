/** What a form sends at most. The server lets larger bodies in for pages that read a file as a stream (scripts/serve.ts); all others are held to this. */
import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';

const MOST_BYTES = 1024 * 1024;
/** Pages that take a file of their own size, and say what is too large themselves. */
const STREAMED = new Set(['/admin/surveys/[code]/desk/frame']);

/**
 * The request with a body that breaks off, with the status 413, where it is or grows too large. The rest is read and thrown away before that
 * is said: whoever is still sending would not hear the answer, and some close the line with it.
 */
export function withLimitedBody({ request, route }: Pick<RequestEvent, 'request' | 'route'>): Request {
  const { method, headers, signal, body: source } = request;
  if (!source || STREAMED.has(route.id ?? '')) return request;
  let size = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size <= MOST_BYTES) controller.enqueue(chunk);
    },
    flush(controller) {
      if (size > MOST_BYTES) controller.error(tooLargeError());
    }
  });
  void source.pipeTo(limit.writable, { preventCancel: true }).catch(() => throwAway(source));
  return new Request(request.url, { method, headers, signal, body: limit.readable, duplex: 'half' } as RequestInit);
}

/** As SvelteKit's own, which answers with its status wherever it is thrown. */
function tooLargeError(): unknown {
  try {
    error(413, 'the body is too large');
  } catch (failure) {
    return failure;
  }
}

async function throwAway(source: ReadableStream<Uint8Array>): Promise<void> {
  const reader = source.getReader();
  try {
    while (!(await reader.read()).done);
  } catch {
    // Whoever sent it went away: there is nothing more to throw away.
  }
}
