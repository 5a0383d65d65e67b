// Price by listing on a licensed exchange or by auction (挂牌交易、拍卖): the lot, who is admitted to bid, bids. Fields, lives, refusals. Pure.
// Law on Promoting the Transformation of S&T Achievements, art. 18: agreed price, listing on a technology exchange, or auction.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { type ActionOf } from '../records/lifecycle.ts';

export const ways = ['exchange', 'auction'] as const;
/** auction.json of a pack: the licensed operator of its auctions; a city whose pack has none holds none of its own. */
export const auctionPack = z.strictObject({ operator: z.strictObject({ creditCode: z.string(), name: text, licence: text }) });
export type AuctionPack = z.output<typeof auctionPack>;
/** Bids that the database got before the end and that waited for their turn are taken until so many seconds after it; then it is over. */
export const graceSeconds = 15;

const reason = z.string().trim().min(1).max(500).meta({ title: 'auctions:reason' });
const amount = (title: string) => money.meta({ title: `auctions:${title}`, unit: 'CNY' });
const at = (title: string) => instant.meta({ title: `auctions:${title}` });
const termsAsked = {
  startPrice: amount('startPrice'),
  step: amount('step'),
  opensAt: at('opensAt'),
  closesAt: at('closesAt'),
  /** A bid in the last minutes moves the end to as many minutes after it; 0: the end stands. */
  extendMinutes: z.number().int().min(0).max(60).meta({ title: 'auctions:extendMinutes' }),
};
const optional = {
  startPrice: termsAsked.startPrice.nullable().default(null),
  step: termsAsked.step.nullable().default(null),
  reserve: amount('reserve').nullable().default(null),
  opensAt: termsAsked.opensAt.nullable().default(null),
  closesAt: termsAsked.closesAt.nullable().default(null),
  extendMinutes: termsAsked.extendMinutes.default(5),
};
const caring = ['owner', 'bureauOfficer'] as const;

export const life = lifecycle('auction', {
  states: ['draft', 'open', 'atExchange', 'sold', 'unsold', 'withdrawn'],
  /** `owner`: who acts for the organization whose listing it is; `operator`: for the licensed one that the pack names. */
  parties: ['owner', 'operator'],
  actions: {
    create: {
      from: 'nothing',
      to: 'draft',
      by: 'owner',
      input: z.strictObject({
        listing: z.uuid().meta({ title: 'auctions:listing' }),
        way: z.enum(ways).default('exchange').meta({ title: 'auctions:way' }),
        ...optional,
      }),
    },
    withdraw: { from: 'draft', to: 'withdrawn', by: 'owner', input: z.strictObject({ reason }) },
    /** To the exchange: it is carried out there, and what comes back is entered with its papers. */
    handOver: {
      from: 'draft',
      to: 'atExchange',
      by: caring,
      input: z.strictObject({ exchange: line(100, 2).meta({ title: 'auctions:exchange' }) }),
    },
    enterListing: {
      from: 'atExchange',
      to: 'same',
      by: caring,
      input: z.strictObject({
        listedOn: day.meta({ title: 'auctions:listedOn' }),
        exchangeNumber: line(60).meta({ title: 'auctions:exchangeNumber' }),
      }),
    },
    enterSale: {
      from: 'atExchange',
      to: 'sold',
      by: caring,
      input: z.strictObject({
        price: amount('price'),
        buyer: z.uuid().meta({ title: 'auctions:buyer' }),
        bidsHeld: z.number().int().min(1).max(100_000).meta({ title: 'auctions:bidsHeld' }),
        on: day.meta({ title: 'auctions:endedOn' }),
      }),
    },
    enterNoSale: { from: 'atExchange', to: 'unsold', by: caring, input: z.strictObject({ reason }) },
    /** By its licensed operator, who answers for it from here on. */
    announce: { from: 'draft', to: 'open', by: 'operator' },
    /** Changed while it is open: all bids are void. */
    amend: { from: 'open', to: 'same', by: 'operator', input: z.strictObject({ ...termsAsked, reason }) },
    cancel: { from: 'open', to: 'unsold', by: 'operator', input: z.strictObject({ reason }) },
    /** By the database's clock, after its end. */
    award: { from: 'open', to: 'sold', by: 'clock' },
    lapse: { from: 'open', to: 'unsold', by: 'clock' },
    /** A draft of the owner's, filled from listing and result. */
    draftContract: { from: 'sold', to: 'same', by: 'owner' },
  },
});

