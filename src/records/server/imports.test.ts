// Importing files through the kernel: previews, permissions, races, crashes, what stays. With a kind of the kernel's own tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, visitor } from '../../platform/shared/actor.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { openHttp } from '../../platform/server/http.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { createPledges } from './fixtures.ts';
import { openPledgeImports, type PledgeImportTables, pledgeWords } from '../../../test/harness/pledge-imports.ts';

let database: TestDatabase<PledgeImportTables>;
let house: Awaited<ReturnType<typeof openPledgeImports>>;
const account = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
const zhou: Actor = { ...visitor, account: account(1), roles: ['bureauOfficer'] };
const lin: Actor = { ...visitor, account: account(2), roles: ['districtOfficer'], region: 'T-A' };
const member: Actor = { ...visitor, account: account(3), roles: ['member'] };

beforeAll(async () => {
  database = await cloneDatabase<PledgeImportTables>({ max: 6 });
  await database.ownerPool.query(createPledges);
  await database.ownerPool.query('grant select, insert, update, delete on pledges to public');
  house = await openPledgeImports(database.db);
});
afterAll(() => database.drop());

const fileOf = (rows: string[], header = 'Purpose,Amount,Region') => ({
  name: 'pledges.csv',
  content: Buffer.from([header, ...rows].join('\n')),
});
const many = (count: number, tag: string): string[] => Array.from({ length: count }, (_, at) => `${tag} ${at + 1},10.00,T-A`);
const countOf = async (tag: string): Promise<number> =>
  (await database.db.selectFrom('pledges').select('id').where('purpose', 'like', `${tag} %`).execute()).length;
const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error instanceof Refusal) return error;
  throw error ?? new Error('was not refused');
};

test('a file is judged row by row, and what the preview showed is what gets written', async () => {
  const { imports } = house;
  await imports.importContent(zhou, fileOf(['bridge 1,5.00,T-A']), { commit: true });
  const id = await imports.upload(
    zhou,
    fileOf([
      'bridge 1,5.00,T-A',
      'bridge 2,7.00,T-A',
      'bridge 2,7.00,T-A',
      'bridge 3,lots,T-A',
      'bridge 2,8.00,T-A',
      'bridge 1,6.00,T-A',
      '=1+1,5.00,T-A',
    ]),
  );
  const preview = await imports.settled(zhou, id);
  expect(preview).toMatchObject({ state: 'judged', rows: { create: 1, change: 1, duplicate: 2, refuse: 3 }, done: 7, total: 7 });
  const { items } = await imports.rows({ ...zhou, language: 'en' }, id, { limit: 25 });
  expect(items.map(({ row, verdict, column }) => [row, verdict, column])).toEqual([
    [2, 'duplicate', null],
    [3, 'create', null],
    [4, 'duplicate', null],
    [5, 'refuse', 'Amount'],
    [6, 'refuse', null],
    [7, 'change', null],
    [8, 'refuse', 'Purpose'],
  ]);
  expect(items[3]?.words).toContain('“Amount” must be an amount in yuan');
  expect(items[2]).toMatchObject({ match: { row: 3 }, words: expect.stringContaining('row 3') });
  expect(items[6]?.words).toContain('formula');
  expect((await imports.rows(zhou, id, { limit: 25, verdict: 'refuse' })).items[0]?.words).toContain('应为以元为单位的金额');

  await imports.commit(zhou, id, preview.fingerprint!);
  expect(await imports.settled(zhou, id)).toMatchObject({ state: 'written', done: 2, total: 2 });
  const amounts = await database.db
    .selectFrom('pledges')
    .select(['purpose', 'amount', 'version'])
    .where('purpose', 'like', 'bridge %')
    .orderBy('purpose')
    .execute();
  expect(amounts).toEqual([
    { purpose: 'bridge 1', amount: '6.00', version: 2 },
    { purpose: 'bridge 2', amount: '7.00', version: 1 },
  ]);
});

test('a preview that no longer holds is not committed: the new one is shown', async () => {
  const { imports, pledges } = house;
  const id = await imports.upload(zhou, fileOf(many(3, 'dam')));
  const { fingerprint } = await imports.settled(zhou, id);
  await pledges.act('create', { actor: zhou, input: { purpose: 'dam 2', amount: '10.00', region: 'T-A', name: null } });
  const refused = await refusalOf(imports.commit(zhou, id, fingerprint!));
  expect(refused).toMatchObject({ code: 'import.changed', status: 409, params: { create: 2, duplicate: 1 } });
  expect(await countOf('dam')).toBe(1);
  const again = await imports.status(zhou, id);
  expect(again).toMatchObject({ state: 'judged', rows: { create: 2, duplicate: 1 } });
  expect(again.fingerprint).not.toBe(fingerprint);
  await imports.commit(zhou, id, again.fingerprint!);
  await imports.settled(zhou, id);
  expect(await countOf('dam')).toBe(3);
});

