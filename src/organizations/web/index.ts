// Front door of the pages of organizations: the register, one organization, a new one, and the search for one in other forms.
import type { WebModule } from '../../platform/web/pages.ts';
import { importPage } from '../../records/web/index.ts';
import { addSection } from './sections.ts';

addSection({ order: 15, load: () => import('./PremisesOf.tsx') });

export { findOrganizations } from './find.ts';
export { IndustryName } from './IndustryName.tsx';
export { IndustryPicker } from './IndustryPicker.tsx';
export { addSection } from './sections.ts';

/** Who reads premises: an organization's people its own, officers those in their charge. */
const concerned = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;

export const organizations: WebModule = {
  pages: [
    {
      path: '/organizations',
      load: () => import('./RegisterPage.tsx'),
      navigation: { words: 'organizations:nav', order: 30, menu: 'registers' },
    },
    { path: '/organizations/new', load: () => import('./NewPage.tsx') },
    { path: '/organizations/$id', load: () => import('./OrganizationPage.tsx') },
    {
      path: '/premises',
      load: () => import('./PremisesListPage.tsx'),
      navigation: { words: 'premises:nav', order: 32, menu: 'registers', for: concerned },
      only: { roles: concerned, words: 'premises:list.title' },
    },
    {
      path: '/premises/new',
      load: () => import('./NewPremisesPage.tsx'),
      only: { roles: concerned, words: 'premises:form.title' },
    },
    { path: '/premises/$id', load: () => import('./PremisesPage.tsx'), only: { roles: concerned, words: 'premises:one' } },
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
    { kind: 'premises', api: '/premises', words: 'premises:one', page: (id) => `/premises/${id}` },
    { kind: 'signUp', api: '/sign-ups', words: 'signUps:one', page: (id) => `/sign-ups/${id}` },
  ],
  find: async (words) => (await import('./search.ts')).searchOrganizations(words),
};
