// Sends tenants their links by mail, one letter at a time, beside requests: each with a link of its own, made when it is sent. Nothing of address or text is logged.
import { type Selectable, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Sent } from '../../platform/server/sending.ts';
import { textIn } from '../../platform/shared/words.ts';
import { now, transact } from '../../records/server/index.ts';
import { type Asking, insertLinks, linkPath, newToken } from './tenantAsks.ts';
import type { TenantTables } from './tables.ts';

type Ask = Selectable<TenantTables['tenant_asks']>;
/** Minutes after each try that failed for now; after the last one it stays unsent, and the page says so. */
const pauses = [1, 5, 15, 60, 240, 720];
/** How long one process has a letter for itself. */
const minutesTaken = 2;
/** Letters in one go; the next round comes in seconds. */
const atOnce = 20;

/** Run every few seconds. A crash between sending and noting it sends a letter twice, with two links that are both good. */
export async function sendTenantLetters(of: Asking): Promise<void> {
  if (of.sending.mailer === null || of.sending.publicUrl === null) return;
  for (let left = atOnce; left > 0; left--) {
    const ask = await take(of);
    if (ask === null) return;
    await note(of, ask, await send(of, ask));
  }
}

async function take({ db }: Asking): Promise<Ask | null> {
  return transact(db, async (tx) => {
    const at = await now(tx);
    const next = await tx
      .selectFrom('tenant_asks')
      .selectAll()
      .where('mail_next', '<=', at)
      .orderBy('mail_next')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (next === undefined) return null;
    const taken = { mail_next: new Date(at.getTime() + minutesTaken * 60_000), mail_tries: next.mail_tries + 1 };
    await tx.updateTable('tenant_asks').set(taken).where('id', '=', next.id).execute();
    return { ...next, ...taken };
  });
}

async function send(of: Asking, ask: Ask): Promise<Sent> {
  const { mailer, publicUrl } = of.sending;
  const { rows } = await sql<{ email: string; name: string }>`
    select p.value as email, t.name from personal_values p join tenancies t on t.id = p.record
    where p.record = ${ask.tenancy}::uuid and p.field = 'email' and t.state <> 'voided'`.execute(of.db);
  const [to] = rows;
  // The address was taken away since, or the tenancy voided: there is nobody to write to.
  if (!mailer || !publicUrl || !to) return { outcome: 'permanent', said: 'noAddress', address: true };
  const token = newToken();
  await transact(of.db, async (tx) => insertLinks(tx, [{ ask: ask.id, token }], await now(tx)));
  const incubator = (await of.organizations.names([ask.incubator])).get(ask.incubator) ?? '';
  const city = textIn(of.pack.city.name, ask.language);
  const say = (key: string) =>
    of.say(ask.language, `tenantAsks:mail.${key}`, { incubator, tenant: to.name, year: ask.year, until: ask.until, city });
  const link = `${publicUrl.replace(/\/+$/, '')}${linkPath(token)}`;
  const text = `${say('text')}\n\n${link}\n\n${say('end')}`;
  return mailer.send({
    id: uuidv7(),
    to: to.email,
    subject: say('subject'),
    text,
    html: htmlOf(text, link),
    language: ask.language,
  });
}

const htmlOf = (text: string, link: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split('\n\n')
    .map((one) => (one === link ? `<p><a href="${link}">${link}</a></p>` : `<p>${one}</p>`))
    .join('');

async function note({ db }: Asking, { id, mail_tries: tries }: Ask, sent: Sent): Promise<void> {
  await transact(db, async (tx) => {
    const at = await now(tx);
    const pause = pauses[tries - 1];
    const again = sent.outcome === 'temporary' && pause !== undefined ? new Date(at.getTime() + pause * 60_000) : null;
    await tx
      .updateTable('tenant_asks')
      .set({
        mail_next: again,
        ...(sent.outcome === 'sent' ? { mailed_at: at, mail_failed: null } : again === null ? { mail_failed: sent.said } : {}),
      })
      .where('id', '=', id)
      .execute();
  });
}
