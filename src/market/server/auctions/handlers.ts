// What each act on a lot does: made, handed to an exchange and read back, announced, changed with all bids void, ended by the clock.
import { randomBytes } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { compare, scaled } from '../../../platform/shared/money.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import {
  already,
  type AuctionPack,
  graceSeconds,
  type HeldBid,
  isSellable,
  noOperator,
  notDue,
  notForSale,
  notHere,
  notOpen,
  otherWay,
  sold,
  type ways,
} from '../../auction.ts';
import { isShown } from '../../listing.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { reserveDigest } from './reserve.ts';
import type { Auctions as Table } from './tables.ts';

export type Row = Selectable<Table>;
export type Tx = Transaction<MarketTables>;
type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string; at: Date };
type Around = { organizations: Pick<Organizations, 'oneWith'>; pack: AuctionPack | null };
type TermsSaid = { startPrice: string; step: string; opensAt: string; closesAt: string; extendMinutes: number };
type Created = { [K in keyof TermsSaid]: TermsSaid[K] | null } & {
  listing: string;
  way: (typeof ways)[number];
  cooperation: string | null;
  reserve: string | null;
};

const none = {
  exchange: null,
  listed_on: null,
  exchange_number: null,
  bids_held: null,
  bids: [],
  price: null,
  buyer: null,
  ended_on: null,
  reason: null,
  reserve: null,
  reserve_salt: null,
};
const noTerms = { start_price: null, step: null, opens_at: null, closes_at: null, extend_minutes: null };

/** Terms that cannot be: the field and its words. */
function checkedTerms(of: { [K in keyof TermsSaid]: TermsSaid[K] | null }, at: Date) {
  const { startPrice, step, opensAt, closesAt, extendMinutes } = of;
  const missing = (path: string) => wrongField(path, 'missing', 'auctions:wrong.missing');
  if (startPrice === null) throw missing('startPrice');
  if (step === null) throw missing('step');
  if (opensAt === null) throw missing('opensAt');
  if (closesAt === null) throw missing('closesAt');
  if (extendMinutes === null) throw missing('extendMinutes');
  if (compare(startPrice, '0') <= 0) throw wrongField('startPrice', 'nothing', 'auctions:wrong.nothing');
  if (compare(step, '0') <= 0) throw wrongField('step', 'nothing', 'auctions:wrong.nothing');
  const [opens, closes] = [new Date(opensAt), new Date(closesAt)];
  if (closes <= opens) throw wrongField('closesAt', 'upsideDown', 'auctions:wrong.upsideDown');
  if (closes <= at) throw wrongField('closesAt', 'past', 'auctions:wrong.past');
  return {
    start_price: scaled(startPrice, 2),
    step: scaled(step, 2),
    opens_at: opens,
    closes_at: closes,
    extend_minutes: extendMinutes,
  };
}

type Listing = Pick<Selectable<MarketTables['listings']>, 'title' | 'sort' | 'state' | 'organization' | 'region' | 'cooperation'>;
/** Locked until the end of the act: it is agreed on, or on sale, not both at once (deals lock it as well). */
async function shownListing(tx: Tx, id: string, own: { among: ReturnType<Organizations['oneWith']> } | null): Promise<Listing> {
  const whose = own === null ? sql`` : sql`and organization in (${own.among})`;
  const { rows } = await sql<Listing>`select title, sort, state, organization, region, cooperation from listings
    where id = ${id}::uuid ${whose} for update`.execute(tx);
  const [found] = rows;
  if (!found) throw wrongField('listing', 'unknown', 'auctions:wrong.listing');
  if (!isShown(found.state) || !isSellable(found.sort)) throw notForSale();
  return found;
}

