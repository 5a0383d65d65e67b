// Links of listings over HTTP: an officer sends one to the firm's phone, its holder reads, confirms, changes or refuses. The number is not kept, nor is the token.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { notAllowed, notFound, wrongField } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { SmsSender } from '../../../platform/server/sms.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { openAudiences } from '../../../records/attachment.ts';
import { demoLooksOnly, type Kernel, now, type ShownFiles, transact } from '../../../records/server/index.ts';
import { confirmable } from '../../listing.ts';
import { publicName } from '../../listingFiles.ts';
import {
  changeLink,
  confirmLink,
  linkDays,
  linkPath,
  mostLinksADay,
  noLink,
  notSent,
  nothingAsked,
  readLink,
  readLinkFile,
  refuseLink,
  sendLink,
  tooManyLinks,
} from '../../listingLink.ts';
import { isOwnPhone } from '../../../people/server/index.ts';
import type { Engagements } from '../brokering/engagements.ts';
import { managersShown } from '../brokering/managers.ts';
import { isEnteredBy } from '../entering.ts';
import { openVenue } from '../venues/service.ts';
import { ownOf } from '../owning.ts';
import { asShown } from '../listings/files.ts';
import { statedOf } from '../listings/stated.ts';
import type { Listings, Row } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { asHolder, digestOf, type Link, linkBy, newToken } from './holder.ts';

export type LinkSending = { sms: SmsSender | null; publicUrl: string | null };
export type WithLinks = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  listings: Listings;
  engagements: Pick<Engagements, 'act'>;
  organizations: Organizations;
  say: Say;
  sending: LinkSending;
  files: ShownFiles;
};

export function mountLinks(app: FastifyInstance, of: WithLinks): void {
  mount(app, sendLink, ({ params, body, actor }) => sendTo(of, actor, { listing: params.id, phone: body.phone }));
  mount(app, readLink, async ({ body: { token } }) => said(of, await hold(of, token)));
  mount(app, readLinkFile, async ({ body: { token, file }, actor, reply }) => {
    const { link, row } = await hold(of, token);
    return of.files.give({
      actor: asHolder(actor, link),
      reply,
      as: 'content',
      of: { ...opened(row.id), id: file },
      named: publicName,
    });
  });
  const act = async (asked: { token: string; version: number }, actor: Actor, doing: Doing) => {
    const { link, row } = await hold(of, asked.token);
    const call = { actor: asHolder(actor, link), id: row.id, version: asked.version };
    const { row: after } = await doing(call, row);
    return { state: after.state };
  };
  mount(app, confirmLink, async ({ body: { entrust, ...asked }, actor }) => {
    const { link, row } = await hold(of, asked.token);
    const offered = entrust ? await offeredOn(of, row.id) : null;
    const done = await act(asked, actor, (call) => of.listings.act('confirmByLink', { ...call, input: {} }));
    if (offered !== null) await of.engagements.act('acceptByLink', { actor: asHolder(actor, link), id: offered.id, input: {} });
    return done;
  });
  mount(app, changeLink, ({ body: { token, version, ...input }, actor }) =>
    act({ token, version }, actor, (call) => of.listings.act('changeByLink', { ...call, input })),
  );
  mount(app, refuseLink, ({ body: { reason, ...asked }, actor }) =>
    act(asked, actor, (call, { state }) =>
      of.listings.act(state === 'toConfirm' ? 'refuseByLink' : 'endByLink', { ...call, input: { reason } }),
    ),
  );
}
/** What others are to be shown of a listing. */
const opened = (listing: string) => ({ kind: 'listing', records: [listing], audiences: openAudiences });
type Doing = (call: { actor: Actor; id: string; version: number }, row: Row) => Promise<{ row: Row }>;

/** The link with its listing, while its owner's word is asked for. */
async function hold({ kernel, db }: WithLinks, token: string): Promise<{ link: Link; row: Row }> {
  const link = await linkBy(db, token, kernel.dayOf(await now(db)));
  const row = await db.selectFrom('listings').selectAll().where('id', '=', link.listing).executeTakeFirst();
  if (row === undefined) throw noLink();
  if (!isAsked(row.state)) throw nothingAsked();
  return { link, row };
}
type Asked = (typeof confirmable)[number];
const askedOf = (state: string): Asked | undefined => confirmable.find((one) => one === state);
const isAsked = (state: string): boolean => askedOf(state) !== undefined;

/** What the manager who entered the listing offers: to take it on. */
const offeredOn = async ({ db }: Pick<WithLinks, 'db'>, listing: string) =>
  (await db
    .selectFrom('engagements')
    .innerJoin('listings', 'listings.id', 'engagements.listing')
    .select(['engagements.id', 'engagements.manager'])
    .where('engagements.listing', '=', listing)
    .where('engagements.state', '=', 'proposed')
    .where('proposed_by', '=', 'manager')
    .whereRef('engagements.manager', '=', 'listings.manager')
    .executeTakeFirst()) ?? null;

async function said(of: WithLinks, { link, row }: { link: Link; row: Row }) {
  const { organizations, kernel, db } = of;
  const offered = await offeredOn(of, row.id);
  const shown = await managersShown(kernel, organizations, db, offered === null ? [] : [offered.manager]);
  const { venue: _venue, ...stated } = statedOf(row);
  const names = await organizations.names([row.organization]);
  const state = askedOf(row.state);
  if (state === undefined) throw nothingAsked();
  return {
    ...stated,
    side: row.side,
    sort: row.sort,
    anonymous: row.anonymous,
    state,
    firm: names.get(row.organization) ?? '',
    files: (await of.files.of(opened(row.id))).map(asShown),
    manager: offered === null ? null : shown(offered.manager),
    version: row.version,
    until: link.until,
  };
}

