// Trial data: what demo accounts write in a real city stands in a copy of it, which is cleared and which the first real account ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AccountTables, createAccount } from '../src/platform/server/accounts.ts';
import { openDatabase, withSettings } from '../src/platform/server/database.ts';
import { until } from './faults/run.ts';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';
import { type Acted, type Person, personAt, RefusedError, testPassword } from './harness/http.ts';
import { serve, type Serving } from './harness/serving.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: TestDatabase<AccountTables>;
let server: Serving;
const folder = mkdtempSync(join(tmpdir(), 'touyan-trial-'));
const settings = () => ({ CITY: 'changzhou', TOUYAN_DEMO: '1', DATABASE_URL: database.url, DATA_DIR: folder });

beforeAll(async () => {
  database = await cloneDatabase<AccountTables>();
  server = await serve(settings());
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function demo(account: string): Promise<Person> {
  const person = personAt(server.url);
  await person.post('/session', { account, password: 'Touyan-demo-1' });
  return person;
}
/** What was refused, or what was not. */
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const visitor = () => personAt(server.url);
const called = async (who: Person, q: string) =>
  (await who.get<{ items: { id: string }[] }>('/organizations', { q })).items.length;

/** Waited for without holding up the process: meanwhile it has to notice that the house closed a connection. */
async function touyan(...args: string[]): Promise<{ stdout: string; status: number | null }> {
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, ...settings() },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
  const [status] = (await once(child, 'close')) as [number | null];
  return { stdout, status };
}

const cityDb = (schema: string) =>
  openDatabase<AccountTables>({
    connection: withSettings(database.admin, { search_path: schema }),
    schema,
    max: 1,
    log: () => {},
  });

let made: Acted;

test('a demo account acts on a copy: it sees the city’s own records and what it wrote, the city does not', async () => {
  const bureau = await demo('bureau');
  expect(await bureau.get('/session')).toMatchObject({ account: 'bureau', demo: true });
  const own = await called(visitor(), '常州');
  expect(own).toBeGreaterThan(0);
  expect(await called(bureau, '常州')).toBe(own);
  made = await bureau.create('organizations', { name: '试用青竹检测有限公司', region: 'CZ-WJ' });
  expect(await called(bureau, '试用青竹')).toBe(1);
  expect(await called(visitor(), '试用青竹')).toBe(0);
  expect(await refused(visitor().get(`/organizations/${made.id}`))).toMatchObject({ status: 404 });
  // Another demo account meets the same copy.
  expect(await called(await demo('district'), '试用青竹')).toBe(1);
});

test('trial data has no proof and enters no release', async () => {
  const bureau = await demo('bureau');
  const told = { status: 409, code: 'trial.notPublished' };
  expect(await refused(bureau.get(`/organizations/${made.id}/proof`, { event: made.event.id }))).toMatchObject(told);
  expect(await refused(bureau.get('/seals/head'))).toMatchObject(told);
  expect(await refused(bureau.create('releases', { title: '试用公报', asOf: '2025-12-31' }))).toMatchObject(told);
  expect(await visitor().get('/seals/head')).toMatchObject({ city: 'changzhou' });
});

test('what a demo account prints says on its face that it is trial data and proves nothing; no mail or message leaves', async () => {
  const bureau = await demo('bureau');
  const answer = await bureau.send('GET', `/organizations/${made.id}/extract.pdf`);
  expect(answer.status).toBe(200);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())), { mergePages: true });
  expect(text.replaceAll(/\s/g, '')).toContain('试用数据');
  expect(text).not.toContain('verify');
  const settings = await bureau.get<{ contacts: Record<string, { on: boolean }> }>('/notices/settings');
  expect(Object.values(settings.contacts).map(({ on }) => on)).toEqual([false, false]);
  expect((await bureau.send('POST', '/notices/contacts/mail', { body: { address: 'a@b.cn' } })).status).toBeGreaterThanOrEqual(
    400,
  );
});

test('a second officer finishes what the first began', async () => {
  const [bureau, second] = [await demo('bureau'), await demo('bureau-second')];
  const figure = await bureau.create('reported-figures', {
    series: 'revenue',
    region: 'CZ',
    period: '2020',
    value: '100000000000',
    reason: '试用',
  });
  await expect(bureau.act(figure, 'confirm')).rejects.toMatchObject({ code: 'reportedFigure.ownReport' });
  expect(await second.act(figure, 'confirm')).toMatchObject({ state: 'reported' });
});

test('nobody who is personal stands in the copy, and a session of it opens nothing of the city', async () => {
  const bureau = await demo('bureau');
  const [[name, token] = ['', '']] = [...bureau.cookies];
  expect(name).toBe('touyan-changzhou-trial');
  // The same token under the city's own cookie is nobody.
  const forged = visitor();
  forged.cookies.set('touyan-changzhou', token);
  expect(await refused(forged.get('/session'))).toMatchObject({ status: 401 });
  const { db, close } = await cityDb('touyan_changzhou__trial');
  expect(await db.selectFrom('accounts').select('demo').where('demo', '=', false).execute()).toEqual([]);
  await close();
});

test('it is cleared under a running house, which offers a new one', async () => {
  const bureau = await demo('bureau');
  expect(await called(bureau, '试用青竹')).toBe(1);
  const files = join(folder, 'trial-files');
  await bureau.upload('/files', { name: '依据.txt', content: '试用' });
  expect(existsSync(files)).toBe(true);
  const cleared = await touyan('trial', 'clear');
  expect(cleared.stdout).toBe('The trial data were removed.\n');
  expect(cleared.status).toBe(0);
  expect(existsSync(files)).toBe(false);
  await until('a new trial', async () => (await visitor().send('GET', '/session/demo-accounts')).ok);
  const anew = await demo('bureau');
  expect(await called(anew, '试用青竹')).toBe(0);
  expect(await called(anew, '常州')).toBeGreaterThan(0);
  expect((await touyan('trial')).status).toBe(2);
  expect((await touyan('verify')).stdout).toMatch(/sound\.$/m);
});

test('the first real account turns the demo accounts off', async () => {
  const bureau = await demo('bureau');
  const { db, close } = await cityDb('touyan_changzhou');
  await createAccount(db, { account: 'zhou', name: '周', password: testPassword, roles: ['auditAdmin'] });
  await close();
  await until('the trial ends', async () => (await bureau.send('GET', '/session')).status === 401);
  expect(await refused(demo('bureau'))).toMatchObject({ status: 401, code: 'session.wrong' });
  expect(await refused(visitor().get('/session/demo-accounts'))).toMatchObject({ status: 404 });
  const zhou = visitor();
  expect(await zhou.post('/session', { account: 'zhou', password: testPassword })).toMatchObject({ demo: false });
});
