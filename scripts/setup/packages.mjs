// Installs what package-lock.json names, unless node_modules holds exactly that already.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { canInstallDebianPackages, findOnPath, installDebianPackages } from './debian.mjs';
import { describeMissingNativePart } from './native-parts.mjs';

/** Throws a sentence (with npm's output) when the packages cannot be installed or a native part does not load. */
export function installPackages() {
  if (!packagesAreCurrent()) {
    console.log('Đang cài các gói (installing packages); lần đầu mất vài phút (the first time takes some minutes) …');
    let said = npmInstall();
    if (!packagesAreCurrent() && couldAddCompiler()) said = npmInstall();
    if (!packagesAreCurrent()) {
      throw new Error(`${said}\nKhông cài được các gói. Chạy: npm install\nThe packages could not be installed. Run: npm install`);
    }
  }
  const missing = describeMissingNativePart();
  if (missing) throw new Error(missing);
}

/**
 * npm keeps the list of what it has installed in node_modules, written when it is done: every package of the lock file must be
 * in it at the same version (those for other systems excepted).
 */
function packagesAreCurrent() {
  try {
    const wanted = Object.entries(readPackages('package-lock.json'));
    const installed = readPackages('node_modules/.package-lock.json');
    return wanted.every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
  } catch {
    return false;
  }
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * Not `npm ci`: it refuses a lock file that lacks the parts meant for other systems, and a registry need not have them. This
 * installs the locked versions too and leaves the lock file as it is. Returns what npm said.
 */
function npmInstall() {
  const npm = process.env.npm_execpath; // the npm that runs this script, if one does
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { stdout, stderr } = spawnSync(command, [...before, 'install', '--no-save', '--include=dev'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    shell: command === 'npm' && process.platform === 'win32'
  });
  return `${stdout ?? ''}${stderr ?? ''}`;
}

/** better-sqlite3 is compiled where its prebuilt binary cannot be fetched. */
function couldAddCompiler() {
  const missing = [
    { program: 'g++', from: 'g++' },
    { program: 'make', from: 'make' },
    { program: 'python3', from: 'python3' }
  ].filter(({ program }) => !findOnPath([program]));
  if (missing.length === 0 || !canInstallDebianPackages()) return false;
  installDebianPackages(missing.map(({ from }) => from));
  return true;
}
