// Front door of the pages of forms: the catalogue and a form as it is asked.
import type { WebModule } from '../../platform/web/pages.ts';

export { addFormSection } from './sections.ts';

export const forms: WebModule = {
  pages: [
    {
      path: '/forms',
      load: () => import('./FormsPage.tsx'),
      navigation: { words: 'forms:title', order: 65, menu: 'statistics' },
    },
    { path: '/forms/$code', load: () => import('./FormPage.tsx') },
  ],
};
