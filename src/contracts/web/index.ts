// Front door of the pages of contracts: the list, one contract, a new one; the self-check; what a contract may be used for; the registries.
import type { WebModule } from '../../platform/web/pages.ts';
import { signalReaders } from '../signalReaders.ts';
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
    {
      path: '/contracts/signals',
      load: () => import('./SignalsPage.tsx'),
      only: { roles: signalReaders, words: 'signalNotes:nav' },
      navigation: { words: 'signalNotes:nav', order: 15, menu, for: signalReaders },
    },
    { path: '/contracts/$id', load: () => import('./ContractPage.tsx') },
    {
      path: '/registries',
      load: () => import('./RegistriesPage.tsx'),
      navigation: { words: 'registries:nav', order: 70, menu },
    },
    {
      path: '/registries/new',
      load: () => import('./NewRegistryPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'registries:actions.create' },
    },
    { path: '/registries/$id', load: () => import('./RegistryPage.tsx') },
  ],
  kinds: [
    { kind: 'contract', api: '/contracts', words: 'contracts:one', page: (id) => `/contracts/${id}` },
    { kind: 'registry', api: '/registries', words: 'registries:one', page: (id) => `/registries/${id}` },
  ],
};
