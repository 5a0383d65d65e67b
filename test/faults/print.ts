// `npm run touyan -- faults`: each fault with what was done and what the user read; fails when one was not met as it should be.
import { runFaults } from './index.ts';

process.exitCode = (await runFaults(console.log)) ? 0 : 1;
