// The outcome of an auction from its sealed events alone: terms and reserve from the lot's, bids from their bidders'. Not from the tables of the market.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Numbered, type Outcome, replay, type Terms } from '../../auctionRules.ts';
import { reserveDigest } from './reserve.ts';

type Lot = {
  state: string;
  round: number;
  start_price: string | null;
  step: string | null;
  opens_at: string | null;
  closes_at: string | null;
  extend_minutes: number | null;
  reserve: string | null;
  reserve_salt: string | null;
  reserve_digest: string | null;
  price: string | null;
  buyer: string | null;
};
type Bidding = {
  auction: string;
  organization: string;
  paddle: number;
  bid_number: number;
  bid_round: number;
  amount: string;
  bid_at: string;
};
export type Proven = Outcome & {
  rounds: { round: number; terms: Terms }[];
  /** All bids in their order. */
  lines: (Numbered & { paddle: number })[];
  paddle: number | null;
  reserve: string | null;
  reserveSalt: string | null;
  reserveDigest: string | null;
};

/**
 * `all`: every bid that any event tells, whatever the tables say, as a command reads it. Else of the bidders that the register names, by
 * the index of events, as a page does: one that were missing there would leave a gap in the numbers.
 */
export async function provenOutcome(on: QueryExecutorProvider, auction: string, all = true): Promise<Proven> {
  const { rows: lots } = await sql<{ action: string; after: Lot }>`select action, body::jsonb -> 'after' as after from events
    where record = ${auction}::uuid and kind = 'auction' order by version`.execute(on);
  const which: RawBuilder<boolean> = all
    ? sql<boolean>`body like ${`%${auction}%`}`
    : sql<boolean>`record in (select id from auction_bidders where auction = ${auction}::uuid)`;
  const { rows } = await sql<{ record: string; after: Bidding }>`select record, body::jsonb -> 'after' as after from events
    where kind = 'auctionBidder' and action = 'bid' and ${which}`.execute(on);
  const bids = rows
    .filter(({ after }) => after.auction === auction)
    .toSorted((a, b) => a.after.bid_number - b.after.bid_number || (a.record < b.record ? -1 : 1));
  const last = lots.at(-1);
  const lines = bids.map(({ record, after }) => ({
    bidder: record,
    paddle: after.paddle,
    amount: after.amount,
    at: after.bid_at,
    number: after.bid_number,
    round: after.bid_round,
  }));
  const rounds = roundsOf(lots.map(({ after }) => after));
  const none = { winner: null, price: null };
  const found =
    rounds.length === 0 || !last
      ? { ...none, bids: 0, faults: ['no auction'] }
      : replay(new Map(rounds.map((one) => [one.round, one.terms])), lines, last.after.reserve);
  // One that is not over, or was called off, has no winner yet, or none.
  const decided = last?.action === 'award' || last?.action === 'lapse';
  const outcome = decided ? found : { ...found, ...none };
  const won = bids.find(({ record }) => record === outcome.winner);
  return {
    ...outcome,
    faults: [...outcome.faults, ...(last ? recordedOtherwise(last.after, outcome, won?.after.organization ?? null) : [])],
    rounds,
    lines,
    paddle: won?.after.paddle ?? null,
    reserve: last?.after.reserve ?? null,
    reserveSalt: last?.after.reserve_salt ?? null,
    reserveDigest: last?.after.reserve_digest ?? null,
  };
}

function roundsOf(lots: readonly Lot[]): { round: number; terms: Terms }[] {
  const found = new Map<number, Terms>();
  for (const {
    round,
    start_price: startPrice,
    step,
    opens_at: opensAt,
    closes_at: closesAt,
    extend_minutes: extendMinutes,
  } of lots)
    if (startPrice !== null && step !== null && opensAt !== null && closesAt !== null && extendMinutes !== null)
      found.set(round, { startPrice, step, opensAt, closesAt, extendMinutes });
  return [...found].map(([round, terms]) => ({ round, terms }));
}

/** What the last event of the lot says, against what follows from the bids. */
function recordedOtherwise(last: Lot, outcome: Outcome, buyer: string | null): string[] {
  const faults: string[] = [];
  if (last.reserve !== null && reserveDigest(last.reserve, last.reserve_salt ?? '') !== last.reserve_digest)
    faults.push('the reserve is not the one that was sealed');
  if (last.state === 'unsold' && outcome.winner !== null) faults.push(`not sold, by the bids to ${buyer} for ${outcome.price}`);
  if (last.state === 'sold' && (last.price !== outcome.price || last.buyer !== buyer))
    faults.push(`sold to ${last.buyer} for ${last.price}, by the bids to ${buyer} for ${outcome.price}`);
  return faults;
}
