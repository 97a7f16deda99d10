/** One built server a run, on a SQLite database of its own that is seeded in another process before it starts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBuiltServer } from '../../support/built-server';
import { fleetingPlace } from '../../support/fleeting-place';

export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(fleetingPlace(), 'satisfaction-e2e-'));
  const databaseUrl = `sqlite:${join(folder, 'e2e.sqlite')}`;
  const seeded = execFileSync(process.execPath, ['--import', 'tsx', 'test/e2e/support/seed-database.ts'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const server = await startBuiltServer({ databaseUrl });
  // Playwright's workers inherit these; playwright.config.ts and `seeded()` read them.
  Object.assign(process.env, { E2E_URL: server.url, E2E_DATABASE_URL: databaseUrl, E2E_SEEDED: seeded });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
