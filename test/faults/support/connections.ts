import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { BuiltServer } from '../../support/built-server';

export interface Connection {
  readonly path: string;
  readonly synchronous: number;
  readonly journalMode: string;
  readonly foreignKeys: number;
}

/** Settings under which a server started with them tells `askConnections` about its connections. */
export function watchingConnections(report: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import ${new URL('watch-connections.mjs', import.meta.url).href}`, CONNECTIONS_REPORT: report };
}

/** What every open SQLite connection of the server answers now. */
export async function askConnections(server: BuiltServer, report: string): Promise<readonly Connection[]> {
  rmSync(report, { force: true });
  server.process.kill('SIGUSR2');
  while (!existsSync(report)) await delay(10);
  return JSON.parse(readFileSync(report, 'utf8')) as Connection[];
}
