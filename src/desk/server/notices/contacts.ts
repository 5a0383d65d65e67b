// Addresses of accounts: kept once a code sent to them has come back, masked wherever they are shown, deleted when their person takes them away.
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { maskEmail, maskPhone } from '../../../platform/shared/mask.ts';
import { now } from '../../../records/server/index.ts';
import { demoLooksOnly } from '../../../records/record.ts';
import { channelOff, codeNotSent, codeWrong, type Sending, tooManyCodes } from '../../notices.ts';
import type { Around } from './around.ts';
import { codeLetter } from './letters.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Person = Actor & { account: string };

/** How long a code is good for, in minutes; how many wrong ones are let through; how many go out in an hour. */
const goodFor = 10;
const mostWrong = 5;
const mostAnHour = 5;

export const maskOf = (channel: Sending, address: string): string =>
  channel === 'mail' ? maskEmail(address) : maskPhone(address);

/** The address as it is used; refused where it is none. No line end, no list, no name. */
function addressOf(channel: Sending, said: string): string {
  if (channel === 'mail') {
    const read = z.email().max(254).safeParse(said.normalize('NFKC').trim());
    if (!read.success || /[\s<>,;:"'\\]/.test(read.data)) throw wrongField('address', 'format', 'notices:refusals.mailFormat');
    const at = read.data.lastIndexOf('@');
    return `${read.data.slice(0, at)}${read.data.slice(at).toLowerCase()}`;
  }
  const digits = said.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^(\+[1-9]\d{6,14}|1[3-9]\d{9})$/.test(digits)) throw wrongField('address', 'format', 'notices:refusals.phoneFormat');
  return digits;
}

const digestOf = (account: string, address: string, code: string): Buffer =>
  createHash('sha256').update(`${account} ${address} ${code}`).digest();

/** Sends a code to an address. The address kept before stays in use until the code has come back. */
export async function offer(around: Around, { account, language, demo }: Person, channel: Sending, said: string): Promise<void> {
  const { db, mailer, sms } = around;
  // Everybody may be a demo account: no address of a person is kept with it.
  if (demo) throw demoLooksOnly();
  if ((channel === 'mail' ? mailer : sms) === null) throw channelOff();
  const address = addressOf(channel, said);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const at = await now(db);
  await db.transaction().execute(async (tx) => {
    // Of several requests at once each counts.
    await oneAtATime(tx, 'codes', account);
    const hourAgo = new Date(at.getTime() - 3_600_000);
    await tx.deleteFrom('contact_codes_sent').where('account', '=', account).where('at', '<', hourAgo).execute();
    const sentBefore = await tx.selectFrom('contact_codes_sent').select('at').where('account', '=', account).execute();
    if (sentBefore.length >= mostAnHour) throw tooManyCodes({ most: mostAnHour, retryAfter: 3600 });
    await tx.insertInto('contact_codes_sent').values({ account, at }).execute();
    const row = {
      address,
      digest: digestOf(account, address, code),
      sent_at: at,
      expires_at: new Date(at.getTime() + goodFor * 60_000),
      tries: 0,
    };
    await tx
      .insertInto('contact_codes')
      .values({ account, channel, ...row })
      .onConflict((on) => on.columns(['account', 'channel']).doUpdateSet(row))
      .execute();
  });
  const id = uuidv7();
  const letter = codeLetter(around, code, language);
  const became =
    channel === 'mail'
      ? await mailer?.send({ id, to: address, language, ...letter })
      : await sms?.send({ id, to: address, text: around.say(language, 'notices:letters.codeShort', { code }) });
  if (became?.outcome === 'permanent' && became.address)
    throw wrongField('address', 'refused', 'notices:refusals.addressRefused');
  if (became?.outcome !== 'sent') throw codeNotSent();
}

/** Keeps the address whose code has come back. After some wrong codes a new one must be sent. */
export async function verify({ db }: Around, { account }: Person, channel: Sending, code: string): Promise<void> {
  const at = await now(db);
  const right = await db.transaction().execute(async (tx) => {
    const found = await tx
      .updateTable('contact_codes')
      .set((one) => ({ tries: one('tries', '+', 1) }))
      .where('account', '=', account)
      .where('channel', '=', channel)
      .where('expires_at', '>', at)
      .where('tries', '<', mostWrong)
      .returningAll()
      .executeTakeFirst();
    if (!found || !timingSafeEqual(found.digest, digestOf(account, found.address, code))) return false;
    const kept = { address: found.address, verified_at: at, failed_at: null };
    await tx
      .insertInto('account_contacts')
      .values({ account, channel, ...kept })
      .onConflict((on) => on.columns(['account', 'channel']).doUpdateSet(kept))
      .execute();
    await tx.deleteFrom('contact_codes').where('account', '=', account).where('channel', '=', channel).execute();
    return true;
  });
  if (!right) throw codeWrong({ minutes: goodFor, most: mostWrong });
}

/** Takes an address away, and one that waits for its code. */
export async function drop({ db }: Pick<Around, 'db'>, account: string, channel: Sending): Promise<void> {
  await db.deleteFrom('account_contacts').where('account', '=', account).where('channel', '=', channel).execute();
  await db.deleteFrom('contact_codes').where('account', '=', account).where('channel', '=', channel).execute();
}
