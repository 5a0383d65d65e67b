// A deal that a technology manager carries (随谈): one side names him, the other admits him, he takes it up, and sees of it as far as both have agreed. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { dealSides, message, milestone } from './deal.ts';
import { offerStates } from './dealOffer.ts';
import { engagementReaders } from './engagement.ts';
import { managerShown } from './managerShown.ts';

/** `standing`: that it is there, between whom, how it stands, its milestones; `talks`: also what is said and offered in it. */
export const sights = ['standing', 'talks'] as const;
const sees = z.enum(sights).meta({ title: 'carriedDeals:sees' });
const reason = z.string().trim().min(1).max(500).meta({ title: 'carriedDeals:reason' });
export const mostNotes = 100;
const open = ['asked', 'admitted', 'carrying'] as const;

export const life = lifecycle('carriedDeal', {
  states: ['asked', 'admitted', 'carrying', 'completed', 'declined', 'ended'],
  /** `side`: who acts for one of the deal's two sides; `otherSide`: for the one that did not name him; `manager`: he. */
  parties: ['side', 'otherSide', 'manager'],
  actions: {
    create: {
      from: 'nothing',
      to: 'asked',
      by: 'side',
      input: z.strictObject({
        deal: z.uuid().meta({ title: 'carriedDeals:deal' }),
        manager: z.uuid().meta({ title: 'carriedDeals:manager' }),
        sees,
      }),
    },
    admit: {
      from: 'asked',
      to: { back: 'admitted_to', among: ['carrying'], otherwise: 'admitted' },
      by: 'otherSide',
      input: z.strictObject({ sees }),
    },
    takeUp: { from: 'admitted', to: 'carrying', by: 'manager' },
    decline: { from: ['asked', 'admitted'], to: 'declined', by: ['otherSide', 'manager'], input: z.strictObject({ reason }) },
    /** What one's own side lets him see, from here on. */
    changeSight: { from: open, to: 'same', by: 'side', input: z.strictObject({ sees }) },
    note: {
      from: 'carrying',
      to: 'same',
      by: 'manager',
      input: z.strictObject({ text: z.string().trim().min(2).max(1000).meta({ title: 'carriedDeals:note' }) }),
    },
    end: { from: open, to: 'ended', by: ['side', 'manager'], input: z.strictObject({ reason }) },
    /** The deal's contract was registered; or it ended without one. */
    complete: { from: 'carrying', to: 'completed', by: 'clock' },
    reopen: { from: 'completed', to: 'carrying', by: 'clock' },
    finish: { from: open, to: 'ended', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    follow: { from: [...open, 'completed', 'declined', 'ended'], to: 'same', by: 'clock' },
  },
});

const organization = z.strictObject({ id: z.string(), name: z.string() });
export const fields = z.object({
  deal: z.string(),
  title: z.string(),
  dealState: z.string(),
  owner: organization,
  asker: organization,
  askedBy: z.enum(dealSides),
  manager: managerShown,
  mine: z.enum([...dealSides, 'manager']),
  ownerSees: z.enum(sights).nullable(),
  askerSees: z.enum(sights).nullable(),
  milestones: z.array(milestone),
  /** Null unless both sides let him see what is said; the sides read it on the deal itself. */
  talks: z
    .strictObject({
      amount: decimal.nullable(),
      messages: z.array(message),
      offers: z.array(
        z.strictObject({
          version: z.number().int(),
          by: z.enum(dealSides),
          on: day,
          amount: decimal.nullable(),
          standing: z.enum(offerStates),
        }),
      ),
    })
    .nullable(),
  notes: z.array(z.strictObject({ text: z.string(), at: instant })),
  askedOn: day,
  registeredOn: day.nullable(),
  endedOn: day.nullable(),
  reason: z.string().nullable(),
});

export const carriedRecords = recordKind({
  life,
  path: '/carried-deals',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    deal: z.uuid().optional(),
    manager: z.uuid().optional(),
  },
  readers: engagementReaders,
});

export const carriedAlready = refusal('carriedDeal.already', 409, 'carriedDeals:refusals.already');
export const notTalking = refusal('carriedDeal.notTalking', 409, 'carriedDeals:refusals.notTalking');
export const tooManyNotes = refusal('carriedDeal.tooManyNotes', 409, 'carriedDeals:refusals.tooManyNotes');

type Row = { title: string };
const both = [{ ofKind: 'owner' }, { ofKind: 'asker' }];
const told = (after: ActionOf<typeof life> | readonly ActionOf<typeof life>[], words: string, manager = true) =>
  ({
    after,
    to: manager ? [...both, 'named' as const] : both,
    topic: 'deals',
    words: `carriedDeals:tells.${words}`,
  }) as const satisfies Tell<ActionOf<typeof life>, Row>;
/** Nobody is told of what he does himself. */
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  told('create', 'asked', false),
  told('admit', 'admitted'),
  told('takeUp', 'takenUp'),
  told('decline', 'declined'),
  told('note', 'noted', false),
  told(['end', 'finish'], 'ended'),
  told('complete', 'completed'),
];
