// What owner, operator and officers read of a lot: names, terms, what an exchange said, what came of it. Reads for presenting; changes nothing.
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import type { Row } from './handlers.ts';

type Came = { auction: string; id: string; state: string };
export type Related = { names: ReadonlyMap<string, string>; deals: ReadonlyMap<string, Came> };

export const relatedOf =
  (organizations: Pick<Organizations, 'names'>) =>
  async (rows: readonly Row[], on: Kysely<MarketTables>): Promise<Related> => {
    const sold = rows.filter((row) => row.state === 'sold').map(({ id }) => id);
    const { rows: deals } =
      sold.length === 0
        ? { rows: [] }
        : await sql<Came>`select auction, id, state from deals where auction = any(${sold}::uuid[])`.execute(on);
    const ids = rows.flatMap((row) => [row.owner, row.operator, row.buyer].filter((id) => id !== null));
    return {
      names: await organizations.names([...new Set(ids)], on),
      deals: new Map(deals.map((one) => [one.auction, one])),
    };
  };

export function presented(row: Row, actor: Actor, related: Related | undefined): Record<string, unknown> {
  const named = (id: string | null) => (id === null ? null : { id, name: related?.names.get(id) ?? '' });
  const deal = related?.deals.get(row.id);
  const own = ownOf(actor);
  return {
    listing: row.listing,
    title: row.title,
    owner: named(row.owner),
    way: row.way,
    operator: named(row.operator),
    cooperation: row.cooperation,
    startPrice: row.start_price,
    step: row.step,
    reserveDigest: row.reserve_digest,
    reserve: row.reserve,
    reserveSalt: row.reserve_salt,
    opensAt: row.opens_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    extendMinutes: row.extend_minutes,
    round: row.round,
    exchange: row.exchange,
    listedOn: row.listed_on,
    exchangeNumber: row.exchange_number,
    bidsHeld: row.bids_held,
    bids: row.bids,
    price: row.price,
    buyer: named(row.buyer),
    endedOn: row.ended_on,
    // A deal is its two sides' alone.
    deal: deal && own !== null && own !== row.operator ? { id: deal.id, state: deal.state } : null,
    reason: row.reason,
  };
}
