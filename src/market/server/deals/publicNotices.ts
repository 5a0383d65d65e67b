// Public notices of agreed prices over HTTP, for everybody: the list, the same as an Atom feed, and objections.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Language } from '../../../platform/shared/actor.ts';
import { beginningOf } from '../../../platform/shared/dates.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { atomFeed, type Entry } from '../../../platform/server/documents/atom.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, now, ownAddress } from '../../../records/server/index.ts';
import {
  listNotices,
  mostFed,
  type Notice,
  noticeFeed,
  type NoticeRule,
  objectToNotice,
  openObjection,
  type PublicNotice,
} from '../../dealNotice.ts';
import type { MarketTables } from '../tables.ts';
import { asObjector, type Deals } from './service.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  deals: Deals;
  organizations: Organizations;
  rules: readonly NoticeRule[];
  city: Text;
  timeZone: string;
};
const deepest = 10_000;

type NoticeRow = {
  id: string;
  title: string;
  institution: string;
  amount: string | null;
  state: string;
  /** When something of the deal was last recorded: a step of its notice, an objection, what followed. */
  recordedAt: Date;
  notice: Notice & { openedOn: string; until: string };
};
type Shown = PublicNotice & { recordedAt: Date };

export function mountNotices(app: FastifyInstance, of: With): void {
  const { kernel, db, deals, organizations, rules } = of;
  const provider = sql`case when side = 'supply' then owner else asker end`;
  const stretch = async (from: number, limit: number): Promise<Shown[]> => {
    const { rows } =
      await sql<NoticeRow>`select id, title, ${provider} as institution, amount, state, notice, recorded_at as "recordedAt" from deals
      where notice is not null and state <> 'ended' order by notice ->> 'openedOn' desc, id desc
      limit ${limit} offset ${from}`.execute(db);
    const names = await organizations.names([...new Set(rows.map((row) => row.institution))]);
    const today = kernel.dayOf(await now(kernel.db));
    return rows.map((row) => shownNotice(row, { name: names.get(row.institution) ?? '', rules, today }));
  };
  mount(app, listNotices, async ({ query: { limit, after } }) => {
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const found = await stretch(from, limit + 1);
    return {
      items: found.slice(0, limit).map(({ recordedAt: _at, ...one }) => one),
      next: found.length > limit ? writeCursor(from + limit) : null,
    };
  });
  mount(app, noticeFeed, async ({ actor: { language }, request }) => {
    const address = ownAddress(app, request);
    const page = `${address}/market/notices`;
    const found = await stretch(0, mostFed);
    const entries = found.map((one) => entryOf(one, { app, language, page, timeZone: of.timeZone }));
    const updated = (await now(kernel.db)).toISOString();
    const title = `${textIn(of.city, language)} · ${app.say(language, 'deals:notices')}`;
    return atomFeed({ language, title, self: `${address}/api${noticeFeed.path}`, page, updated, entries });
  });
  mount(app, objectToNotice, async ({ params, body, actor }) => {
    const { row } = await deals.act('object', { actor: asObjector(actor), id: params.id, input: body });
    const last = row.notice?.objections.at(-1);
    if (!last) throw notFound();
    return { number: last.number };
  });
}

type Feeding = { app: FastifyInstance; language: Language; page: string; timeZone: string };
/** Told anew with each objection and each step of its deal. */
function entryOf(one: Shown, { app, language, page, timeZone }: Feeding): Entry {
  const say = (key: string, params?: Record<string, string | number>) => app.say(language, `deals:notices.${key}`, params);
  return {
    id: `urn:uuid:${one.id}`,
    title: one.title,
    page,
    published: beginningOf(one.openedOn, timeZone).toISOString(),
    updated: one.recordedAt.toISOString(),
    author: one.institution,
    categories: [{ term: one.standing, label: say(one.standing) }],
    summary: say('feedText', {
      institution: one.institution,
      price: one.price === null ? say('byRoyalty') : say('feedPrice', { price: one.price }),
      from: one.openedOn,
      until: one.until,
      standing: say(one.standing),
      objections: one.objections,
      basis: textIn(one.basis, language),
    }),
  };
}

type Around = { name: string; rules: readonly NoticeRule[]; today: string };
function shownNotice({ id, title, amount, state, notice, recordedAt }: NoticeRow, { name, rules, today }: Around): Shown {
  const rule = rules.find((one) => one.code === notice.rule);
  const undecided = openObjection(notice) !== null;
  const over = state !== 'underNotice';
  return {
    recordedAt,
    id,
    name: rule?.name ?? { zh: notice.rule, en: notice.rule },
    title,
    institution: name,
    price: amount,
    openedOn: notice.openedOn,
    until: notice.until,
    standing: over ? 'ended' : notice.until >= today ? 'open' : undecided ? 'underDecision' : 'ended',
    objections: notice.objections.length,
    basis: rule?.basis.text ?? { zh: notice.rule, en: notice.rule },
  };
}
