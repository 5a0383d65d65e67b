// A deal whose price an auction or a licensed exchange has made: buyer, price and what is sold come from there, and nothing is typed again. By the clock, in the transaction of the sale.
import { type Selectable, sql } from 'kysely';
import { type Actor, clock } from '../../../platform/shared/actor.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { type Offer, OfferInput } from '../../dealOffer.ts';
import type { MarketTables } from '../tables.ts';
import { holdAsked, nothingYet, type Of, type Tx } from './handlers.ts';

type Sold = Pick<Selectable<MarketTables['auctions']>, 'listing' | 'cooperation'> & { price: string; buyer: string };
async function soldOf(tx: Tx, auction: string): Promise<Sold> {
  const found = await tx
    .selectFrom('auctions')
    .select(['listing', 'cooperation', 'price', 'buyer'])
    .where('id', '=', auction)
    .executeTakeFirst();
  if (!found || found.price === null || found.buyer === null) throw notFound();
  return { ...found, price: found.price, buyer: found.buyer };
}

/** The price as an offer that both have accepted: of it the contract draft is made, as of any other. */
function offerOf({ price, cooperation }: Sold, version: number, day: string): Offer {
  const said = { amount: price, paymentMode: 'lumpSum', cooperation, ownership: 'asAgreed', validUntil: day };
  return { ...OfferInput.parse(said), version, by: 'owner', on: day, standing: 'accepted', reason: null };
}

export const settlingHandlers = () => ({
  settle: async ({ tx, input, day }: Omit<Of<{ auction: string }>, 'record'>) => {
    const sold = await soldOf(tx, input.auction);
    const listing = await tx
      .selectFrom('listings')
      .select(['title', 'side', 'sort', 'organization'])
      .where('id', '=', sold.listing)
      .executeTakeFirstOrThrow();
    return {
      ...nothingYet,
      listing: sold.listing,
      title: listing.title,
      side: listing.side,
      sort: listing.sort,
      owner: listing.organization,
      asker: sold.buyer,
      anonymous: false,
      message: '',
      due_on: null,
      offers: [offerOf(sold, 1, day)],
      amount: sold.price,
      auction: input.auction,
    };
  },
  settleTalk: async ({ tx, record, input, day }: Of<{ auction: string }>) => {
    const sold = await soldOf(tx, input.auction);
    const before = record.offers.map((one): Offer => (one.standing === 'open' ? { ...one, standing: 'countered' } : one));
    const version = (record.offers.at(-1)?.version ?? 0) + 1;
    const answered = record.answered_on ?? day;
    return {
      offers: [...before, offerOf(sold, version, day)],
      amount: sold.price,
      auction: input.auction,
      answered_on: answered,
    };
  },
});

/** `at`: when it was sold, while an invented city is loaded. */
export type Settling = { auction: string; cause: string; at?: Date };
type Call = Omit<Settling, 'auction'> & { actor: Actor; action: string; id?: string; input: Record<string, unknown> };
/** Goes on with the deal that owner and buyer have, or makes one. */
export async function settleOf(tx: Tx, { auction, ...of }: Settling): Promise<Call> {
  const { listing, buyer } = await soldOf(tx, auction);
  await holdAsked(tx, listing, buyer);
  const { rows } = await sql<{ id: string }>`select id from deals where listing = ${listing}::uuid and asker = ${buyer}::uuid
    and state in ('interested', 'talking') for update`.execute(tx);
  const [held] = rows;
  const call = { ...of, actor: clock, input: { auction } };
  return held ? { ...call, action: 'settleTalk', id: held.id } : { ...call, action: 'settle' };
}
