import { defineConfig } from 'vitest/config';

// Tests that kill, starve and watch the built server; after the build, one file at a time. What needs strace is named
// *.linux.test.ts and runs only there (`npm test` says what it left out).
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    exclude: process.platform === 'linux' ? [] : ['test/faults/**/*.linux.test.ts'],
    globalSetup: ['test/support/postgres-server.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000
  }
});
