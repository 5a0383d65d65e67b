// Opens the market: listings, and deals with the law's data of the pack; mounts the routes of deals. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Contracts } from './contracts/server/index.ts';
import { noticeRules } from './market/dealNotice.ts';
import { ndaShape } from './market/nda.ts';
import { type Deals, type Listings, type MarketTables, mountDeals, openDeals, openListings } from './market/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import { seenAs, withinAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import { type CalendarTables, type Kernel, workingDaysOn } from './records/server/index.ts';

const lawOf = (pack: Pick<Pack, 'read'>) => ({
  nda: pack.read('law/market/nda.json', ndaShape),
  rules: pack.read('law/market/notices.json', noticeRules),
});

type Of = { pack: Pack; organizations: Organizations; contracts: Contracts };
export function openMarketOf(kernel: Kernel, db: Kysely<MarketTables>, { pack, organizations, contracts }: Of) {
  const listings = openListings(kernel, db, organizations);
  const deals: Deals = openDeals(kernel, db, {
    organizations,
    listings,
    contracts,
    ...lawOf(pack),
    calendar: (on) => workingDaysOn(seenAs<CalendarTables>(on)),
    within: (tx) => withinAs(tx),
    ofContracts: (tx) => withinAs(tx),
  });
  return { listings, deals };
}
/** Kinds whose records have files. */
export const marketKinds = ({ listings, deals }: { listings: Listings; deals: Deals }) => [listings, deals] as const;

type Mounting = { kernel: Kernel; db: Kysely<MarketTables>; deals: Deals; organizations: Organizations; pack: Pack };
export const mountDealsOf = (app: FastifyInstance, { pack, ...of }: Mounting): void =>
  mountDeals(app, { ...of, ...lawOf(pack), city: pack.city.name });
