/** docs/operations.md and deploy/ say what the program does. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { findOnPath } from '../../scripts/setup/debian.mjs';
import { readConfig, SETTING_NAMES } from '../../src/lib/server/config';
import { MOST_FILE_BYTES } from '../../src/lib/server/frame-file/frame-file';
import { readText } from './source-files';

const UNITS = ['y-kien.service', 'y-kien-backup.service', 'y-kien-backup.timer'];
const settingsIn = (text: string) =>
  [...text.matchAll(/(?:^|[\s=])#?([A-Z][A-Z_]+)=(\S*)/gm)].map(([, name = '', value = '']) => ({ name, value }));

test('its table lists every setting with its default, and nothing else', () => {
  const rows = [...readText('docs/operations.md').matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`)? *\|/gm)];
  const listed = Object.fromEntries(rows.map(([, name = '', value = '']) => [name, value]));
  expect(Object.keys(listed).toSorted()).toEqual(SETTING_NAMES.toSorted());
  expect(readConfig(listed)).toEqual(readConfig({}));
});

test.each([...UNITS.slice(0, 2), 'settings.env.example', 'Dockerfile', 'compose.yaml'])('%s names settings that there are', (file) => {
  const text = readText(`deploy/${file}`);
  const named =
    file === 'compose.yaml'
      ? [...text.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name)
      : settingsIn(text).map(({ name }) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => name !== 'NODE_ENV' && !(SETTING_NAMES as readonly string[]).includes(name))).toEqual([]);
});

test.each([
  ['y-kien.service', 'start'],
  ['y-kien-backup.service', 'backup']
] as const)('%s runs what npm run %s does', (unit, script) => {
  const [, line = ''] = /^ExecStart=\/usr\/bin\/(.+)$/m.exec(readText(`deploy/${unit}`)) ?? [];
  expect(line.replace(/ --keep \d+$/, '')).toBe(project.scripts[script]);
});

test('the service and its backup have the same database and folder of backups', () => {
  const [service, backup] = UNITS.map((unit) =>
    Object.fromEntries(settingsIn(readText(`deploy/${unit}`)).map(({ name, value }) => [name, value]))
  );
  for (const name of ['DATABASE_URL', 'BACKUP_FOLDER']) expect(service?.[name]).toBe(backup?.[name]);
  expect(() => readConfig(service ?? {})).not.toThrow();
});

test('systemd finds no fault with the units, where it is at hand', () => {
  const program = findOnPath(['systemd-analyze']);
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-units-'));
  try {
    for (const unit of UNITS) {
      copyFileSync(join('deploy', unit), join(folder, unit));
      // Node may lie elsewhere on this machine.
      writeFileSync(join(folder, unit), readFileSync(join(folder, unit), 'utf8').replace('/usr/bin/node', process.execPath));
      expect(existsSync(join(folder, unit))).toBe(true);
    }
    if (program) execFileSync(program, ['verify', ...UNITS.map((unit) => join(folder, unit))], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('both proxies lead to the port that the service listens on, and write what a visitor says of himself over', () => {
  const port = /PORT=(\d+)/.exec(readText('deploy/y-kien.service'))?.[1];
  expect(readText('deploy/Caddyfile')).toContain(`reverse_proxy 127.0.0.1:${port}`);
  const nginx = readText('deploy/nginx.conf');
  expect(nginx).toContain(`server 127.0.0.1:${port};`);
  for (const header of ['X-Forwarded-For $remote_addr', 'X-Forwarded-Host $host', 'X-Forwarded-Proto $scheme'])
    expect(nginx).toContain(`proxy_set_header ${header};`);
});

test('nginx lets the largest list through to the one page that takes it, and lays nothing of it down', () => {
  const [, address = '', body = ''] = /location ~ (\S+) \{([^}]+)\}/.exec(readText('deploy/nginx.conf')) ?? [];
  expect(new RegExp(address).test('/admin/surveys/dieu-tra-2026/desk/frame')).toBe(true);
  expect(new RegExp(address).test('/admin/surveys/dieu-tra-2026/desk/frame/duplicates')).toBe(false);
  expect(Number(/client_max_body_size (\d+)m;/.exec(body)?.[1]) * 2 ** 20).toBeGreaterThan(MOST_FILE_BYTES);
  expect(body).toContain('proxy_request_buffering off;');
});
