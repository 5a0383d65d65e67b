// The outcome of an auction from its sealed events alone: terms from the lot's, bids from their bidders'. No table of the market is read.
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Numbered, type Outcome, replay, type Terms } from '../../auctionRules.ts';

type Lot = {
  round: number;
  start_price: string | null;
  step: string | null;
  opens_at: string | null;
  closes_at: string | null;
  extend_minutes: number | null;
  reserve: string | null;
};
type Bidding = { id: string; bid_number: number; bid_round: number; amount: string; bid_at: string };

/** `amounts` of all bids in their order. */
export async function provenOutcome(on: QueryExecutorProvider, auction: string): Promise<Outcome & { amounts: string[] }> {
  const { rows: lots } = await sql<{ after: Lot }>`select body::jsonb -> 'after' as after from events
    where record = ${auction}::uuid and kind = 'auction' order by version`.execute(on);
  const { rows: bids } = await sql<{ record: string; after: Bidding }>`select record, body::jsonb -> 'after' as after from events
    where kind = 'auctionBidder' and action = 'bid' and body::jsonb -> 'after' ->> 'auction' = ${auction}
    order by (body::jsonb -> 'after' ->> 'bid_number')::int`.execute(on);
  const rounds = new Map<number, Terms>();
  for (const { after } of lots) {
    const { start_price: startPrice, step, opens_at: opensAt, closes_at: closesAt, extend_minutes: extendMinutes } = after;
    if (startPrice === null || step === null || opensAt === null || closesAt === null || extendMinutes === null) continue;
    rounds.set(after.round, { startPrice, step, opensAt, closesAt, extendMinutes });
  }
  const numbered = bids.map(
    ({ record, after }): Numbered => ({
      bidder: record,
      amount: after.amount,
      at: after.bid_at,
      number: after.bid_number,
      round: after.bid_round,
    }),
  );
  const empty = { winner: null, price: null, bids: 0, faults: ['no auction'] };
  const outcome = rounds.size === 0 ? empty : replay(rounds, numbered, lots.at(-1)?.after.reserve ?? null);
  return { ...outcome, amounts: numbered.map(({ amount }) => amount) };
}
