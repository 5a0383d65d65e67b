// Front door of the pages of the search: the page, and what the command palette finds.
import type { WebModule } from '../../platform/web/pages.ts';

export const search: WebModule = {
  pages: [{ path: '/search', load: () => import('./SearchPage.tsx'), navigation: { words: 'search:nav', order: 90 } }],
  find: async (words) => (await import('./find.ts')).findAny(words),
};
