// A process of its own for the faults and races: supervises the embedded server, or migrates. Says `ready …` on a line, or one sentence and exit code 1.
import { startEmbedded, stopOnSignals } from '../../src/platform/server/embedded-postgres.ts';
import { StartError } from '../../src/platform/server/env.ts';
import { migrate } from '../../src/platform/server/migrate.ts';

const [task, ...given] = process.argv.slice(2);
try {
  if (task === 'serve') await serve(given[0] ?? '', given[1]);
  if (task === 'migrate') await applyAll(given[0] ?? '{}', given[1] ?? '', given[2] ?? '');
} catch (error) {
  console.log(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}

/** Holds the server until it is told to stop. */
async function serve(dataDir: string, native?: string) {
  // What is killed here are processes, not machines: the tests need not wait for the disk.
  const settings = process.env.VITEST ? { fsync: 'off' } : {};
  const embedded = await startEmbedded({ dataDir, settings, ...(native && { native }), log: console.log });
  stopOnSignals(embedded.stop);
  console.log(`ready ${JSON.stringify(embedded.connection)}`);
}

async function applyAll(admin: string, schema: string, folder: string) {
  const { applied } = await migrate({ admin: JSON.parse(admin), schema, folder, log: console.log });
  console.log(`ready ${JSON.stringify(applied)}`);
}
