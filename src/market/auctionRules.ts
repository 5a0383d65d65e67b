// The rules of bidding in an auction: when, how much at least, how the end moves, who leads; and the same replayed from what the events say. Pure.
import { add, compare } from '../platform/shared/money.ts';

export type Terms = { startPrice: string; step: string; opensAt: string; closesAt: string; extendMinutes: number };
export type Bid = { bidder: string; amount: string; at: string };
/** `bids`: how many there were in all rounds; the next one's number is one more. */
export type Standing = { bids: number; price: string | null; leader: string | null; closesAt: string };
export type BidFault = 'notYet' | 'over' | 'tooLow';

export const opening = (terms: Terms, bids = 0): Standing => ({ bids, price: null, leader: null, closesAt: terms.closesAt });
export const leastBid = (terms: Pick<Terms, 'startPrice' | 'step'>, price: string | null): string =>
  price === null ? terms.startPrice : add(price, terms.step);

/** What a bid makes of the standing; a bid in the last minutes moves the end to as many minutes after it. */
export function bidOn(terms: Terms, before: Standing, bid: Bid): { fault: BidFault } | { standing: Standing } {
  const at = Date.parse(bid.at);
  const end = Date.parse(before.closesAt);
  if (at < Date.parse(terms.opensAt)) return { fault: 'notYet' };
  if (at >= end) return { fault: 'over' };
  if (compare(bid.amount, leastBid(terms, before.price)) < 0) return { fault: 'tooLow' };
  const moved = at + terms.extendMinutes * 60_000;
  const closesAt = moved > end ? new Date(moved).toISOString() : before.closesAt;
  return { standing: { bids: before.bids + 1, price: bid.amount, leader: bid.bidder, closesAt } };
}

export type Numbered = Bid & { number: number; round: number };
export type Rounds = ReadonlyMap<number, Terms>;
export type Outcome = { winner: string | null; price: string | null; bids: number; faults: string[] };
/** The outcome anew, from terms and bids alone: numbers without gaps, each bid by the rules of its round, the reserve met. */
export function replay(rounds: Rounds, bids: readonly Numbered[], reserve: string | null): Outcome {
  const faults: string[] = [];
  const last = Math.max(...rounds.keys());
  let round = 0;
  let standing: Standing | null = null;
  for (const [index, bid] of bids.toSorted((a, b) => a.number - b.number).entries()) {
    if (bid.number !== index + 1) faults.push(`bid ${bid.number}: not the number after ${index}`);
    const terms = rounds.get(bid.round);
    if (!terms || bid.round < round) {
      faults.push(`bid ${bid.number}: of round ${bid.round}`);
      continue;
    }
    if (bid.round !== round || standing === null) standing = opening(terms, index);
    round = bid.round;
    const made = bidOn(terms, standing, bid);
    if ('fault' in made) faults.push(`bid ${bid.number}: ${made.fault}`);
    else standing = made.standing;
  }
  const valid = round === last ? standing : null;
  const met = valid !== null && valid.price !== null && (reserve === null || compare(valid.price, reserve) >= 0);
  return { winner: met ? valid.leader : null, price: met ? valid.price : null, bids: bids.length, faults };
}
