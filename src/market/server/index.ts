// Front door of the market on the server.
export { openListings, type Listings } from './service.ts';
export { mountMarket } from './mount.ts';
export { openDeals, type Deals } from './deals/service.ts';
export { mountDeals } from './deals/mount.ts';
export type { MarketTables } from './tables.ts';
