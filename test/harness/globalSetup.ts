// Vitest's global set-up: the test server for the whole run. Each test file takes its own database with `cloneDatabase`.
import { startTestServer } from './database.ts';

export default async function setup() {
  const { stop } = await startTestServer();
  return stop;
}
