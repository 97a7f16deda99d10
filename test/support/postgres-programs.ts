/**
 * A PostgreSQL with all its programs. The one that comes as a package for the other tests has no pg_dump, and none of an older version
 * can dump it; this is the system's own, server and programs of one version, on a data folder of its own.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port';

const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
const DEBIAN = '/usr/lib/postgresql';
const START_LIMIT_MS = 30_000;

/** The folder that holds all of them; undefined: this system has none. */
export function findPostgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const folders = [...versions.toReversed(), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));
}

export interface SystemPostgres extends AsyncDisposable {
  /** As the superuser, of the database `name`. */
  readonly url: (name: string) => string;
  /** Runs one statement in the database `postgres`. */
  readonly administer: (statement: string) => Promise<void>;
}

const PASSWORD = 'mật khẩu/@:%';

/** Stopped and removed at the end of its block. */
export async function startSystemPostgres(): Promise<SystemPostgres> {
  const programs = findPostgresPrograms();
  if (programs === undefined) throw new Error('There is no PostgreSQL with its programs. Run (as root): apt-get install -y postgresql');
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-system-postgres-'));
  const who = ownerOfServer();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  if (who) for (const path of [folder, passwordFile]) chownSync(path, who.uid, who.gid);
  const data = join(folder, 'data');
  const initialise = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync'
  ];
  execFileSync(join(programs, 'initdb'), initialise, { ...who, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', `port=${port}`].flatMap((setting) => [
    '-c',
    setting
  ]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...who, cwd: folder, stdio: 'ignore' });
  const url = (name: string) => `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${name}`;
  await untilAnswers(url('postgres'));
  return {
    url,
    administer: (statement) => administer(url('postgres'), statement),
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT'); // fast: open connections are ended
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** The server refuses to run as root. */
function ownerOfServer(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function untilAnswers(url: string): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; ;) {
    try {
      return await administer(url, 'select 1');
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await new Promise((later) => setTimeout(later, 50));
    }
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
