// The command line as scripts call it: exit codes, `--json`, sentences and no stacks. The faults of the database are test/faults.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'touyan-cli-'));
let database: TestDatabase<unknown>;
beforeAll(async () => {
  database = await cloneDatabase<unknown>();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Said = { code: number | null; out: string; err: string };
function touyan(args: string[], env: Record<string, string> = {}, typed = ''): Promise<Said> {
  const settings = {
    CITY: 'example',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    LANG: 'C',
    LC_ALL: '',
    LC_MESSAGES: '',
    ...env,
  };
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(typed);
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece: Buffer) => (said.out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (said.err += piece.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, ...said })));
}
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
type Import = {
  state: string;
  rows: Record<string, number>;
  fingerprint: string;
  refused: { row: number; column: string; words: string }[];
};

test('migrate, and the usage for whoever asks or errs', async () => {
  expect(await touyan(['migrate'])).toMatchObject({ code: 0, out: expect.stringContaining('up to date') });
  for (const args of [['help'], ['verify', '--help']])
    expect(await touyan(args)).toMatchObject({ code: 0, out: expect.stringContaining('npm run touyan -- <command>') });
  for (const args of [[], ['constructor']])
    expect(await touyan(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('<command>') });
  for (const args of [
    ['verify', '--colour'],
    ['import', 'pigs', 'a.csv'],
  ]) {
    const said = await touyan(args);
    expect([args, said.code, /^\s+at /m.test(said.err)]).toEqual([args, 2, false]);
  }
});

test('a file is shown row by row, written when told to, and known the second time', async () => {
  const path = file('list.csv', 'name,region\n云川命令机构,YC-CH\n云川另一机构,ZZ\n');
  const shown = await touyan(['import', 'organizations', path, '--json']);
  const answer = JSON.parse(shown.out) as Import;
  expect([shown.code, answer.state, answer.rows]).toEqual([0, 'judged', { create: 1, change: 0, duplicate: 0, refuse: 1 }]);
  expect(answer.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(answer.refused).toEqual([{ row: 3, column: 'region', words: expect.not.stringMatching(/\p{Script=Han}/u) }]);
  const written = JSON.parse((await touyan(['import', 'organizations', path, '--commit', '--json'])).out) as Import;
  expect(written.state).toBe('written');
  const again = JSON.parse((await touyan(['import', 'organizations', path, '--json'])).out) as Import;
  expect(again.rows).toEqual({ create: 0, change: 0, duplicate: 1, refuse: 1 });
  const chinese = await touyan(['import', 'organizations', path], { LANG: 'zh_CN.UTF-8' });
  expect(chinese.out).toContain('第 3 行');
});

test('a file that is refused is a problem for scripts and a sentence for people, in one language', async () => {
  const path = file('colours.csv', 'colour\nred\n');
  const problem = await touyan(['import', 'organizations', path, '--json']);
  expect([problem.code, JSON.parse(problem.out)]).toMatchObject([
    2,
    { status: 422, code: 'import.columnMissing', errors: [{ path: 'name' }] },
  ]);
  const sentence = await touyan(['import', 'organizations', path]);
  expect(sentence).toMatchObject({ code: 2, out: '', err: expect.stringContaining('lacks a column') });
  expect(sentence.err).not.toMatch(/\p{Script=Han}/u);
  for (const missing of [join(folder, 'none.csv'), folder])
    expect(await touyan(['import', 'organizations', missing])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such file'),
    });
});

test('verify: 0 sound, 1 with a line for each row that is not, 2 where nothing can be read', async () => {
  const sound = await touyan(['verify', '--json']);
  expect([sound.code, JSON.parse(sound.out)]).toMatchObject([0, { findings: [] }]);
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`update touyan_example.organizations set name = '换了名' where name = '云川命令机构'`);
  await owner.end();
  const tampered = await touyan(['verify']);
  expect(tampered.code).toBe(1);
  expect(tampered.out.split('\n')[0]).toMatch(/^organizations [0-9a-f-]{36}: changed/);
  const away = await touyan(['verify', '--json'], { DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' });
  expect([away.code, away.out]).toEqual([2, '']);
});

test('account: the first one, and the way back in; each with its line in the security log, none with a password on the command line', {
  timeout: 60_000,
}, async () => {
  const key = { SECRET_KEY: '0f'.repeat(32) };
  const account = (more: string[], typed = '', env: Record<string, string> = key) => touyan(['account', ...more], env, typed);
  const officer = ['li', '--role', 'bureauOfficer', '--display', '李娜'];
  const refused = [
    [[], '', key, 'needs a name'],
    [['li'], '', key, 'one of member'],
    [['li', '--role', 'emperor'], '', key, 'one of member'],
    [officer, 'Long-enough-1\n', { SECRET_KEY: '' }, 'set SECRET_KEY'],
    [officer, 'short\n', key, ''],
    [['nobody', '--unlock'], '', key, 'There is no account nobody'],
  ] as const;
  const answers = await Promise.all(refused.map(([args, typed, env]) => account([...args], typed, { ...env })));
  for (const [at, said] of answers.entries()) {
    const [args, , , words] = refused[at]!;
    expect([args, said.code, said.out, /^\s+at /m.test(said.err)]).toEqual([args, 2, '', false]);
    expect(said.err).toContain(words);
  }
  expect(await account(officer, 'Long-enough-1\n')).toMatchObject({ code: 0, out: 'The account li was made.\n' });
  expect((await account(officer, 'Long-enough-1\n')).code).toBe(2);
  const mended = await account(['li', '--unlock', '--reset-factor', '--reset-password'], 'Another-one-2\n');
  expect(mended.out).toBe('The account li is unlocked, has no second factor, has a new first password.\n');
  const client = new pg.Client(database.admin);
  await client.connect();
  const { rows } = await client.query<{ event: string; name: string }>(
    `select event, name from touyan_example.security_log where detail->>'account' = 'li' order by at, id`,
  );
  await client.end();
  expect(rows.map((one) => `${one.name} ${one.event}`)).toEqual([
    'operator accountMade',
    'operator unlocked',
    'operator factorReset',
    'operator passwordReset',
  ]);
});
