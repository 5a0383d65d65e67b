// A proposal (推荐): a manager names to the owner of a listing that he has taken on one of the other side, with his reason; a yes is interest in it, a no is "not for us". Fields, life, refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { declineReasons } from './declinedMatch.ts';
import { engagementReaders } from './engagement.ts';
import { managerShown } from './managerShown.ts';

export const life = lifecycle('proposal', {
  states: ['proposed', 'accepted', 'declined', 'withdrawn'],
  /** `owner`: who acts for the organization whose listing it is; `manager`: who has taken it on. */
  parties: ['owner', 'manager'],
  actions: {
    create: {
      from: 'nothing',
      to: 'proposed',
      by: 'manager',
      input: z.strictObject({
        listing: z.uuid().meta({ title: 'proposals:listing' }),
        candidate: z.uuid().meta({ title: 'proposals:candidate' }),
        argument: z.string().trim().min(5).max(1000).meta({ title: 'proposals:argument' }),
      }),
    },
    /** Interest in the candidate is expressed with these words, in the name of who answers. */
    accept: {
      from: 'proposed',
      to: 'accepted',
      by: 'owner',
      input: z.strictObject({ message: z.string().trim().min(5).max(2000).meta({ title: 'deals:message' }) }),
    },
    /** It does not come back for this listing. */
    decline: {
      from: 'proposed',
      to: 'declined',
      by: 'owner',
      input: z.strictObject({
        why: z.enum(declineReasons).meta({ title: 'matches:why' }),
        note: line(200).nullable().default(null).meta({ title: 'matches:noteField' }),
      }),
    },
    withdraw: { from: 'proposed', to: 'withdrawn', by: 'manager' },
    follow: { from: ['proposed', 'accepted', 'declined', 'withdrawn'], to: 'same', by: 'clock' },
  },
});

export const fields = z.object({
  engagement: z.string(),
  listing: z.string(),
  title: z.string(),
  candidate: z.string(),
  candidateTitle: z.string(),
  /** Whether everybody still sees the candidate. */
  candidateShown: z.boolean(),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  manager: managerShown,
  mine: z.enum(['owner', 'manager']),
  argument: z.string(),
  askedOn: day,
  answeredOn: day.nullable(),
  /** The deal that came of it, and how it stands. */
  deal: z.string().nullable(),
  dealState: z.string().nullable(),
  why: z.enum(declineReasons).nullable(),
  note: z.string().nullable(),
});

export const proposalRecords = recordKind({
  life,
  path: '/proposals',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    listing: z.uuid().optional(),
    manager: z.uuid().optional(),
  },
  readers: engagementReaders,
});

export const notEngaged = refusal('proposal.notEngaged', 409, 'proposals:refusals.notEngaged');
export const proposedAlready = refusal('proposal.already', 409, 'proposals:refusals.already');
export const declinedBefore = refusal('proposal.declinedBefore', 409, 'proposals:refusals.declinedBefore');

type Row = { title: string };
const owner = [{ ofKind: 'owner' }];
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  { after: 'create', to: owner, topic: 'matches', words: 'proposals:tells.proposed' },
  { after: 'accept', to: ['named'], topic: 'matches', words: 'proposals:tells.accepted' },
  { after: 'decline', to: ['named'], topic: 'matches', words: 'proposals:tells.declined' },
  { after: 'withdraw', to: owner, topic: 'matches', words: 'proposals:tells.withdrawn' },
];
