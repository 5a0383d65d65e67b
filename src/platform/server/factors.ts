// Second factors: an authenticator's codes (TOTP, RFC 6238) and recovery codes. Sealed and hashed by the suite; not when they are asked for (auth.ts).
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { wrongCode } from '../shared/session.ts';
import { factorHeld, noFactorBegun, type Enrolment } from '../shared/account.ts';
import type { AccountTables } from './accounts.ts';
import type { Crypto } from './crypto.ts';

const period = 30;
/** Steps before and after the present one whose code is taken: clocks differ. */
const leeway = 1;
const recoveryCodes = 10;

export type FactorOptions = { db: Kysely<AccountTables>; crypto: Crypto; now: () => Date; issuer: string };
export type Factors = ReturnType<typeof openFactors>;

/** Authenticators read SHA-1 alone with certainty; the code is no digest that anybody could want to forge. */
const totpOf = (issuer: string, label: string, secret: Secret): TOTP =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period, issuerInLabel: true });

/** Digits and letters alone, as they are kept: what is copied by hand has spaces, and O for 0. */
const written = (code: string): string =>
  code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits in two groups of five: `K3F9Q-8ZT2M`. */
function recoveryCode(): string {
  const signs = [...randomBytes(10)].map((byte) => crockford[byte % 32]).join('');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

export function openFactors({ db, crypto, now, issuer }: FactorOptions) {
  const macOf = (account: string, code: string): Buffer => crypto.mac('recoveryCode', `${account}:${written(code)}`);

  /** A secret that waits for its first code. Begun again, the one before is forgotten. */
  async function begin(account: { id: string; account: string }): Promise<Enrolment> {
    const secret = new Secret({ size: 20 });
    const sealed = crypto.seal('secondFactor', Buffer.from(secret.bytes), account.id);
    const row = { secret: sealed, begun_at: now(), confirmed_at: null, last_step: '0' };
    const put = await db
      .insertInto('second_factors')
      .values({ account: account.id, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row).where('second_factors.confirmed_at', 'is', null))
      .executeTakeFirst();
    if (put.numInsertedOrUpdatedRows === 0n) throw factorHeld();
    const uri = totpOf(issuer, account.account, secret).toString();
    const { default: qrcode } = await import('qrcode');
    const qr = await qrcode.toString(uri, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
    return { secret: secret.base32.replaceAll(/(.{4})(?=.)/g, '$1 '), uri, qr };
  }

  /** The step whose code this is, null for none. */
  async function stepOf(account: string, code: string, confirmed: boolean): Promise<number | null> {
    if (!/^\d{6}$/.test(code)) return null;
    const row = await db.selectFrom('second_factors').selectAll().where('account', '=', account).executeTakeFirst();
    if (!row || (row.confirmed_at !== null) !== confirmed) return null;
    const held = crypto.open('secondFactor', row.secret, account);
    const secret = new Secret({ buffer: Uint8Array.from(held).buffer });
    const timestamp = now().getTime();
    const delta = totpOf(issuer, '', secret).validate({ token: code, timestamp, window: leeway });
    return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta;
  }

  /** Takes a step's code if none of it or of a later one was taken before: of two at once one is refused. */
  async function take(account: string, step: number, confirming: boolean): Promise<boolean> {
    const taken = await db
      .updateTable('second_factors')
      .set({ last_step: String(step), ...(confirming ? { confirmed_at: now() } : {}) })
      .where('account', '=', account)
      .where('confirmed_at', confirming ? 'is' : 'is not', null)
      .where('last_step', '<', String(step))
      .executeTakeFirst();
    return taken.numUpdatedRows === 1n;
  }

  /** Whether a code is one of this account's, and takes it: no code opens twice. */
  async function takes(account: string, said: string): Promise<'code' | 'recovery' | null> {
    const code = written(said);
    const step = await stepOf(account, code, true);
    if (step !== null) return (await take(account, step, false)) ? 'code' : null;
    if (code.length !== 10) return null;
    const used = await db
      .deleteFrom('recovery_codes')
      .where('account', '=', account)
      .where('mac', '=', macOf(account, code))
      .executeTakeFirst();
    return used.numDeletedRows === 1n ? 'recovery' : null;
  }

  /** The first code of a secret that was begun: from now on codes are asked for. Gives the recovery codes, which are shown this once. */
  async function confirm(account: string, said: string): Promise<string[]> {
    const begun = await db.selectFrom('second_factors').select('confirmed_at').where('account', '=', account).executeTakeFirst();
    if (!begun) throw noFactorBegun();
    if (begun.confirmed_at !== null) throw factorHeld();
    const step = await stepOf(account, written(said), false);
    if (step === null || !(await take(account, step, true))) throw wrongCode();
    return renewRecovery(account);
  }

  /** Ten new recovery codes in the place of those before. */
  async function renewRecovery(account: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodes }, recoveryCode);
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('recovery_codes').where('account', '=', account).execute();
      await tx
        .insertInto('recovery_codes')
        .values(codes.map((code) => ({ account, mac: macOf(account, code) })))
        .execute();
    });
    return codes;
  }

  return { begin, confirm, takes, renewRecovery };
}

/** Takes an account's second factor and its recovery codes away; whether there was one. */
export async function removeFactor(db: Kysely<AccountTables>, account: string): Promise<boolean> {
  await db.deleteFrom('recovery_codes').where('account', '=', account).execute();
  const gone = await db.deleteFrom('second_factors').where('account', '=', account).returning('confirmed_at').executeTakeFirst();
  return gone !== undefined && gone.confirmed_at !== null;
}
