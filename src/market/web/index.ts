// Front door of the pages of the market: the hall, one listing as everybody sees it, the records of listings.
import type { Role } from '../../platform/shared/actor.ts';
import type { WebModule } from '../../platform/web/pages.ts';
import { addContractSection } from '../../contracts/web/index.ts';
import { addPersonSection } from '../../people/web/index.ts';
import { importPage } from '../../records/web/index.ts';
import { auctionReaders, brokeringReaders, careReaders, dealReaders, listingReaders, officers, shareReaders } from './readers.ts';

/** They stand in one entry, with tabs between them. */
const brokeringLists = ['/proposals', '/carried-deals', '/deal-shares'];
const pages = () => import('./brokering/pages.ts');
type Brokering = Exclude<keyof Awaited<ReturnType<typeof pages>>, 'RecordOf'>;
addPersonSection({ order: 20, load: () => pages().then(({ RecordOf }) => ({ default: RecordOf })) });
addContractSection(() => import('./deals/DealOf.tsx'));
const brokering = (path: string, page: Brokering, roles: readonly Role[] = brokeringReaders) => ({
  path,
  load: () => pages().then((all) => ({ default: all[page] })),
  only: { roles, words: 'dealShares:desk' as const },
});
const brokeringKind = (kind: string, api: `/${string}`) => ({
  kind,
  api,
  words: `${kind}s:one` as const,
  page: (id: string) => `${api}/${id}`,
});

