// Front door of the pages of contracts: the list, one contract, a new one; the self-check; what a contract may be used for.
import type { WebModule } from '../../platform/web/pages.ts';
import { contractReaders as readers } from './readers.ts';

const menu = 'contracts';

export const contracts: WebModule = {
  pages: [
    {
      path: '/contracts',
      load: () => import('./ContractsPage.tsx'),
      only: { roles: readers, words: 'contracts:nav' },
      navigation: { words: 'contracts:list.nav', order: 10, menu, for: readers },
    },
    {
      path: '/contracts/new',
      load: () => import('./NewContractPage.tsx'),
      only: { roles: ['member', 'organizationAdmin'], words: 'contracts:actions.create' },
    },
    {
      path: '/contracts/check',
      load: () => import('./CheckPage.tsx'),
      navigation: { words: 'contractCheck:title', order: 20, menu },
    },
    {
      path: '/contracts/benefits',
      load: () => import('./BenefitsPage.tsx'),
      navigation: { words: 'benefits:nav', order: 60, menu },
    },
    { path: '/contracts/$id', load: () => import('./ContractPage.tsx') },
  ],
  kinds: [{ kind: 'contract', api: '/contracts', words: 'contracts:one', page: (id) => `/contracts/${id}` }],
};
