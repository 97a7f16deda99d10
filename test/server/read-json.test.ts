// What is too large is heard of only once all of it was sent: a program that is still sending would find the line closed.
import { expect, test } from 'vitest';
import { withLimitedBody } from '../../src/lib/server/limit-body';
import { readJson } from '../../src/lib/server/read-json';
import { problemOf } from '../support/problem-of';

const KB = 1024;

/** `left`: bytes that the sender still has when the answer is there. */
function sending(bytes: number) {
  const sent = { left: bytes, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent.left === 0) return controller.close();
      const part = Math.min(sent.left, 64 * KB);
      sent.left -= part;
      controller.enqueue(new Uint8Array(part).fill(32));
    },
    cancel() {
      sent.cancelled = true;
    }
  });
  const headers = { 'content-type': 'application/json', 'content-length': String(bytes) };
  const request = new Request('http://localhost/api/v1/dossiers', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  return { sent, request: withLimitedBody({ request, route: { id: '/api/v1/dossiers' } }) };
}

test.each([17 * KB, 500 * KB, 2 * KB * KB, 5 * KB * KB])('%d bytes are read to their end and refused', async (bytes) => {
  const { sent, request } = sending(bytes);
  expect((await problemOf(readJson(request, 16 * KB))).code).toBe('body-too-large');
  expect(sent).toEqual({ left: 0, cancelled: false });
});

test('what is not too large is read, whatever is in it', async () => {
  expect((await problemOf(readJson(sending(16 * KB).request, 16 * KB))).code).toBe('body-not-json');
});
