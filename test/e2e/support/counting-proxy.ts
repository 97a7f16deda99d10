/** Stands between the browser and the server and counts what really passes: requests and bytes, headers included. */
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CountingProxy extends AsyncDisposable {
  readonly url: string;
  /** `GET /path`, in order. */
  readonly requests: readonly string[];
  readonly bytesSent: () => number;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const requests: string[] = [];
  let bytesSent = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (chunk) =>
      requests.push(...[...chunk.toString('latin1').matchAll(/^([A-Z]+ \S+) HTTP\/1\.1\r$/gm)].map(([, line]) => line!))
    );
    upstream.on('data', (chunk) => (bytesSent += chunk.length));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client]
    ] as const)
      from.on('error', () => to.destroy()).pipe(to);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    bytesSent: () => bytesSent,
    async [Symbol.asyncDispose]() {
      server.close();
    }
  };
}
