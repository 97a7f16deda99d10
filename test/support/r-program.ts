/** R with its survey package, which the files of a round are checked with (`npm test` installs it from Debian). */
import { spawnSync } from 'node:child_process';

export const R_PACKAGES = ['r-base-core', 'r-cran-survey', 'r-cran-mass'];
export const R_COMMAND = `apt-get install -y --no-install-recommends ${R_PACKAGES.join(' ')}`;

/** What R printed. Throws with the command that installs it where it is not there, and with what R said where it failed. */
export function runR(script: string, options: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('Rscript', ['--vanilla', script, ...options], { encoding: 'utf8' });
  if (error) throw new Error(`There is no Rscript. Run (as root): ${R_COMMAND}`);
  if (status !== 0) throw new Error(`R failed; is its survey package there (as root: ${R_COMMAND})?\n${stderr}`);
  return stdout;
}
