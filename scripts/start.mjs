// `npm start`: production, from the build. Plain Node: a compiler that looks at every module as it is loaded takes over half of a start.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NO_BUILD } from './setup/no-build.mjs';

const built = resolve('build/start/start-server.js');
if (existsSync(built)) {
  /** @type {{ startServer: () => Promise<void> }} */
  const { startServer } = await import(pathToFileURL(built).href);
  await startServer();
} else {
  console.error(NO_BUILD);
  process.exitCode = 2;
}
