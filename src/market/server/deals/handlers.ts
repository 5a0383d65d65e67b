// What each act on a deal does: interest, admission, terms, messages, offers, milestones, contract. Not the public notice (notice.ts).
import { createHash } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { scaled } from '../../../platform/shared/money.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { isOnSale } from '../../auction.ts';
import { isShown } from '../../listing.ts';
import type { MarketTables } from '../tables.ts';
import {
  askedAlready,
  type DealSide,
  daysToAnswer,
  mostMessages,
  ndaAlready,
  ndaOther,
  noMilestone,
  noNda,
  notShown,
  offerExpired,
  offerNotOpen,
  ownListing,
  priceMade,
  tooMany,
} from '../../deal.ts';
import { acceptedOffer, ended, mostOffers, type Offer, offerFault, type OfferSaid, openOffer } from '../../dealOffer.ts';
import { bothAccepted, type Nda, wordingOf } from '../../nda.ts';
import type { Deals } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

export type Row = Selectable<Deals>;
export type Tx = Transaction<MarketTables>;
export type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string; at: Date };
export type Around = {
  nda: Nda;
  oneWith: Organizations['oneWith'];
  /** Last day of a term of working days; null where a year is not published. */
  dueFrom: (tx: Tx, day: string, days: number) => Promise<string | null>;
};

export const sideOf = (row: Pick<Row, 'asker'>, actor: Actor): DealSide => (row.asker === actor.organization ? 'asker' : 'owner');
/** Whichever side gives the technology: the owner of a supply, who answers a demand. */
export const providerOf = (row: Pick<Row, 'side'>): DealSide => (row.side === 'supply' ? 'owner' : 'asker');
export const digestOf = (nda: Nda): string => createHash('sha256').update(wordingOf(nda)).digest('hex');

type Listing = Pick<Selectable<MarketTables['listings']>, 'state' | 'title' | 'side' | 'sort' | 'organization' | 'anonymous'> & {
  confidentiality: string;
};
export async function listingOf(tx: Tx, id: string): Promise<Listing> {
  const found = await tx
    .selectFrom('listings')
    .select(['state', 'title', 'side', 'sort', 'organization', 'anonymous', 'confidentiality'])
    .where('id', '=', id)
    .executeTakeFirst();
  // What was never shown to everybody is not there for who asks.
  if (!found || ['draft', 'underReview', 'voided'].includes(found.state))
    throw wrongField('listing', 'unknown', 'deals:refusals.listing');
  return found;
}

/** Two that ask at the same moment wait for one another. */
export const holdAsked = (tx: Tx, listing: string, asker: string) => oneAtATime(tx, 'deal', `${listing} ${asker}`);
async function onlyOnce(tx: Tx, listing: string, asker: string, title: string): Promise<void> {
  await holdAsked(tx, listing, asker);
  const held = await tx
    .selectFrom('deals')
    .select('id')
    .where('listing', '=', listing)
    .where('asker', '=', asker)
    .where('state', 'in', ['interested', 'talking', 'agreed', 'underNotice', 'contracted'])
    .executeTakeFirst();
  if (held) throw askedAlready({ title });
}

export const nothingYet = {
  answered_on: null,
  ndas: [],
  messages: [],
  offers: [],
  milestones: [],
  notice: null,
  contract: null,
  auction: null,
  amount: null,
  registered_on: null,
  reason: null,
};

export const interestHandlers = ({ nda, dueFrom, oneWith }: Around) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<{ listing: string; message: string }>, 'record'>) => {
    const asker = actor.organization;
    if (asker === null) throw wrongField('listing', 'noOrganization', 'deals:refusals.noOrganization');
    const of = await listingOf(tx, input.listing);
    const { rows: own } = await sql`select where ${of.organization}::uuid in (${oneWith(asker)})`.execute(tx);
    if (own.length > 0) throw ownListing();
    if (!isShown(of.state)) throw notShown({ title: of.title });
    await onlyOnce(tx, input.listing, asker, of.title);
    return {
      ...nothingYet,
      listing: input.listing,
      title: of.title,
      side: of.side,
      sort: of.sort,
      owner: of.anonymous ? null : of.organization,
      asker,
      anonymous: of.anonymous,
      message: input.message,
      due_on: await dueFrom(tx, day, daysToAnswer),
    };
  },
  admit: async ({ tx, record, day }: Of<unknown>) => {
    const of = await listingOf(tx, record.listing);
    if (!isShown(of.state)) throw notShown({ title: of.title });
    return { owner: of.organization, answered_on: day };
  },
  decline: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, answered_on: day }),
  acceptNda: ({ record, input, actor, day }: Of<{ version: string }>) => {
    const side = sideOf(record, actor);
    if (input.version !== nda.version) throw ndaOther({ version: nda.version });
    if (record.ndas.some((one) => one.side === side)) throw ndaAlready();
    return { ndas: [...record.ndas, { side, version: nda.version, digest: digestOf(nda), on: day }] };
  },
  say: ({ record, input, actor, at }: Of<{ text: string }>) => {
    if (record.messages.length >= mostMessages) throw tooMany({ most: mostMessages });
    return { messages: [...record.messages, { side: sideOf(record, actor), text: input.text, at: at.toISOString() }] };
  },
  end: ({ record, input }: Of<{ reason: string }>) => ({
    reason: input.reason,
    offers: ended(record.offers, 'setAside', input.reason),
  }),
  overtake: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
});

