// Lots opened: who sees and may, what waits for whom, what is told; what follows from a sale for the deal, and from the listing for a lot on sale.
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Papers, seal, type Sight } from '../../../records/server/index.ts';
import { type AuctionPack, auctionRecords, graceSeconds, isOnSale, type life, tells } from '../../auction.ts';
import { holds } from '../conditions.ts';
import type { Deals } from '../deals/service.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { membersOf } from '../audiences.ts';
import { atExchange, ending, making, type Row, running } from './handlers.ts';
import { presented, relatedOf } from './present.ts';

export type Auctions = ReturnType<typeof openAuctions>;
export type AuctionsWith = {
  organizations: Organizations;
  /** A sale goes on as a deal. */
  deals: Pick<Deals, 'settle'>;
  pack: AuctionPack | null;
  within: (tx: object) => Transaction<MarketTables>;
};

const papers: Papers<(typeof life.states)[number]> = {
  sees: () => 'all',
  adds: (actor) => (ownOf(actor) !== null || hasRole(actor, 'bureauOfficer') ? 'all' : 'none'),
  retention: 'tenYears',
  closed: ['sold', 'unsold', 'withdrawn'],
};

export function openAuctions(kernel: Kernel, db: Kysely<MarketTables>, of: AuctionsWith) {
  const { organizations } = of;
  const opened = openKind(kernel, db, {
    kind: auctionRecords,
    table: 'auctions',
    related: relatedOf(organizations),
    present: (row, _personal, actor, { related }) => presented(row, actor, related),
    title: (row) => row.title,
    tells,
    concerns: (row) => ({
      region: row.region,
      organizations: [row.owner, row.operator, row.buyer].filter((id) => id !== null),
    }),
    audiences: audiencesOf(kernel, organizations),
    papers,
    visible: visibleTo(organizations),
    // Whoever sees one and is not the operator is the owner.
    parties: {
      owner: (actor, row) => ownOf(actor) !== null && (row === null || row.operator !== ownOf(actor)),
      operator: (actor, row) => ownOf(actor) !== null && row !== null && row.operator === ownOf(actor),
    },
    filters: {
      q: (value) => holds(sql`title`, value),
      state: (value) => sql<boolean>`state = ${value}`,
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
    },
    waits: waitsOf(kernel),
    handlers: { ...making(of), ...atExchange, ...running(), ...ending },
  });
  kernel.after('auction', ['enterSale', 'award'], (tx, { id: cause, record, recordedAt }) =>
    of.deals.settle(of.within(tx), { auction: record, cause, ...(kernel.loading ? { at: recordedAt } : {}) }),
  );
  followListing(kernel, (calls, tx) => opened.actMany(calls, of.within(tx)));
  return { ...opened, end: () => endThose(kernel, db, opened) };
}

type Due = { auction: string; sold: boolean };
type Acting = {
  act: (action: 'award' | 'lapse', call: { actor: Actor; id: string; input: Record<string, never> }) => Promise<unknown>;
};
/**
 * Every few seconds: auctions whose end, and the grace after it, has passed. Whatever began before is over first, a bid that still waits for its turn too:
 * what was known by then is settled (seal.ts).
 */
async function endThose(kernel: Kernel, db: Kysely<MarketTables>, { act }: Acting): Promise<void> {
  const { rows: some } = await sql`select from auction_standings where not ended
    and closes_at < clock_timestamp() - make_interval(secs => ${graceSeconds}) limit 1`.execute(db);
  if (some.length === 0) return;
  const settled = await seal(kernel, true);
  const { rows } = await sql<Due>`select s.auction, coalesce(s.price >= coalesce(r.reserve, 0), false) as sold
    from auction_standings s join auctions a on a.id = s.auction left join auction_reserves r on r.digest = a.reserve_digest
    where not s.ended and s.closes_at < ${settled}::timestamptz - make_interval(secs => ${graceSeconds})`.execute(db);
  for (const { auction, sold } of rows)
    await act(sold ? 'award' : 'lapse', { actor: clock, id: auction, input: {} }).catch((error: unknown) => {
      // Another process was first.
      if (!(error instanceof Refusal && error.status === 409)) throw error;
    });
}

type Calls = readonly { actor: Actor; action: string; id: string; input: Record<string, unknown>; cause: string }[];
/**
 * What is on sale stays what bidders read: its owner takes nothing back, an officer's correction voids the bids, and what an officer voids
 * is no longer for sale.
 */
function followListing(kernel: Kernel, actMany: (calls: Calls, tx: object) => Promise<unknown>): void {
  const onSale = async (tx: QueryExecutorProvider, listing: string) => {
    const { rows } = await sql<{ id: string; state: string }>`select id, state from auctions where listing = ${listing}::uuid
      and state in ('draft', 'open', 'atExchange') for update`.execute(tx);
    return rows[0];
  };
  kernel.after('listing', ['revise', 'changeByLink', 'withdraw', 'close', 'endByLink'], async (tx, { record }) => {
    const one = await onSale(tx, record);
    if (one && one.state !== 'draft') throw isOnSale();
  });
  kernel.after('listing', ['correct'], async (tx, { id: cause, record }) => {
    const one = await onSale(tx, record);
    if (one?.state === 'open') await actMany([{ actor: clock, action: 'reread', id: one.id, input: {}, cause }], tx);
  });
  kernel.after('listing', ['void'], async (tx, { id: cause, record }) => {
    const one = await onSale(tx, record);
    const input = { reason: 'listingVoided' };
    if (one) await actMany([{ actor: clock, action: 'fallAway', id: one.id, input, cause }], tx);
  });
}

const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock', 'bureauOfficer')) return 'all';
    const own = ownOf(actor);
    if (own !== null) return sql<boolean>`(owner in (${oneWith(own)}) or operator = ${own}::uuid)`;
    return hasRole(actor, 'districtOfficer') && actor.region !== null ? sql<boolean>`region = ${actor.region}` : 'none';
  };

function audiencesOf(kernel: Kernel, { oneWith }: Pick<Organizations, 'oneWith'>) {
  return {
    owner: async (on: QueryExecutorProvider, auction: string) => {
      const { rows } = await sql<{ owner: string }>`select owner from auctions where id = ${auction}::uuid`.execute(on);
      return membersOf(kernel, () => oneWith(rows[0]?.owner ?? auction))(on, auction);
    },
    operator: membersOf(kernel, (id) => sql`select operator from auctions where id = ${id}::uuid`),
    bidders: membersOf(kernel, (id) => sql`select organization from auction_bidders where auction = ${id}::uuid`),
  };
}

function waitsOf(kernel: Kernel) {
  return [
    {
      states: ['draft'],
      for: 'announce',
      words: 'auctions:waits.announce',
      since: (row: Row) => kernel.dayOf(row.recorded_at),
      due: () => null,
      when: (row: Row) => row.way === 'auction',
      mine: (actor: Actor) =>
        actor.organization === null ? sql<boolean>`false` : sql<boolean>`operator = ${actor.organization}::uuid`,
    },
  ] as const;
}
