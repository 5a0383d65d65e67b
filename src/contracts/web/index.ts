// Front door of the pages of contracts: the list, one contract, a new one; the self-check; what a contract may be used for; the registries.
import type { WebModule } from '../../platform/web/pages.ts';
import { yearReaders } from '../contractYear.ts';
import { contractOfficers } from '../figures.ts';
import { addSection } from '../../organizations/web/index.ts';
import { addPersonSection } from '../../people/web/index.ts';
import { addStanding, importPage } from '../../records/web/index.ts';
import { namingReaders } from '../managerNaming.ts';
import { contractImporters } from '../pastRegister.ts';
import { officialReaders } from '../officialRoutes.ts';
import { relationReaders, signalReaders } from '../signalReaders.ts';
import { listReaders } from './certified-view.ts';
import { contractReaders as readers, requestReaders } from './readers.ts';

const menu = 'contracts';

addSection({ order: 20, load: () => import('./ContractsOf.tsx') });
addPersonSection({ order: 10, load: () => import('./ManagedContracts.tsx') });
addStanding('contract', () => import('./ContractStanding.tsx'));

export { addContractSection } from './sections.ts';

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
      path: '/contracts/models',
      load: () => import('./ModelsPage.tsx'),
      navigation: { words: 'contractModels:nav', order: 25, menu },
    },
    {
      path: '/contracts/benefits',
      load: () => import('./BenefitsPage.tsx'),
      navigation: { words: 'contracts:benefits', order: 60, menu },
    },
    {
      path: '/certified-lists',
      load: () => import('./CertifiedListsPage.tsx'),
      only: { roles: listReaders, words: 'certifiedLists:nav' },
      navigation: { words: 'certifiedLists:nav', order: 30, menu, for: listReaders },
    },
    {
      path: '/certified-lists/check',
      load: () => import('./CheckListPage.tsx'),
      navigation: { words: 'certifiedLists:checkTitle', order: 80, menu },
    },
    { path: '/certified-lists/$id', load: () => import('./CertifiedListPage.tsx') },
    {
      path: '/contracts/figures',
      load: () => import('./FiguresPage.tsx'),
      only: { roles: contractOfficers, words: 'contractFigures:nav' },
      navigation: { words: 'contractFigures:nav', order: 34, menu, for: contractOfficers },
    },
    {
      path: '/contracts/official',
      load: () => import('./OfficialPage.tsx'),
      only: { roles: officialReaders, words: 'official:nav' },
      navigation: { words: 'official:nav', order: 26, menu, for: officialReaders },
    },
    {
      path: '/contracts/official/card/$id',
      load: () => import('./CopyCardPage.tsx'),
      only: { roles: officialReaders, words: 'official:nav' },
    },
    {
      path: '/contracts/official/$id',
      load: () => import('./OfficialReadingPage.tsx'),
      only: { roles: officialReaders, words: 'official:nav' },
    },
    importPage({ path: '/contracts', kind: 'contract', section: 'contracts', list: '/contracts', importers: contractImporters }),
    {
      path: '/contracts/signals',
      load: () => import('./SignalsPage.tsx'),
      only: { roles: signalReaders, words: 'signalNotes:nav' },
      navigation: { words: 'signalNotes:nav', order: 14, menu, for: signalReaders },
    },
    {
      path: '/organization-relations',
      load: () => import('./RelationsPage.tsx'),
      only: { roles: relationReaders, words: 'relations:nav' },
      navigation: { words: 'relations:nav', order: 16, menu, for: relationReaders },
    },
    {
      path: '/organization-relations/new',
      load: () => import('./NewRelationPage.tsx'),
      only: { roles: ['registrar', 'bureauOfficer', 'organizationAdmin'], words: 'relations:actions.create' },
    },
    {
      path: '/organization-relations/$id',
      load: () => import('./RelationPage.tsx'),
      only: { roles: relationReaders, words: 'relations:one' },
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
      navigation: { words: 'contractDesk:keys.statistics', order: 36, menu, for: ['registrar', 'bureauOfficer'] },
    },
    { path: '/contracts/$id', load: () => import('./ContractPage.tsx') },
    {
      path: '/public/contracts',
      load: () => import('./PublicContractsPage.tsx'),
      navigation: { words: 'publicContracts:nav', order: 64, menu },
    },
    {
      path: '/public/contract-statistics',
      load: () => import('./PublicStatisticsPage.tsx'),
      navigation: { words: 'publicContracts:statistics', order: 66, menu },
    },
    {
      path: '/registration-requests',
      load: () => import('./RequestsPage.tsx'),
      only: { roles: requestReaders, words: 'registrationRequests:nav' },
      navigation: { words: 'registrationRequests:nav', order: 62, menu, for: requestReaders },
    },
    {
      path: '/registration-requests/new',
      load: () => import('./NewRequestPage.tsx'),
      only: { roles: requestReaders, words: 'registrationRequests:actions.create' },
    },
    {
      path: '/registration-requests/$id',
      load: () => import('./RequestPage.tsx'),
      only: { roles: requestReaders, words: 'registrationRequests:one' },
    },
    {
      path: '/manager-namings',
      load: () => import('./NamingsPage.tsx'),
      only: { roles: namingReaders, words: 'managerNamings:ask.title' },
      navigation: { words: 'managerNamings:nav', order: 12, menu, for: ['technologyManager'] },
    },
    {
      path: '/manager-namings/$id',
      load: () => import('./NamingPage.tsx'),
      only: { roles: namingReaders, words: 'managerNamings:one' },
    },
    {
      path: '/contract-years',
      load: () => import('./ContractYearsPage.tsx'),
      only: { roles: yearReaders, words: 'contractYears:nav' },
      navigation: { words: 'contractYears:nav', order: 38, menu, for: yearReaders },
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
    {
      kind: 'contract',
      api: '/contracts',
      words: 'contracts:one',
      page: (id) => `/contracts/${id}`,
      workedAt: (id, action) => (['accept', 'review', 'register'].includes(action) ? `/contracts/desk?id=${id}` : null),
    },
    {
      kind: 'certifiedList',
      api: '/certified-lists',
      words: 'certifiedLists:one',
      page: (id) => `/certified-lists/${id}`,
    },
    {
      kind: 'registrationRequest',
      api: '/registration-requests',
      words: 'registrationRequests:one',
      page: (id) => `/registration-requests/${id}`,
    },
    {
      kind: 'managerNaming',
      api: '/manager-namings',
      words: 'managerNamings:one',
      page: (id) => `/manager-namings/${id}`,
    },
    { kind: 'contractYear', api: '/contract-years', words: 'contractYears:one', page: (id) => `/contract-years/${id}` },
    {
      kind: 'organizationRelation',
      api: '/organization-relations',
      words: 'relations:one',
      page: (id) => `/organization-relations/${id}`,
    },
    { kind: 'registry', api: '/registries', words: 'registries:one', page: (id) => `/registries/${id}` },
  ],
};
