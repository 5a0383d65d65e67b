// Front door of the pages of statistics: reported figures, values of other places, what nobody has published, releases.
import type { WebModule } from '../../platform/web/pages.ts';

export const statistics: WebModule = {
  pages: [
    { path: '/figures', load: () => import('./FiguresPage.tsx'), navigation: { words: 'statistics:nav', order: 50 } },
    { path: '/figures/new', load: () => import('./NewFigurePage.tsx') },
    { path: '/figures/elsewhere', load: () => import('./ElsewherePage.tsx') },
    { path: '/figures/gaps', load: () => import('./GapsPage.tsx') },
    { path: '/figures/$id', load: () => import('./FigurePage.tsx') },
    { path: '/releases', load: () => import('./ReleasesPage.tsx'), navigation: { words: 'statistics:release.nav', order: 60 } },
    { path: '/releases/new', load: () => import('./NewReleasePage.tsx') },
    { path: '/releases/$id', load: () => import('./ReleasePage.tsx') },
  ],
  kinds: [
    { kind: 'reportedFigure', api: '/reported-figures', words: 'statistics:one', page: (id) => `/figures/${id}` },
    { kind: 'release', api: '/releases', words: 'statistics:release.one', page: (id) => `/releases/${id}` },
  ],
};
