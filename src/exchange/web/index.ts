// Front door of the pages of the exchange: keys of programs.
import type { WebModule } from '../../platform/web/pages.ts';

const holders = ['bureauOfficer', 'organizationAdmin'] as const;

export const exchange: WebModule = {
  pages: [
    {
      path: '/api-keys',
      load: () => import('./KeysPage.tsx'),
      only: { roles: holders, words: 'apiKeys:nav' },
      navigation: { words: 'apiKeys:nav', order: 30, menu: 'market', for: holders },
    },
    { path: '/api-keys/new', load: () => import('./NewKeyPage.tsx'), only: { roles: holders, words: 'apiKeys:form.title' } },
    { path: '/api-keys/$id', load: () => import('./KeyPage.tsx'), only: { roles: holders, words: 'apiKeys:one' } },
  ],
  kinds: [{ kind: 'apiKey', api: '/api-keys', words: 'apiKeys:one', page: (id) => `/api-keys/${id}` }],
};
