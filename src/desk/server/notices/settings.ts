// What a person sees and changes of his own wishes; followed records. Choices that are as the roles have them are not kept.
import { sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { type Page, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { now } from '../../../records/server/index.ts';
import { z } from 'zod';
import {
  type Channel,
  chosen,
  type Followed,
  type How,
  type Sending,
  type Settings,
  type Times,
  tooManyFollowed,
} from '../../notices.ts';
import type { Around } from './around.ts';
import { maskOf } from './contacts.ts';
import { kindOf } from './records.ts';
import { wishesOf } from './wishes.ts';

type Person = Actor & { account: string };

export async function settingsOf(around: Around, actor: Person): Promise<Settings> {
  const { db, mailer, sms } = around;
  const { how, times } = await wishesOf(db, actor);
  const kept = await db.selectFrom('account_contacts').selectAll().where('account', '=', actor.account).execute();
  const waiting = await db
    .selectFrom('contact_codes')
    .select(['channel', 'address'])
    .where('account', '=', actor.account)
    .where(sql<boolean>`expires_at > clock_timestamp()`)
    .execute();
  const contact = (channel: Sending) => {
    const one = kept.find((row) => row.channel === channel);
    const coming = waiting.find((row) => row.channel === channel);
    return {
      on: (channel === 'mail' ? mailer : sms) !== null,
      address: one ? maskOf(channel, one.address) : null,
      failed: one !== undefined && one.failed_at !== null,
      waiting: coming ? maskOf(channel, coming.address) : null,
    };
  };
  return {
    topics: chosen.map((topic) => ({
      topic,
      inApp: how(topic, 'inApp'),
      mail: how(topic, 'mail'),
      sms: how(topic, 'sms'),
    })),
    times,
    contacts: { mail: contact('mail'), sms: contact('sms') },
  };
}

type Change = { choices: readonly { topic: string; channel: Channel; how: How }[]; times?: Times | undefined };

export const changeSettingsOf = ({ db }: Around, { account }: Person, { choices, times }: Change): Promise<void> =>
  db.transaction().execute(async (tx) => {
    for (const { topic, channel, how } of choices)
      await tx
        .insertInto('notice_choices')
        .values({ account, topic, channel, how })
        .onConflict((on) => on.columns(['account', 'topic', 'channel']).doUpdateSet({ how }))
        .execute();
    if (!times) return;
    const row = {
      digest_hour: times.digestHour,
      weekly_day: times.weeklyDay,
      quiet_from: times.quietFrom,
      quiet_to: times.quietTo,
      working_days_only: times.workingDaysOnly,
    };
    await tx
      .insertInto('notice_times')
      .values({ account, ...row })
      .onConflict((on) => on.column('account').doUpdateSet(row))
      .execute();
  });

/** Back to what the roles have. Addresses stay. */
export const resetSettingsOf = ({ db }: Around, { account }: Person): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await tx.deleteFrom('notice_choices').where('account', '=', account).execute();
    await tx.deleteFrom('notice_times').where('account', '=', account).execute();
  });

const mostFollowed = 500;

/** Follows a record that the actor sees; again is no change. */
export async function follow({ db, kernel }: Around, actor: Person, record: string): Promise<void> {
  const kind = await kindOf(kernel, record, actor);
  if (kind === null) throw notFound();
  const since = await now(db);
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ held: number }>`
      select count(*)::int as held from follows where account = ${actor.account}`.execute(tx);
    if ((rows[0]?.held ?? 0) >= mostFollowed) throw tooManyFollowed({ most: mostFollowed });
    await tx
      .insertInto('follows')
      .values({ account: actor.account, record, kind: kind.name, since })
      .onConflict((on) => on.columns(['account', 'record']).doNothing())
      .execute();
  });
}

export async function unfollow({ db }: Around, { account }: Person, record: string): Promise<void> {
  await db.deleteFrom('follows').where('account', '=', account).where('record', '=', record).execute();
}

const cursor = z.strictObject({ record: z.uuid() });
/** Followed records that the actor still sees, by their titles now. */
export async function followsOf(
  { db, kernel }: Around,
  actor: Person,
  { limit, after, record }: { limit: number; after?: string | undefined; record?: string | undefined },
): Promise<Page<Followed>> {
  const from = readCursor(after, cursor);
  let query = db.selectFrom('follows').selectAll().where('account', '=', actor.account);
  if (from) query = query.where('record', '<', from.record);
  if (record !== undefined) query = query.where('record', '=', record);
  const rows = await query
    .orderBy('record', 'desc')
    .limit(limit + 1)
    .execute();
  const items: Followed[] = [];
  for (const one of rows.slice(0, limit)) {
    const kind = kernel.kinds.get(one.kind);
    const row = await kind?.seen(db, one.record, actor);
    if (!kind || !row) continue;
    items.push({
      record: one.record,
      kind: one.kind,
      title: kind.title(row, {}, actor.language),
      since: one.since.toISOString(),
    });
  }
  const last = rows[limit - 1];
  return { items, next: rows.length > limit && last ? writeCursor({ record: last.record }) : null };
}
