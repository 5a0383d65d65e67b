// The kinds of the market as the invented city loads them, each writing within the one transaction.
import type { Transaction } from 'kysely';
import { withinAs } from './platform/server/database.ts';
import type { Modules, Tables } from './app-modules.ts';
import type { Sort } from './seed-deed.ts';
import type { Actor } from './platform/shared/actor.ts';
import type { Life } from './records/lifecycle.ts';

/** One act of the past, and a kind that takes many of them. */
export type Call = { actor: Actor; action: string; id?: string; input: Record<string, unknown>; at: Date };
export type Loadable = { kind: { life: Life }; actMany: (calls: readonly Call[]) => Promise<{ id: string }[]> };

type Market = Pick<Modules, 'listings' | 'venues' | 'fairs' | 'fairProjects' | 'matchEvents' | 'registrations' | 'meetings'>;
type Kinds = 'listing' | 'venue' | 'fair' | 'fairProject' | 'matchEvent' | 'eventRegistration' | 'eventMeeting';
type Loaded = Record<Extract<Sort, Kinds>, Loadable>;
export const marketWithin = ({ listings, venues, fairs, fairProjects, ...events }: Market, tx: Transaction<Tables>): Loaded => ({
  venue: { kind: venues.kind, actMany: (calls) => venues.actMany(calls, withinAs(tx)) },
  listing: { kind: listings.kind, actMany: (calls) => listings.actMany(calls, withinAs(tx)) },
  fair: { kind: fairs.kind, actMany: (calls) => fairs.actMany(calls, withinAs(tx)) },
  fairProject: { kind: fairProjects.kind, actMany: (calls) => fairProjects.actMany(calls, withinAs(tx)) },
  matchEvent: { kind: events.matchEvents.kind, actMany: (calls) => events.matchEvents.actMany(calls, withinAs(tx)) },
  eventRegistration: { kind: events.registrations.kind, actMany: (calls) => events.registrations.actMany(calls, withinAs(tx)) },
  eventMeeting: { kind: events.meetings.kind, actMany: (calls) => events.meetings.actMany(calls, withinAs(tx)) },
});
