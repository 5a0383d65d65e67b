// Both suites against published vectors, and what sealing, signing and hashing must refuse.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import type { AccountTables } from './accounts.ts';
import { hashPassword, macOf, openCrypto, passwordFits, suites } from './crypto.ts';
import { readEnv } from './env.ts';
import { openSecret, suiteOf } from './secret.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');
const secret = Buffer.alloc(32, 7);
const notOpened = /changed|authenticate/;

test('SM3, HMAC-SM3 and SM4 give the published values (GB/T 32905, 32907)', () => {
  const sm = openCrypto({ suite: 'sm', secret });
  expect(hex(sm.digest('abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(hex(macOf('sm3', 'key', 'abc'))).toBe('28e63256e7c5a087b1f073265dc53092163f7b82729735d06f28f10af9d52393');
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
  expect(hex(Buffer.concat([cipher.update(block), cipher.final()]))).toBe('681edf34d206965e86b3e94f536e4246');
  const international = openCrypto({ suite: 'international', secret });
  expect(hex(international.digest('abc'))).toBe(createHash('sha256').update('abc').digest('hex'));
  // RFC 4231, test case 2.
  expect(hex(macOf('sha256', 'Jefe', 'what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test.each(suites)(
  '%s: what is sealed opens for its purpose, its owner and its key alone, and not when a bit was changed',
  (suite) => {
    const crypto = openCrypto({ suite, secret });
    for (const plain of [Buffer.alloc(0), Buffer.from('密钥'), randomBytes(1000)]) {
      const sealed = crypto.seal('secondFactor', plain, 'zhou');
      expect(crypto.open('secondFactor', sealed, 'zhou').equals(plain)).toBe(true);
      expect(sealed.equals(crypto.seal('secondFactor', plain, 'zhou'))).toBe(false);
      expect(() => crypto.open('secondFactor', sealed, 'lin')).toThrow(notOpened);
      expect(() => crypto.open('recoveryCode', sealed, 'zhou')).toThrow(notOpened);
      const other = openCrypto({ suite, secret: Buffer.alloc(32, 8) });
      expect(() => other.open('secondFactor', sealed, 'zhou')).toThrow(notOpened);
      for (let at = 0; at < sealed.length; at += Math.ceil(sealed.length / 40)) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(() => crypto.open('secondFactor', changed, 'zhou')).toThrow(notOpened);
      }
      for (const length of [0, 1, 16, sealed.length - 1])
        expect(() => crypto.open('secondFactor', sealed.subarray(0, length), 'zhou')).toThrow(notOpened);
    }
    const otherSuite = openCrypto({ suite: suite === 'sm' ? 'international' : 'sm', secret });
    expect(() => otherSuite.open('secondFactor', crypto.seal('secondFactor', secret, ''), '')).toThrow(notOpened);
  },
);

test.each(suites)('%s: a signature is of its text and its key alone', (suite) => {
  const crypto = openCrypto({ suite, secret });
  const text = Buffer.from('技术合同登记证明');
  const signature = crypto.sign(text);
  expect(crypto.verify(text, signature)).toBe(true);
  expect(openCrypto({ suite, secret }).publicKey().equals(crypto.publicKey())).toBe(true);
  expect(crypto.verify(Buffer.from('技术合同登记证明。'), signature)).toBe(false);
  expect(crypto.verify(text, Buffer.from(signature).fill(0, 8, 12))).toBe(false);
  expect(crypto.verify(text, Buffer.alloc(0))).toBe(false);
  expect(openCrypto({ suite, secret: Buffer.alloc(32, 9) }).verify(text, signature)).toBe(false);
});

test('an SM2 signature is the standard one: others verify it with the public key and the usual name', () => {
  const crypto = openCrypto({ suite: 'sm', secret });
  const text = Buffer.from('abc');
  const fits = sm2.doVerifySignature(text, hex(crypto.sign(text)), hex(crypto.publicKey()), {
    hash: true,
    der: true,
    userId: '1234567812345678',
  });
  expect([fits, crypto.publicKey().length]).toEqual([true, 65]);
});

test('without a key only digests are made', () => {
  const crypto = openCrypto({ suite: 'sm', secret: null });
  expect(crypto.digest('abc')).toHaveLength(32);
  for (const work of [() => crypto.mac('check', ''), () => crypto.seal('secondFactor', secret, ''), () => crypto.sign(secret)])
    expect(work).toThrow('crypto.noKey');
});

test.each(suites)('%s: a password fits its own hash, however it was composed, and no other', async (suite) => {
  const kept = await hashPassword('Café-geheim-1', suite);
  expect(kept).toMatch(suite === 'sm' ? /^\$pbkdf2-sm3\$i=600000\$/ : /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits(kept, 'Cafe\u0301-geheim-1')).toBe(true);
  expect(await passwordFits(kept, 'Cafe-geheim-1')).toBe(false);
});

let database: TestDatabase<AccountTables>;
const folder = mkdtempSync(join(tmpdir(), 'touyan-secret-'));
beforeAll(async () => {
  database = await cloneDatabase<AccountTables>();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});
const env = (more: Record<string, string>) => readEnv({ DATA_DIR: folder, ...more });

test('a city keeps the suite that it began with: another one is refused with a sentence', async () => {
  const { db } = database;
  expect((await openSecret(db, env({ CRYPTO_SUITE: 'sm' }))).suite).toBe('sm');
  expect((await openSecret(db, env({}))).suite).toBe('sm');
  await expect(openSecret(db, env({ CRYPTO_SUITE: 'international' }))).rejects.toThrow(
    /^This city began with CRYPTO_SUITE=sm, .*\.$/,
  );
  await expect(suiteOf(db, 'international')).rejects.toMatchObject({ code: 'crypto.suite' });
});

test('the key is made once, readable by its owner alone, and what it sealed is not served without it', async () => {
  const { db, pool } = database;
  const file = join(folder, 'secret.key');
  const kept = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  const first = await openSecret(db, env({}));
  expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8')]).toEqual([0o600, kept]);
  expect(first.hasKey).toBe(true);
  const server = { DATABASE_URL: 'postgres://a:b@c/d' };
  expect((await openSecret(db, env(server))).hasKey).toBe(false);
  const { rows } = await pool.query(
    `insert into accounts (id, account, name) values (gen_random_uuid(), 'zhou', '周') returning id`,
  );
  const used = `insert into second_factors (account, secret, begun_at) values ($1, '\\x00', now())`;
  await pool.query(used, [rows[0].id]);
  await expect(openSecret(db, env(server))).rejects.toMatchObject({ code: 'crypto.noKey' });
  await expect(openSecret(db, env({ ...server, SECRET_KEY: 'ab'.repeat(32) }))).rejects.toMatchObject({ code: 'crypto.key' });
  expect((await openSecret(db, env({ ...server, SECRET_KEY: kept.trim() }))).hasKey).toBe(true);
  writeFileSync(file, 'short\n');
  await expect(openSecret(db, env({}))).rejects.toMatchObject({ code: 'crypto.key' });
  expect(() => readEnv({ SECRET_KEY: 'short' })).toThrow(/^SECRET_KEY must be [^"]*\)\.$/);
});
