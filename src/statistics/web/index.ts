// Front door of the pages of statistics: reported figures, values of other places, what nobody has published, releases.
import { lazy } from 'react';
import type { WebModule } from '../../platform/web/pages.ts';
import { addFormSection } from '../../forms/web/index.ts';
import { addRecognitionSection } from '../../recognitions/web/index.ts';
import { importPage } from '../../records/web/index.ts';

addRecognitionSection({ order: 10, load: () => import('./CarriedInto.tsx') });
addFormSection({ order: 10, load: () => import('./FactsOfForm.tsx') });

/** On the page of an indicator: what each release said of it. */
export const Vintages = lazy(() => import('./Vintages.tsx'));

const menu = 'statistics';

const officers = ['bureauOfficer', 'districtOfficer'] as const;
/** An organization's people read what is its own. */
const concerned = [...officers, 'organizationAdmin', 'member'] as const;
const organizations = ['organizationAdmin', 'member'] as const;
export const statistics: WebModule = {
  pages: [
    {
      path: '/dashboard',
      load: () => import('./DashboardPage.tsx'),
      navigation: { words: 'statistics:dashboard', order: 40, menu },
    },
    {
      path: '/figures',
      load: () => import('./FiguresPage.tsx'),
      navigation: { words: 'statistics:figures.title', order: 50, menu },
    },
    { path: '/figures/new', load: () => import('./NewFigurePage.tsx') },
    {
      path: '/figures/confirm',
      load: () => import('./ConfirmPage.tsx'),
      navigation: { words: 'statistics:queue.title', order: 55, menu, for: ['bureauOfficer', 'districtOfficer'] },
    },
    { path: '/figures/elsewhere', load: () => import('./ElsewherePage.tsx') },
    { path: '/figures/gaps', load: () => import('./GapsPage.tsx') },
    { path: '/figures/$id', load: () => import('./FigurePage.tsx') },
    {
      path: '/above-scale',
      load: () => import('./AboveScalePage.tsx'),
      navigation: {
        words: 'listings:nav',
        order: 70,
        menu,
        for: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
        also: ['/above-scale-listings', '/yearly-revenues'],
      },
    },
    {
      path: '/above-scale/listings',
      load: () => import('./ListingsPage.tsx'),
      only: { roles: concerned, words: 'listings:list.title' },
    },
    {
      path: '/above-scale/listings/new',
      load: () => import('./NewListingPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'listings:form.title' },
    },
    {
      path: '/above-scale/listings/$id',
      load: () => import('./ListingPage.tsx'),
      only: { roles: concerned, words: 'listings:one' },
    },
    {
      path: '/above-scale/revenues',
      load: () => import('./RevenuesPage.tsx'),
      only: { roles: concerned, words: 'revenues:list.title' },
    },
    {
      path: '/above-scale/revenues/new',
      load: () => import('./NewRevenuePage.tsx'),
      only: { roles: officers, words: 'revenues:form.title' },
    },
    {
      path: '/above-scale/revenues/$id',
      load: () => import('./RevenuePage.tsx'),
      only: { roles: concerned, words: 'revenues:one' },
    },
    {
      path: '/tenancies',
      load: () => import('./TenanciesPage.tsx'),
      only: { roles: concerned, words: 'tenancies:list.title' },
      navigation: { words: 'tenancies:nav', order: 75, menu, for: concerned },
    },
    {
      path: '/tenancies/new',
      load: () => import('./NewTenancyPage.tsx'),
      only: { roles: organizations, words: 'tenancies:form.title' },
    },
    { path: '/tenancies/$id', load: () => import('./TenancyPage.tsx'), only: { roles: concerned, words: 'tenancies:one' } },
    {
      path: '/tenancies/$id/answers/$year',
      load: () => import('./InPlacePage.tsx'),
      only: { roles: organizations, words: 'tenancies:answerPage' },
    },
    { path: '/answer/$token', load: () => import('./AnswerPage.tsx') },
    importPage({ path: '/tenancies', kind: 'tenancy', section: 'tenancies', list: '/tenancies', importers: organizations }),
    {
      path: '/growth',
      load: () => import('./GrowthPage.tsx'),
      navigation: { words: 'statistics:growth', order: 65, menu, for: officers },
      only: { roles: officers, words: 'statistics:growth' },
    },
    {
      path: '/returns',
      load: () => import('./filling/ReturnsPage.tsx'),
      navigation: { words: 'returns:nav', order: 45, menu, for: concerned, also: ['/collections'] },
      only: { roles: concerned, words: 'returns:nav' },
    },
    { path: '/returns/$id', load: () => import('./filling/ReturnPage.tsx'), only: { roles: concerned, words: 'returns:one' } },
    {
      path: '/collections/$form/$period/late',
      load: () => import('./filling/ChasePage.tsx'),
      only: { roles: officers, words: 'returns:nav' },
    },
    {
      path: '/collections/$form/$period',
      load: () => import('./filling/CollectionPage.tsx'),
      only: { roles: officers, words: 'returns:nav' },
    },
    importPage({ path: '/above-scale-listings', kind: 'aboveScaleListing', section: 'listings', list: '/above-scale/listings' }),
    importPage({ path: '/yearly-revenues', kind: 'yearlyRevenue', section: 'revenues', list: '/above-scale/revenues' }),
    {
      path: '/releases',
      load: () => import('./ReleasesPage.tsx'),
      navigation: { words: 'statistics:release.nav', order: 60, menu },
    },
    {
      path: '/publications',
      load: () => import('./PublicationsPage.tsx'),
      navigation: { words: 'statistics:publications', order: 62, menu },
    },
    {
      path: '/open-data',
      load: () => import('./OpenDataPage.tsx'),
      navigation: { words: 'statistics:sections.open', order: 62, menu },
    },
    { path: '/releases/new', load: () => import('./NewReleasePage.tsx') },
    { path: '/releases/$id', load: () => import('./ReleasePage.tsx') },
  ],
  kinds: [
    { kind: 'reportedFigure', api: '/reported-figures', words: 'statistics:one', page: (id) => `/figures/${id}` },
    {
      kind: 'aboveScaleListing',
      api: '/above-scale-listings',
      words: 'listings:one',
      page: (id) => `/above-scale/listings/${id}`,
    },
    { kind: 'tenancy', api: '/tenancies', words: 'tenancies:one', page: (id) => `/tenancies/${id}` },
    { kind: 'yearlyRevenue', api: '/yearly-revenues', words: 'revenues:one', page: (id) => `/above-scale/revenues/${id}` },
    { kind: 'statisticalReturn', api: '/returns', words: 'returns:one', page: (id) => `/returns/${id}` },
    { kind: 'release', api: '/releases', words: 'statistics:release.one', page: (id) => `/releases/${id}` },
  ],
};
