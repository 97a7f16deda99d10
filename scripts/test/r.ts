import { R_COMMAND, R_PACKAGES } from '../../test/support/r-program';
import { canInstallDebianPackages, installDebianPackages } from '../setup/debian.mjs';
import { runProgram } from './command';
import type { Outcome } from './step';

const LOOK = "quit(status = if (all(nzchar(c(system.file(package = 'survey'), system.file(package = 'MASS'))))) 0 else 1)";

/** The file of a round's answers is estimated by R's survey package as well; both come from the system. */
export async function prepareR(): Promise<Outcome> {
  if (process.platform !== 'linux') {
    return {
      passed: 0,
      failed: 0,
      output: '',
      leftOut: `test/operations/*.linux.test.ts, because there is no R to install on ${process.platform}`
    };
  }
  const isThere = async () => (await runProgram('Rscript', ['--vanilla', '-e', LOOK])).succeeded;
  if (await isThere()) return { passed: 1, failed: 0, output: '' };
  const said = canInstallDebianPackages() ? installDebianPackages(R_PACKAGES) : '';
  if (await isThere()) return { passed: 1, failed: 0, output: '' };
  return { passed: 0, failed: 1, output: `${said}\nThere is no R with its survey package. Run (as root): ${R_COMMAND}` };
}
