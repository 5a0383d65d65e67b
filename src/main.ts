// Serves a city: database, modules, HTTP, and the work that goes on beside requests. `npm start` runs it.
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openSessions } from './platform/server/auth.ts';
import { ensureDemoAccounts } from './platform/server/demo.ts';
import { stopOnSignals } from './platform/server/embedded-postgres.ts';
import { readEnv, StartError } from './platform/server/env.ts';
import { listen, openHttp } from './platform/server/http.ts';
import { repeat } from './platform/server/jobs.ts';
import { mountSession } from './platform/server/session.ts';
import { isEmpty, openRunning } from './running.ts';
import { seedCity } from './seed.ts';
import { words } from './words.ts';

const site = fileURLToPath(new URL('../dist/web', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

async function serve(): Promise<void> {
  const env = readEnv();
  const { house, db, pack, close } = await openRunning(env, { as: 'server' });
  if (await isEmpty(db)) await seedCity(house, db, { log: (sentence) => console.error(sentence) });
  const accounts = seenAs<AccountTables>(db);
  if (env.demo)
    await ensureDemoAccounts(accounts, { accounts: pack.city.demo.accounts, organization: await house.demoOrganization() });
  const sessions = await openSessions({ db: accounts, timeZone: pack.city.timeZone, demo: env.demo });
  const app = await openHttp({
    words,
    city: pack.city,
    sessions,
    logLevel: env.logLevel,
    site,
    trustProxy: env.trustProxy,
    ...(env.publicUrl ? { publicUrl: env.publicUrl } : {}),
  });
  mountSession(app, { sessions, db: accounts, demo: env.demo });
  house.mountAll(app, version);
  await house.resume();
  const jobs = [
    repeat('forget', 86_400_000, house.forget, app.log),
    repeat('recalculate', 2000, house.recalculate, app.log),
    repeat('seal', 2000, house.seal, app.log),
    repeat('sweep', 3_600_000, sessions.sweep, app.log),
  ];
  stopOnSignals(async () => {
    await app.close();
    await Promise.all(jobs.map((job) => job.stop()));
    await close();
  });
  const url = await listen(app, { port: env.port, host: env.host }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  console.log(`ready ${url}`);
}

serve().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
