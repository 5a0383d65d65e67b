// Front door of the pages of the market: the hall, one listing as everybody sees it, the records of listings.
import type { WebModule } from '../../platform/web/pages.ts';
import { listingReaders } from './readers.ts';

export const market: WebModule = {
  pages: [
    {
      path: '/market',
      load: () => import('./MarketPage.tsx'),
      navigation: { words: 'market:nav', order: 5, menu: 'contracts' },
    },
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
    { kind: 'declinedMatch', api: '/declined-matches', words: 'matches:one', page: () => '/listings' },
  ],
};
