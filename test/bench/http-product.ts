// The product as a process for `bench http`: the house over the bench's database, with its real HTTP and all routes, no pages and no jobs.
import { openHouse, type Tables } from '../../src/app.ts';
import { openSessions } from '../../src/platform/server/auth.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { listen, openHttp } from '../../src/platform/server/http.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { mountSession } from '../../src/platform/server/session.ts';
import { words } from '../../src/words.ts';
import type { Serving } from './http.ts';
import { city, schema } from './place.ts';

const { connection, pool } = JSON.parse(process.argv[2] ?? '') as Serving;
const { db, close } = await openDatabase<Tables>({ connection, schema, max: pool });
const pack = openPack(city, { anchor: 2026 });
const house = await openHouse({ db, pack, demo: false });
const accounts = db as never;
const sessions = await openSessions({ db: accounts, timeZone: pack.city.timeZone, demo: false });
const app = await openHttp({ words, city: pack.city, sessions, logLevel: 'error', rateLimit: 1000 });
mountSession(app, { sessions, db: accounts, demo: false });
house.mountAll(app, 'bench');
process.once('SIGTERM', async () => {
  await app.close();
  await close();
  process.exit(0);
});
console.log(`ready ${await listen(app, { port: 0, host: '127.0.0.1' })}`);
