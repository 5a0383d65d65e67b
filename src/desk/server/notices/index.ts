// Notices opened: takes what kinds tell, mounts what a person reads and chooses, and does the work beside requests.
import type { FastifyInstance } from 'fastify';
import { sql, type Transaction } from 'kysely';
import type { DeskTables } from '../tables.ts';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notSignedIn } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import { now, tellThrough } from '../../../records/server/index.ts';
import * as of from '../../notices.ts';
import type { Around } from './around.ts';
import { compose } from './compose.ts';
import { drop, offer, verify } from './contacts.ts';
import { remind } from './due.ts';
import { fanOut } from './fanOut.ts';
import { markRead, markUnread, noticeBy, noticesOf, unreadOf } from './inbox.ts';
import { tellerOf } from './outbox.ts';
import { send } from './send.ts';
import { changeSettingsOf, follow, followsOf, resetSettingsOf, settingsOf, unfollow } from './settings.ts';

export type Notices = ReturnType<typeof openNotices>;
export type Person = Actor & { account: string };
/** Whoever is signed in; routes that need one let nobody else in. */
export function personOf(actor: Actor): Person {
  const { account } = actor;
  if (account === null) throw notSignedIn();
  return { ...actor, account };
}

export function openNotices(around: Around) {
  const { kernel, db } = around;
  tellThrough(kernel, tellerOf(around.ports));
  return {
    /**
     * From the outbox to the bell, the mailbox and the telephone, as far as it is due at `at`, the present by the database's clock
     * unless said. Any number of processes may do it at once.
     */
    work: async (at?: Date): Promise<void> => {
      const present = at ?? (await now(db));
      await fanOut(around, present);
      await compose(around, present);
      await send(around, present);
    },
    remind: () => remind(around),
    forget: () => forget(around),
    heldOf: (account: string) => heldOf(around, account),
    /** Within the transaction of an erasure, or in one of its own. */
    erase: (account: string, within?: Transaction<DeskTables>) => erase(around, account, within),
    close: () => around.mailer?.close(),
    mount: (app: FastifyInstance) => mountNotices(app, around),
  };
}

function mountNotices(app: FastifyInstance, around: Around): void {
  mount(app, of.listNotices, ({ actor, query }) => noticesOf(around, personOf(actor), query));
  mount(app, of.countNotices, async ({ actor }) => ({ unread: await unreadOf(around, personOf(actor)) }));
  mount(app, of.getNotice, ({ actor, params }) => noticeBy(around, personOf(actor), params.id));
  mount(app, of.readNotices, ({ actor, body }) => markRead(around, personOf(actor), body));
  mount(app, of.unreadNotices, ({ actor, body }) => markUnread(around, personOf(actor), body));
  const shown = (actor: Actor) => settingsOf(around, personOf(actor));
  mount(app, of.getSettings, ({ actor }) => shown(actor));
  mount(app, of.changeSettings, async ({ actor, body }) => {
    await changeSettingsOf(around, personOf(actor), body);
    return shown(actor);
  });
  mount(app, of.resetSettings, async ({ actor }) => {
    await resetSettingsOf(around, personOf(actor));
    return shown(actor);
  });
  mount(app, of.offerContact, async ({ actor, params, body }) => {
    await offer(around, personOf(actor), params.channel, body.address);
    return shown(actor);
  });
  mount(app, of.verifyContact, async ({ actor, params, body }) => {
    await verify(around, personOf(actor), params.channel, body.code);
    return shown(actor);
  });
  mount(app, of.dropContact, async ({ actor, params }) => {
    await drop(around, personOf(actor).account, params.channel);
    return shown(actor);
  });
  mount(app, of.listFollows, ({ actor, query }) => followsOf(around, personOf(actor), query));
  mount(app, of.followRecord, async ({ actor, params }) => {
    await follow(around, personOf(actor), params.record);
    return { followed: true as const };
  });
  mount(app, of.unfollowRecord, async ({ actor, params }) => {
    await unfollow(around, personOf(actor), params.record);
    return { followed: false as const };
  });
}

/** Once a day: what nobody looks back at. A cause stays known for longer than anything could name it again. */
async function forget({ db }: Around): Promise<void> {
  const older = (age: string) => sql<Date>`clock_timestamp() - ${age}::interval`;
  const old = db.selectFrom('notices').select('id').where('at', '<', older('2 years'));
  await db.deleteFrom('deliveries').where('notice', 'in', old).execute();
  await db.deleteFrom('notices').where('at', '<', older('2 years')).execute();
  await db.deleteFrom('tellings').where('told_at', '<', older('2 years')).execute();
  await db
    .deleteFrom('messages')
    .where('ended_at', '<', older('2 years'))
    .where(sql<boolean>`not exists (select from deliveries d where d.message = messages.id)`)
    .execute();
  await db.deleteFrom('contact_codes').where('expires_at', '<', older('1 day')).execute();
  await db.deleteFrom('contact_codes_sent').where('at', '<', older('1 day')).execute();
}

/** What notices hold of a person, for whoever asks what is held of him: his addresses, wishes, followed records, notices. */
async function heldOf({ db }: Around, account: string) {
  const [contacts, choices, times, follows, notices] = await Promise.all([
    db.selectFrom('account_contacts').select(['channel', 'address', 'verified_at']).where('account', '=', account).execute(),
    db.selectFrom('notice_choices').select(['topic', 'channel', 'how']).where('account', '=', account).execute(),
    db
      .selectFrom('notice_times')
      .select(['digest_hour', 'weekly_day', 'quiet_from', 'quiet_to', 'working_days_only'])
      .where('account', '=', account)
      .execute(),
    db.selectFrom('follows').select(['kind', 'record', 'since']).where('account', '=', account).execute(),
    db.selectFrom('notices').select(['topic', 'kind', 'record', 'at', 'read_at']).where('account', '=', account).execute(),
  ]);
  return { contacts, choices, times, follows, notices };
}

/** Removes what notices hold of a person. That something was told to somebody stays in nobody's register. */
const erase = ({ db }: Around, account: string, within?: Transaction<DeskTables>): Promise<number> => {
  const work = async (tx: Transaction<DeskTables>) => {
    const { count } = await tx
      .selectFrom('notices')
      .select((one) => one.fn.countAll<string>().as('count'))
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    await tx.deleteFrom('deliveries').where('account', '=', account).execute();
    await tx.deleteFrom('messages').where('account', '=', account).execute();
    await tx.deleteFrom('notices').where('account', '=', account).execute();
    await tx.deleteFrom('follows').where('account', '=', account).execute();
    await tx.deleteFrom('notice_choices').where('account', '=', account).execute();
    await tx.deleteFrom('notice_times').where('account', '=', account).execute();
    await tx.deleteFrom('account_contacts').where('account', '=', account).execute();
    await tx.deleteFrom('contact_codes').where('account', '=', account).execute();
    await tx.deleteFrom('contact_codes_sent').where('account', '=', account).execute();
    return Number(count);
  };
  return within ? work(within) : db.transaction().execute(work);
};