export const making = ({ organizations, pack }: Around) => ({
  create: async ({ tx, input, actor, at }: Omit<Of<Created>, 'record'>) => {
    const listing = await shownListing(tx, input.listing, { among: organizations.oneWith(ownOf(actor) ?? '') });
    const held = await tx
      .selectFrom('auctions')
      .select('id')
      .where('listing', '=', input.listing)
      .where('state', 'in', ['draft', 'open', 'atExchange'])
      .executeTakeFirst();
    if (held) throw already();
    const cooperation = input.cooperation ?? listing.cooperation.find((one) => isSold(one));
    if (cooperation === undefined) throw notForSale();
    if (!isSold(cooperation)) throw wrongField('cooperation', 'notSold', 'auctions:wrong.cooperation');
    const whose = { listing: input.listing, title: listing.title, owner: listing.organization, region: listing.region };
    const base = { ...none, ...whose, cooperation };
    if (input.way === 'exchange') {
      const start_price = input.startPrice === null ? null : scaled(input.startPrice, 2);
      return { ...base, ...noTerms, start_price, way: input.way, operator: null, reserve_digest: null, round: 0 };
    }
    const operator = await operatorOf(tx, pack);
    if (operator === listing.organization) throw notHere();
    const terms = checkedTerms(input, at);
    const sealed = await sealedReserve(tx, input.reserve, terms.start_price);
    return { ...base, ...terms, way: input.way, operator, reserve_digest: sealed, round: 1 };
  },
});
const isSold = (code: string): boolean => sold.cooperation.some((one) => one === code);

/** The organization that the pack names, once it has joined. */
async function operatorOf(tx: Tx, pack: AuctionPack | null): Promise<string> {
  if (pack === null) throw noOperator();
  const { rows } = await sql<{ id: string }>`select id from organizations
    where credit_code = ${pack.operator.creditCode} and state = 'active'`.execute(tx);
  const [found] = rows;
  if (!found) throw noOperator();
  return found.id;
}

/** Kept apart, by its digest: the event of this act says nothing else of it. */
async function sealedReserve(tx: Tx, reserve: string | null, start: string): Promise<string | null> {
  if (reserve === null) return null;
  if (compare(reserve, start) < 0) throw wrongField('reserve', 'belowStart', 'auctions:wrong.belowStart');
  const salt = randomBytes(16).toString('hex');
  const value = scaled(reserve, 2);
  const digest = reserveDigest(value, salt);
  await tx.insertInto('auction_reserves').values({ digest, reserve: value, salt }).execute();
  return digest;
}

type SaleSaid = { price: string; buyer: string; bidsHeld: number; bids: HeldBid[]; on: string };
export const atExchange = {
  handOver: async ({ tx, record, input }: Of<{ exchange: string }>) => {
    if (record.way !== 'exchange') throw otherWay();
    await shownListing(tx, record.listing, null);
    return { exchange: input.exchange };
  },
  enterListing: ({ input, day }: Of<{ listedOn: string; exchangeNumber: string }>) => {
    if (input.listedOn > day) throw wrongField('listedOn', 'inFuture', 'auctions:wrong.inFuture');
    return { listed_on: input.listedOn, exchange_number: input.exchangeNumber };
  },
  enterSale: async ({ tx, record, input, day }: Of<SaleSaid>) => {
    if (compare(input.price, '0') <= 0) throw wrongField('price', 'nothing', 'auctions:wrong.nothing');
    if (input.on > day) throw wrongField('on', 'inFuture', 'auctions:wrong.inFuture');
    if (input.bids.length > input.bidsHeld) throw wrongField('bidsHeld', 'fewer', 'auctions:wrong.fewer');
    const { rows } = await sql`select from organizations where id = ${input.buyer}::uuid and state = 'active'`.execute(tx);
    if (rows.length === 0 || input.buyer === record.owner) throw wrongField('buyer', 'unknown', 'auctions:wrong.buyer');
    const price = scaled(input.price, 2);
    return { price, buyer: input.buyer, bids_held: input.bidsHeld, bids: input.bids, ended_on: input.on };
  },
  enterNoSale: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day }),
  withdraw: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
  decline: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
};

