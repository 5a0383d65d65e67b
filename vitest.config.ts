// How the tests run: those of server and pure code side by side, then those in a browser.
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/harness/order.ts';
import { closing } from './test/harness/reporter.ts';

const browser = 'test/e2e/**/*.test.ts';
const globalSetup = ['./test/harness/globalSetup.ts'].filter((path) => existsSync(path));

export default defineConfig({
  test: {
    reporters: ['default', closing],
    globalSetup,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { sequencer: longestFirst },
    // Two processes read what the house is made of once each, and not anew for every file: it keeps nothing of its own between two
    // houses, and a test that would change what another file sees (the environment, a module's state) has no place here.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'server', include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'], exclude: [browser], maxWorkers: 2 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
