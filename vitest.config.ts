import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Of core and components: nothing is kept between tests, so a worker loads the modules once for all its files. */
const PURE = ['test/core/**/*.test.ts', 'test/ui/**/*.test.ts'];

// Apart from vite.config.ts: with Paraglide's plugin vitest hangs at the end. Messages are compiled before (scripts/compile-messages.mjs).
export default defineConfig({
  test: {
    reporters: ['default'],
    // All cores: vitest alone would leave one to itself, which is half of a machine of two.
    maxWorkers: availableParallelism(),
    projects: [
      { test: { name: 'pure', include: PURE, isolate: false, testTimeout: 60_000 } },
      {
        test: {
          name: 'with the world',
          include: ['test/**/*.test.ts'],
          // What needs programs that only Linux is sure to have is named *.linux.test.ts (`npm test` says what it left out).
          exclude: [...PURE, 'test/e2e/**', 'test/faults/**', ...(process.platform === 'linux' ? [] : ['test/**/*.linux.test.ts'])],
          globalSetup: ['test/support/postgres-server.ts', 'test/support/sqlite-template.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
});
