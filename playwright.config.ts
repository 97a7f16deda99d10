import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './test/support/chromium';

const executablePath = findChromium();

const WHOLE_ROUND = '**/whole-round.spec.ts';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/browser',
  globalSetup: './test/e2e/support/global-setup.ts',
  // One more than a small machine has cores: a page is often waited for until it has been quiet.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  // Generous: a busy machine is no failure, and what comes soon is not waited for.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: process.env.E2E_URL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 740 },
    screenshot: 'only-on-failure',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) }
  },
  projects: [
    // Minutes of one worker, a step after the other: begun last, the others would have nothing to do.
    { name: 'whole-round', testMatch: WHOLE_ROUND },
    { name: 'chromium', testIgnore: WHOLE_ROUND },
    // The citizen's journey works without script: what is tagged @both runs again with JavaScript off.
    { name: 'without-javascript', grep: /@both/, use: { javaScriptEnabled: false } }
  ]
});
