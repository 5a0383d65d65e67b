// Who is admitted to an auction, and bids: each an act on its bidder's own record, in one order by the lot's standing, which is locked last and briefly.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { scaled } from '../../../platform/shared/money.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import { notOpen } from '../../auction.ts';
import { appliedAlready, bidderRecords, bidderTells, changed, notYet, over, ownAuction, tooLow } from '../../auctionBidder.ts';
import { bidOn, leastBid, type Terms } from '../../auctionRules.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { arrivedAt } from './arrival.ts';
import { membersOf } from '../audiences.ts';
import { openStanding, type Row as Auction } from './handlers.ts';
import type { AuctionBidders as Table } from './tables.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
export type AuctionBidders = ReturnType<typeof openBidders>;

export function openBidders(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: bidderRecords,
    table: 'auction_bidders',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
    }),
    present: (row, _personal, _actor, { related }) => ({
      auction: { id: row.auction, title: row.title },
      organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      paddle: row.paddle,
      admittedOn: row.admitted_on,
      reason: row.reason,
      bidNumber: row.bid_number,
      bidRound: row.bid_round,
      amount: row.amount,
      bidAt: row.bid_at?.toISOString() ?? null,
    }),
    title: (row) => row.title,
    tells: bidderTells,
    concerns: (row) => ({ region: null, organizations: [row.organization] }),
    audiences: {
      bidder: membersOf(kernel, (id) => sql`select organization from auction_bidders where id = ${id}::uuid`),
      operator: membersOf(
        kernel,
        (id) => sql`select a.operator from auction_bidders w join auctions a on a.id = w.auction
        where w.id = ${id}::uuid`,
      ),
    },
    visible: visibleTo(organizations),
    waits: waitsOf(kernel),
    // Whoever sees one and acts for another organization is the operator, or the owner once it is over: there is nothing left to do then.
    parties: {
      applicant: (actor, row) => row === null && ownOf(actor) !== null,
      operator: (actor, row) => row !== null && ownOf(actor) !== null && ownOf(actor) !== row.organization,
      bidder: (actor, row) => row !== null && ownOf(actor) === row.organization,
    },
    filters: {
      auction: (value) => sql<boolean>`auction = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: { create, admit, refuse, bid },
  });
}

/** What waits for the operator: who applied. */
const waitsOf = (kernel: Kernel) =>
  [
    {
      states: ['applied'],
      for: 'admit',
      words: 'auctions:waits.admit',
      since: (row: Row) => kernel.dayOf(row.created),
      due: () => null,
      mine: (actor: Actor) =>
        actor.organization === null
          ? sql<boolean>`false`
          : sql<boolean>`exists (select from auctions a where a.id = auction_bidders.auction and a.state = 'open'
              and a.operator = ${actor.organization}::uuid)`,
    },
  ] as const;

/** Its own people and the operator; owner and bureau once the auction is over. */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    const its = sql`select from auctions a where a.id = auction_bidders.auction`;
    if (hasRole(actor, 'bureauOfficer')) return sql<boolean>`exists (${its} and a.state in ('sold', 'unsold'))`;
    const own = ownOf(actor);
    if (own === null) return 'none';
    return sql<boolean>`(organization in (${oneWith(own)}) or exists (${its} and (a.operator = ${own}::uuid
      or (a.state in ('sold', 'unsold') and a.owner in (${oneWith(own)})))))`;
  };

type Applying = { tx: Tx; input: { auction: string }; actor: Actor };
async function create({ tx, input, actor }: Applying) {
  const lot = await lotOf(tx, input.auction);
  if (lot === undefined || !['open', 'sold', 'unsold'].includes(lot.state) || lot.way !== 'auction')
    throw wrongField('auction', 'unknown', 'auctions:wrong.auction');
  const organization = ownOf(actor);
  if (organization === null) throw notAllowed();
  if ([lot.owner, lot.operator].includes(organization)) throw ownAuction();
  // Locked, so that two that apply at once wait for one another.
  await openStanding(tx, input.auction);
  const held = await tx
    .selectFrom('auction_bidders')
    .select('id')
    .where('auction', '=', input.auction)
    .where('organization', '=', organization)
    .executeTakeFirst();
  if (held) throw appliedAlready();
  const nothing = { bid_number: null, bid_round: null, amount: null, bid_at: null, reason: null };
  return { ...nothing, auction: input.auction, title: lot.title, organization, paddle: null, admitted_on: null };
}

type Deciding = { tx: Tx; record: Row; input: { reason: string }; actor: Actor; day: string };
/** Who sees a bidder and acts for another need not be the operator: one that became one with it, the owner. */
async function onlyOperator({ tx, record, actor }: Deciding): Promise<void> {
  if ((await lotOf(tx, record.auction))?.operator !== ownOf(actor)) throw notAllowed();
}
async function admit(of: Deciding) {
  const { tx, record, input, day } = of;
  await onlyOperator(of);
  const { paddles } = await openStanding(tx, record.auction);
  const paddle = paddles + 1;
  await tx.updateTable('auction_standings').set({ paddles: paddle }).where('auction', '=', record.auction).execute();
  return { paddle, admitted_on: day, reason: input.reason };
}
async function refuse(of: Deciding) {
  await onlyOperator(of);
  return { reason: of.input.reason };
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
/** Its time is when it reached the server, not when its turn came. */
async function bid({ tx, record, input, at: stamped }: Bidding) {
  const at = arrivedAt(stamped);
  const standing = await openStanding(tx, record.auction);
  const lot = await lotOf(tx, record.auction);
  const terms = lot && termsOf(lot);
  if (!terms) throw notOpen();
  if (input.round !== standing.round) throw changed();
  const before = { ...standing, closesAt: standing.closes_at.toISOString() };
  const amount = scaled(input.amount, 2);
  if (record.paddle === null) throw notAllowed();
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
