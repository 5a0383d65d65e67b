// Front door of the pages of the exchange: keys of programs, and webhooks.
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
    {
      path: '/webhooks',
      load: () => import('./HooksPage.tsx'),
      only: { roles: holders, words: 'webhooks:nav' },
      navigation: { words: 'webhooks:nav', order: 31, menu: 'market', for: holders },
    },
    { path: '/webhooks/new', load: () => import('./NewHookPage.tsx'), only: { roles: holders, words: 'webhooks:form.title' } },
    { path: '/webhooks/$id', load: () => import('./HookPage.tsx'), only: { roles: holders, words: 'webhooks:one' } },
  ],
  kinds: [
    { kind: 'apiKey', api: '/api-keys', words: 'apiKeys:one', page: (id) => `/api-keys/${id}` },
    { kind: 'webhook', api: '/webhooks', words: 'webhooks:one', page: (id) => `/webhooks/${id}` },
  ],
};
