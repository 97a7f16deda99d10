/** Builds with Vite, and knows whether the last build was made of the sources as they are now. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'migrations',
  'messages',
  'static',
  'project.inlang/settings.json',
  'paraglide.config.js',
  'svelte.config.js',
  'vite.config.ts',
  'vite.start.config.ts',
  'scripts/start-server.ts',
  'scripts/failed-start.ts',
  'scripts/forwarded-headers.ts',
  'scripts/serve.ts',
  'scripts/setup',
  'package-lock.json'
];
/** Compiled from messages/ by the build itself. */
const GENERATED = join('src', 'lib', 'paraglide');
const STAMP = join('build', '.sources');

/** Runs Vite. Returns whether it succeeded. Its output is shown as it comes or, when `quiet`, only if it failed. */
export async function build({ quiet }: { readonly quiet: boolean }): Promise<boolean> {
  const sources = hashOfSources();
  const succeeded = (await runVite('vite.config.ts', quiet)) && (await runVite('vite.start.config.ts', quiet));
  if (succeeded) writeFileSync(STAMP, sources);
  return succeeded;
}

async function runVite(config: string, quiet: boolean): Promise<boolean> {
  const options = ['node_modules/vite/bin/vite.js', 'build', '--config', config];
  const vite = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [vite.stdout, vite.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!quiet) process.stdout.write(text);
    });
  }
  const succeeded = (await new Promise((ended) => vite.on('close', ended))) === 0;
  if (!succeeded && quiet) console.error(output);
  return succeeded;
}

export function buildIsCurrent(): boolean {
  return existsSync(STAMP) && existsSync(GENERATED) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder).sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (path === GENERATED || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}
