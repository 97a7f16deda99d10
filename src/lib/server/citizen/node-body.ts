/**
 * A body from Node's request, bounded. What is too large is read to its end all the same, up to a point, without keeping it: a
 * browser shows an answer only once it has sent everything. Its beginning is handed over with the refusal, and the page keeps it.
 */
import type { IncomingMessage } from 'node:http';
import { CutBody } from './exchange';

const MOST_KEPT_BYTES = 256 * 1024;
const MOST_READ_BYTES = 16 * 1024 * 1024;

/** Rejects with CutBody where there is more than is kept, or where the sender went away. */
export function readNodeBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const kept: Buffer[] = [];
    let size = 0;
    const text = () => Buffer.concat(kept).toString('utf8', 0, MOST_KEPT_BYTES);
    const refuse = () => reject(new CutBody(text()));
    request.on('data', (chunk: Buffer) => {
      if (size < MOST_KEPT_BYTES) kept.push(chunk);
      size += chunk.length;
      if (size <= MOST_READ_BYTES) return;
      request.pause();
      refuse();
    });
    request.on('end', () => (size > MOST_KEPT_BYTES ? refuse() : resolve(text())));
    request.on('error', refuse);
    request.on('close', () => {
      if (!request.readableEnded) refuse();
    });
  });
}
