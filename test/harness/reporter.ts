// Prints the plain closing line `N passed, N failed` (`, N skipped`) as the last of all. Not the report itself: that is Vitest's own.
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export type Counts = { passed: number; failed: number; skipped: number };

/** A file that could not be collected, or failed outside its tests, is one failure more; so is each error that no test caught. */
export function count(modules: readonly TestModule[], uncaught: number): Counts {
  const tests = modules.flatMap(({ children }) => [...children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state).length;
  const broken = modules.filter((module) => module.errors().length > 0 || suitesFailed(module)).length;
  return {
    passed: inState('passed'),
    failed: inState('failed') + broken + uncaught,
    skipped: inState('skipped') + inState('pending'),
  };
}

const suitesFailed = (module: TestModule): boolean => [...module.children.allSuites()].some((suite) => suite.errors().length > 0);

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Vitest writes after its reporters have ended; the line waits for the end of the process. A run of no test is a failure. */
export const closing: Reporter = {
  onTestRunEnd(modules, uncaught) {
    const counts = count(modules, uncaught.length);
    process.once('exit', () => {
      writeSync(1, `\n${closingLine(counts)}\n`);
      if (counts.passed + counts.failed === 0) process.exitCode = 1;
    });
  },
};
