// Front door of the pages of the market: the hall, one listing as everybody sees it, the records of listings.
import type { WebModule } from '../../platform/web/pages.ts';
import { dealReaders, listingReaders } from './readers.ts';

const officers = ['bureauOfficer', 'districtOfficer'] as const;

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
      only: { roles: listingReaders, words: 'market:list.title' },
      navigation: { words: 'market:list.title', order: 5, menu: 'market', for: listingReaders },
    },
    {
      path: '/listings/new',
      load: () => import('./NewListingPage.tsx'),
      only: { roles: listingReaders, words: 'market:form.title' },
    },
    { path: '/listings/$id', load: () => import('./ListingPage.tsx'), only: { roles: listingReaders, words: 'market:one' } },
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
  ],
  kinds: [
    { kind: 'matchEvent', api: '/match-events', words: 'events:one', page: (id) => `/match-events/${id}` },
    {
      kind: 'eventRegistration',
      api: '/event-registrations',
      words: 'events:registration',
      page: (id) => `/event-registrations/${id}`,
    },
    { kind: 'eventMeeting', api: '/event-meetings', words: 'events:meeting', page: (id) => `/event-meetings/${id}` },
    { kind: 'listing', api: '/listings', words: 'market:one', page: (id) => `/listings/${id}` },
    { kind: 'deal', api: '/deals', words: 'deals:one', page: (id) => `/deals/${id}` },
    { kind: 'fair', api: '/fairs', words: 'fairs:one', page: (id) => `/fairs/${id}` },
    { kind: 'fairProject', api: '/fair-projects', words: 'fairs:project', page: (id) => `/fair-projects/${id}` },
    { kind: 'venue', api: '/venues', words: 'venues:one', page: (id) => `/venues/${id}` },
    { kind: 'declinedMatch', api: '/declined-matches', words: 'matches:one', page: () => '/listings' },
  ],
};
