// Pages of the plan: the cockpit, and a page for each indicator.
import type { WebModule } from '../../platform/web/pages.ts';

export const plans: WebModule = {
  pages: [
    { path: '/', load: () => import('./CockpitPage.tsx'), navigation: { words: 'plans:nav', order: 10 } },
    { path: '/monday', load: () => import('./MondayPage.tsx') },
    { path: '/indicators/$code', load: () => import('./IndicatorPage.tsx') },
  ],
  find: async (words) => (await import('./search.ts')).searchIndicators(words),
};
