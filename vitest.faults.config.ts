import { defineConfig } from 'vitest/config';

// Tests that kill, starve and watch the built server; after the build. What needs strace is named *.linux.test.ts and runs only
// there (`npm test` says what it left out).
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    exclude: process.platform === 'linux' ? [] : ['test/faults/**/*.linux.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    // Each has servers and databases of its own, and most of the time one waits for another to end.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 60_000
  }
});
