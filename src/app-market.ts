// The market where the house is put together: its kinds opened and mounted, its ports plugged. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { seenAs, withinAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import type { Say } from './platform/server/words.ts';
import { type Contracts, contractsShownOf, workShownOf } from './contracts/server/index.ts';
import { auctionPack as auctionPackShape } from './market/auction.ts';
import { noticeRules } from './market/dealNotice.ts';
import { ndaShape } from './market/nda.ts';
import {
  type Brokering,
  type BroughtIn,
  type AuctionBidders,
  type Auctions,
  type Deals,
  type HeldWords,
  type EventMeetings,
  type EventRegistrations,
  followPlaces,
  type FairProjects,
  type FilesOf,
  type Fairs,
  type Listings,
  type MarketTables,
  type Matching,
  type MatchingPorts,
  type MatchEvents,
  type LinkSending,
  mountCampaign,
  mountAuctions,
  mountDeals,
  mountEvents,
  mountFairs,
  mountLinks,
  mountListingFiles,
  mountListingExchange,
  mountMarket,
  mountServiceChain,
  mountVenues,
  openBrokering,
  openBroughtIn,
  mountVisits,
  mountWordGroups,
  openHeldWords,
  openWordGroups,
  type WordGroupRecords,
  openAuctions,
  openBidders,
  openDeals,
  openEventMeetings,
  openEventRegistrations,
  openFairProjects,
  openFairs,
  openFilesOf,
  openHall,
  openListings,
  openMatching,
  openMatchEvents,
  openVenues,
  openVisitItems,
  openVisits,
  type OutcomesOf,
  outcomesOf,
  type Venues,
  type VisitItems,
  type Visits,
} from './market/server/index.ts';
import type { People } from './people/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import { type CalendarTables, type Kernel, now, type ShownFiles, workingDaysOn } from './records/server/index.ts';
import type { PackParts } from './app-pack.ts';
import type { Search } from './search/server/index.ts';

type Market = {
  listings: Listings;
  deals: Deals;
  auctions: Auctions;
  auctionBidders: AuctionBidders;
  matching: Matching;
  wordGroups: WordGroupRecords;
  heldWords: HeldWords;
  brokering: Brokering;
  venues: Venues;
  fairs: Fairs;
  fairProjects: FairProjects;
  matchEvents: MatchEvents;
  registrations: EventRegistrations;
  meetings: EventMeetings;
  visits: Visits;
  visitItems: VisitItems;
  broughtIn: BroughtIn;
};

type With = { organizations: Organizations; people: People; contracts: Contracts; pack: Pack };
const lawOf = (pack: Pick<Pack, 'read'>) => ({
  nda: pack.read('law/market/nda.json', ndaShape),
  rules: pack.read('law/market/notices.json', noticeRules),
});
/** Null where the city has no licensed operator. */
const auctionPackOf = (pack: Pick<Pack, 'read' | 'has'>) =>
  pack.has('auction.json') ? pack.read('auction.json', auctionPackShape) : null;

export function openMarket(kernel: Kernel, db: Kysely<MarketTables>, { organizations, people, contracts, pack }: With): Market {
  const listings = openListings(kernel, db, { pack, organizations });
  const visits = openVisits(kernel, db, { organizations, listings });
  const ports = {
    contractsShown: contractsShownOf,
    tell: async (tx, told) => kernel.teller?.(withinAs(tx), told),
  } satisfies MatchingPorts;
  const registrations = openEventRegistrations(kernel, db, organizations);
  followPlaces(kernel, { registrations, within: (tx) => withinAs(tx) });
  const deals = openDeals(kernel, db, {
    organizations,
    listings,
    contracts,
    ...lawOf(pack),
    calendar: (on) => workingDaysOn(seenAs<CalendarTables>(on)),
    within: (tx) => withinAs(tx),
    ofContracts: (tx) => withinAs(tx),
  });
  const heldWords = openHeldWords(db);
  const matching = openMatching(kernel, db, { pack, listings, organizations, held: heldWords, ports });
  return {
    listings,
    broughtIn: openBroughtIn({ kernel, db, organizations }),
    deals,
    auctions: openAuctions(kernel, db, { organizations, deals, pack: auctionPackOf(pack), within: (tx) => withinAs(tx) }),
    auctionBidders: openBidders(kernel, db, organizations),
    matching,
    wordGroups: openWordGroups(kernel, db),
    heldWords,
    brokering: openBrokering(kernel, db, {
      organizations,
      listings,
      deals,
      matching,
      people,
      city: pack.city.name,
      within: (tx) => withinAs(tx),
    }),
    venues: openVenues(kernel, db, organizations),
    visits,
    visitItems: openVisitItems(kernel, db, organizations),
    fairs: openFairs(kernel, db, organizations),
    fairProjects: openFairProjects(kernel, db, organizations),
    matchEvents: openMatchEvents(kernel, db, organizations),
    registrations,
    meetings: openEventMeetings(kernel, db, organizations),
  };
}

