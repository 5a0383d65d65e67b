// What a person wants: by topic and channel how, and when. What was not chosen is as his roles have it; also by which channels he can be reached.
import { sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { Topic } from '../../../records/tells.ts';
import { type Channel, defaultHow, defaultTimes, type How, type Sending, sendings, type Times } from '../../notices.ts';
import type { Around, On } from './around.ts';

export type Wishes = { how: (topic: Topic, channel: Channel) => How; times: Times };

export async function wishesOf(on: On, { account, roles }: Actor & { account: string }): Promise<Wishes> {
  const rows = await on.selectFrom('notice_choices').selectAll().where('account', '=', account).execute();
  const chosen = new Map(rows.map(({ topic, channel, how }) => [`${topic} ${channel}`, how]));
  const kept = await on.selectFrom('notice_times').selectAll().where('account', '=', account).executeTakeFirst();
  return {
    how: (topic, channel) => chosen.get(`${topic} ${channel}`) ?? defaultHow(topic, channel, roles),
    times: kept
      ? {
          digestHour: kept.digest_hour,
          weeklyDay: kept.weekly_day,
          quietFrom: kept.quiet_from,
          quietTo: kept.quiet_to,
          workingDaysOnly: kept.working_days_only,
        }
      : defaultTimes(roles),
  };
}

/** Channels that the house has and for which the account has an address that works. */
export async function reachable({ mailer, sms }: Pick<Around, 'mailer' | 'sms'>, on: On, account: string): Promise<Sending[]> {
  const open = sendings.filter((one) => (one === 'mail' ? mailer : sms) !== null);
  if (open.length === 0) return [];
  const rows = await on
    .selectFrom('account_contacts')
    .select('channel')
    .where('account', '=', account)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`channel = any(${open}::text[])`)
    .execute();
  return rows.map(({ channel }) => channel);
}
