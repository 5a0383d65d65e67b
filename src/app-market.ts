// The market where the house is put together: its kinds opened and mounted, its ports plugged. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { seenAs, withinAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import { contractsShownOf } from './contracts/server/index.ts';
import {
  type FairProjects,
  type Fairs,
  type Listings,
  type MarketTables,
  type Matching,
  type MatchingPorts,
  mountFairs,
  mountMarket,
  mountVenues,
  openFairProjects,
  openFairs,
  openListings,
  openMatching,
  openVenues,
  type Venues,
} from './market/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { Kernel } from './records/server/index.ts';
import type { PackParts } from './app-pack.ts';

type Market = { listings: Listings; matching: Matching; venues: Venues; fairs: Fairs; fairProjects: FairProjects };

type With = { organizations: Organizations; pack: Pack };
export function openMarket(kernel: Kernel, db: Kysely<MarketTables>, { organizations, pack }: With): Market {
  const listings = openListings(kernel, db, organizations);
  const ports = {
    contractsShown: contractsShownOf,
    conducts: async () => new Map(),
    tell: async (tx, told) => kernel.teller?.(withinAs(tx), told),
  } satisfies MatchingPorts;
  return {
    listings,
    matching: openMatching(kernel, db, { pack, listings, organizations, ports }),
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
  { kernel, organizations, parts, listings, matching, venues, fairs, fairProjects }: Mounting,
  of: object,
): void {
  const db = seenAs<MarketTables>(of);
  matching.mount(app);
  mountMarket(app, { kernel, db, listings, organizations });
  const counting = parts.kinds.stages.flatMap(({ code, counts }) => (counts ? [code] : []));
  // Nobody keeps deals yet: what came of a venue's listings is "no data".
  mountVenues(app, { kernel, db, venues, organizations, counting, outcomes: null });
  mountFairs(app, { kernel, db, fairs, fairProjects });
}
