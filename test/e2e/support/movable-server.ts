/** A built server at an address that stays while the server behind it stops and another one starts: what a phone sees of a restart. */
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { BuiltServer } from '../../support/built-server';
import { startBuiltServer } from '../../support/built-server';

export interface MovableServer extends AsyncDisposable {
  readonly url: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startMovableServer(databaseUrl: string, settings: Readonly<Record<string, string>>): Promise<MovableServer> {
  let current: BuiltServer | undefined = await startBuiltServer({ databaseUrl, settings });
  const front = createServer((client) => {
    if (!current) return client.destroy();
    const server = connect(Number(new URL(current.url).port), '127.0.0.1');
    client.on('error', () => server.destroy()).pipe(server);
    server.on('error', () => client.destroy()).pipe(client);
  });
  await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  const stop = async () => {
    const server = current;
    current = undefined;
    await server?.stop();
  };
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    start: async () => {
      current = await startBuiltServer({ databaseUrl, settings });
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      front.close();
    }
  };
}