test('of commits at once one writes, and every row is written once', async () => {
  const other = await openPledgeImports(database.db);
  const id = await house.imports.upload(zhou, fileOf(many(1200, 'race')));
  const { fingerprint } = await house.imports.settled(zhou, id);
  const tries = await Promise.allSettled([0, 1, 2, 3].map((n) => (n % 2 ? other : house).imports.commit(zhou, id, fingerprint!)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const reasons = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []));
  expect(reasons.map(({ code, status }) => `${status} ${code}`)).toEqual(Array.from({ length: 3 }, () => '409 import.notNow'));
  await Promise.all([house.imports.resume(), other.imports.resume(), house.imports.settled(zhou, id)]);
  expect(await countOf('race')).toBe(1200);
});

test('two imports of the same rows: the second is told that the register has changed', async () => {
  const other = await openPledgeImports(database.db);
  const [one, two] = await Promise.all([house, other].map(({ imports }) => imports.upload(zhou, fileOf(many(700, 'twin')))));
  const [first, second] = [await house.imports.settled(zhou, one!), await other.imports.settled(zhou, two!)];
  await house.imports.commit(zhou, one!, first.fingerprint!);
  const writing = house.imports.settled(zhou, one!);
  const refused = await refusalOf(other.imports.commit(zhou, two!, second.fingerprint!));
  expect(['import.busy', 'import.changed']).toContain(refused.code);
  await writing;
  expect((await refusalOf(other.imports.commit(zhou, two!, second.fingerprint!))).code).toMatch(/changed|nothingToWrite/);
  expect(await countOf('twin')).toBe(700);
});

