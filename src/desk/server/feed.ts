// The calendar feed of a person: a secret address, read without a session, holding what that person sees at that moment. Only its digest is kept.
import { createHash, randomBytes } from 'node:crypto';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import type { Deadline } from '../deadline.ts';
import { deadlinesBetween } from './deadlines.ts';
import { icsOf } from './ics.ts';
import type { Desk } from './open.ts';

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
/** Days back and ahead that a feed holds. */
const [back, ahead] = [31, 400];

export type FeedParts = {
  /** Who the account is now; null where it may no longer be read for. */
  actorOf: (account: string) => Promise<Actor | null>;
  house: string;
};

export function openFeed(desk: Desk, { actorOf, house }: FeedParts) {
  const { db, say } = desk.parts;
  const shown = (row: { created_at: Date; read_at: Date | null; language: Language }) => ({
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    language: row.language,
  });

  async function one(account: string) {
    const row = await db.selectFrom('calendar_feeds').selectAll().where('account', '=', account).executeTakeFirst();
    return { feed: row ? shown(row) : null };
  }

  async function renew(account: string, language: Language) {
    const token = randomBytes(32).toString('base64url');
    const values = { digest: digestOf(token), language, created_at: new Date(), read_at: null };
    const row = await db
      .insertInto('calendar_feeds')
      .values({ account, ...values })
      .onConflict((of) => of.column('account').doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    return { ...shown(row), path: `/api/calendar/feed/${token}.ics` };
  }

  async function end(account: string): Promise<null> {
    await db.deleteFrom('calendar_feeds').where('account', '=', account).execute();
    return null;
  }

  /** The file. A token that is none, one that was renewed and one of a disabled account are the same 404. */
  async function read(file: string, address: string | null): Promise<string> {
    const row = await db
      .selectFrom('calendar_feeds')
      .selectAll()
      .where('digest', '=', digestOf(file.slice(0, -4)))
      .executeTakeFirst();
    const person = row ? await actorOf(row.account) : null;
    if (!row || !person) throw notFound();
    const actor = { ...person, language: row.language };
    await db.updateTable('calendar_feeds').set({ read_at: new Date() }).where('account', '=', row.account).execute();
    const today = await desk.parts.today();
    const { items } = await deadlinesBetween(desk, actor, { from: addDays(today, -back), to: addDays(today, ahead) });
    const described = items.map((one) => ({ ...one, description: descriptionOf(one, actor.language) }));
    return icsOf({ name: say(actor.language, 'desk:feed.name'), house, today, address, items: described });
  }

  /** What kind of day it is and what is asked. How much time is left would be wrong tomorrow: a calendar is read later. */
  const descriptionOf = (one: Deadline, language: Language): string =>
    [say(language, `desk:what.${one.what}`), one.note].filter(Boolean).join('\n');

  return { one, renew, end, read };
}
