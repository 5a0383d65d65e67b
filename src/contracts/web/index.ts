// Front door of the pages of contracts: the list, one contract, a new one; the self-check; what a contract may be used for; the registries.
import type { WebModule } from '../../platform/web/pages.ts';
import { yearReaders } from '../contractYear.ts';
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
    {
      path: '/contract-years',
      load: () => import('./ContractYearsPage.tsx'),
      only: { roles: yearReaders, words: 'contractYears:nav' },
      navigation: { words: 'contractYears:nav', order: 65, menu, for: yearReaders },
    },
    {
      path: '/contract-years/new',
      load: () => import('./NewContractYearPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'contractYears:actions.create' },
    },
    { path: '/contract-years/$id', load: () => import('./ContractYearPage.tsx') },
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
    { kind: 'contractYear', api: '/contract-years', words: 'contractYears:one', page: (id) => `/contract-years/${id}` },
    { kind: 'registry', api: '/registries', words: 'registries:one', page: (id) => `/registries/${id}` },
  ],
};