export const running = () => ({
  announce: async ({ tx, record, at }: Of<unknown>) => {
    await shownListing(tx, record.listing, null);
    if (record.closes_at === null || record.closes_at <= at) throw wrongField('closesAt', 'past', 'auctions:wrong.past');
    const begun = { round: record.round, bids: 0, price: null, leader: null, paddles: 0, ended: false };
    await tx
      .insertInto('auction_standings')
      .values({ auction: record.id, ...begun, closes_at: record.closes_at })
      .execute();
    return {};
  },
  amend: async ({ tx, record, input, at }: Of<TermsSaid & { reason: string }>) => {
    const terms = checkedTerms(input, at);
    return { ...terms, ...(await newRound(tx, record, terms.closes_at, at)), reason: input.reason };
  },
  /** The same terms; who has bid has at least as long again as the end is moved for a bid. */
  reread: async ({ tx, record, at }: Of<unknown>) => {
    const least = new Date(at.getTime() + (record.extend_minutes ?? 1) * 60_000);
    const { closes_at: closes } = await openStanding(tx, record.id);
    const closes_at = closes > least ? closes : least;
    return { closes_at, ...(await newRound(tx, record, closes_at, at)), reason: 'listingCorrected' };
  },
  cancel: async ({ tx, record, input, day, at }: Of<{ reason: string }>) => {
    // Over is over: what was won by then is not taken back.
    if ((await openStanding(tx, record.id)).closes_at <= at) throw notOpen();
    return broken(tx, record, input.reason, day);
  },
  fallAway: ({ tx, record, input, day }: Of<{ reason: string }>) => broken(tx, record, input.reason, day),
});

/** The standing is locked first: a bid that waits for it reads the new round. What is over by the clock stays as it ended. */
async function newRound(tx: Tx, record: Row, closes_at: Date, at: Date): Promise<{ round: number }> {
  const standing = await openStanding(tx, record.id);
  if (standing.closes_at <= at) throw notOpen();
  const round = record.round + 1;
  await tx
    .updateTable('auction_standings')
    .set({ round, price: null, leader: null, closes_at })
    .where('auction', '=', record.id)
    .execute();
  return { round };
}

async function broken(tx: Tx, record: Row, reason: string, day: string) {
  if (record.state !== 'open') return { reason, ended_on: day };
  const standing = await openStanding(tx, record.id);
  await tx.updateTable('auction_standings').set({ ended: true }).where('auction', '=', record.id).execute();
  return { reason, ended_on: day, bids_held: standing.bids, ...(await revealed(tx, record)) };
}

/** Locked until the end of the act. */
export async function openStanding(tx: Tx, auction: string) {
  const found = await tx
    .selectFrom('auction_standings')
    .selectAll()
    .where('auction', '=', auction)
    .forUpdate()
    .executeTakeFirst();
  if (!found || found.ended) throw notOpen();
  return found;
}

async function revealed(tx: Tx, record: Row) {
  if (record.reserve_digest === null) return { reserve: null, reserve_salt: null };
  const kept = await tx
    .selectFrom('auction_reserves')
    .selectAll()
    .where('digest', '=', record.reserve_digest)
    .executeTakeFirstOrThrow();
  return { reserve: kept.reserve, reserve_salt: kept.salt };
}

async function ended(tx: Tx, record: Row, day: string, at: Date) {
  const standing = await openStanding(tx, record.id);
  if (standing.closes_at.getTime() + graceSeconds * 1000 > at.getTime()) throw notDue();
  await tx.updateTable('auction_standings').set({ ended: true }).where('auction', '=', record.id).execute();
  const reserve = await revealed(tx, record);
  const met = standing.price !== null && compare(standing.price, reserve.reserve ?? '0') >= 0;
  return { standing, met, columns: { ...reserve, ended_on: day, bids_held: standing.bids } };
}

/** By what stands when its turn comes; who calls has looked that no bid from before the end is still under way. */
export const ending = {
  award: async ({ tx, record, day, at }: Of<unknown>) => {
    const { standing, met, columns } = await ended(tx, record, day, at);
    if (!met || standing.leader === null) throw notDue();
    const { organization } = await tx
      .selectFrom('auction_bidders')
      .select('organization')
      .where('id', '=', standing.leader)
      .executeTakeFirstOrThrow();
    return { ...columns, price: standing.price, buyer: organization };
  },
  lapse: async ({ tx, record, day, at }: Of<unknown>) => {
    const { met, columns } = await ended(tx, record, day, at);
    if (met) throw notDue();
    return columns;
  },
};
