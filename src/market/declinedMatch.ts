// "Not for us" (不合适): an owner's word that what was matched to a listing does not come back for it, with the reason; taken back at will. Pure: fields, life, the list of matches as an HTTP operation.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { money } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { parts } from './fit.ts';
import { listingRecords, prices, sides, sorts } from './listing.ts';

/** What can be matched to a listing. */
export const candidates = ['listing', 'organization'] as const;
/** Another subject, too dear, not mature enough, too far, known and tried before, no trust, another reason. */
export const declineReasons = ['subject', 'price', 'maturity', 'distance', 'tried', 'trust', 'other'] as const;

export const life = lifecycle('declinedMatch', {
  states: ['declined', 'restored'],
  /** Who acts for the organization that the listing is of. */
  parties: ['owner'],
  actions: {
    create: {
      from: 'nothing',
      to: 'declined',
      by: 'owner',
      input: z.strictObject({
        listing: z.uuid().meta({ title: 'matches:listing' }),
        kind: z.enum(candidates).meta({ title: 'matches:kind' }),
        candidate: z.uuid().meta({ title: 'matches:candidate' }),
        why: z.enum(declineReasons).meta({ title: 'matches:why' }),
        note: line(200).nullable().default(null).meta({ title: 'matches:noteField' }),
      }),
    },
    /** It may come back. */
    restore: { from: 'declined', to: 'restored', by: 'owner' },
  },
});

export const fields = z.object({
  listing: z.string(),
  listingTitle: z.string(),
  kind: z.enum(candidates),
  candidate: z.string(),
  /** As it was called when it was declined. */
  candidateTitle: z.string(),
  why: z.enum(declineReasons),
  note: z.string().nullable(),
  on: day,
});

export const declinedRecords = recordKind({
  life,
  path: '/declined-matches',
  fields,
  filters: { listing: z.uuid().optional(), state: z.enum(life.states).optional() },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
});

export const declinedAlready = refusal('declinedMatch.already', 409, 'matches:refusals.already');

const reason = z.strictObject({
  part: z.enum(parts),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const groups = ['supply', 'expert', 'organization', 'demand'] as const;
export const strengths = ['strong', 'good', 'some'] as const;
export const match = z.strictObject({
  kind: z.enum(candidates),
  id: z.string(),
  title: z.string(),
  /** Of a listing; null of one whose owner is not shown, and of an organization. */
  organization: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  region: z.string().nullable(),
  side: z.enum(sides).nullable(),
  sort: z.enum(sorts).nullable(),
  price: z.enum(prices).nullable(),
  priceLow: money.nullable(),
  priceHigh: money.nullable(),
  maturity: z.number().int().nullable(),
  strength: z.enum(strengths),
  /** At most three. */
  for: z.array(reason),
  against: reason.nullable(),
});
export type Match = z.output<typeof match>;

export const listMatches = route({
  method: 'GET',
  path: '/listings/:id/matches',
  summary: 'matches:routes.list',
  access: listingRecords.readers,
  params: z.object({ id: z.uuid() }),
  /** So many of each group; those shown at first unless said. */
  query: z.strictObject({ most: z.coerce.number().int().min(1).max(20).optional() }),
  response: z.strictObject({
    /** How far the book of listings is built; null once it is. */
    building: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
    groups: z.array(z.strictObject({ group: z.enum(groups), items: z.array(match), more: z.boolean() })),
    /** How many were said not to fit. */
    declined: z.number().int(),
  }),
});
