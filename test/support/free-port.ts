import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that the system gives by itself to whoever connects or listens: none is taken between the asking and the listening. */
const [LEAST, MOST] = [20_000, 32_000];

/** A port of the loopback address that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LEAST, MOST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
