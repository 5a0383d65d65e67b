// What everybody sees of the market's venues: who they are, their titles, and their figures with quantity and truth apart. Their order. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { technologyFields } from '../contracts/terms.ts';
import { venueKinds } from './venue.ts';
import { marketScope } from './scopes.ts';

/** Null is "no data": nobody keeps that yet. It is never told as 0. */
export const venueFigures = z.strictObject({
  /** Quantity: ever published through it. */
  listings: z.number().int(),
  /** Of these shown today, since their owners confirmed them in time. */
  confirmed: z.number().int(),
  /** Of these nobody confirmed in time. */
  stale: z.number().int(),
  /** Enquiries about its listings, and those of them that were answered within five working days. */
  enquiries: z.number().int().nullable(),
  answered: z.number().int().nullable(),
  /** Its listings that led to a talk, and to a registered contract. */
  talks: z.number().int().nullable(),
  contracts: z.number().int().nullable(),
});
export type VenueFigures = z.output<typeof venueFigures>;

/** What the deals about the listings of one venue tell. */
export type VenueOutcomes = { enquiries: number; answered: number; talks: number; contracts: number };
const untold = { enquiries: null, answered: null, talks: null, contracts: null };
type Counted = Pick<VenueFigures, 'listings' | 'confirmed' | 'stale'>;
/** `outcomes` null: no deals are kept, so nobody can tell. */
export const figuresOf = (counted: Counted, outcomes: VenueOutcomes | null): VenueFigures => ({
  ...counted,
  ...(outcomes ?? untold),
});

export const publicVenue = z.strictObject({
  id: z.string(),
  state: z.enum(['open', 'closed']),
  kind: z.enum(venueKinds),
  name: z.string(),
  organization: z.strictObject({ id: z.string(), name: z.string() }),
  territory: z.string().nullable(),
  fields: z.array(z.enum(technologyFields)),
  staff: z.number().int().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  openedOn: day,
  closedOn: day.nullable(),
  /** Its standing titles of this kind: by these it counts in a plan. */
  titles: z.array(z.strictObject({ id: z.string(), title: z.string(), level: z.string().nullable() })),
  figures: venueFigures,
});
export type PublicVenue = z.output<typeof publicVenue>;

type Ranked = Pick<PublicVenue, 'name' | 'id' | 'figures'>;
/** By what came of it, contracts before talks; who has listed much stands no higher. What is not known stands last. */
export function byOutcome(a: Ranked, b: Ranked): number {
  const down = (x: number | null, y: number | null) => (y ?? -1) - (x ?? -1);
  return (
    down(a.figures.contracts, b.figures.contracts) ||
    down(a.figures.talks, b.figures.talks) ||
    a.name.localeCompare(b.name, 'zh-CN') ||
    (a.id < b.id ? -1 : 1)
  );
}

/** A city has few: all that are open at once. */
export const listMarketVenues = route({
  method: 'GET',
  path: '/market/venues',
  summary: 'venues:routes.list',
  access: 'public',
  keyed: marketScope,
  query: z.strictObject({ kind: z.enum(venueKinds).optional() }),
  response: z.strictObject({ items: z.array(publicVenue) }),
});

export const getMarketVenue = route({
  method: 'GET',
  path: '/market/venues/:id',
  summary: 'venues:routes.one',
  access: 'public',
  keyed: marketScope,
  params: z.object({ id: z.uuid() }),
  response: publicVenue,
});
