import type { Seeded } from './seed';

/** What seed.ts made: codes of counters, addresses of reports, logins. */
export function seeded(): Seeded {
  const text = process.env.E2E_SEEDED;
  if (!text) throw new Error('test/e2e/support/global-setup.ts did not run');
  return JSON.parse(text) as Seeded;
}
