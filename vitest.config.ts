import { defineConfig } from 'vitest/config';

// Apart from vite.config.ts: with Paraglide's plugin vitest hangs at the end. Messages are compiled before (scripts/compile-messages.mjs).
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What needs programs that only Linux is sure to have is named *.linux.test.ts (`npm test` says what it left out).
    exclude: ['test/e2e/**', 'test/faults/**', ...(process.platform === 'linux' ? [] : ['test/**/*.linux.test.ts'])],
    globalSetup: ['test/support/postgres-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default']
  }
});
