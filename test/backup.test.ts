// A city that is backed up while people work, and restored elsewhere: seals, figures, lists, proofs and what was known at an instant come out the same.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type Tables } from '../src/app.ts';
import { compare, seenIn, stateOf } from '../src/backup.ts';
import { backup } from '../src/platform/server/backup.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { openBackup, restore } from '../src/platform/server/restore.ts';
import { seedCity } from '../src/seed.ts';
import { cloneDatabase, type TestDatabase, testSchema } from './harness/database.ts';
import { sessionOf, type Acted, type Person, startApp, testPassword } from './harness/http.ts';
import { startHouse, type TestHouse } from './harness/house.ts';

// A year that is over: what is expected does not depend on the day of testing.
const anchor = 2025;
const folder = mkdtempSync(join(tmpdir(), 'touyan-city-backup-'));
let house: TestHouse;
let copy: TestDatabase<Tables>;
let officer: Person;

beforeAll(async () => {
  house = await startHouse({ anchor });
  await seedCity(house.house, house.tables.db, { size: 0.02 });
  officer = await house.as({ account: 'officer', roles: ['bureauOfficer'] });
  copy = await cloneDatabase<Tables>();
});
afterAll(async () => {
  await copy?.drop();
  await house?.close();
  rmSync(folder, { recursive: true });
});

/** Creates one organization after another until told to stop; what each was answered. */
function writing(who: Person): { stop: () => Promise<Acted[]> } {
  const [made, ending]: [Acted[], { now: boolean }] = [[], { now: false }];
  const work = (async () => {
    // No more than one page of a list shows beside what was there before.
    while (!ending.now && made.length < 80)
      made.push(await who.create('organizations', { name: `云川写作第${made.length}号技术有限公司`, region: 'YC-CH' }));
    return made;
  })();
  return {
    stop: () => {
      ending.now = true;
      return work;
    },
  };
}

test('taken under load and restored elsewhere, the city is the same as of that instant', async () => {
  const known = await house.sealNow();
  const asked = { asOf: '2025-12-31', knownAt: known.toISOString(), by: 'region' };
  const statement = await officer.get('/indicators', asked);
  const before = await officer.create('organizations', { name: '云川备份以前技术有限公司', region: 'YC-CH' });
  await house.sealNow();
  const proof = await officer.get(`/organizations/${before.id}/proof`, { event: before.event.id });
  const writer = writing(officer);
  const path = join(folder, 'city.zip');
  const taken = await backup({
    admin: house.tables.admin,
    schema: testSchema,
    city: 'example',
    product: 'test',
    path,
    snapshot: seenIn,
    statement: (seen) => stateOf(house.house, seen),
  });
  const made = await writer.stop();
  expect(made.length).toBeGreaterThan(0);

  const from = await openBackup(path);
  expect(from.digest).toBe(taken.digest);
  expect(await restore({ admin: copy.admin, schema: testSchema, from, log: () => {} })).toEqual({ applied: [], unknown: [] });
  const pack = openPack('example', { anchor });
  const again = await openHouse({ db: copy.db, pack, demo: false });
  const { verified, figures, packChanged } = await compare(again, from.manifest.statement);
  expect([verified.findings, figures.different, packChanged]).toEqual([[], [], false]);
  expect(figures.compared).toBeGreaterThan(50);
  const rows = Object.fromEntries(from.manifest.tables.map(({ name, rows: count }) => [name, count]));
  expect([verified.events, (rows['withheld_values'] ?? 0) > 0]).toEqual([rows['events'], true]);
  from.close();

  const restored = await startApp(({ app }) => again.mountAll(app, 'test'), { city: pack.city, database: copy as never });
  try {
    const reader = restored.visitor();
    for (const [name, value] of officer.cookies) reader.cookies.set(name, value);
    // Password and second factor came along, the session did not: whoever was signed in signs in again.
    await expect(reader.create('organizations', { name: '云川无人技术有限公司', region: 'YC-CH' })).rejects.toMatchObject({
      status: 401,
    });
    await expect(reader.post('/session', { account: 'officer', password: testPassword })).rejects.toMatchObject({
      code: 'session.codeRequired',
    });
    reader.cookies.set(restored.app.cookieName, await sessionOf(restored.database.db, restored.sessions, 'officer'));
    expect(await reader.get('/indicators', asked)).toEqual(statement);
    const sameHead = { event: before.event.id, head: Number(proof['head']) };
    expect(await reader.get(`/organizations/${before.id}/proof`, sameHead)).toEqual(proof);
    const list = { region: 'YC-CH', state: 'active', limit: 100, q: '技术' };
    const kept = new Set((await reader.get<{ items: { id: string }[] }>('/organizations', list)).items.map(({ id }) => id));
    const there = (await officer.get<{ items: { id: string }[] }>('/organizations', list)).items.map(({ id }) => id);
    const late = new Set(made.map(({ id }) => id));
    expect(there.filter((id) => !late.has(id))).toEqual([...kept].filter((id) => !late.has(id)));
    // It goes on where it stopped.
    const later = await reader.create('organizations', { name: '云川恢复以后技术有限公司', region: 'YC-CH' });
    expect(later.version).toBe(1);
  } finally {
    await restored.app.close();
  }
});

