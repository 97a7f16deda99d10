import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Of core and components: they need neither of the databases. */
const PURE = ['test/core/**/*.test.ts', 'test/ui/**/*.test.ts'];
/** Generous: a busy machine is no failure. */
const TEST_TIMEOUT = 300_000;

// Apart from vite.config.ts: with Paraglide's plugin vitest hangs at the end. Messages are compiled before (scripts/compile-messages.mjs).
export default defineConfig({
  test: {
    reporters: ['default'],
    // All cores: vitest alone would leave one to itself, which is half of a machine of two.
    maxWorkers: availableParallelism(),
    // A worker loads the modules once for all its files (`isolate: false`): loading them for each took a sixth of the time. What a module
    // keeps is of a database or of what never changes, as it must be in a server that runs for months.
    projects: [
      { test: { name: 'pure', include: PURE, isolate: false, testTimeout: TEST_TIMEOUT } },
      {
        test: {
          name: 'with the world',
          isolate: false,
          include: ['test/**/*.test.ts'],
          // What needs programs that only Linux is sure to have is named *.linux.test.ts (`npm test` says what it left out).
          exclude: [...PURE, 'test/e2e/**', 'test/faults/**', ...(process.platform === 'linux' ? [] : ['test/**/*.linux.test.ts'])],
          globalSetup: ['test/support/postgres-server.ts', 'test/support/sqlite-template.ts'],
          testTimeout: TEST_TIMEOUT,
          hookTimeout: TEST_TIMEOUT
        }
      }
    ]
  }
});
