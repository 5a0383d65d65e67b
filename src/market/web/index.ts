// Front door of the pages of the market: the hall, one listing as everybody sees it, the records of listings.
import type { WebModule } from '../../platform/web/pages.ts';
import { addPersonSection } from '../../people/web/index.ts';
import { brokeringReaders, careReaders, dealReaders, listingReaders, shareReaders } from './readers.ts';

const officers = ['bureauOfficer', 'districtOfficer'] as const;

addPersonSection({ order: 20, load: () => import('./brokering/RecordOf.tsx') });

export const market: WebModule = {
  pages: [
    {
      path: '/market',
      load: () => import('./MarketPage.tsx'),
      navigation: { words: 'market:hall.nav', order: 1, menu: 'market' },
    },
    {
      path: '/market/notices',
      load: () => import('./deals/NoticesPage.tsx'),
      navigation: { words: 'deals:notices', order: 3, menu: 'market' },
    },
    {
      path: '/deals',
      load: () => import('./deals/DealsPage.tsx'),
      only: { roles: listingReaders, words: 'deals:nav' },
      navigation: { words: 'deals:nav', order: 4, menu: 'market', for: listingReaders },
    },
    {
      path: '/deals/new',
      load: () => import('./deals/NewDealPage.tsx'),
      only: { roles: dealReaders, words: 'deals:actions.create' },
    },
    { path: '/deals/$id', load: () => import('./deals/DealPage.tsx'), only: { roles: dealReaders, words: 'deals:one' } },
    { path: '/confirm-listing/$token', load: () => import('./links/ConfirmListingPage.tsx') },
    { path: '/market/$id', load: () => import('./MarketListingPage.tsx') },
    {
      path: '/listings',
      load: () => import('./ListingsPage.tsx'),
      only: { roles: careReaders, words: 'market:list.title' },
      navigation: { words: 'market:list.title', order: 5, menu: 'market', for: careReaders },
    },
    {
      path: '/listings/new',
      load: () => import('./NewListingPage.tsx'),
      only: { roles: careReaders, words: 'market:form.title' },
    },
    { path: '/listings/$id', load: () => import('./ListingPage.tsx'), only: { roles: careReaders, words: 'market:one' } },
    {
      path: '/brokering',
      load: () => import('./brokering/BrokeringPage.tsx'),
      only: { roles: ['technologyManager'], words: 'dealShares:desk' },
      navigation: { words: 'dealShares:desk', order: 4, menu: 'market', for: ['technologyManager'] },
    },
    {
      path: '/carried-deals',
      load: () => import('./brokering/CarriedListPage.tsx'),
      only: { roles: brokeringReaders, words: 'carriedDeals:nav' },
      navigation: { words: 'carriedDeals:nav', order: 10, menu: 'market', for: brokeringReaders },
    },
    {
      path: '/carried-deals/$id',
      load: () => import('./brokering/CarriedPage.tsx'),
      only: { roles: brokeringReaders, words: 'carriedDeals:one' },
    },
    {
      path: '/deal-shares',
      load: () => import('./brokering/SharesPage.tsx'),
      only: { roles: shareReaders, words: 'dealShares:nav' },
      navigation: { words: 'dealShares:nav', order: 11, menu: 'market', for: shareReaders },
    },
    {
      path: '/deal-shares/new',
      load: () => import('./brokering/NewSharePage.tsx'),
      only: { roles: ['technologyManager'], words: 'dealShares:one' },
    },
    {
      path: '/deal-shares/$id',
      load: () => import('./brokering/SharePage.tsx'),
      only: { roles: shareReaders, words: 'dealShares:one' },
    },
    {
      path: '/engagements',
      load: () => import('./brokering/EngagementsPage.tsx'),
      only: { roles: brokeringReaders, words: 'engagements:nav' },
      navigation: { words: 'engagements:nav', order: 8, menu: 'market', for: brokeringReaders },
    },
    {
      path: '/engagements/$id',
      load: () => import('./brokering/EngagementPage.tsx'),
      only: { roles: brokeringReaders, words: 'engagements:one' },
    },
    {
      path: '/proposals',
      load: () => import('./brokering/ProposalsPage.tsx'),
      only: { roles: brokeringReaders, words: 'proposals:nav' },
      navigation: { words: 'proposals:nav', order: 9, menu: 'market', for: brokeringReaders },
    },
    {
      path: '/proposals/new',
      load: () => import('./brokering/NewProposalPage.tsx'),
      only: { roles: ['technologyManager'], words: 'proposals:one' },
    },
    {
      path: '/proposals/$id',
      load: () => import('./brokering/ProposalPage.tsx'),
      only: { roles: brokeringReaders, words: 'proposals:one' },
    },
    {
      path: '/market/venues',
      load: () => import('./venues/VenuesPage.tsx'),
      navigation: { words: 'venues:nav', order: 2, menu: 'market' },
    },
    { path: '/market/venues/$id', load: () => import('./venues/VenuePage.tsx') },
    {
      path: '/venues',
      load: () => import('./venues/VenueRecordsPage.tsx'),
      only: { roles: listingReaders, words: 'venues:list.title' },
      navigation: { words: 'venues:list.title', order: 6, menu: 'market', for: listingReaders },
    },
    {
      path: '/venues/new',
      load: () => import('./venues/NewVenuePage.tsx'),
      only: { roles: listingReaders, words: 'venues:form.title' },
    },
    {
      path: '/venues/$id',
      load: () => import('./venues/VenueRecordPage.tsx'),
      only: { roles: listingReaders, words: 'venues:one' },
    },
    {
      path: '/fairs',
      load: () => import('./fairs/FairsPage.tsx'),
      only: { roles: listingReaders, words: 'fairs:nav' },
      navigation: { words: 'fairs:nav', order: 7, menu: 'market', for: listingReaders, also: ['/fair-projects'] },
    },
    { path: '/fairs/new', load: () => import('./fairs/NewFairPage.tsx'), only: { roles: officers, words: 'fairs:form.title' } },
    { path: '/fairs/$id', load: () => import('./fairs/FairPage.tsx'), only: { roles: listingReaders, words: 'fairs:one' } },
    {
      path: '/fair-projects/new',
      load: () => import('./fairs/NewProjectPage.tsx'),
      only: { roles: officers, words: 'fairs:projectForm.title' },
    },
    {
      path: '/fair-projects/$id',
      load: () => import('./fairs/ProjectPage.tsx'),
      only: { roles: listingReaders, words: 'fairs:project' },
    },
  ],
  kinds: [
    { kind: 'listing', api: '/listings', words: 'market:one', page: (id) => `/listings/${id}` },
    { kind: 'deal', api: '/deals', words: 'deals:one', page: (id) => `/deals/${id}` },
    { kind: 'fair', api: '/fairs', words: 'fairs:one', page: (id) => `/fairs/${id}` },
    { kind: 'fairProject', api: '/fair-projects', words: 'fairs:project', page: (id) => `/fair-projects/${id}` },
    { kind: 'venue', api: '/venues', words: 'venues:one', page: (id) => `/venues/${id}` },
    { kind: 'carriedDeal', api: '/carried-deals', words: 'carriedDeals:one', page: (id) => `/carried-deals/${id}` },
    { kind: 'dealShare', api: '/deal-shares', words: 'dealShares:one', page: (id) => `/deal-shares/${id}` },
    { kind: 'engagement', api: '/engagements', words: 'engagements:one', page: (id) => `/engagements/${id}` },
    { kind: 'proposal', api: '/proposals', words: 'proposals:one', page: (id) => `/proposals/${id}` },
    { kind: 'declinedMatch', api: '/declined-matches', words: 'matches:one', page: () => '/listings' },
  ],
};
