// Front door of the pages of the search: the page, and what the command palette finds.
import type { WebModule } from '../../platform/web/pages.ts';

export const search: WebModule = {
  pages: [
    { path: '/search', load: () => import('./SearchPage.tsx'), navigation: { words: 'search:nav', order: 90 } },
    {
      path: '/search/synonyms',
      load: () => import('./SynonymsPage.tsx'),
      only: { roles: ['bureauOfficer', 'districtOfficer', 'systemAdmin'], words: 'search:nav' },
    },
  ],
  find: async (words) => (await import('./find.ts')).findAny(words),
};
