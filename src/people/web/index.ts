// Front door of the pages of people: the register of technology managers, one of them, a new one.
import type { WebModule } from '../../platform/web/pages.ts';

export { addPersonSection } from './sections.ts';

export const people: WebModule = {
  pages: [
    {
      path: '/people',
      load: () => import('./RegisterPage.tsx'),
      navigation: { words: 'people:nav', order: 40, menu: 'registers' },
    },
    { path: '/people/new', load: () => import('./NewPage.tsx') },
    { path: '/people/$id', load: () => import('./PersonPage.tsx') },
  ],
  kinds: [{ kind: 'technologyManager', api: '/technology-managers', words: 'people:one', page: (id) => `/people/${id}` }],
};
