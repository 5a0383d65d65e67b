// Front door of the market on the server.
export { openListings, type Listings } from './service.ts';
export { mountMarket } from './mount.ts';
export { type Matching, openMatching } from './matching/index.ts';
export type { MarketTables } from './tables.ts';
