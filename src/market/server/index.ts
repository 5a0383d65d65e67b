// Front door of the market on the server.
export { openListings, type Listings } from './service.ts';
export { mountMarket } from './mount.ts';
export { type LinkSending, mountLinks } from './links/mount.ts';
export { openVenues, type Venues } from './venues/service.ts';
export { mountVenues, type OutcomesOf } from './venues/mount.ts';
export { type Matching, type MatchingPorts, openMatching } from './matching/index.ts';
export { openDeals, type Deals } from './deals/service.ts';
export { mountDeals } from './deals/mount.ts';
export { outcomesOf } from './deals/outcomes.ts';
export type { MarketTables } from './tables.ts';
export { type Fairs, openFairs } from './fairs/service.ts';
export { type FairProjects, openFairProjects } from './fairs/projects.ts';
export { mountFairs } from './fairs/mount.ts';
export { type MatchEvents, openMatchEvents } from './events/service.ts';
export { type EventRegistrations, openEventRegistrations } from './events/registrations.ts';
export { type EventMeetings, openEventMeetings } from './events/meetings.ts';
export { mountEvents } from './events/mount.ts';
export { followPlaces } from './events/follow.ts';