test('a process killed between two chunks: another goes on, and nothing is written twice', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../test/harness/pledge-imports.ts', import.meta.url))], {
    env: {
      ...process.env,
      TOUYAN_CRASH: JSON.stringify({ login: database.app, actor: zhou, file: fileOf(many(1800, 'crash')).content.toString() }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  const left = await database.db
    .selectFrom('imports')
    .select(['id', 'state', 'done'])
    .where('state', '=', 'writing')
    .executeTakeFirstOrThrow();
  expect(left).toMatchObject({ state: 'writing', done: 500 });
  expect(await countOf('crash')).toBe(500);

  // The database may learn of the death a moment later and hold the dead one's lock until then: resuming is tried again, as the clock does.
  const resumed = async () => {
    await house.imports.resume();
    return house.imports.status(zhou, left.id);
  };
  await expect.poll(resumed, { timeout: 20_000 }).toMatchObject({ state: 'written', done: 1800, total: 1800 });
  expect(await countOf('crash')).toBe(1800);
});

test('a record changed by hand after the commit: its row is left out and told, the others are written', async () => {
  const { imports, pledges } = house;
  const made = await imports.importContent(zhou, fileOf(many(3, 'late')), { commit: true });
  expect(made.state).toBe('written');
  const id = await imports.upload(zhou, fileOf(['late 1,11.00,T-A', 'late 2,12.00,T-A', 'late 9,9.00,T-A']));
  const { fingerprint } = await imports.settled(zhou, id);
  await imports.commit(zhou, id, fingerprint!);
  const record = await database.db.selectFrom('pledges').select('id').where('purpose', '=', 'late 2').executeTakeFirstOrThrow();
  await pledges.act('edit', { actor: zhou, id: record.id, input: { amount: '99.00' } });
  expect(await imports.settled(zhou, id)).toMatchObject({ state: 'written', rows: { create: 1, change: 1, refuse: 1 }, done: 3 });
  const { items } = await imports.rows(zhou, id, { limit: 5, verdict: 'refuse' });
  expect(items).toMatchObject([{ row: 3, written: false, words: expect.stringContaining('未写入') }]);
  const amounts = await database.db
    .selectFrom('pledges')
    .select('amount')
    .where('purpose', 'like', 'late %')
    .orderBy('purpose')
    .execute();
  expect(amounts.map(({ amount }) => amount)).toEqual(['11.00', '99.00', '10.00', '9.00']);
});

test('rows that the actor may not write are refused one by one; others do not see the import', async () => {
  const { imports } = house;
  const id = await imports.upload(lin, fileOf(['well 1,5.00,T-A', 'well 2,5.00,T-B']));
  expect(await imports.settled(lin, id)).toMatchObject({ rows: { create: 0, refuse: 2 } });
  expect((await imports.rows(lin, id, { limit: 5, verdict: 'refuse' })).items[0]?.words).toContain('本辖市区');
  expect((await refusalOf(imports.status({ ...lin, account: account(4) }, id))).status).toBe(404);
  expect((await imports.status(zhou, id)).id).toBe(id);
  expect((await refusalOf(imports.upload(member, fileOf(['well 1,5.00,T-A'])))).status).toBe(403);
});

test('a demo account in a real city may preview and not commit', async () => {
  const demo: Actor = { ...zhou, demo: true };
  const id = await house.imports.upload(demo, fileOf(['demo 1,5.00,T-A']));
  const { fingerprint } = await house.imports.settled(demo, id);
  expect(await refusalOf(house.imports.commit(demo, id, fingerprint!))).toMatchObject({ code: 'demo.looksOnly', status: 403 });
});

test('a file that lacks a column, names one twice or has no rows is refused as a whole and leaves nothing', async () => {
  const before = await database.db.selectFrom('imports').select('id').execute();
  const upload = (rows: string[], header: string) => refusalOf(house.imports.upload(zhou, fileOf(rows, header)));
  expect(await upload(['a,5'], 'Purpose,Region')).toMatchObject({
    code: 'import.columnMissing',
    status: 422,
    errors: [{ path: 'amount' }],
  });
  expect(await upload(['a,5,6'], 'Purpose,Amount,amount *')).toMatchObject({ code: 'import.columnTwice' });
  expect(await upload([], 'Purpose,Amount,Region')).toMatchObject({ code: 'import.noRows' });
  expect(await database.db.selectFrom('imports').select('id').execute()).toEqual(before);
});

test('files are forgotten after seven days, records stay', async () => {
  const { imports } = house;
  const { id } = await imports.importContent(zhou, fileOf(['old 1,5.00,T-A']), { commit: true });
  await database.db
    .updateTable('imports')
    .set({ at: new Date(Date.now() - 8 * 86_400_000) })
    .where('id', '=', id)
    .execute();
  expect(await imports.forget()).toBe(1);
  expect((await refusalOf(imports.status(zhou, id))).status).toBe(404);
  expect(await database.db.selectFrom('import_rows').select('row').where('import', '=', id).execute()).toEqual([]);
  expect(await countOf('old')).toBe(1);
});

test('over HTTP: upload, watch, page through the rows, commit; the template has the columns', async () => {
  const app = await openHttp({
    words: pledgeWords,
    city: { code: 'test' },
    sessions: { find: async () => ({ actor: zhou, session: { needs: null }, renewed: null }) } as never,
  });
  house.imports.mount(app);
  const cookie = { cookie: `${app.cookieName}=x` };
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(fileOf(many(30, 'http')).content)]), 'pledges.csv');
  const sent = new Response(form);
  const uploaded = await app.inject({
    method: 'POST',
    url: '/api/pledges/imports',
    headers: { ...cookie, 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  });
  expect(uploaded.statusCode).toBe(202);
  const { id } = uploaded.json<{ id: string }>();
  const get = async (path: string) => (await app.inject({ url: `/api/pledges/imports/${id}${path}`, headers: cookie })).json();
  const until = async (state: string) => {
    for (;;) {
      const now = await get('');
      if (now.state === state) return now;
      await sleep(20);
    }
  };
  const preview = await until('judged');
  const page = await get('/rows?verdict=create&limit=20');
  expect(page.items).toHaveLength(20);
  expect((await get(`/rows?verdict=create&limit=20&after=${page.next}`)).items.map((one: { row: number }) => one.row)).toEqual([
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
  ]);
  const commit = (fingerprint: string) =>
    app.inject({ method: 'POST', url: `/api/pledges/imports/${id}/commit`, headers: cookie, payload: { fingerprint } });
  expect((await commit('x')).statusCode).toBe(400);
  expect((await commit('0'.repeat(64))).json()).toMatchObject({
    status: 409,
    code: 'import.changed',
    errors: [{ path: 'fingerprint' }],
  });
  expect((await commit(preview.fingerprint)).statusCode).toBe(202);
  await until('written');
  expect((await app.inject({ url: '/api/pledges/imports/template', headers: cookie })).headers['content-disposition']).toContain(
    '.xlsx',
  );
  await app.close();
});
