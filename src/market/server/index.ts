// Front door of the market on the server.
export { openListings, type Listings } from './service.ts';
export { mountMarket } from './mount.ts';
export { type LinkSending, mountLinks } from './links/mount.ts';
export { mountCampaign } from './campaign/index.ts';
export { campaignImporter } from './campaign/importer.ts';
export { openVenues, type Venues } from './venues/service.ts';
export { mountVenues, type OutcomesOf } from './venues/mount.ts';
export { type Matching, type MatchingPorts, openMatching } from './matching/index.ts';
export { openDeals, type Deals } from './deals/service.ts';
export { mountDeals } from './deals/mount.ts';
export { outcomesOf } from './deals/outcomes.ts';
export type { MarketTables } from './tables.ts';
export { type Fairs, openFairs } from './fairs/service.ts';
export { type FairProjects, openFairProjects } from './fairs/projects.ts';
export { openVisits, type Visits } from './visits/service.ts';
export { openVisitItems, type VisitItems } from './visits/items.ts';
export { mountVisits } from './visits/mount.ts';
export { mountFairs } from './fairs/mount.ts';
