// A deal (洽谈): interest in a listing, admission, talk, offers, notice of an agreed price, contract draft, registration. Fields, life, refusals. Pure.
// The record is its two sides' alone; that it exists, and how it stands, officers in charge read apart (dealOverview.ts).
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { ways } from './auction.ts';
import { notice } from './dealNotice.ts';
import { offer, OfferInput } from './dealOffer.ts';
import { sides, sorts } from './listing.ts';
import { acceptance } from './nda.ts';

export const dealSides = ['owner', 'asker'] as const;
export type DealSide = (typeof dealSides)[number];
/** Working days for the owner's answer to an interest: venues are measured by it. */
export const daysToAnswer = 5;
export const mostMessages = 200;

const words = (max: number) => z.string().trim().min(1).max(max);
const reason = words(500).meta({ title: 'deals:reason' });
const numberOf = z.number().int().min(1);
const both = dealSides;
const talked = ['talking', 'agreed', 'underNotice', 'contracted'] as const;

export const life = lifecycle('deal', {
  states: ['interested', 'talking', 'agreed', 'underNotice', 'contracted', 'registered', 'declined', 'ended', 'withdrawn'],
  /**
   * `owner`: who acts for the organization whose listing it is; `asker`: for the one that expressed interest. `provider`: whichever of them
   * gives the technology. `addressee`: the one to whom the open offer is made.
   */
  parties: ['owner', 'asker', 'provider', 'addressee'],
  actions: {
    create: {
      from: 'nothing',
      to: 'interested',
      by: 'asker',
      input: z.strictObject({
        listing: z.uuid().meta({ title: 'deals:listing' }),
        message: z.string().trim().min(5).max(2000).meta({ title: 'deals:message' }),
      }),
    },
    /** An auction or a licensed exchange made the price and found who takes it (art. 18): there is nothing left to agree, and no notice comes before the contract. */
    settle: { from: 'nothing', to: 'agreed', by: 'clock', input: z.strictObject({ auction: z.uuid() }) },
    /** The same where the two talk already. */
    settleTalk: { from: ['interested', 'talking'], to: 'agreed', by: 'clock', input: z.strictObject({ auction: z.uuid() }) },
    /** An anonymous owner is known to who is admitted from here on. */
    admit: { from: 'interested', to: 'talking', by: 'owner' },
    decline: { from: 'interested', to: 'declined', by: 'owner', input: z.strictObject({ reason }) },
    withdraw: { from: 'interested', to: 'withdrawn', by: 'asker' },
    /** The confidentiality terms in this version: the event is the evidence. */
    acceptNda: {
      from: 'talking',
      to: 'same',
      by: both,
      input: z.strictObject({ version: words(20).meta({ title: 'deals:ndaVersion' }) }),
    },
    say: { from: talked, to: 'same', by: both, input: z.strictObject({ text: words(1000).meta({ title: 'deals:say' }) }) },
    /** A new version; one of the other side's that is open is countered by it. */
    offer: { from: 'talking', to: 'same', by: both, input: OfferInput },
    acceptOffer: {
      from: 'talking',
      to: 'agreed',
      by: 'addressee',
      input: z.strictObject({ offer: numberOf.meta({ title: 'deals:offerVersion' }) }),
    },
    declineOffer: {
      from: 'talking',
      to: 'same',
      by: 'addressee',
      input: z.strictObject({ offer: numberOf.meta({ title: 'deals:offerVersion' }), reason }),
    },
    expireOffer: { from: 'talking', to: 'same', by: 'clock' },
    /** What was agreed is to be talked about anew, before there is a contract. */
    reconsider: { from: 'agreed', to: 'talking', by: both, input: z.strictObject({ reason }) },
    reachMilestone: {
      from: ['agreed', 'underNotice', 'contracted', 'registered'],
      to: 'same',
      by: both,
      input: z.strictObject({
        milestone: numberOf.meta({ title: 'deals:milestoneNumber' }),
        on: day.meta({ title: 'deals:milestone.reachedOn' }),
      }),
    },
    /** Agreed pricing of a public institution (Law on Promoting the Transformation of S&T Achievements, art. 18). */
    giveNotice: { from: 'agreed', to: 'underNotice', by: 'provider' },
    /** By a door of its own: whoever gives a name. */
    object: {
      from: 'underNotice',
      to: 'same',
      by: 'visitor',
      input: z.strictObject({ name: z.string(), text: z.string() }),
    },
    dismissObjection: {
      from: 'underNotice',
      to: 'same',
      by: 'provider',
      input: z.strictObject({ objection: numberOf.meta({ title: 'deals:objectionNumber' }), reason }),
    },
    /** The price is to be agreed anew. */
    upholdObjection: {
      from: 'underNotice',
      to: 'talking',
      by: 'provider',
      input: z.strictObject({ objection: numberOf.meta({ title: 'deals:objectionNumber' }), reason }),
    },
    /** Its period is over and no objection is open. */
    endNotice: { from: 'underNotice', to: 'agreed', by: 'clock' },
    /** A contract draft of the provider's, filled from what was agreed. */
    draftContract: { from: 'agreed', to: 'contracted', by: 'provider' },
    /** The contract was registered. */
    fulfil: { from: 'contracted', to: 'registered', by: 'clock' },
    /** The contract was withdrawn, refused or revoked. */
    reopen: { from: ['contracted', 'registered'], to: 'agreed', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    end: { from: ['talking', 'agreed', 'underNotice'], to: 'ended', by: both, input: z.strictObject({ reason }) },
    /** The listing ended before the owner answered. */
    overtake: { from: 'interested', to: 'ended', by: 'clock', input: z.strictObject({ reason: z.string() }) },
  },
});

/** States in which who asked stands admitted. */
export const admittedStates = ['talking', 'agreed', 'underNotice', 'contracted', 'registered'] as const;

export const message = z.strictObject({ side: z.enum(dealSides), text: z.string(), at: instant });
export type Message = z.output<typeof message>;
export const milestone = z.strictObject({ what: z.string(), on: day.nullable(), reachedOn: day.nullable() });
export type Milestone = z.output<typeof milestone>;

const organization = z.strictObject({ id: z.string(), name: z.string() });
export const fields = z.object({
  listing: z.string(),
  listingState: z.string(),
  title: z.string(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  /** Null to who is not admitted to an anonymous one. */
  owner: organization.nullable(),
  asker: organization,
  /** Whose reader is, and whether that side gives the technology. */
  mine: z.enum(dealSides),
  provides: z.boolean(),
  anonymous: z.boolean(),
  message: z.string(),
  askedOn: day,
  dueOn: day.nullable(),
  answeredOn: day.nullable(),
  /** Whether details are shown only once both sides have accepted the confidentiality terms. */
  ndaNeeded: z.boolean(),
  ndas: z.array(acceptance),
  /** The listing's description and standard, once the reader may read them. */
  details: z.strictObject({ text: z.string(), acceptance: z.string().nullable() }).nullable(),
  messages: z.array(message),
  offers: z.array(offer),
  milestones: z.array(milestone),
  /** Whether a public notice has to run before the contract. */
  noticeNeeded: z.boolean(),
  /** With the objectors' names for who decides. */
  notice: notice.extend({ names: z.array(z.string().nullable()) }).nullable(),
  /** The contract where the reader sees it. */
  contract: z.string().nullable(),
  contractState: z.string().nullable(),
  amount: decimal.nullable(),
  /** What made the price, where it was not agreed. */
  pricing: z.strictObject({ way: z.enum(ways), auction: z.string() }).nullable(),
  registeredOn: day.nullable(),
  reason: z.string().nullable(),
});

export const dealRecords = recordKind({
  life,
  path: '/deals',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(200).optional(),
    side: z.enum(dealSides).optional(),
    listing: z.uuid().optional(),
    contract: z.uuid().optional(),
  },
  readers: ['member', 'organizationAdmin'],
});

export const ownListing = refusal('deal.ownListing', 409, 'deals:refusals.ownListing');
export const notShown = refusal('deal.notShown', 409, 'deals:refusals.notShown');
export const askedAlready = refusal('deal.askedAlready', 409, 'deals:refusals.askedAlready');
export const ndaOther = refusal('deal.ndaVersion', 409, 'deals:refusals.ndaVersion');
export const ndaAlready = refusal('deal.ndaAlready', 409, 'deals:refusals.ndaAlready');
export const noNda = refusal('deal.noNda', 409, 'deals:refusals.noNda');
export const offerNotOpen = refusal('deal.offerNotOpen', 409, 'deals:refusals.offerNotOpen');
export const offerExpired = refusal('deal.offerExpired', 409, 'deals:refusals.offerExpired');
export const tooMany = refusal('deal.tooMany', 409, 'deals:refusals.tooMany');
export const noticeFirst = refusal('deal.noticeFirst', 409, 'deals:refusals.noticeFirst');
export const noNotice = refusal('deal.noNotice', 409, 'deals:refusals.noNotice');
export const objectionDecided = refusal('deal.objectionDecided', 409, 'deals:refusals.objectionDecided');
export const noticeOver = refusal('deal.noticeOver', 409, 'deals:refusals.noticeOver');
/** A price that an auction or an exchange made is not talked about anew. */
export const priceMade = refusal('deal.priceMade', 409, 'deals:refusals.priceMade');
export const noMilestone = refusal('deal.noMilestone', 409, 'deals:refusals.noMilestone');

type Row = { title: string };
const owner = [{ ofKind: 'owner' }];
const asker = [{ ofKind: 'asker' }];
const sidesBoth = [{ ofKind: 'owner' }, { ofKind: 'asker' }];
const told = (
  after: ActionOf<typeof life> | readonly ActionOf<typeof life>[],
  to: readonly { ofKind: string }[],
  words: string,
) => ({ after, to, topic: 'deals', words: `deals:tells.${words}` }) as const satisfies Tell<ActionOf<typeof life>, Row>;
/** Nobody is told of what he does himself. */
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  told('create', owner, 'interested'),
  told('admit', asker, 'admitted'),
  told('decline', asker, 'declined'),
  told('withdraw', owner, 'withdrawn'),
  told('acceptNda', sidesBoth, 'nda'),
  told('say', sidesBoth, 'said'),
  told('offer', sidesBoth, 'offered'),
  told('acceptOffer', sidesBoth, 'agreed'),
  told(['settle', 'settleTalk'], sidesBoth, 'settled'),
  told('declineOffer', sidesBoth, 'offerDeclined'),
  told('expireOffer', sidesBoth, 'offerExpired'),
  told(['reconsider', 'upholdObjection'], sidesBoth, 'reconsidered'),
  told('giveNotice', sidesBoth, 'notice'),
  told('object', sidesBoth, 'objected'),
  told('endNotice', sidesBoth, 'noticeEnded'),
  told('draftContract', sidesBoth, 'drafted'),
  told('fulfil', sidesBoth, 'registered'),
  told('reopen', sidesBoth, 'reopened'),
  told(['end', 'overtake'], sidesBoth, 'ended'),
];
