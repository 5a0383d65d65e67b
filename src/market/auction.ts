// Price by listing on a licensed exchange or by auction (挂牌交易、拍卖): the lot. Fields, life, refusals. Pure; not who bids (auctionBidder.ts).
// Law on Promoting the Transformation of S&T Achievements, art. 18: agreed price, listing on a technology exchange, or auction.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';
import { cooperationCodes } from './codes.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';

export const ways = ['exchange', 'auction'] as const;
/** auction.json of a pack: the licensed operator of its auctions; a city whose pack has none holds none of its own. */
export const auctionPack = z.strictObject({
  operator: z.strictObject({ creditCode: z.string(), name: text, licence: text }),
  /** What is said in the lots that a demo begins with. */
  example: z.strictObject({ exchange: z.string(), deposit: z.string() }).optional(),
});
export type AuctionPack = z.output<typeof auctionPack>;
/** A bid that reached the server before the end waits so many seconds at most for its turn; only then the result is made. */
export const graceSeconds = 15;
/** Sorts of listing that can be sold so, and the modes of cooperation in which: results of research (art. 18), not services. */
export const sold = { sorts: ['result', 'patent', 'knowHow'], cooperation: ['00', '01', '02', '04'] } as const;
export const isSellable = (sort: string): boolean => sold.sorts.some((one) => one === sort);

const reason = z.string().trim().min(1).max(500).meta({ title: 'auctions:reason' });
const amount = (title: string) => money.meta({ title: `auctions:${title}`, unit: 'CNY' });
const at = (title: string) => instant.meta({ title: `auctions:${title}` });
const termsAsked = {
  startPrice: amount('startPrice'),
  step: amount('step'),
  opensAt: at('opensAt'),
  closesAt: at('closesAt'),
  /** A bid in the last minutes moves the end to as many minutes after it. Never none: who bids in the last second would be answered by nobody. */
  extendMinutes: z.number().int().min(1).max(60).meta({ title: 'auctions:extendMinutes' }),
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
const onSale = ['draft', 'open', 'atExchange'] as const;

/** A bid that the exchange held, as it says it: who is its participant, and no organization of ours by that. */
export const heldBid = z.strictObject({
  at: line(40).meta({ title: 'auctions:bidAt' }),
  bidder: line(100).meta({ title: 'auctions:bidder' }),
  amount: amount('bidAmount'),
});
export type HeldBid = z.output<typeof heldBid>;
export const mostHeld = 500;

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
        /** What is sold: its transfer, a licence. The listing's first that can be sold, unless said. */
        cooperation: z
          .enum(cooperationCodes as [string, ...string[]])
          .nullable()
          .default(null)
          .meta({ title: 'auctions:cooperation' }),
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
        bids: z.array(heldBid).max(mostHeld).default([]).meta({ title: 'auctions:bids' }),
        on: day.meta({ title: 'auctions:endedOn' }),
      }),
    },
    enterNoSale: { from: 'atExchange', to: 'unsold', by: caring, input: z.strictObject({ reason }) },
    /** By its licensed operator, who answers for it from here on; or who does not take it on. */
    decline: { from: 'draft', to: 'withdrawn', by: 'operator', input: z.strictObject({ reason }) },
    announce: { from: 'draft', to: 'open', by: 'operator' },
    /** Changed while it is open: all bids are void. */
    amend: { from: 'open', to: 'same', by: 'operator', input: z.strictObject({ ...termsAsked, reason }) },
    cancel: { from: 'open', to: 'unsold', by: 'operator', input: z.strictObject({ reason }) },
    /** What is sold was corrected: bids on what it was are void. */
    reread: { from: 'open', to: 'same', by: 'clock' },
    /** What is sold is no longer there. */
    fallAway: { from: onSale, to: 'unsold', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    /** By the database's clock, after its end. */
    award: { from: 'open', to: 'sold', by: 'clock' },
    lapse: { from: 'open', to: 'unsold', by: 'clock' },
  },
});

export const named = z.strictObject({ id: z.string(), name: z.string() });
export const fields = z.object({
  listing: z.string(),
  title: z.string(),
  owner: named,
  way: z.enum(ways),
  operator: named.nullable(),
  cooperation: z.string(),
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
  /** As an exchange said them. */
  bids: z.array(heldBid),
  price: decimal.nullable(),
  buyer: named.nullable(),
  endedOn: day.nullable(),
  /** What came of it, for the owner: the deal goes on to the contract (decision 0029). */
  deal: z.strictObject({ id: z.string(), state: z.string() }).nullable(),
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
/** Of a listing, or of a deal on it, while it is on sale. */
export const isOnSale = refusal('auction.onSale', 409, 'auctions:refusals.onSale');
export const notHere = refusal('auction.notForOperator', 409, 'auctions:refusals.notForOperator');

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
  told(['amend', 'reread'], ['owner', 'bidders', 'operator'], 'amended'),
  told('decline', ['owner'], 'declined'),
  told(['cancel', 'fallAway'], ['owner', 'bidders', 'operator'], 'cancelled'),
  told('award', ['owner', 'bidders', 'operator'], 'sold'),
  told('lapse', ['owner', 'bidders', 'operator'], 'unsold'),
];
