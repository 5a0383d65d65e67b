// Makes the fixture of a release: `node test/upgrade/make.ts test/upgrade/0006.zip`, run once with the release's own code, never again. The first months of a small invented city, and two accounts.
import { openHouse, type Tables } from '../../src/app.ts';
import { type AccountTables, createAccount } from '../../src/platform/server/accounts.ts';
import { seenIn, stateOf } from '../../src/backup.ts';
import { backup } from '../../src/platform/server/backup.ts';
import { seenAs } from '../../src/platform/server/database.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { keptSetting } from '../../src/platform/server/settings.ts';
import { seal } from '../../src/records/server/index.ts';
import { seedCity } from '../../src/seed.ts';
import { cloneDatabase, stopOwnServer, testSchema } from '../harness/database.ts';
import { testPassword } from '../harness/http.ts';

/** The city's plan has only begun: a small file. */
const anchor = 2028;
const [path] = process.argv.slice(2);
if (!path) throw new Error('make.ts needs the file to be made');
const database = await cloneDatabase<Tables>();
const house = await openHouse({ db: database.db, pack: openPack('example', { anchor }), demo: false });
await seedCity(house, database.db, { size: 0.02 });
const accounts = seenAs<AccountTables>(database.db);
await createAccount(accounts, { account: 'officer', name: '李军', password: testPassword, roles: ['bureauOfficer'] });
const firm = await database.db
  .selectFrom('organizations')
  .select('id')
  .where('state', '=', 'active')
  .orderBy('id')
  .limit(1)
  .executeTakeFirstOrThrow();
const organization = { id: firm.id, since: '2026-01-05' };
await createAccount(accounts, { account: 'member', name: '王芳', password: testPassword, roles: ['member'], organization });
await keptSetting(database.db, 'anchor', String(anchor));
await seal(house.kernel, true);
const made = await backup({
  admin: database.admin,
  schema: testSchema,
  city: 'example',
  product: '0.1.0',
  path,
  snapshot: seenIn,
  statement: (seen) => stateOf(house, seen),
});
console.log(made.path, made.digest);
await database.drop();
await stopOwnServer();