/** Makes a link, which takes the place of the one before, and sends it where the house can; else it is handed back once. */
export async function sendTo(of: WithLinks, actor: Actor, { listing, phone }: { listing: string; phone: string | null }) {
  const { kernel, db, listings } = of;
  const { account } = actor;
  if (account === null) throw notAllowed();
  if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
  const to = phone === null ? null : phoneOf(phone);
  const handsOver = hasRole(actor, 'bureauOfficer', 'districtOfficer');
  if (!handsOver && hasRole(actor, 'technologyManager')) await onlyToTheFirm(of, account, to);
  // Who is not in charge of it is told that there is none.
  await listings.one(actor, listing);
  if (!handsOver && !hasRole(actor, 'technologyManager')) {
    await onlyWhatIsEntered(db, actor, listing);
    await onlyToTheFirm(of, account, to);
  }
  const token = newToken();
  const made = await transact(db, async (tx) => {
    const row = await tx.selectFrom('listings').selectAll().where('id', '=', listing).forUpdate().executeTakeFirst();
    if (row === undefined) throw notFound();
    if (!isAsked(row.state)) throw nothingAsked();
    const at = await now(tx);
    const { rows } = await sql<{ made: number }>`select count(*)::int as made from listing_links
      where listing = ${listing}::uuid and made_at > ${at}::timestamptz - interval '1 day'`.execute(tx);
    if ((rows[0]?.made ?? 0) >= mostLinksADay) throw tooManyLinks({ most: mostLinksADay, retryAfter: 86_400 });
    await tx
      .updateTable('listing_links')
      .set({ ended_at: at })
      .where('listing', '=', listing)
      .where('ended_at', 'is', null)
      .execute();
    const until = addDays(kernel.dayOf(at), linkDays);
    await tx
      .insertInto('listing_links')
      .values({ digest: digestOf(token), listing, made_at: at, made_by: account, until, ended_at: null })
      .execute();
    return { row, until };
  });
  if (handsOver && made.row.state !== 'toConfirm') await listings.act('askOwner', { actor, id: listing, input: {} });
  const sent = to !== null && (await bySms(of, actor, { to, token, ...made }));
  if (!sent && !handsOver) throw notSent();
  return { until: made.until, sent, path: sent ? null : linkPath(token) };
}

/** The people of an open venue, of what they entered for a firm, while it waits for the firm's first word. */
async function onlyWhatIsEntered(db: Kysely<MarketTables>, actor: Actor, listing: string): Promise<void> {
  const row = await db.selectFrom('listings').selectAll().where('id', '=', listing).executeTakeFirstOrThrow();
  if (!isEnteredBy(ownOf(actor), row)) throw notAllowed();
  if (row.venue !== null) await openVenue(db, row.venue);
}

/** What somebody has sent to his own telephone would be his word, not the firm's; where nothing can be sent, an officer hands the link over. */
async function onlyToTheFirm({ db, sending: { sms, publicUrl } }: WithLinks, account: string, to: string | null): Promise<void> {
  if (to === null) throw wrongField('phone', 'required', 'listingLinks:refusals.firmsPhone');
  if (sms === null || publicUrl === null) throw notSent();
  if ((await isOwnPhone(db, account, to)) || (await isOfVenuePhone(db, account, to)))
    throw wrongField('phone', 'ownPhone', 'listingLinks:refusals.ownPhone');
}

/** A telephone of a venue whose people the account belongs to. */
async function isOfVenuePhone(db: Kysely<MarketTables>, account: string, to: string): Promise<boolean> {
  const digits = (value: RawBuilder<unknown>) => sql`right(regexp_replace(${value}, '[^0-9]', '', 'g'), 11)`;
  const asked = to.replaceAll(/\D/g, '').slice(-11);
  const { rows } =
    await sql`select from venues v join memberships m on m.organization = v.organization and m.account = ${account}::uuid
    left join personal_values p on p.record = v.id and p.field = 'contactPhone'
    where ${asked} in (${digits(sql`v.phone`)}, ${digits(sql`p.value`)}) limit 1`.execute(db);
  return rows.length > 0;
}

type Made = { to: string; token: string; row: Row; until: string };
async function bySms(
  { organizations, say, sending }: WithLinks,
  actor: Actor,
  { to, token, row, until }: Made,
): Promise<boolean> {
  const { sms, publicUrl } = sending;
  if (sms === null || publicUrl === null) return false;
  const firm = (await organizations.names([row.organization])).get(row.organization) ?? '';
  const link = `${publicUrl.replace(/\/+$/, '')}${linkPath(token)}`;
  const words = row.state === 'toConfirm' ? 'listingLinks:sms.first' : 'listingLinks:sms.still';
  const text = say(actor.language, words, { firm, title: row.title, link, until });
  return (await sms.send({ id: uuidv7(), to, text })).outcome === 'sent';
}

/** A mobile number as it is dialled. */
function phoneOf(given: string): string {
  const digits = given.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^(\+[1-9]\d{6,14}|1[3-9]\d{9})$/.test(digits)) throw wrongField('phone', 'format', 'listingLinks:refusals.phone');
  return digits;
}
