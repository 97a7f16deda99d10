/** The built server in a process of its own, as `npm start` runs it, on a free port of this machine. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { secretBox } from '../../src/lib/server/secret-box';
import { freePort } from './free-port';

const START_LIMIT_MS = 60_000;
/** So that no server of a test makes a key's file. */
const KEY = Buffer.alloc(32, 5);
const APP_KEY = KEY.toString('hex');
/** Opens what the server sealed, and seals what it opens. */
export const SERVER_BOX = secretBox(KEY);

export interface BuiltServer {
  /** Without a slash at the end: `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Asks it to stop (SIGTERM) or kills it, and waits until it has ended. Returns its exit code; null when a signal ended it. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

interface Wish {
  readonly databaseUrl: string;
  /** Further settings. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A program that runs the server under it, e.g. `['strace', '-f', …]`. */
  readonly under?: readonly string[];
}

/** Resolves once the server has said that it is ready. Throws, with what it printed, if it ends before. */
export async function startBuiltServer({ databaseUrl, settings = {}, under = [] }: Wish): Promise<BuiltServer> {
  const port = await freePort();
  const [program = '', ...options] = [...under, process.execPath, 'scripts/start.mjs'];
  const child = spawn(program, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'warn', APP_KEY, ...settings, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port) }
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await new Promise<void>((ready, refused) => {
    const tooLate = setTimeout(() => {
      child.kill('SIGKILL');
      refused(new Error(`the server was not ready in time:\n${output}`));
    }, START_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('ready: http://')) ready(clearTimeout(tooLate));
      });
    }
    void ended.then((status) => refused(new Error(`the server ended (${status}) before it was ready:\n${output}`)));
    child.on('error', refused);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    }
  };
}
