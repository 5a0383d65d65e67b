// A buyer's request to register: who needs a contract registered asks its seller, who takes it up with a contract of its own, or says why not. Pure: fields, life, refusals.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { money } from '../platform/shared/money.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import type { ActionOf } from '../records/lifecycle.ts';

/** What the buyer needs the registration for. */
export const requestUses = ['superDeduction', 'subsidy', 'other'] as const;

const said = {
  seller: z.uuid().meta({ title: 'registrationRequests:seller' }),
  title: line(200).meta({ title: 'registrationRequests:contractTitle' }),
  signedOn: day.nullable().meta({ title: 'registrationRequests:signedOn' }),
  amount: money.nullable().meta({ title: 'registrationRequests:amount', unit: 'CNY' }),
  use: z.enum(requestUses).meta({ title: 'registrationRequests:use' }),
  neededOn: day.meta({ title: 'registrationRequests:neededOn' }),
  note: z.string().trim().min(1).max(1000).nullable().meta({ title: 'registrationRequests:note' }),
};
export const RequestInput = z.strictObject({
  ...said,
  signedOn: said.signedOn.default(null),
  amount: said.amount.default(null),
  note: said.note.default(null),
});
const reason = z.string().trim().min(1).max(1000).meta({ title: 'registrationRequests:reason' });

export const life = lifecycle('registrationRequest', {
  states: ['asked', 'takenUp', 'fulfilled', 'declined', 'withdrawn', 'expired'],
  /** `buyer`: a member of the organization that asks; `seller`: of the one that is asked. */
  parties: ['buyer', 'seller'],
  actions: {
    create: { from: 'nothing', to: 'asked', by: 'buyer', input: RequestInput },
    /** With a contract of the seller's that is there already, or, without one, with a draft that begins from what was asked. */
    takeUp: {
      from: 'asked',
      to: 'takenUp',
      by: 'seller',
      input: z.strictObject({ contract: z.uuid().nullable().default(null).meta({ title: 'registrationRequests:contract' }) }),
    },
    decline: { from: ['asked', 'takenUp'], to: 'declined', by: 'seller', input: z.strictObject({ reason }) },
    withdraw: { from: ['asked', 'takenUp'], to: 'withdrawn', by: 'buyer' },
    /** The contract was registered. */
    fulfil: { from: 'takenUp', to: 'fulfilled', by: 'clock' },
    /** The contract was refused or withdrawn: it is asked for as before. */
    reopen: { from: 'takenUp', to: 'asked', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    /** The day it was needed has passed and nobody has taken it up. */
    expire: { from: 'asked', to: 'expired', by: 'clock' },
  },
});

export const fields = z.object({
  ...said,
  buyer: z.string(),
  buyerName: z.string().nullable(),
  sellerName: z.string().nullable(),
  /** Whose reader is: what he may do follows from it. */
  side: z.enum(['buyer', 'seller']),
  askedOn: day,
  answeredOn: day.nullable(),
  reason: z.string().nullable(),
  /** The contract by which it was taken up, where the reader sees that; and how it stands. */
  contract: z.string().nullable(),
  contractState: z.string().nullable(),
});

export const requestRecords = recordKind({
  life,
  path: '/registration-requests',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    side: z.enum(['buyer', 'seller']).optional(),
  },
  readers: ['member', 'organizationAdmin'],
});

export const askedAlready = refusal('registrationRequest.askedAlready', 409, 'registrationRequests:refusals.askedAlready');

type Row = { title: string };
const both = [{ organization: 'members' as const }];
/** Both sides learn what happens; nobody of what he does himself. */
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  { after: 'create', to: both, topic: 'contracts', words: 'registrationRequests:tells.asked' },
  { after: 'takeUp', to: both, topic: 'contracts', words: 'registrationRequests:tells.takenUp' },
  { after: 'decline', to: both, topic: 'contracts', words: 'registrationRequests:tells.declined' },
  { after: 'withdraw', to: both, topic: 'contracts', words: 'registrationRequests:tells.withdrawn' },
  { after: 'fulfil', to: both, topic: 'contracts', words: 'registrationRequests:tells.fulfilled' },
  { after: 'reopen', to: both, topic: 'contracts', words: 'registrationRequests:tells.reopened' },
  { after: 'expire', to: both, topic: 'contracts', words: 'registrationRequests:tells.expired' },
];
