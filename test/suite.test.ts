// A city in the suite `sm` from its first day: sealed by SM3, verified, and never opened by the other suite.
import { expect, test } from 'vitest';
import { readEnv } from '../src/platform/server/env.ts';
import { seal, verify } from '../src/records/server/index.ts';
import { openRunning } from '../src/running.ts';
import { loader } from '../src/seed-acting.ts';
import { cloneDatabase } from './harness/database.ts';

test('a new city of the suite sm is sealed by SM3, and the other suite is refused at the start', {
  timeout: 60_000,
}, async () => {
  const database = await cloneDatabase<unknown>();
  const settings = { CITY: 'example', DATABASE_URL: database.url, SECRET_KEY: '0f'.repeat(32) };
  const start = (suite: string) =>
    openRunning(readEnv({ ...settings, CRYPTO_SUITE: suite }), { as: 'command', log: () => {}, anchor: 2026 });
  const { house, crypto, pack, close } = await start('sm');
  expect([crypto.suite, pack.city.algorithm, house.kernel.city.algorithm]).toEqual(['sm', 'sm3', 'sm3']);
  const read = house.organizations.parse('create', { name: '云川密码研究院', region: 'YC-CH' });
  if (!read.success) throw read.error;
  await house.organizations.actMany([{ actor: loader, action: 'create', input: read.data }]);
  await seal(house.kernel, true);
  expect(await verify(house.kernel, null)).toMatchObject({ findings: [], events: 1 });
  await close();
  await expect(start('international')).rejects.toMatchObject({ code: 'crypto.suite' });
  await database.drop();
});
