// Vitest's global set-up: the test server for the whole run. Each test file takes its own database with `cloneDatabase`.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from './database.ts';

export default async function setup() {
  // Processes of the house are started by the dozen: what Node compiled of its files is kept by their content, and read by the next.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), `touyan-compiled-${process.getuid?.() ?? 'all'}`);
  const { stop } = await startTestServer();
  return stop;
}
