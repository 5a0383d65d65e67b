// Sends messages: each is taken by one process for a while, sent outside any transaction, and its end written down. Broken off, it is sent again with the same id.
import { type Selectable, sql } from 'kysely';
import type { Sent } from '../../../platform/server/sending.ts';
import type { NoticeTables } from '../tables.ts';
import { type Around, mostTries, nextTry } from './around.ts';
import { letterOf, type Line, settingsAddress, shortOf } from './letters.ts';
import { put } from './outbox.ts';
import { peopleOf } from './people.ts';

type Message = Selectable<NoticeTables['messages']>;
type Outcome = NonNullable<Message['outcome']>;

/** Longer than any try may take. */
const takenFor = 120_000;

/** Sends what is due; gives how many were tried. */
export async function send(around: Around, at: Date): Promise<number> {
  for (let tried = 0; ; tried++) {
    const message = await take(around, at);
    if (!message) return tried;
    await sendOne(around, message, at);
  }
}

/** The next message that nobody is at, for this process alone until `taken_until`. */
const take = ({ db }: Around, at: Date): Promise<Message | undefined> =>
  db.transaction().execute(async (tx) => {
    const next = await tx
      .selectFrom('messages')
      .select('id')
      .where('outcome', 'is', null)
      .where('next_at', '<=', at)
      .where((one) => one.or([one('taken_until', 'is', null), one('taken_until', '<', at)]))
      .orderBy('next_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!next) return undefined;
    return tx
      .updateTable('messages')
      .set((one) => ({ tries: one('tries', '+', 1), taken_until: new Date(at.getTime() + takenFor) }))
      .where('id', '=', next.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });

async function sendOne(around: Around, message: Message, at: Date): Promise<void> {
  const { db } = around;
  const { account, channel } = message;
  const contact = await db
    .selectFrom('account_contacts')
    .select('address')
    .where('account', '=', account)
    .where('channel', '=', channel)
    .where('failed_at', 'is', null)
    .executeTakeFirst();
  const person = (await peopleOf(around, db, [account], at)).get(account);
  if (!contact || !person) return end(around, message, at, 'no-address', null);
  const became = await through(around, message, contact.address, person.actor.language);
  if (became.outcome === 'sent') return end(around, message, at, 'sent', null);
  if (became.outcome === 'permanent') return end(around, message, at, 'refused', became.said, became.address);
  if (message.tries >= mostTries) return end(around, message, at, 'given-up', became.said);
  await db
    .updateTable('messages')
    .set({ next_at: nextTry(at, message.tries), taken_until: null, said: became.said })
    .where('id', '=', message.id)
    .where('outcome', 'is', null)
    .execute();
}

async function through(around: Around, { id, channel }: Message, to: string, language: 'zh-CN' | 'en'): Promise<Sent> {
  const { mailer, sms } = around;
  const lines = await linesOf(around, id, channel);
  if (channel === 'sms') return sms === null ? off : sms.send({ id, to, text: shortOf(around, lines, language) });
  if (mailer === null) return off;
  const unsubscribe = settingsAddress(around);
  return mailer.send({
    id,
    to,
    language,
    ...letterOf(around, lines, language),
    ...(unsubscribe === null ? {} : { unsubscribe }),
  });
}
/** The channel was taken from the house after the message was made: it may come back. */
const off: Sent = { outcome: 'temporary', said: 'channel off' };

const linesOf = ({ db }: Around, message: string, channel: 'mail' | 'sms'): Promise<Line[]> =>
  db
    .selectFrom('deliveries as d')
    .innerJoin('notices as n', 'n.id', 'd.notice')
    .select(['n.id', 'n.topic', 'n.words', 'n.params', 'n.at'])
    .where('d.message', '=', message)
    .where('d.channel', '=', channel)
    .orderBy('n.at')
    .execute();

/** The end of a message. An address refused for good is used no more, and its person is told so in the platform. */
async function end(around: Around, message: Message, at: Date, outcome: Outcome, said: string | null, address = false) {
  const { id, account, channel } = message;
  await around.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('messages')
      .set({ outcome, ended_at: at, taken_until: null, said })
      .where('id', '=', id)
      .where('outcome', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n || outcome === 'sent' || outcome === 'no-address') return;
    if (address)
      await tx
        .updateTable('account_contacts')
        .set({ failed_at: at })
        .where('account', '=', account)
        .where('channel', '=', channel)
        .where(sql<boolean>`verified_at <= ${message.made_at}`)
        .execute();
    const words = `notices:tells.${outcome === 'refused' ? 'refused' : 'givenUp'}.${channel}` as const;
    const rule = { to: ['named' as const], topic: 'delivery' as const, words, params: { 'zh-CN': {}, en: {} } };
    const concerns = { region: null, organizations: [], accounts: [account] };
    await put(tx, [{ cause: `message ${id}`, kind: 'message', record: id, actor: null, at, concerns, rules: [rule] }]);
  });
}
