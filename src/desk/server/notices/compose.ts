// Makes messages of what is due: one a person and channel, so that ten notices are one mail. What has been read or sent before is left out.
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Sending } from '../../notices.ts';
import { alone, type Around } from './around.ts';

type Due = { notice: string; channel: Sending; account: string; how: string; read: boolean; sent: boolean };
const atOnce = 1000;

/** Puts what is due into messages; gives how many were made. One process at a time, so that nobody's digest comes in two halves. */
export const compose = ({ db }: Pick<Around, 'db'>, at: Date): Promise<number> =>
  db.transaction().execute(async (tx) => {
    if (!(await alone(tx, 'messages'))) return 0;
    const { rows } = await sql<Due>`
      select d.notice, d.channel, d.account, d.how, n.read_at is not null as read,
        exists (select from deliveries o where o.notice = d.notice and o.channel <> d.channel and o.how = 'atOnce' and o.message is not null) as sent
      from deliveries d join notices n on n.id = d.notice
      where d.due_at <= ${at} and d.message is null and d.left_out is null
      order by d.account, d.channel, d.due_at, d.notice limit ${atOnce}`.execute(tx);
    const messages = new Map<string, { id: string; account: string; channel: Sending; notices: string[] }>();
    for (const { notice, channel, account, how, read, sent } of rows) {
      const left_out = read ? 'read' : sent && how !== 'atOnce' ? 'sent' : null;
      if (left_out !== null) {
        await tx
          .updateTable('deliveries')
          .set({ left_out })
          .where('notice', '=', notice)
          .where('channel', '=', channel)
          .execute();
        continue;
      }
      const key = `${account} ${channel}`;
      const message = messages.get(key) ?? { id: uuidv7(), account, channel, notices: [] };
      message.notices.push(notice);
      messages.set(key, message);
    }
    for (const { id, account, channel, notices } of messages.values()) {
      const none = { taken_until: null, outcome: null, ended_at: null, said: null };
      await tx
        .insertInto('messages')
        .values({ id, account, channel, made_at: at, next_at: at, ...none })
        .execute();
      await tx
        .updateTable('deliveries')
        .set({ message: id })
        .where('channel', '=', channel)
        .where('notice', 'in', notices)
        .execute();
    }
    return messages.size;
  });
