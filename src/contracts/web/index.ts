// Front door of the pages of contracts: the list, one contract, a new one; the self-check; what a contract may be used for; the registries.
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
    {
      path: '/contracts/desk',
      load: () => import('./desk/DeskPage.tsx'),
      only: { roles: ['registrar'], words: 'contractDesk:title' },
      navigation: { words: 'contractDesk:nav', order: 5, menu, for: ['registrar'] },
    },
    {
      path: '/contracts/desk/statistics',
      load: () => import('./desk/StatisticsPage.tsx'),
      only: { roles: ['registrar', 'bureauOfficer'], words: 'contractDesk:figures.title' },
      navigation: { words: 'contractDesk:keys.statistics', order: 15, menu, for: ['registrar', 'bureauOfficer'] },
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
    {
      kind: 'contract',
      api: '/contracts',
      words: 'contracts:one',
      page: (id) => `/contracts/${id}`,
      workedAt: (id, action) => (['accept', 'review', 'register'].includes(action) ? `/contracts/desk?id=${id}` : null),
    },
    { kind: 'registry', api: '/registries', words: 'registries:one', page: (id) => `/registries/${id}` },
  ],
};
