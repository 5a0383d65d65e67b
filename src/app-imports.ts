// Imports of the house: what each kind's importer needs of other modules is plugged here. Part of the composition root.
import type { Kysely } from 'kysely';
import { seenAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import type { Say } from './platform/server/words.ts';
import { type Contracts, type ContractTables, contractImporter } from './contracts/server/index.ts';
import { campaignImporter, type Listings, type MarketTables } from './market/server/index.ts';
import {
  organizationImporter,
  type Organizations,
  organizationsCalled,
  type OrganizationTables,
} from './organizations/server/index.ts';
import { recognitionImporter, type Recognitions, type RecognitionTables } from './recognitions/server/index.ts';
import { type Kernel, openImports } from './records/server/index.ts';
import { listingImporter, revenueImporter, type Statistics, type StatisticsTables } from './statistics/server/index.ts';
import { tenancyImporter, type Tenants, type TenantTables } from './statistics/server/tenants.ts';
import type { PackParts } from './app-pack.ts';

type Importing = {
  kernel: Kernel;
  parts: PackParts;
  pack: Pack;
  say: Say;
  organizations: Organizations;
  recognitions: Recognitions;
  statistics: Statistics;
  contracts: Contracts;
  tenants: Tenants;
  listings: Listings;
};

/** Imports by the plural name of what they bring in. A list of organizations may hold places, which are looked up among titles. */
export function importsOf<DB>(db: Kysely<DB>, of: Importing) {
  const { kernel, parts, pack, say, organizations, recognitions, statistics } = of;
  const { regions, streets } = parts;
  const operators = (said: readonly string[]) => organizationsCalled(seenAs<OrganizationTables>(db), said, pack.city.placeWords);
  const survivors = (ids: readonly string[]) => organizations.survivors(db, ids);
  const ofTitles = recognitionImporter({
    db: seenAs<RecognitionTables>(db),
    pack: parts.kinds,
    regions,
    streets,
    operators,
    survivors,
    say,
  });
  const places = { kind: 'recognition', judge: ofTitles.judgeListed };
  const ofOrganizations = organizationImporter({
    db: seenAs<OrganizationTables>(db),
    pack: organizations.pack,
    streets,
    kinds: parts.organizationKinds,
    say,
    places,
  });
  const ofAboveScale = { db: seenAs<StatisticsTables>(db), regions, streets, operators };
  return {
    organizations: openImports(kernel, { kind: organizations, importer: ofOrganizations, also: [recognitions], say }),
    ...ofBusiness(db, of, operators),
    recognitions: openImports(kernel, { kind: recognitions, importer: ofTitles, say }),
    'above-scale-listings': openImports(kernel, {
      kind: statistics.listings,
      importer: listingImporter(ofAboveScale),
      say,
    }),
    'yearly-revenues': openImports(kernel, { kind: statistics.revenues, importer: revenueImporter(ofAboveScale), say }),
  };
}

type Operators = (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
/** Contracts, listings of a campaign, tenants: rows that name organizations of the register. */
function ofBusiness<DB>(db: Kysely<DB>, of: Importing, operators: Operators) {
  const { kernel, parts, pack, say, organizations, contracts, tenants, listings } = of;
  const { regions } = parts;
  const words = (key: string) => ({ zh: say('zh-CN', key), en: say('en', key) });
  return {
    contracts: openImports(kernel, {
      kind: contracts,
      importer: contractImporter({
        db: seenAs<ContractTables>(db),
        pack,
        regions,
        say,
        operators,
        organizations,
        foresee: contracts.foreseeParties,
        closedYears: contracts.closedYears,
      }),
      say,
    }),
    listings: openImports(kernel, {
      kind: listings,
      importer: campaignImporter({ db: seenAs<MarketTables>(db), pack, organizations, operators, words }),
      say,
    }),
    tenancies: openImports(kernel, {
      kind: tenants.tenancies,
      importer: tenancyImporter({
        db: seenAs<TenantTables>(db),
        operators,
        words,
      }),
      say,
    }),
  };
}
