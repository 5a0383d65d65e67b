// Who bids in an auction: applies, is admitted by the operator, bids. Fields, life, refusals. Pure; not the rules of bidding (auctionRules.ts).
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { named } from './auction.ts';

const reason = z.string().trim().min(1).max(500);
const deciding = ['applied', 'refused'] as const;

export const bidderLife = lifecycle('auctionBidder', {
  states: ['applied', 'admitted', 'refused'],
  /** `applicant`: who acts for an organization; `operator`: for the auction's own; `bidder`: for the one that applied. */
  parties: ['applicant', 'operator', 'bidder'],
  actions: {
    create: {
      from: 'nothing',
      to: 'applied',
      by: 'applicant',
      input: z.strictObject({ auction: z.uuid().meta({ title: 'auctions:one' }) }),
    },
    /** The deposit is paid outside; the operator says by what it was confirmed. */
    admit: {
      from: deciding,
      to: 'admitted',
      by: 'operator',
      input: z.strictObject({ reason: reason.meta({ title: 'auctions:deposit' }) }),
    },
    refuse: {
      from: 'applied',
      to: 'refused',
      by: 'operator',
      input: z.strictObject({ reason: reason.meta({ title: 'auctions:reason' }) }),
    },
    /** Binding: nothing takes it back. `round`: of the terms that were read. */
    bid: {
      from: 'admitted',
      to: 'same',
      by: 'bidder',
      input: z.strictObject({
        amount: money.meta({ title: 'auctions:bidAmount', unit: 'CNY' }),
        round: z.number().int().min(1).meta({ title: 'auctions:round' }),
      }),
    },
  },
});
export const bidderFields = z.object({
  auction: z.strictObject({ id: z.string(), title: z.string() }),
  organization: named,
  /** By which others know it. */
  paddle: z.number().int().nullable(),
  admittedOn: day.nullable(),
  /** By what its deposit was confirmed, or why it was refused. */
  reason: z.string().nullable(),
  /** Its last bid. */
  bidNumber: z.number().int().nullable(),
  bidRound: z.number().int().nullable(),
  amount: decimal.nullable(),
  bidAt: instant.nullable(),
});
export const bidderRecords = recordKind({
  life: bidderLife,
  path: '/auction-bidders',
  fields: bidderFields,
  filters: { auction: z.uuid().optional(), state: z.enum(bidderLife.states).optional() },
  readers: ['bureauOfficer', 'organizationAdmin', 'member'],
});

export const notYet = refusal('auction.notYet', 409, 'auctions:refusals.notYet');
export const over = refusal('auction.over', 409, 'auctions:refusals.over');
export const tooLow = refusal('auction.tooLow', 409, 'auctions:refusals.tooLow');
export const changed = refusal('auction.changed', 409, 'auctions:refusals.changed');
export const appliedAlready = refusal('auction.appliedAlready', 409, 'auctions:refusals.appliedAlready');
export const ownAuction = refusal('auction.own', 409, 'auctions:refusals.own');

type Row = { title: string };
const told = (after: ActionOf<typeof bidderLife>, to: string, words: string) =>
  ({ after, to: [{ ofKind: to }], topic: 'deals', words: `auctions:tells.${words}` }) as const satisfies Tell<
    ActionOf<typeof bidderLife>,
    Row
  >;
export const bidderTells: readonly Tell<ActionOf<typeof bidderLife>, Row>[] = [
  told('create', 'operator', 'applied'),
  told('admit', 'bidder', 'admitted'),
  told('refuse', 'bidder', 'refused'),
];
