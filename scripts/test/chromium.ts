import { CHROMIUM_FLAGS, findChromium, HEADLESS_SHELL } from '../../test/support/chromium';
import { canInstallDebianPackages, findOnPath, installDebianPackages } from '../setup/debian.mjs';
import { runProgram } from './command';
import type { Outcome } from './step';

const DEBIAN = `apt-get install -y chromium ${HEADLESS_SHELL} fontconfig fonts-dejavu-core`;
const PLAYWRIGHT = 'npx playwright install --with-deps chromium';

/** A browser that starts, and a font that holds Vietnamese; installed where this process may, else a failure with the command. */
export async function prepareChromium(): Promise<Outcome> {
  const said = ((await browserStarts()) ? '' : await installChromium()) + installShell();
  if (!(await browserStarts())) {
    return failure(`There is no Chromium that starts. Run (as root): ${DEBIAN}\nor: ${PLAYWRIGHT}\nor set CHROMIUM_PATH.`, said);
  }
  if (!(await vietnameseFontExists())) return failure(`There is no font that holds Vietnamese. Run (as root): ${DEBIAN}`, said);
  return { passed: 1, failed: 0, output: '' };
}

function failure(sentence: string, said: string): Outcome {
  return { passed: 0, failed: 1, output: `${said}\n${sentence}` };
}

async function browserStarts(): Promise<boolean> {
  const path = findChromium();
  return path !== undefined && (await runProgram(path, ['--headless', ...CHROMIUM_FLAGS, '--dump-dom', 'about:blank'])).succeeded;
}

async function installChromium(): Promise<string> {
  const said = canInstallDebianPackages() ? installDebianPackages(['chromium']) : '';
  if (await browserStarts()) return said;
  const dependencies = canInstallDebianPackages() ? ['--with-deps'] : [];
  return said + (await runProgram('playwright', ['install', ...dependencies, 'chromium'])).output;
}

/** It is only faster: without it the tests run in the whole browser, of which it needs files. */
function installShell(): string {
  const wanted = !process.env.CHROMIUM_PATH && findOnPath(['chromium']) && !findOnPath([HEADLESS_SHELL]);
  return wanted && canInstallDebianPackages() ? installDebianPackages([HEADLESS_SHELL]) : '';
}

/** Only Linux comes without fonts. */
async function vietnameseFontExists(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  if (await fontListed()) return true;
  if (canInstallDebianPackages()) installDebianPackages(['fontconfig', 'fonts-dejavu-core']);
  return fontListed();
}

async function fontListed(): Promise<boolean> {
  return findOnPath(['fc-list']) !== undefined && (await runProgram('fc-list', [':lang=vi', 'family'])).output.trim() !== '';
}
