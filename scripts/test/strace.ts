import { canInstallDebianPackages, findOnPath, installDebianPackages } from '../setup/debian.mjs';
import type { Outcome } from './step';

/** The fault tests watch the server's system calls. Only Linux has strace; elsewhere those tests are left out, and it is said. */
export async function prepareStrace(): Promise<Outcome> {
  if (process.platform !== 'linux') {
    return { passed: 0, failed: 0, output: '', leftOut: `test/faults/*.linux.test.ts, because ${process.platform} has no strace` };
  }
  const said = findOnPath(['strace']) === undefined && canInstallDebianPackages() ? installDebianPackages(['strace']) : '';
  if (findOnPath(['strace']) !== undefined) return { passed: 1, failed: 0, output: '' };
  return { passed: 0, failed: 1, output: `${said}\nThere is no strace. Run (as root): apt-get install -y strace` };
}
