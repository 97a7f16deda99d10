// Debian's packages, where this process may install them: tests need a browser, and where no prebuilt binary can be had
// better-sqlite3 needs a compiler.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of `names` that is an executable on PATH, as a whole path. @param {readonly string[]} names */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export const canInstallDebianPackages = () => process.getuid?.() === 0 && findOnPath(['apt-get']) !== undefined;

/** Returns what apt-get said. It may have failed: look for what was wanted afterwards. @param {readonly string[]} packages */
export function installDebianPackages(packages) {
  const said = [['update'], ['install', '-y', '--no-install-recommends', ...packages]].map((options) =>
    spawnSync('apt-get', options, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    })
  );
  return said.map((step) => `${step.stdout ?? ''}${step.stderr ?? ''}`).join('');
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