/** The offer that is open, once it is the one that was read and its day has not passed. */
function answerable(record: Row, version: number, day: string): Offer {
  const open = openOffer(record.offers);
  if (open === null || open.version !== version) throw offerNotOpen({ version });
  if (open.validUntil < day) throw offerExpired({ version, on: open.validUntil });
  return open;
}
const setTo = (offers: readonly Offer[], version: number, standing: Offer['standing'], reason: string | null): Offer[] =>
  offers.map((one) => (one.version === version ? { ...one, standing, reason } : one));

export const offerHandlers = () => ({
  offer: async ({ tx, record, input, actor, day }: Of<OfferSaid>) => {
    const fault = offerFault(input, day);
    if (fault) throw wrongField(fault.path, fault.code, `deals:wrong.${fault.code}`, { today: day });
    if (record.offers.length >= mostOffers) throw tooMany({ most: mostOffers });
    await ndaWhereNeeded(tx, record);
    const by = sideOf(record, actor);
    const version = (record.offers.at(-1)?.version ?? 0) + 1;
    const amount = input.amount === null ? null : scaled(input.amount, 2);
    const made: Offer = { ...input, amount, version, by, on: day, standing: 'open', reason: null };
    return { offers: [...ended(record.offers, 'countered'), made], reason: null };
  },
  acceptOffer: async ({ tx, record, input, day }: Of<{ offer: number }>) => {
    const open = answerable(record, input.offer, day);
    await notOnSale(tx, record.listing);
    return {
      offers: setTo(record.offers, open.version, 'accepted', null),
      milestones: open.milestones.map((one) => ({ ...one, reachedOn: null })),
      amount: open.amount,
      notice: null,
      reason: null,
    };
  },
  declineOffer: ({ record, input, day }: Of<{ offer: number; reason: string }>) => ({
    offers: setTo(record.offers, answerable(record, input.offer, day).version, 'declined', input.reason),
  }),
  expireOffer: ({ record }: Of<unknown>) => ({ offers: ended(record.offers, 'expired') }),
  reconsider: ({ record, input }: Of<{ reason: string }>) => {
    if (record.auction !== null) throw priceMade();
    return takenBack(record, input.reason);
  },
  reachMilestone: ({ record, input, day }: Of<{ milestone: number; on: string }>) => {
    const at = input.milestone - 1;
    if (record.milestones[at] === undefined) throw noMilestone({ number: input.milestone });
    if (input.on > day) throw wrongField('on', 'inFuture', 'deals:wrong.inFuture', { today: day });
    return { milestones: record.milestones.map((one, index) => (index === at ? { ...one, reachedOn: input.on } : one)) };
  },
});

/** What was agreed, set aside: it is talked about anew, and a notice that ran was of another price. */
export const takenBack = (record: Row, reason: string) => ({
  offers: record.offers.map((one): Offer => (one.standing === 'accepted' ? { ...one, standing: 'setAside', reason } : one)),
  milestones: [],
  amount: null,
  reason,
});

/** While an auction or an exchange makes its price, none is agreed beside it. The listing is locked, as who puts it on sale locks it. */
async function notOnSale(tx: Tx, listing: string): Promise<void> {
  await sql`select from listings where id = ${listing}::uuid for update`.execute(tx);
  const { rows } = await sql`select from auctions where listing = ${listing}::uuid and state in ('open', 'atExchange')`.execute(
    tx,
  );
  if (rows.length > 0) throw isOnSale();
}

/** Where the listing is shown on admission only, nothing is offered on what nobody may have read. */
async function ndaWhereNeeded(tx: Tx, record: Row): Promise<void> {
  const { confidentiality } = await listingOf(tx, record.listing);
  if (confidentiality === 'onAdmission' && !bothAccepted(record.ndas)) throw noNda();
}

export const agreedOf = (record: Row): Offer => {
  const agreed = acceptedOffer(record.offers);
  if (agreed === null) throw offerNotOpen({ version: 0 });
  return agreed;
};
