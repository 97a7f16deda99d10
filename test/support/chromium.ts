/**
 * Which browser the tests drive: CHROMIUM_PATH, one on PATH, or the one that Playwright downloaded. The shell comes first: the same engine
 * without what a window and its user need, so it takes well under half of the processor's time for the same pages.
 */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findOnPath } from '../../scripts/setup/debian.mjs';

/** No sandbox, so that it also runs as root in a container; nothing that asks the network by itself. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

export const HEADLESS_SHELL = 'chromium-headless-shell';

export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
    return named;
  }
  const onPath = findOnPath([HEADLESS_SHELL, 'chromium', 'chromium-browser', 'google-chrome']);
  return onPath ?? [chromium.executablePath()].find((path) => existsSync(path));
}
