// The two commands for a fresh machine: `npm run demo` and `npm test`. Plain Node without packages, since it installs them;
// what follows is TypeScript in its own process.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseOldNode } from './setup/node-version.mjs';
import { installPackages } from './setup/packages.mjs';
import { stopWithNpm } from './setup/stop-with-npm.mjs';

/** @type {Record<string, string>} */
const TASKS = { demo: 'scripts/demo.ts', test: 'scripts/test/run.ts' };

const [task = '', ...options] = process.argv.slice(2);
const script = TASKS[task];
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

try {
  if (!script) throw new Error(`usage: node scripts/bootstrap.mjs ${Object.keys(TASKS).join('|')}`);
  refuseOldNode();
  installPackages();
  run(script);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  if (task === 'test') console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

/** Ends as the script ends; a stop asked of this process is passed on. @param {string} file */
function run(file) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...options], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  stopWithNpm();
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}
