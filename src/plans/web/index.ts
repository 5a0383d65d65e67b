// Pages of the plan: the cockpit, a page for each indicator and each task, the plan at work, shares and allocations, the next plan.
import type { WebModule } from '../../platform/web/pages.ts';
import { officers } from './officers.ts';

const menu = 'plan';

export const plans: WebModule = {
  pages: [
    {
      path: '/',
      load: () => import('./CockpitPage.tsx'),
      navigation: { words: 'plans:progressNav', order: 10, menu, also: ['/plans/', '/indicators/'] },
    },
    { path: '/indicators/$code', load: () => import('./IndicatorPage.tsx') },
    {
      path: '/monday',
      load: () => import('./MondayPage.tsx'),
      only: { roles: ['bureauOfficer', 'districtOfficer'], words: 'plans:monday.nav' },
      navigation: { words: 'plans:monday.nav', order: 20, menu, for: ['bureauOfficer', 'districtOfficer'] },
    },
    { path: '/plans/$code/tasks/$number', load: () => import('./TaskPage.tsx') },
    {
      path: '/plan-tasks/new',
      load: () => import('./NewPlanTaskPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'planTasks:actions.create' },
    },
    { path: '/plan-tasks/$id', load: () => import('./PlanTaskPage.tsx'), only: { roles: officers, words: 'planTasks:one' } },
    {
      path: '/milestones',
      load: () => import('./MilestonesPage.tsx'),
      only: { roles: officers, words: 'milestones:title' },
      navigation: { words: 'milestones:title', order: 40, menu, for: officers, also: ['/plan-tasks'] },
    },
    {
      path: '/milestones/new',
      load: () => import('./NewMilestonePage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'atWork:milestone.new' },
    },
    { path: '/milestones/$id', load: () => import('./MilestonePage.tsx'), only: { roles: officers, words: 'milestones:one' } },
    {
      path: '/orders',
      load: () => import('./OrdersPage.tsx'),
      only: { roles: officers, words: 'atWork:sections.orders' },
      navigation: { words: 'atWork:sections.orders', order: 41, menu, for: officers },
    },
    {
      path: '/orders/new',
      load: () => import('./NewOrderPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'orders:actions.create' },
    },
    { path: '/orders/$id', load: () => import('./OrderPage.tsx'), only: { roles: officers, words: 'orders:one' } },
    {
      path: '/work-reports',
      load: () => import('./ReportsPage.tsx'),
      only: { roles: officers, words: 'atWork:sections.reports' },
      navigation: { words: 'atWork:sections.reports', order: 42, menu, for: officers },
    },
    {
      path: '/work-reports/new',
      load: () => import('./NewReportPage.tsx'),
      only: { roles: ['districtOfficer'], words: 'workReports:actions.create' },
    },
    { path: '/work-reports/$id', load: () => import('./ReportPage.tsx'), only: { roles: officers, words: 'workReports:one' } },
    {
      path: '/case-drafts',
      load: () => import('./CaseDraftsPage.tsx'),
      only: { roles: officers, words: 'atWork:sections.cases' },
      navigation: { words: 'atWork:sections.cases', order: 43, menu, for: officers },
    },
    {
      path: '/case-drafts/new',
      load: () => import('./NewCasePage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'cases:desk.new' },
    },
    { path: '/case-drafts/$id', load: () => import('./CaseDraftPage.tsx'), only: { roles: officers, words: 'cases:one' } },
    { path: '/cases', load: () => import('./CasesPage.tsx'), navigation: { words: 'cases:nav', order: 60, menu } },
    { path: '/cases/$id', load: () => import('./CasePage.tsx') },
    {
      path: '/shares',
      load: () => import('./SharesPage.tsx'),
      only: { roles: officers, words: 'plans:shares.title' },
      navigation: {
        words: 'plans:shares.title',
        order: 30,
        menu,
        for: officers,
        also: ['/allocations'],
      },
    },
    {
      path: '/allocations',
      load: () => import('./AllocationsPage.tsx'),
      only: { roles: officers, words: 'plans:allocation.title' },
    },
    {
      path: '/allocations/new',
      load: () => import('./NewAllocationPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'plans:allocation.new' },
    },
    {
      path: '/allocations/$id',
      load: () => import('./AllocationPage.tsx'),
      only: { roles: officers, words: 'plans:allocation.one' },
    },
    {
      path: '/next-plan',
      load: () => import('./PlanDraftsPage.tsx'),
      only: { roles: ['bureauOfficer', 'auditAdmin'], words: 'plans:draft.nav' },
      navigation: { words: 'plans:draft.nav', order: 50, menu, for: ['bureauOfficer', 'auditAdmin'] },
    },
    {
      path: '/next-plan/new',
      load: () => import('./NewPlanDraftPage.tsx'),
      only: { roles: ['bureauOfficer'], words: 'plans:draft.new' },
    },
    {
      path: '/next-plan/$id',
      load: () => import('./PlanDraftPage.tsx'),
      only: { roles: ['bureauOfficer', 'auditAdmin'], words: 'plans:draft.one' },
    },
  ],
  kinds: [
    { kind: 'planTask', api: '/plan-tasks', words: 'planTasks:one', page: (id) => `/plan-tasks/${id}` },
    { kind: 'milestone', api: '/milestones', words: 'milestones:one', page: (id) => `/milestones/${id}` },
    { kind: 'followUpOrder', api: '/follow-up-orders', words: 'orders:one', page: (id) => `/orders/${id}` },
    { kind: 'workReport', api: '/work-reports', words: 'workReports:one', page: (id) => `/work-reports/${id}` },
    { kind: 'gapFollowUp', api: '/gap-follow-ups', words: 'gaps:one', page: () => '/monday' },
    { kind: 'allocation', api: '/allocations', words: 'plans:allocation.one', page: (id) => `/allocations/${id}` },
    { kind: 'planDraft', api: '/plan-drafts', words: 'plans:draft.one', page: (id) => `/next-plan/${id}` },
    { kind: 'typicalCase', api: '/typical-cases', words: 'cases:one', page: (id) => `/case-drafts/${id}` },
  ],
  find: async (words) => (await import('./search.ts')).searchPlans(words),
};
