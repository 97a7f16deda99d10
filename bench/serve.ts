/** The built server in a process of its own, as `npm start` runs it with its usual log (into a file), and what it costs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../test/support/free-port';

export interface Served {
  readonly url: string;
  /** Seconds of processor time that the server process has used so far, in user and system mode. Linux only. */
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
}

/** Ticks of a second in /proc (sysconf(_SC_CLK_TCK) is 100 on every Linux of the usual architectures). */
const TICKS = 100;
const LIMIT_MS = 60_000;

export async function serveBuild(databaseUrl: string, log: string, settings: Readonly<Record<string, string>> = {}): Promise<Served> {
  const port = await freePort();
  const output = openSync(log, 'w');
  // NODE_ARGUMENTS: for a profile of the server, e.g. NODE_ARGUMENTS=--cpu-prof npm run bench
  const more = (process.env.NODE_ARGUMENTS ?? '').split(' ').filter(Boolean);
  const server = spawn(process.execPath, [...more, 'scripts/start.mjs'], {
    stdio: ['ignore', output, output],
    env: { ...process.env, ...settings, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port) }
  });
  closeSync(output);
  const ended = once(server, 'exit');
  const started = performance.now();
  while (!readFileSync(log, 'utf8').includes('ready: http://')) {
    if (server.exitCode !== null || performance.now() - started > LIMIT_MS)
      throw new Error(`the server did not start:\n${readFileSync(log, 'utf8')}`);
    await delay(50);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSecondsOf(server.pid!),
    async stop() {
      server.kill('SIGTERM');
      await ended;
    }
  };
}

function cpuSecondsOf(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / TICKS;
}
