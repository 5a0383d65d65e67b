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
    // Long enough for a machine three times slower than the one that they were written on: what hangs is told, not what is slow.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
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
          testTimeout: 360_000,
          hookTimeout: 360_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