/** Kinds of the market whose records have files. */
export const kindsOfMarket = ({ listings, deals, auctions, venues, fairs }: Market) => [listings, deals, auctions, venues, fairs];

type Mounting = Market & {
  kernel: Kernel;
  organizations: Organizations;
  parts: PackParts;
  around: { say: Say };
  linkSending: LinkSending;
  search: Search;
  kept: { shown: ShownFiles };
};
type Mounted = { db: object; pack: Pack };
export function mountMarketModules(
  app: FastifyInstance,
  { kernel, organizations, parts, around, linkSending, search, kept, ...of }: Mounting,
  { db: house, pack }: Mounted,
): void {
  const { listings, matching, deals, brokering, venues, fairs, fairProjects, auctions, auctionBidders, visits, visitItems } = of;
  const db = seenAs<MarketTables>(house);
  matching.mount(app);
  mountWordGroups(app, { kernel, db, wordGroups: of.wordGroups, matching });
  brokering.mount(app);
  const finding = (said: string, most: number) => search.idsFor('listing', said, most);
  const files = kept.shown;
  const hall = openHall({ db, organizations, finding });
  mountListingFiles(app, { db, files });
  mountMarket(app, { kernel, db, pack, listings, organizations, hall });
  const filesOf: FilesOf = (ids) => openFilesOf(files, ids);
  mountListingExchange(app, { kernel, db, pack, listings, organizations, hall, filesOf });
  const { engagements } = brokering;
  const links = { kernel, db, listings, engagements, organizations, say: around.say, sending: linkSending, files };
  mountLinks(app, links);
  mountCampaign(app, links);
  mountDeals(app, { kernel, db, deals, organizations, ...lawOf(pack), city: pack.city.name, timeZone: pack.city.timeZone });
  mountAuctions(app, { kernel, db, auctions, auctionBidders, organizations, auctionPack: auctionPackOf(pack) });
  const counting = parts.kinds.stages.flatMap(({ code, counts }) => (counts ? [code] : []));
  const outcomes: OutcomesOf = async (on, ids) => outcomesOf(on, ids, kernel.dayOf(await now(on)));
  mountVenues(app, { kernel, db, venues, organizations, counting, outcomes });
  mountVisits(app, { kernel, db, visits, visitItems, organizations });
  mountFairs(app, { kernel, db, fairs, fairProjects });
  mountServiceChain(app, { kernel, db, pack, organizations, ports: chainPorts(parts, counting) });
  const { matchEvents, registrations, meetings } = of;
  const { name, timeZone } = pack.city;
  const held = { city: name['zh'], timeZone };
  mountEvents(app, { kernel, db, organizations, matchEvents, registrations, meetings, say: around.say, house: held });
}

/** A title of which no source tells the stage counts in no plan, and still tells what its holder does. */
const chainPorts = (parts: PackParts, counting: readonly string[]) => ({
  workOf: workShownOf,
  standing: [...counting, 'known'],
  kinds: {
    kind: new Map(parts.organizationKinds.map(({ code, name }) => [code, name])),
    title: new Map(parts.kinds.kinds.flatMap(({ code, names }) => names.slice(-1).map(({ name }) => [code, name] as const))),
  },
});
