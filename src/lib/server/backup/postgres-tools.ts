/** PostgreSQL's own programs: the ones that fit the server, run with the password in their environment and not on the command line. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '../../core/problem';
import type { Schema } from '../schema';

type Tool = 'pg_dump' | 'pg_restore';

/** Debian keeps each version apart; what stands on PATH there chooses by the clusters of this machine, not by the server asked. */
const DEBIAN = '/usr/lib/postgresql';
const MOST_OUTPUT = 10_000_000;

/** Throws `postgres-tool-missing`, or `postgres-tool-old` where every one found is older than the server. */
export async function findTool(tool: Tool, db: Kysely<Schema>, folders = programFolders()): Promise<string> {
  const server = await serverMajor(db);
  const found = folders
    .map((folder) => join(folder, tool))
    .filter(isExecutable)
    .map((path) => ({ path, major: majorOf(path) }))
    .filter(({ major }) => major > 0)
    .toSorted((a, b) => a.major - b.major);
  const fitting = found.find(({ major }) => major >= server);
  if (fitting) return fitting.path;
  const newest = found.at(-1);
  if (newest) throw new Problem('postgres-tool-old', { tool, path: newest.path, version: newest.major, server });
  throw new Problem('postgres-tool-missing', { tool, server });
}

/** Runs it on the database of `url` to its end; returns what it printed. Throws `postgres-tool-failed` with its last words. */
export async function runTool(program: string, url: string, options: readonly string[]): Promise<string> {
  const { address, environment } = apart(url);
  return run(program, [...options, '--no-password', `--dbname=${address}`], environment);
}

/** Runs one that needs no server. */
export async function run(
  program: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Promise<string> {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment, LC_ALL: 'C.UTF-8' } });
  let output = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-MOST_OUTPUT)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MOST_OUTPUT)));
  const status = await new Promise<number | null>((ended, broken) => child.once('error', broken).once('close', ended));
  if (status !== 0) throw new Problem('postgres-tool-failed', { tool: program, reason: said.trim().split('\n').at(-1) ?? '' });
  return output;
}

function apart(url: string): { readonly address: string; readonly environment: Readonly<Record<string, string>> } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.toString(), environment: password === '' ? {} : { PGPASSWORD: password } };
}

async function serverMajor(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
  return Math.floor(Number(rows[0]?.version) / 10_000);
}

function programFolders(): readonly string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const { PATH = '' } = process.env;
  return [...versions, ...PATH.split(delimiter).filter(Boolean)];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** 0: it does not say. */
function majorOf(path: string): number {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)[.\s]/.exec(`${stdout} `)?.[1] ?? 0);
}