const named = z.strictObject({ id: z.string(), name: z.string() });
export const fields = z.object({
  listing: z.string(),
  title: z.string(),
  owner: named,
  way: z.enum(ways),
  operator: named.nullable(),
  startPrice: decimal.nullable(),
  step: decimal.nullable(),
  reserveDigest: z.string().nullable(),
  /** Both only once it is over. */
  reserve: decimal.nullable(),
  reserveSalt: z.string().nullable(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  extendMinutes: z.number().int().nullable(),
  round: z.number().int(),
  exchange: z.string().nullable(),
  listedOn: day.nullable(),
  exchangeNumber: z.string().nullable(),
  bidsHeld: z.number().int().nullable(),
  price: decimal.nullable(),
  buyer: named.nullable(),
  endedOn: day.nullable(),
  contract: z.string().nullable(),
  reason: z.string().nullable(),
});
export const auctionRecords = recordKind({
  life,
  path: '/auctions',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.enum(life.states).optional(),
    listing: z.uuid().optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
});

export const bidderLife = lifecycle('auctionBidder', {
  states: ['admitted'],
  parties: ['operator', 'bidder'],
  actions: {
    /** The deposit is paid outside; the operator says by what it was confirmed. */
    create: {
      from: 'nothing',
      to: 'admitted',
      by: 'operator',
      input: z.strictObject({
        auction: z.uuid().meta({ title: 'auctions:one' }),
        organization: z.uuid().meta({ title: 'auctions:bidder' }),
        reason,
      }),
    },
    /** Binding: nothing takes it back. `round`: of the terms that were read. */
    bid: {
      from: 'admitted',
      to: 'same',
      by: 'bidder',
      input: z.strictObject({
        amount: amount('bidAmount'),
        round: z.number().int().min(1).meta({ title: 'auctions:round' }),
      }),
    },
  },
});
export const bidderFields = z.object({
  auction: z.strictObject({ id: z.string(), title: z.string() }),
  organization: named,
  /** By which others know it until the end. */
  paddle: z.number().int(),
  admittedOn: day,
  reason: z.string(),
  bidNumber: z.number().int().nullable(),
  bidRound: z.number().int().nullable(),
  amount: decimal.nullable(),
  bidAt: instant.nullable(),
});
export const bidderRecords = recordKind({
  life: bidderLife,
  path: '/auction-bidders',
  fields: bidderFields,
  filters: { auction: z.uuid().optional() },
  readers: ['bureauOfficer', 'organizationAdmin', 'member'],
});

export const noOperator = refusal('auction.noOperator', 409, 'auctions:refusals.noOperator');
export const notForSale = refusal('auction.notForSale', 409, 'auctions:refusals.notForSale');
export const already = refusal('auction.already', 409, 'auctions:refusals.already');
export const otherWay = refusal('auction.otherWay', 409, 'auctions:refusals.otherWay');
export const notOpen = refusal('auction.notOpen', 409, 'auctions:refusals.notOpen');
export const notYet = refusal('auction.notYet', 409, 'auctions:refusals.notYet');
export const over = refusal('auction.over', 409, 'auctions:refusals.over');
export const tooLow = refusal('auction.tooLow', 409, 'auctions:refusals.tooLow');
export const changed = refusal('auction.changed', 409, 'auctions:refusals.changed');
export const notDue = refusal('auction.notDue', 409, 'auctions:refusals.notDue');
export const drafted = refusal('auction.drafted', 409, 'auctions:refusals.drafted');
export const admittedAlready = refusal('auction.admittedAlready', 409, 'auctions:refusals.admittedAlready');

type Row = { title: string };
const told = (after: ActionOf<typeof life> | readonly ActionOf<typeof life>[], of: readonly string[], words: string) =>
  ({
    after,
    to: of.map((ofKind) => ({ ofKind })),
    topic: 'deals',
    words: `auctions:tells.${words}`,
  }) as const satisfies Tell<ActionOf<typeof life>, Row>;
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  told('create', ['operator'], 'made'),
  told('announce', ['owner'], 'announced'),
  told('amend', ['owner', 'bidders'], 'amended'),
  told('cancel', ['owner', 'bidders'], 'cancelled'),
  told('award', ['owner', 'bidders'], 'sold'),
  told('lapse', ['owner', 'bidders'], 'unsold'),
];

/** What everybody reads of an auction that was announced; bidders by their numbers until the end. */
export const publicAuction = z.strictObject({
  id: z.string(),
  listing: z.string(),
  title: z.string(),
  state: z.enum(life.states),
  round: z.number().int(),
  startPrice: decimal,
  step: decimal,
  opensAt: instant,
  closesAt: instant,
  extendMinutes: z.number().int(),
  price: decimal.nullable(),
  least: decimal,
  bids: z.number().int(),
  reserveDigest: z.string().nullable(),
  reserve: decimal.nullable(),
  reserveSalt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PublicAuction = z.output<typeof publicAuction>;
export const auctionLive = publicAuction.extend({
  /** The database's clock, by which it opens and closes. */
  now: instant,
  operator: text.nullable(),
  licence: text.nullable(),
  /** The last hundred, newest first. */
  lines: z.array(
    z.strictObject({
      number: z.number().int(),
      paddle: z.number().int(),
      amount: decimal,
      at: instant,
      void: z.boolean(),
      bidder: z.string().nullable(),
    }),
  ),
  /** The reader's own place, where its organization is admitted. */
  mine: z.strictObject({ id: z.string(), paddle: z.number().int(), leads: z.boolean() }).nullable(),
});
export type AuctionLive = z.output<typeof auctionLive>;
export const listPublicAuctions = route({
  method: 'GET',
  path: '/market/auctions',
  summary: 'auctions:routes.list',
  access: 'public',
  query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional() }),
  response: pageOf(publicAuction),
});
export const getPublicAuction = route({
  method: 'GET',
  path: '/market/auctions/:id',
  summary: 'auctions:routes.one',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: auctionLive,
});
