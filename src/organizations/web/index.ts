// Front door of the pages of organizations: the register, one organization, a new one, and the search for one in other forms.
import type { WebModule } from '../../platform/web/pages.ts';
import { importPage } from '../../records/web/index.ts';

export { findOrganizations } from './find.ts';
export { IndustryName } from './IndustryName.tsx';
export { addSection } from './sections.ts';

export const organizations: WebModule = {
  pages: [
    {
      path: '/organizations',
      load: () => import('./RegisterPage.tsx'),
      navigation: { words: 'organizations:nav', order: 30, menu: 'registers' },
    },
    { path: '/organizations/new', load: () => import('./NewPage.tsx') },
    { path: '/organizations/$id', load: () => import('./OrganizationPage.tsx') },
    { path: '/sign-up', load: () => import('./SignUpPage.tsx') },
    { path: '/sign-up/$id', load: () => import('./SignUpStatePage.tsx') },
    {
      path: '/sign-ups',
      load: () => import('./SignUpsPage.tsx'),
      navigation: { words: 'signUps:nav', order: 35, menu: 'registers', for: ['bureauOfficer', 'districtOfficer'] },
    },
    { path: '/sign-ups/$id', load: () => import('./SignUpRecordPage.tsx') },
    importPage({ path: '/organizations', kind: 'organization', section: 'organizations', list: '/organizations' }),
  ],
  kinds: [
    { kind: 'organization', api: '/organizations', words: 'organizations:one', page: (id) => `/organizations/${id}` },
    { kind: 'signUp', api: '/sign-ups', words: 'signUps:one', page: (id) => `/sign-ups/${id}` },
  ],
  find: async (words) => (await import('./search.ts')).searchOrganizations(words),
};
