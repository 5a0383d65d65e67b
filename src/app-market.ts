// The market where the house is put together: its kinds opened and mounted, its ports plugged. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { seenAs } from './platform/server/database.ts';
import {
  type FairProjects,
  type Fairs,
  type Listings,
  type MarketTables,
  mountFairs,
  mountMarket,
  mountVenues,
  openFairProjects,
  openFairs,
  openListings,
  openVenues,
  type Venues,
} from './market/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { Kernel } from './records/server/index.ts';
import type { PackParts } from './app-pack.ts';

type Market = { listings: Listings; venues: Venues; fairs: Fairs; fairProjects: FairProjects };

export function openMarket(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations): Market {
  return {
    listings: openListings(kernel, db, organizations),
    venues: openVenues(kernel, db, organizations),
    fairs: openFairs(kernel, db, organizations),
    fairProjects: openFairProjects(kernel, db, organizations),
  };
}

/** Kinds of the market whose records have files. */
export const kindsOfMarket = ({ listings, venues, fairs }: Market) => [listings, venues, fairs];

type Mounting = Market & { kernel: Kernel; organizations: Organizations; parts: PackParts };
export function mountMarketModules(
  app: FastifyInstance,
  { kernel, organizations, parts, listings, venues, fairs, fairProjects }: Mounting,
  of: object,
): void {
  const db = seenAs<MarketTables>(of);
  mountMarket(app, { kernel, db, listings, organizations });
  const counting = parts.kinds.stages.flatMap(({ code, counts }) => (counts ? [code] : []));
  // Nobody keeps deals yet: what came of a venue's listings is "no data".
  mountVenues(app, { kernel, db, venues, organizations, counting, outcomes: null });
  mountFairs(app, { kernel, db, fairs, fairProjects });
}
