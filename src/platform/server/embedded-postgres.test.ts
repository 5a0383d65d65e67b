// Who supervises the embedded server and who only attaches. Its faults are in test/faults.
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { finish, start } from '../../../test/faults/run.ts';
import { attachOrStart, startEmbedded, type EmbeddedOptions } from './embedded-postgres.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let said: string[];
let options: EmbeddedOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touyan-embedded-'));
  chmodSync(folder, 0o755);
  said = [];
  options = { dataDir: join(folder, 'data'), settings: { fsync: 'off' }, log: (sentence) => said.push(sentence) };
  return () => rmSync(folder, { recursive: true, force: true });
});

async function ask(connection: pg.ClientConfig, text: string) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('it listens on a private socket only, in UTF-8 and UTC, and keeps what was written', async () => {
  const first = await startEmbedded(options);
  const settings = `select current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding,
    current_setting('TimeZone') as zone, '张' < '李' as "byCodePoint", upper('é') as upper`;
  expect(await ask(first.connection, settings)).toEqual([
    { listens: '', encoding: 'UTF8', zone: 'UTC', byCodePoint: true, upper: 'É' },
  ]);
  expect(statSync(String(first.connection.host)).mode & 0o777).toBe(0o700);
  await ask(first.connection, 'create table kept as select 1 as a');
  expect(first.adopted).toBe(false);
  await first.stop();
  await first.stop();
  const second = await startEmbedded(options);
  expect(await ask(second.connection, 'select * from kept')).toEqual([{ a: 1 }]);
  await second.stop();
});

test('a folder that was copied while its server ran serves by itself, and the first goes on', async () => {
  const first = await startEmbedded(options);
  await ask(first.connection, 'create table kept as select 1 as a; checkpoint');
  const lock = join(String(first.connection.host), '.s.PGSQL.5432.lock');
  cpSync(options.dataDir, join(folder, 'copy'), { recursive: true, filter: (path) => !path.endsWith('.s.PGSQL.5432') });
  const second = await startEmbedded({ ...options, dataDir: join(folder, 'copy') });
  expect(await ask(second.connection, 'select * from kept')).toEqual([{ a: 1 }]);
  await ask(second.connection, 'drop table kept');
  expect(await ask(first.connection, 'select * from kept')).toEqual([{ a: 1 }]);
  expect(existsSync(lock)).toBe(true);
  expect(said.join(' ')).toContain('is the server of another folder');
  await second.stop();
  await first.stop();
});

test('of three processes that start at once on a new folder one serves and the others are refused', async () => {
  const processes = [1, 2, 3].map(() => start('serve', options.dataDir));
  const ready = await Promise.all(processes.map((one) => one.ready));
  expect(ready.filter((one) => one !== null)).toHaveLength(1);
  const serving = processes[ready.findIndex((one) => one !== null)];
  for (const one of processes.filter((other) => other !== serving)) {
    expect(await one.exit).toBe(1);
    expect(one.lines.at(-1)).toContain(`already running on ${options.dataDir} (process ${serving?.child.pid})`);
  }
  if (serving) await finish(serving);
  expect(readdirSync(join(options.dataDir, 'postgres')).toSorted()).toEqual(['cluster', 'server.log', 'socket']);
});

test('a command attaches to the server of another process, and starts one where there is none', async () => {
  await expect(startEmbedded({ ...options, attachOnly: true })).rejects.toThrow('No database server is running');
  const alone = await attachOrStart(options);
  expect(alone.adopted).toBe(false);
  await ask(alone.connection, 'create table kept as select 1 as a');
  await alone.stop();
  await expect(startEmbedded({ ...options, attachOnly: true })).rejects.toThrow('start Touyan first');

  const touyan = start('serve', options.dataDir);
  await touyan.ready;
  const command = await attachOrStart(options);
  expect(command.adopted).toBe(true);
  await command.stop();
  expect(await ask(command.connection, 'select * from kept')).toEqual([{ a: 1 }]);
  await finish(touyan);
});

test('a path too long for a socket gets one elsewhere, which goes with the server', async () => {
  const embedded = await startEmbedded({ ...options, dataDir: join(folder, 'x'.repeat(120)) });
  const socket = String(embedded.connection.host);
  expect(socket.length).toBeLessThan(90);
  expect(await ask(embedded.connection, 'select 1 as a')).toEqual([{ a: 1 }]);
  await embedded.stop();
  expect(existsSync(socket)).toBe(false);
});
