// Every fault of the database and the start-up list, with real processes.
import { describe, expect, test } from 'vitest';
import { faults, tryFault } from './index.ts';

describe.concurrent('faults', { timeout: 60_000 }, () => {
  test.each(Object.entries(faults))('%s: what was done is told, and the user reads what to do', async (_, trial) => {
    const { fault, done, read, skipped } = await tryFault(trial);
    expect(fault).not.toBe('');
    expect(done).toMatch(/\.$/);
    expect(read !== '' || skipped).toBe(true);
  });
});
