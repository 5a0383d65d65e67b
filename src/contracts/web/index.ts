// Front door of the pages of contracts: the list, one contract, a new one.
import type { WebModule } from '../../platform/web/pages.ts';
import { contractReaders as readers } from './readers.ts';

export const contracts: WebModule = {
  pages: [
    {
      path: '/contracts',
      load: () => import('./ContractsPage.tsx'),
      only: { roles: readers, words: 'contracts:nav' },
      navigation: { words: 'contracts:nav', order: 20, for: readers },
    },
    {
      path: '/contracts/new',
      load: () => import('./NewContractPage.tsx'),
      only: { roles: ['member', 'organizationAdmin'], words: 'contracts:actions.create' },
    },
    { path: '/contracts/$id', load: () => import('./ContractPage.tsx') },
  ],
  kinds: [{ kind: 'contract', api: '/contracts', words: 'contracts:one', page: (id) => `/contracts/${id}` }],
};
