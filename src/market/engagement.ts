// An engagement (委托): a technology manager takes on a listing, asked by its owner or on an offer of his own, once the other side accepts; and the contacts that he logs. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { sides, sorts } from './listing.ts';
import { managerShown } from './managerShown.ts';

export const ways = ['visit', 'meeting', 'phone', 'message', 'online', 'other'] as const;
/** Further ones begin a new engagement. */
export const mostContacts = 300;

const reason = z.string().trim().min(1).max(500).meta({ title: 'engagements:reason' });
export const ContactInput = z.strictObject({
  /** The day of the act unless said. */
  on: day.optional().meta({ title: 'engagements:contact.on' }),
  how: z.enum(ways).meta({ title: 'engagements:contact.how' }),
  with: line(100).meta({ title: 'engagements:contact.with' }),
  note: z.string().trim().min(2).max(300).meta({ title: 'engagements:contact.note' }),
  /** When he means to speak to them again; it lies on his desk from that day on. */
  nextOn: day.nullable().default(null).meta({ title: 'engagements:contact.nextOn' }),
});

export const life = lifecycle('engagement', {
  states: ['proposed', 'standing', 'declined', 'withdrawn', 'ended'],
  /**
   * `owner`: who acts for the organization whose listing it is; `manager`: the technology manager. `proposing`: whichever of them began it,
   * `answering`: the other.
   */
  parties: ['owner', 'manager', 'proposing', 'answering'],
  actions: {
    create: {
      from: 'nothing',
      to: 'proposed',
      by: ['owner', 'manager'],
      input: z.strictObject({
        listing: z.uuid().meta({ title: 'engagements:listing' }),
        /** Whom the owner asks; a manager offers himself. */
        manager: z.uuid().nullable().default(null).meta({ title: 'engagements:manager' }),
        note: z.string().trim().min(1).max(500).nullable().default(null).meta({ title: 'engagements:note' }),
      }),
    },
    accept: { from: 'proposed', to: 'standing', by: 'answering' },
    decline: { from: 'proposed', to: 'declined', by: 'answering', input: z.strictObject({ reason }) },
    withdraw: { from: 'proposed', to: 'withdrawn', by: 'proposing' },
    logContact: { from: 'standing', to: 'same', by: 'manager', input: ContactInput },
    end: { from: 'standing', to: 'ended', by: ['owner', 'manager'], input: z.strictObject({ reason }) },
    /** The owner, on his phone, entrusts it to the manager who entered the listing for him (listingLink.ts). */
    acceptByLink: { from: 'proposed', to: 'standing', by: 'visitor' },
    /** The listing ended, or the manager is in the register no longer. */
    finish: { from: ['proposed', 'standing'], to: 'ended', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    /** He signs in with another account, or with none. */
    follow: { from: ['proposed', 'standing', 'declined', 'ended'], to: 'same', by: 'clock' },
  },
});

export const contact = z.strictObject({
  number: z.number().int(),
  on: day,
  how: z.enum(ways),
  with: z.string(),
  note: z.string(),
  nextOn: day.nullable(),
});
export type Contact = z.output<typeof contact>;
/** The day of the next contact as the last entry says it. */
export const nextContact = (of: readonly Contact[]): string | null => of.at(-1)?.nextOn ?? null;

export const fields = z.object({
  listing: z.string(),
  title: z.string(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  listingState: z.string(),
  /** Last day on which the listing is shown unless somebody confirms it. */
  shownUntil: day.nullable(),
  /** Null to a manager whose offer on an anonymous listing was not accepted. */
  owner: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  manager: managerShown,
  /** Whose reader is. */
  mine: z.enum(['owner', 'manager']),
  proposedBy: z.enum(['owner', 'manager']),
  note: z.string().nullable(),
  askedOn: day,
  since: day.nullable(),
  endedOn: day.nullable(),
  contacts: z.array(contact),
  nextOn: day.nullable(),
  reason: z.string().nullable(),
});

export const engagementReaders = ['member', 'organizationAdmin', 'technologyManager'] as const;
export const engagementRecords = recordKind({
  life,
  path: '/engagements',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    listing: z.uuid().optional(),
    manager: z.uuid().optional(),
    /** Whose next contact is due on this day or before. */
    dueBy: day.optional(),
  },
  readers: engagementReaders,
});

export const notManager = refusal('engagement.notManager', 409, 'engagements:refusals.notManager');
export const openAlready = refusal('engagement.openAlready', 409, 'engagements:refusals.openAlready');
export const takenAlready = refusal('engagement.takenAlready', 409, 'engagements:refusals.takenAlready');
export const tooManyContacts = refusal('engagement.tooManyContacts', 409, 'engagements:refusals.tooManyContacts');

const told = (
  after: ActionOf<typeof life> | readonly ActionOf<typeof life>[],
  to: 'owner' | 'named',
  words: string,
): Tell<ActionOf<typeof life>, { title: string }> => ({
  after,
  to: [to === 'named' ? 'named' : { ofKind: 'owner' }],
  topic: 'deals',
  words: `engagements:tells.${words}`,
});
/** Nobody is told of what he does himself. */
export const tells: readonly Tell<ActionOf<typeof life>, { title: string }>[] = [
  told('create', 'named', 'asked'),
  told('create', 'owner', 'offered'),
  told(['accept', 'acceptByLink'], 'named', 'accepted'),
  told('accept', 'owner', 'accepted'),
  told('decline', 'named', 'declined'),
  told('decline', 'owner', 'declined'),
  told('withdraw', 'named', 'withdrawn'),
  told('withdraw', 'owner', 'withdrawn'),
  told(['end', 'finish'], 'named', 'ended'),
  told(['end', 'finish'], 'owner', 'ended'),
];
