// Front door of the pages of recognitions: the registers, one of them, one recognition, a new one; and what an organization holds.
import type { WebModule } from '../../platform/web/pages.ts';
import { addSection } from '../../organizations/web/index.ts';
import { importPage } from '../../records/web/index.ts';

export { addRecognitionSection } from './sections.ts';

addSection({ order: 10, load: () => import('./HeldBy.tsx') });

export const recognitions: WebModule = {
  pages: [
    {
      path: '/registers',
      load: () => import('./OverviewPage.tsx'),
      navigation: { words: 'recognitions:titlesNav', order: 20, menu: 'registers', also: ['/recognitions'] },
    },
    { path: '/registers/$kind', load: () => import('./RegisterPage.tsx') },
    { path: '/recognitions/new', load: () => import('./NewPage.tsx') },
    { path: '/recognitions/$id', load: () => import('./RecognitionPage.tsx') },
    importPage({ path: '/recognitions', kind: 'recognition', section: 'recognitions', list: '/registers' }),
  ],
  kinds: [{ kind: 'recognition', api: '/recognitions', words: 'recognitions:one', page: (id) => `/recognitions/${id}` }],
  find: async (words) => (await import('./search.ts')).searchRecognitions(words),
};
