import { findPostgresPrograms } from '../../test/support/postgres-programs';
import { canInstallDebianPackages, installDebianPackages } from '../setup/debian.mjs';
import type { Outcome } from './step';

/** Backups on PostgreSQL are tested with its own pg_dump and pg_restore, and a server of their version; both come from the system. */
export async function preparePostgres(): Promise<Outcome> {
  if (process.platform !== 'linux') {
    return {
      passed: 0,
      failed: 0,
      output: '',
      leftOut: `test/backup/*.linux.test.ts, because there is no PostgreSQL to install on ${process.platform}`
    };
  }
  const said = findPostgresPrograms() === undefined && canInstallDebianPackages() ? installDebianPackages(['postgresql']) : '';
  if (findPostgresPrograms() !== undefined) return { passed: 1, failed: 0, output: '' };
  return { passed: 0, failed: 1, output: `${said}\nThere is no pg_dump with its server. Run (as root): apt-get install -y postgresql` };
}