const synonyms = () => import('./synonyms/pages.ts');

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
    {
      path: '/search/synonyms',
      load: () => synonyms().then((all) => ({ default: all.SynonymsPage })),
      only: { roles: [...officers, 'systemAdmin'], words: 'search:nav' },
    },
    {
      path: '/word-groups/$id',
      load: () => synonyms().then((all) => ({ default: all.WordGroupPage })),
      only: { roles: [...careReaders, 'systemAdmin'], words: 'wordGroups:one' },
    },
    {
      path: '/market/auctions',
      load: () => import('./auctions/AuctionsPage.tsx'),
      navigation: { words: 'auctions:nav', order: 3.5, menu: 'market' },
    },
    { path: '/market/auctions/$id', load: () => import('./auctions/AuctionPage.tsx') },
    {
      path: '/auctions',
      load: () => import('./auctions/LotsPage.tsx'),
      only: { roles: auctionReaders, words: 'auctions:records' },
      navigation: { words: 'auctions:records', order: 4.5, menu: 'market', for: auctionReaders },
    },
    {
      path: '/auctions/new',
      load: () => import('./auctions/NewLotPage.tsx'),
      only: { roles: dealReaders, words: 'auctions:form.title' },
    },
    {
      path: '/auctions/$id',
      load: () => import('./auctions/LotPage.tsx'),
      only: { roles: auctionReaders, words: 'auctions:one' },
    },
    { path: '/confirm-listing/$token', load: () => import('./links/ConfirmListingPage.tsx') },
    {
      path: '/market/chain',
      load: () => import('./chain/ChainPage.tsx'),
      navigation: { words: 'chain:nav', order: 2.5, menu: 'market' },
    },
    { path: '/market/chain/cell', load: () => import('./chain/CellPage.tsx') },
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
      ...brokering('/engagements', 'Engagements'),
      navigation: { words: 'dealShares:desk', order: 8, menu: 'market', for: brokeringReaders, also: brokeringLists },
    },
    {
      ...brokering('/deal-shares', 'Shares', shareReaders),
      navigation: { words: 'dealShares:one', order: 8, menu: 'market', for: ['bureauOfficer', 'auditAdmin'] },
    },
    brokering('/engagements/$id', 'Engagement'),
    brokering('/proposals', 'Proposals'),
    brokering('/proposals/new', 'NewProposal', ['technologyManager']),
    brokering('/proposals/$id', 'Proposal'),
    brokering('/carried-deals', 'CarriedList'),
    brokering('/carried-deals/$id', 'Carried'),
    brokering('/deal-shares/new', 'NewShare', ['technologyManager']),
    brokering('/deal-shares/$id', 'Share', shareReaders),
    {
      path: '/listings/to-confirm',
      load: () => import('./campaign/ToConfirmPage.tsx'),
      only: { roles: officers, words: 'market:toConfirm.title' },
    },
    importPage({ path: '/listings', kind: 'listing', section: 'campaign', list: '/listings', importers: careReaders }),
    {
      path: '/listings/exchange',
      load: () => import('./exchange/TakeListingsPage.tsx'),
      only: { roles: listingReaders, words: 'market:exchange.title' },
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
    {
      path: '/market/events',
      load: () => import('./events/EventsPage.tsx'),
      navigation: { words: 'events:nav', order: 3, menu: 'market' },
    },
    { path: '/market/events/$id', load: () => import('./events/EventPage.tsx') },
    {
      path: '/match-events',
      load: () => import('./events/EventRecordsPage.tsx'),
      only: { roles: listingReaders, words: 'events:manage' },
      navigation: {
        words: 'events:manage',
        order: 8,
        menu: 'market',
        for: listingReaders,
        also: ['/event-registrations', '/event-meetings'],
      },
    },
    {
      path: '/match-events/new',
      load: () => import('./events/NewEventPage.tsx'),
      only: { roles: listingReaders, words: 'events:form.title' },
    },
    {
      path: '/match-events/$id',
      load: () => import('./events/EventRecordPage.tsx'),
      only: { roles: listingReaders, words: 'events:one' },
    },
    {
      path: '/event-registrations/new',
      load: () => import('./events/NewRegistrationPage.tsx'),
      only: { roles: listingReaders, words: 'events:registrationForm.title' },
    },
    {
      path: '/event-registrations/$id',
      load: () => import('./events/RegistrationPage.tsx'),
      only: { roles: listingReaders, words: 'events:registration' },
    },
    {
      path: '/event-meetings/new',
      load: () => import('./events/NewMeetingPage.tsx'),
      only: { roles: listingReaders, words: 'events:meetingForm.title' },
    },
    {
      path: '/event-meetings/$id',
      load: () => import('./events/MeetingPage.tsx'),
      only: { roles: listingReaders, words: 'events:meeting' },
    },
    {
      path: '/visits',
      load: () => import('./visits/VisitsPage.tsx'),
      only: { roles: officers, words: 'visits:nav' },
      navigation: { words: 'visits:nav', order: 8, menu: 'market', for: officers },
    },
    {
      path: '/visits/new',
      load: () => import('./visits/NewVisitPage.tsx'),
      only: { roles: officers, words: 'visits:form.title' },
    },
    {
      path: '/visits/figures',
      load: () => import('./visits/FiguresPage.tsx'),
      only: { roles: officers, words: 'visits:figures.title' },
    },
    { path: '/visits/$id', load: () => import('./visits/VisitPage.tsx'), only: { roles: officers, words: 'visits:one' } },
    {
      path: '/visit-items',
      load: () => import('./visits/ItemsPage.tsx'),
      only: { roles: listingReaders, words: 'visits:items.nav' },
      navigation: { words: 'visits:items.nav', order: 9, menu: 'market', for: listingReaders },
    },
    {
      path: '/visit-items/new',
      load: () => import('./visits/NewItemPage.tsx'),
      only: { roles: officers, words: 'visits:itemForm.title' },
    },
    {
      path: '/visit-items/$id',
      load: () => import('./visits/ItemPage.tsx'),
      only: { roles: listingReaders, words: 'visits:item' },
    },
  ],
  kinds: [
    { kind: 'visit', api: '/visits', words: 'visits:one', page: (id) => `/visits/${id}` },
    { kind: 'visitItem', api: '/visit-items', words: 'visits:item', page: (id) => `/visit-items/${id}` },
    { kind: 'listing', api: '/listings', words: 'market:one', page: (id) => `/listings/${id}` },
    { kind: 'deal', api: '/deals', words: 'deals:one', page: (id) => `/deals/${id}` },
    { kind: 'auction', api: '/auctions', words: 'auctions:one', page: (id) => `/auctions/${id}` },
    { kind: 'auctionBidder', api: '/auction-bidders', words: 'auctions:bidderOne', page: () => '/auctions' },
    { kind: 'matchEvent', api: '/match-events', words: 'events:one', page: (id) => `/match-events/${id}` },
    {
      kind: 'eventRegistration',
      api: '/event-registrations',
      words: 'events:registration',
      page: (id) => `/event-registrations/${id}`,
    },
    { kind: 'eventMeeting', api: '/event-meetings', words: 'events:meeting', page: (id) => `/event-meetings/${id}` },
    { kind: 'fair', api: '/fairs', words: 'fairs:one', page: (id) => `/fairs/${id}` },
    { kind: 'fairProject', api: '/fair-projects', words: 'fairs:project', page: (id) => `/fair-projects/${id}` },
    { kind: 'venue', api: '/venues', words: 'venues:one', page: (id) => `/venues/${id}` },
    brokeringKind('carriedDeal', '/carried-deals'),
    brokeringKind('dealShare', '/deal-shares'),
    brokeringKind('engagement', '/engagements'),
    brokeringKind('proposal', '/proposals'),
    { kind: 'wordGroup', api: '/word-groups', words: 'wordGroups:one', page: (id) => `/word-groups/${id}` },
    { kind: 'declinedMatch', api: '/declined-matches', words: 'matches:one', page: () => '/listings' },
  ],
};