test('a restored city that is not as it was says what differs', async () => {
  const pack = openPack('example', { anchor });
  const again = await openHouse({ db: copy.db, pack, demo: false });
  const kept = await stateOf(again, { batch: 1, knownAt: new Date().toISOString() });
  await copy.ownerPool.query(`update ${testSchema}.entries set amount = amount + 1 where amount > 0`);
  const { verified, figures } = await compare(await openHouse({ db: copy.db, pack, demo: false }), {
    ...kept,
    head: { ...kept.head, chain: '00' },
  });
  expect(verified.findings.map(({ table, what }) => `${table} ${what}`)).toEqual(
    expect.arrayContaining(['closings changed', 'entries changed']),
  );
  expect(figures.different.length).toBeGreaterThan(0);
});

test('a backup that keeps second factors is not restored without their key: said before anything is copied', async () => {
  const path = join(folder, 'city.zip');
  const elsewhere = mkdtempSync(join(tmpdir(), 'touyan-elsewhere-'));
  const restoring = (more: Record<string, string>) =>
    touyan(['restore', path, '--into', elsewhere], { DATABASE_URL: '', ...more });
  try {
    const [without, other] = [await restoring({}), await restoring({ SECRET_KEY: Buffer.alloc(32, 9).toString('base64') })];
    expect([without.code, without.err]).toEqual([2, expect.stringMatching(/put its secret\.key into .* Nothing was restored/)]);
    expect([other.code, other.err]).toEqual([2, expect.stringMatching(/is not the one .* Nothing was restored/)]);
    expect(readdirSync(elsewhere)).toEqual([]);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
type Said = { code: number | null; out: string; err: string };
function touyan(args: readonly string[], settings: Record<string, string>): Promise<Said> {
  const env = { ...process.env, CITY: '', DATA_DIR: join(folder, 'data'), ...settings };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return new Promise((done) => child.on('close', (code) => done({ code, ...said })));
}

test('the commands: a backup of a release is restored, taken again, and refused where it does not belong', async () => {
  const release = fileURLToPath(new URL('./upgrade/0006.zip', import.meta.url));
  const database = await cloneDatabase();
  const settings = { DATABASE_URL: database.url };
  try {
    const refused = await touyan(['restore', release, '--digest', 'f'.repeat(64)], settings);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('is not the backup of that digest')]);
    const restored = await touyan(['restore', release, '--json', '--into', database.url], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    expect(restored.err).not.toMatch(/Error|at .*\.ts/);
    const { figures, ...found } = JSON.parse(restored.out) as { figures: { different: { code: string }[] } };
    expect([restored.code, found]).toMatchObject([0, { same: true, verified: { findings: [] } }]);
    // Counted from registers that came after the release.
    const later = ['above-scale-organizations', 'contract-turnover'];
    expect(figures.different.filter(({ code }) => !later.includes(code))).toEqual([]);
    const taken = await touyan(['backup', folder, '--json'], { ...settings, CITY: 'example' });
    const told = JSON.parse(taken.out) as { path: string; digest: string; rows: number };
    expect([taken.code, told.path.startsWith(join(folder, 'touyan-example-'))]).toEqual([0, true]);
    const [again, elsewhere, nothing] = await Promise.all([
      touyan(['restore', told.path], settings),
      touyan(['restore', told.path], { ...settings, CITY: 'changzhou' }),
      touyan(['backup', join(folder, 'c.zip')], { ...settings, CITY: 'changzhou' }),
    ]);
    expect([again.code, again.err]).toEqual([2, expect.stringMatching(/not empty .* Nothing was changed\.\n$/)]);
    expect([elsewhere.code, elsewhere.err]).toEqual([2, expect.stringMatching(/is of example, and CITY is changzhou/)]);
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringMatching(/no schema touyan_changzhou/)]);
  } finally {
    await database.drop();
  }
}, 300_000);
