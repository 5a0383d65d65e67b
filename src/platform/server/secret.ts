// The house's secret and its suite: from the environment or a file of the data folder, and checked against what the city began with. Not ciphers (crypto.ts).
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { type Crypto, openCrypto, type Suite, suites } from './crypto.ts';
import { codeOf } from './database.ts';
import { type Env, keyIn, StartError } from './env.ts';
import { keptSetting } from './settings.ts';

type Asked = Pick<Env, 'databaseUrl' | 'dataDir' | 'secretKey' | 'suite'>;

/** The suite that the city began with; another one than the environment asks for stops the start. A city older than suites began with the international one. */
export async function suiteOf<T>(db: Kysely<T>, wanted: Suite | null): Promise<Suite> {
  const { rows } = await sql<{ some: boolean }>`select exists(select from events) as some`.execute(db);
  const kept = await keptSetting(db, 'suite', rows[0]?.some ? 'international' : (wanted ?? 'international'));
  const suite = suites.find((one) => one === kept);
  if (suite !== undefined && (wanted === null || wanted === suite)) return suite;
  throw new StartError(
    'crypto.suite',
    `This city began with CRYPTO_SUITE=${kept}, and what it keeps can be read with no other: set CRYPTO_SUITE=${kept}, or leave it out.`,
  );
}

/** The suite of a schema for whoever only hashes passwords; nothing is kept by asking. */
export async function suiteNow<T>(db: Kysely<T>): Promise<Suite> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = 'suite'`.execute(db);
  return rows[0]?.value === 'sm' ? 'sm' : 'international';
}

/** Opens the suite with the house's secret. Throws `StartError` where the secret is not the one that the city's secrets were sealed with. */
export async function openSecret<T>(db: Kysely<T>, env: Asked): Promise<Crypto> {
  const suite = await suiteOf(db, env.suite);
  const secret = secretOf(env);
  const crypto = openCrypto({ suite, secret });
  const check = secret === null ? null : checkOf(crypto);
  const { check: kept, used } = await secretKept(db);
  if (check === null && used)
    throw new StartError(
      'crypto.noKey',
      'This city keeps second factors, and without its key nobody could sign in: set SECRET_KEY to the one that it began with.',
    );
  if (check === null) return crypto;
  if (kept !== null && kept !== check && used)
    throw new StartError(
      'crypto.key',
      'SECRET_KEY is not the key that this city’s second factors were sealed with: put that one back (docs/operations.md tells how to change it).',
    );
  await sql`insert into settings (name, value) values ('secretCheck', ${check})
    on conflict (name) do update set value = excluded.value where settings.value <> excluded.value`.execute(db);
  return crypto;
}

/** What tells a secret from another one, and gives nothing of it away. */
const checkOf = (crypto: Crypto): string => crypto.mac('check', 'touyan').toString('hex').slice(0, 32);

export type KeptSecret = { suite: Suite; check: string | null; used: boolean };

/** What a city keeps of its secret, and whether anything was sealed with it. */
export async function secretKept<T>(db: Kysely<T>): Promise<KeptSecret> {
  const { rows } = await sql<{ check: string | null; used: boolean }>`
    select (select value from settings where name = 'secretCheck') as check,
      exists(select from second_factors) or exists(select from recovery_codes) as used`.execute(db);
  return { suite: await suiteNow(db), check: rows[0]?.check ?? null, used: rows[0]?.used ?? false };
}

/** Before a backup is restored: throws `StartError` where the secret is missing or another one, so that minutes of copying do not end in it. Makes no file. */
export function expectSecret({ databaseUrl, dataDir, secretKey }: Asked, { suite, check, used }: KeptSecret): void {
  if (!used) return;
  const file = join(dataDir, 'secret.key');
  const secret = secretKey ?? (databaseUrl === null && existsSync(file) ? keyIn(readFileSync(file, 'utf8').trim()) : null);
  if (secret !== null && checkOf(openCrypto({ suite, secret })) === check) return;
  const wanted = databaseUrl === null ? `set SECRET_KEY to it, or put its secret.key into ${dataDir}` : 'set SECRET_KEY to it';
  throw secret === null
    ? new StartError(
        'crypto.noKey',
        `The backup keeps second factors, but not the key they are sealed with: ${wanted}. Nothing was restored.`,
      )
    : new StartError(
        'crypto.key',
        `The key here is not the one that the second factors of this backup are sealed with: ${wanted}. Nothing was restored.`,
      );
}

/** From the environment; else, with the embedded database, from a file that is made at the first start. Null with a server of one's own. */
function secretOf({ databaseUrl, dataDir, secretKey }: Asked): Buffer | null {
  if (secretKey !== null) return secretKey;
  if (databaseUrl !== null) return null;
  const file = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    // Copied from a backup it may have become readable for others.
    chmodSync(file, 0o600);
  }
  const key = keyIn(readFileSync(file, 'utf8').trim());
  if (key !== null) return key;
  throw new StartError('crypto.key', `${file} holds no key: put back the one of this city, from its backup.`);
}
