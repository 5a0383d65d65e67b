// Who is admitted to an auction, and bids: each an act on its bidder's own record, in one order by the lot's standing, which is locked last and briefly.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { scaled } from '../../../platform/shared/money.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import { admittedAlready, bidderRecords, changed, notOpen, notYet, over, tooLow } from '../../auction.ts';
import { bidOn, leastBid, type Terms } from '../../auctionRules.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { openStanding, type Row as Auction } from './service.ts';
import type { AuctionBidders as Table } from './tables.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
export type AuctionBidders = ReturnType<typeof openBidders>;

export function openBidders(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: bidderRecords,
    table: 'auction_bidders',
    related: async (rows, on) => {
      const { rows: titles } = await sql<{ id: string; title: string }>`select id, title from auctions
        where id = any(${[...new Set(rows.map((row) => row.auction))]}::uuid[])`.execute(on);
      return {
        names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
        titles: new Map(titles.map((one) => [one.id, one.title])),
      };
    },
    present: (row, _personal, _actor, { related }) => ({
      auction: { id: row.auction, title: related?.titles.get(row.auction) ?? '' },
      organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      paddle: row.paddle,
      admittedOn: row.admitted_on,
      reason: row.reason,
      bidNumber: row.bid_number,
      bidRound: row.bid_round,
      amount: row.amount,
      bidAt: row.bid_at?.toISOString() ?? null,
    }),
    title: (row) => `${row.paddle}`,
    concerns: (row) => ({ region: null, organizations: [row.organization] }),
    visible: visibleTo(organizations),
    parties: {
      operator: (actor, row) => row === null && ownOf(actor) !== null,
      bidder: (actor, row) => row !== null && ownOf(actor) === row.organization,
    },
    filters: { auction: (value) => sql<boolean>`auction = ${value}::uuid` },
    handlers: { create: admit, bid },
  });
}

/** Its own people and the operator; the bureau once the auction is over. */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    const its = sql`select from auctions a where a.id = auction_bidders.auction`;
    if (hasRole(actor, 'bureauOfficer')) return sql<boolean>`exists (${its} and a.state in ('sold', 'unsold'))`;
    const own = ownOf(actor);
    if (own === null) return 'none';
    return sql<boolean>`(organization in (${oneWith(own)}) or exists (${its} and a.operator = ${own}::uuid))`;
  };

type Admitting = { tx: Tx; input: { auction: string; organization: string; reason: string }; actor: Actor; day: string };
async function admit({ tx, input, actor, day }: Admitting) {
  const lot = await lotOf(tx, input.auction);
  if (lot === undefined) throw wrongField('auction', 'unknown', 'auctions:wrong.auction');
  if (lot.operator !== ownOf(actor)) throw notAllowed();
  const { rows } = await sql`select from organizations where id = ${input.organization}::uuid and state = 'active'`.execute(tx);
  if (rows.length === 0 || [lot.owner, lot.operator].includes(input.organization))
    throw wrongField('organization', 'unknown', 'auctions:wrong.bidder');
  const standing = await openStanding(tx, input.auction);
  const held = await tx
    .selectFrom('auction_bidders')
    .select('id')
    .where('auction', '=', input.auction)
    .where('organization', '=', input.organization)
    .executeTakeFirst();
  if (held) throw admittedAlready();
  const paddle = standing.paddles + 1;
  await tx.updateTable('auction_standings').set({ paddles: paddle }).where('auction', '=', input.auction).execute();
  const nothing = { bid_number: null, bid_round: null, amount: null, bid_at: null };
  return { ...nothing, auction: input.auction, organization: input.organization, paddle, admitted_on: day, reason: input.reason };
}

const lotOf = (tx: Tx, id: string): Promise<Auction | undefined> =>
  tx.selectFrom('auctions').selectAll().where('id', '=', id).executeTakeFirst();

/** Null where it has none: of what goes to an exchange. */
export function termsOf(lot: Pick<Auction, 'start_price' | 'step' | 'opens_at' | 'closes_at' | 'extend_minutes'>): Terms | null {
  const { start_price: startPrice, step, opens_at: opens, closes_at: closes, extend_minutes: extendMinutes } = lot;
  if (startPrice === null || step === null || opens === null || closes === null || extendMinutes === null) return null;
  return { startPrice, step, opensAt: opens.toISOString(), closesAt: closes.toISOString(), extendMinutes };
}

type Bidding = { tx: Tx; record: Row; input: { amount: string; round: number }; at: Date };
/** Its time is when the database got it, not when its turn came. */
async function bid({ tx, record, input, at }: Bidding) {
  const standing = await openStanding(tx, record.auction);
  const lot = await lotOf(tx, record.auction);
  const terms = lot && termsOf(lot);
  if (!terms) throw notOpen();
  if (input.round !== standing.round) throw changed({ reason: lot.reason ?? '' });
  const before = { ...standing, closesAt: standing.closes_at.toISOString() };
  const amount = scaled(input.amount, 2);
  const made = bidOn(terms, before, { bidder: record.id, amount, at: at.toISOString() });
  if ('fault' in made) {
    if (made.fault === 'notYet') throw notYet({ at: terms.opensAt });
    if (made.fault === 'over') throw over();
    throw tooLow({ least: leastBid(terms, standing.price) });
  }
  const { bids: number, closesAt } = made.standing;
  const said = { number, round: input.round, amount, at };
  await tx
    .updateTable('auction_standings')
    .set({ bids: number, price: amount, leader: record.id, closes_at: new Date(closesAt) })
    .where('auction', '=', record.auction)
    .execute();
  await tx
    .insertInto('auction_bids')
    .values({ ...said, auction: record.auction, bidder: record.id, paddle: record.paddle })
    .execute();
  return { bid_number: number, bid_round: input.round, amount, bid_at: at };
}
