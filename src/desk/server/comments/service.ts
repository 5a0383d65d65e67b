// Comments on records: read, written, changed for a while, withdrawn. Who is mentioned, follows or wrote before is told, and nothing of the text leaves here.
import { type Selectable, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { Actor, Language } from '../../../platform/shared/actor.ts';
import { notFound, wrongField } from '../../../platform/shared/errors.ts';
import { type Page, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { now, transact } from '../../../records/server/index.ts';
import { demoLooksOnly, repeatedDifferently } from '../../../records/record.ts';
import type { Telling, ToldRule } from '../../../records/tells.ts';
import {
  type Comment,
  type CommentAudience,
  minutesToEdit,
  noOrganization,
  notForYou,
  notTheirs,
  tooLate,
  withdrawnAlready,
} from '../../comments.ts';
import type { Around } from '../notices/around.ts';
import type { Person } from '../notices/index.ts';
import { put } from '../notices/outbox.ts';
import { kindOf, type SeenRecord } from '../notices/records.ts';
import type { CommentTables, DeskTables } from '../tables.ts';
import { audiencesOf, isOfficer, mentionedBy, nameOf, type Part, partOf, readersAmong } from './readers.ts';
import { peopleOf } from '../notices/people.ts';

type Tx = Transaction<DeskTables>;
type Row = Selectable<CommentTables['comments']>;
type Place = { seen: SeenRecord & { id: string }; part: Part };
export type Written = { record: string; audience: CommentAudience; body: string; mentions: readonly string[] };

/** The record as the actor sees it, and his part in its comments. Not there and not visible are the same. */
export async function placeOf(around: Around, actor: Actor, record: string): Promise<Place> {
  const seen = await kindOf(around.kernel, record, actor);
  if (seen === null) throw notFound();
  return { seen: { ...seen, id: record }, part: await partOf(around, actor, seen) };
}

/** Whether a comment is for this reader, who sees its record. */
async function isFor(around: Around, { part }: Place, { organization }: Row): Promise<boolean> {
  if (part.standing === 'officer') return true;
  if (part.standing === 'none' || organization === null) return false;
  const survivor = (await around.ports.survivors(around.db, [organization])).get(organization)?.id ?? organization;
  return survivor === part.organization;
}

const mayEdit = (row: Row, actor: Person, at: Date): boolean =>
  row.account === actor.account && row.withdrawn_at === null && at.getTime() - row.at.getTime() < minutesToEdit * 60_000;

async function shownTo(around: Around, actor: Person, rows: readonly Row[]): Promise<Comment[]> {
  const at = await now(around.db);
  const authors = await peopleOf({ ...around, demo: true }, around.db, [...new Set(rows.map(({ account }) => account))], at);
  return rows.map((row) => {
    const author = authors.get(row.account);
    // An organization reads in which role an officer wrote; names are among colleagues.
    const named = author && (isOfficer(actor) || author.actor.organization === actor.organization);
    return {
      id: row.id,
      audience: row.organization === null ? 'officers' : 'organization',
      body: row.body,
      author: {
        name: named ? nameOf(author, actor.language) : around.say(actor.language, `platform:roles.${row.role}`),
        role: row.role,
      },
      at: row.at.toISOString(),
      editedAt: row.edited_at?.toISOString() ?? null,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      may: { edit: mayEdit(row, actor, at), withdraw: row.account === actor.account && row.withdrawn_at === null },
    };
  });
}

const cursor = z.strictObject({ id: z.uuid() });
export async function commentsOn(
  around: Around,
  actor: Person,
  { record, limit, after }: { record: string; limit: number; after?: string | undefined },
) {
  const place = await placeOf(around, actor, record);
  const { part } = place;
  const from = readCursor(after, cursor);
  const page: Page<Comment> = { items: [], next: null };
  if (part.standing !== 'none') {
    let query = around.db.selectFrom('comments').selectAll().where('record', '=', record);
    if (from) query = query.where('id', '<', from.id);
    if (part.standing === 'organization' && part.organization !== null)
      query = query.where(sql<boolean>`organization in (${around.ports.oneWith(part.organization)})`);
    const rows = await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    page.items = await shownTo(around, actor, rows.slice(0, limit));
    if (rows.length > limit) page.next = writeCursor({ id: page.items.at(-1)?.id });
  }
  const names = part.organization === null ? null : await around.ports.organizationNames([part.organization], around.db);
  const organization = part.organization === null ? null : (names?.get(part.organization) ?? null);
  return { ...page, audiences: mayWrite(around, actor) ? audiencesOf(part) : [], organization };
}

const mayWrite = ({ kernel }: Around, { demo }: Actor): boolean => !demo || kernel.demoActs;

export async function write(around: Around, actor: Person, of: Written, key: string | null): Promise<Comment> {
  const place = await placeOf(around, actor, of.record);
  if (!mayWrite(around, actor)) throw demoLooksOnly();
  const { part, seen } = place;
  if (part.standing === 'none') throw notForYou();
  if (of.audience === 'organization' && part.organization === null) throw noOrganization();
  if (!audiencesOf(part).includes(of.audience)) throw notForYou();
  const row = await transact(around.db, async (tx) => {
    const at = await now(tx);
    const mentioned = await allMentioned(around, tx, { place, audience: of.audience, at }, of.mentions);
    const made = await tx
      .insertInto('comments')
      .values({
        id: uuidv7(),
        kind: seen.name,
        record: of.record,
        account: actor.account,
        role: roleOf(actor, part),
        organization: of.audience === 'organization' ? part.organization : null,
        body: of.body,
        mentions: JSON.stringify([...mentioned]),
        at,
        edited_at: null,
        withdrawn_at: null,
        key,
      })
      .onConflict((on) => on.columns(['account', 'key']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made) return earlier(tx, actor, of, key);
    await log(tx, made.id, actor, 'written', at);
    await tellOf(around, tx, {
      place,
      row: made,
      actor,
      at,
      cause: `comment ${made.id}`,
      mentioned: [...mentioned],
      alsoReaders: true,
    });
    return made;
  });
  return one(around, actor, row);
}

const roleOf = (actor: Actor, { standing }: Part): string =>
  actor.roles.find((role) =>
    standing === 'officer' ? isOfficer({ ...actor, roles: [role] }) : role === 'member' || role === 'organizationAdmin',
  ) ?? 'member';

/** What the same request wrote before; another one with the same key is a mistake. */
async function earlier(tx: Tx, actor: Person, of: Written, key: string | null): Promise<Row> {
  const before = await tx
    .selectFrom('comments')
    .selectAll()
    .where('account', '=', actor.account)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const same = before.record === of.record && (before.body === null || before.edited_at !== null || before.body === of.body);
  if (!same) throw repeatedDifferently();
  return before;
}

type Mentioning = { place: Place; audience: CommentAudience; at: Date };
async function allMentioned(around: Around, tx: Tx, { place, audience, at }: Mentioning, mentions: readonly string[]) {
  const found = await mentionedBy(around, tx, { ...place, audience, at }, mentions);
  if (found === null) throw wrongField('mentions', 'unknown', 'notices:refusals.mention');
  return found;
}

/** The comment, if it is there for this reader at all; held until the transaction ends. */
async function held(tx: Tx, actor: Person, id: string): Promise<Row> {
  const row = await tx.selectFrom('comments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (row.account !== actor.account) throw notTheirs();
  return row;
}

/** Where a comment stands, if the actor may read it. */
async function placeOfComment(around: Around, actor: Person, id: string): Promise<Place> {
  const row = await around.db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const place = await placeOf(around, actor, row.record);
  if (!(await isFor(around, place, row))) throw notFound();
  if (!mayWrite(around, actor)) throw demoLooksOnly();
  return place;
}

export async function edit(
  around: Around,
  actor: Person,
  id: string,
  { body, mentions }: Pick<Written, 'body' | 'mentions'>,
): Promise<Comment> {
  const place = await placeOfComment(around, actor, id);
  const row = await transact(around.db, async (tx) => {
    const before = await held(tx, actor, id);
    if (before.withdrawn_at !== null) throw withdrawnAlready();
    const at = await now(tx);
    if (!mayEdit(before, actor, at)) throw tooLate({ minutes: minutesToEdit });
    const audience = before.organization === null ? 'officers' : 'organization';
    const mentioned = await allMentioned(around, tx, { place, audience, at }, mentions);
    const added = [...mentioned].filter((one) => !before.mentions.includes(one));
    const after = await tx
      .updateTable('comments')
      .set({ body, edited_at: at, mentions: JSON.stringify([...new Set([...before.mentions, ...mentioned])]) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await log(tx, id, actor, 'edited', at);
    if (added.length > 0)
      await tellOf(around, tx, {
        place,
        row: after,
        actor,
        at,
        cause: `comment ${id} ${at.toISOString()}`,
        mentioned: added,
        alsoReaders: false,
      });
    return after;
  });
  return one(around, actor, row);
}

/** Its text goes for good, at once; that there was a comment stays. Who has not been told of it yet is not told any more. */
export async function withdraw(around: Around, actor: Person, id: string): Promise<Comment> {
  await placeOfComment(around, actor, id);
  const row = await transact(around.db, async (tx) => {
    const before = await held(tx, actor, id);
    if (before.withdrawn_at !== null) throw withdrawnAlready();
    const at = await now(tx);
    const after = await tx
      .updateTable('comments')
      .set({ body: null, withdrawn_at: at })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await log(tx, id, actor, 'withdrawn', at);
    await tx
      .deleteFrom('tellings')
      .where('told_at', 'is', null)
      .where(sql<boolean>`cause like ${`comment ${id}%`}`)
      .execute();
    return after;
  });
  return one(around, actor, row);
}

async function one(around: Around, actor: Person, row: Row): Promise<Comment> {
  const [shown] = await shownTo(around, actor, [row]);
  if (!shown) throw notFound();
  return shown;
}

const log = (tx: Tx, comment: string, { account }: Person, what: 'written' | 'edited' | 'withdrawn' | 'erased', at: Date) =>
  tx.insertInto('comment_log').values({ id: uuidv7(), comment, account, what, at }).execute();

type ToTell = {
  place: Place;
  row: Row;
  actor: Person;
  at: Date;
  cause: string;
  mentioned: readonly string[];
  alsoReaders: boolean;
};
async function tellOf(around: Around, tx: Tx, { place, row, actor, at, cause, mentioned, alsoReaders }: ToTell): Promise<void> {
  const { seen } = place;
  const params = (language: Language) => ({ record: seen.title(language) });
  const rule = (topic: 'mentions' | 'comments', accounts: readonly string[]): ToldRule => ({
    to: [{ accounts }],
    topic,
    words: `notices:tells.${topic}`,
    params: { 'zh-CN': params('zh-CN'), en: params('en') },
  });
  const rules = mentioned.length > 0 ? [rule('mentions', mentioned)] : [];
  if (alsoReaders) {
    const { rows } = await sql<{ account: string }>`
      select account from follows where record = ${seen.id} union select account from comments where record = ${seen.id}`.execute(
      tx,
    );
    const audience = row.organization === null ? 'officers' : 'organization';
    const readers = await readersAmong(
      around,
      tx,
      { ...place, audience, at },
      rows.map(({ account }) => account),
    );
    if (readers.length > 0) rules.push(rule('comments', readers));
  }
  if (rules.length === 0) return;
  const telling: Telling = { cause, kind: seen.name, record: seen.id, actor: actor.account, at, concerns: seen.concerns, rules };
  await put(tx, [telling]);
}

/** Takes the texts that a person wrote out of the house, as if he had withdrawn them: for an erasure of personal data. */
export const eraseOf = (around: Around, account: string, within?: Tx): Promise<number> => {
  const work = async (tx: Tx): Promise<number> => {
    const at = await now(tx);
    const rows = await tx
      .updateTable('comments')
      .set({ body: null, withdrawn_at: at })
      .where('account', '=', account)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .execute();
    for (const { id } of rows)
      await tx.insertInto('comment_log').values({ id: uuidv7(), comment: id, account, what: 'erased', at }).execute();
    return rows.length;
  };
  return within ? work(within) : transact(around.db, work);
};

/** The texts that a person wrote, for whoever asks what is held of him. */
export const writtenBy = ({ db }: Around, account: string) =>
  db
    .selectFrom('comments')
    .select(['kind', 'record', 'body', 'at', 'withdrawn_at'])
    .where('account', '=', account)
    .orderBy('id')
    .execute();
