// The same contract of both stores: a folder, and an S3-compatible store that a real server keeps.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnv } from '../env.ts';
import { openStore, scanOf } from './settings.ts';
import type { Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'touyan-stores-'));
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'touyan-files', configs: [] }],
});
const login = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
const stores = new Map<string, Store>();
beforeAll(async () => {
  const { port } = await server.run();
  stores.set('folder', await openStore(null, folder, {}));
  stores.set('s3', await openStore(`s3://touyan-files/city%20one?endpoint=http://127.0.0.1:${port}`, folder, login));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const digest = 'a'.repeat(63);
const listed = async (store: Store) => {
  const found: string[] = [];
  for await (const one of store.list()) if (Date.now() - one.at.getTime() < 60_000) found.push(one.digest);
  return found.sort();
};

describe.each(['folder', 's3'])('%s', (name) => {
  test('keeps what it was given, whole, again and again; gives nothing for what is not there', async () => {
    const store = stores.get(name)!;
    const content = Buffer.alloc(300_000, '文件');
    expect(await store.read(`${digest}0`)).toBeNull();
    expect(await listed(store)).toEqual([]);
    await Promise.all([
      store.put(`${digest}1`, content),
      store.put(`${digest}1`, content),
      store.put(`${digest}2`, Buffer.of(0)),
    ]);
    expect((await buffer((await store.read(`${digest}1`))!)).equals(content)).toBe(true);
    expect(await listed(store)).toEqual([`${digest}1`, `${digest}2`]);
    await store.remove(`${digest}1`);
    await store.remove(`${digest}1`);
    expect(await store.read(`${digest}1`)).toBeNull();
    expect(await listed(store)).toEqual([`${digest}2`]);
    for (const wrong of ['../etc/passwd', '', 'A'.repeat(64)])
      await expect(async () => store.put(wrong, content)).rejects.toThrow('no digest');
  });
});

test('what the environment says of files is checked before anything starts', async () => {
  expect(readEnv({})).toMatchObject({ files: null, scan: null, fileLimit: 20 * 1024 * 1024 });
  expect(readEnv({ FILES: 's3://bucket/a?endpoint=https://x.cn', SCAN: 'clamd://scan', FILE_LIMIT: '50' })).toMatchObject({
    fileLimit: 50 * 1024 * 1024,
  });
  for (const wrong of [{ FILES: 's3://key:secret@bucket' }, { FILES: 'ftp://x' }, { FILE_LIMIT: '0' }, { SCAN: 'http://x' }])
    expect(() => readEnv(wrong)).toThrow(/must be/);
  expect(() => readEnv({ FILES: 's3://key:secret@bucket' })).not.toThrow(/secret/);
  await expect(openStore('s3://bucket', folder, {})).rejects.toThrow('AWS_ACCESS_KEY_ID');
  expect(scanOf('clamd://scan')).toBeTypeOf('function');
});
