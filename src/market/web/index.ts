// Front door of the pages of the market: the hall, one listing as everybody sees it, the records of listings.
import type { WebModule } from '../../platform/web/pages.ts';
import { dealReaders, listingReaders } from './readers.ts';

export const market: WebModule = {
  pages: [
    {
      path: '/market',
      load: () => import('./MarketPage.tsx'),
      navigation: { words: 'market:nav', order: 5, menu: 'contracts' },
    },
    {
      path: '/market/notices',
      load: () => import('./deals/NoticesPage.tsx'),
      navigation: { words: 'deals:notices', order: 8, menu: 'contracts' },
    },
    {
      path: '/deals',
      load: () => import('./deals/DealsPage.tsx'),
      only: { roles: listingReaders, words: 'deals:nav' },
      navigation: { words: 'deals:nav', order: 7, menu: 'contracts', for: listingReaders },
    },
    {
      path: '/deals/new',
      load: () => import('./deals/NewDealPage.tsx'),
      only: { roles: dealReaders, words: 'deals:actions.create' },
    },
    { path: '/deals/$id', load: () => import('./deals/DealPage.tsx'), only: { roles: dealReaders, words: 'deals:one' } },
    { path: '/market/$id', load: () => import('./MarketListingPage.tsx') },
    {
      path: '/listings',
      load: () => import('./ListingsPage.tsx'),
      only: { roles: listingReaders, words: 'market:list.title' },
      navigation: { words: 'market:list.title', order: 6, menu: 'contracts', for: listingReaders },
    },
    {
      path: '/listings/new',
      load: () => import('./NewListingPage.tsx'),
      only: { roles: listingReaders, words: 'market:form.title' },
    },
    { path: '/listings/$id', load: () => import('./ListingPage.tsx'), only: { roles: listingReaders, words: 'market:one' } },
  ],
  kinds: [
    { kind: 'listing', api: '/listings', words: 'market:one', page: (id) => `/listings/${id}` },
    { kind: 'deal', api: '/deals', words: 'deals:one', page: (id) => `/deals/${id}` },
  ],
};
