// Pages of the plan: the cockpit, a page for each indicator and each task, the plan at work, shares and allocations, the next plan.
import type { WebModule } from '../../platform/web/pages.ts';

const officers = ['bureauOfficer', 'districtOfficer', 'auditAdmin'] as const;
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
      navigation: { words: 'plans:monday.nav', order: 20, menu, for: ['bureauOfficer', 'districtOfficer'] },
    },
    { path: '/plans/$code/tasks/$number', load: () => import('./TaskPage.tsx') },
    { path: '/plan-tasks/new', load: () => import('./NewPlanTaskPage.tsx') },
    { path: '/plan-tasks/$id', load: () => import('./PlanTaskPage.tsx') },
    {
      path: '/milestones',
      load: () => import('./MilestonesPage.tsx'),
      navigation: { words: 'milestones:title', order: 40, menu, for: officers, also: ['/plan-tasks'] },
    },
    { path: '/milestones/new', load: () => import('./NewMilestonePage.tsx') },
    { path: '/milestones/$id', load: () => import('./MilestonePage.tsx') },
    {
      path: '/orders',
      load: () => import('./OrdersPage.tsx'),
      navigation: { words: 'atWork:sections.orders', order: 41, menu, for: officers },
    },
    { path: '/orders/new', load: () => import('./NewOrderPage.tsx') },
    { path: '/orders/$id', load: () => import('./OrderPage.tsx') },
    {
      path: '/work-reports',
      load: () => import('./ReportsPage.tsx'),
      navigation: { words: 'atWork:sections.reports', order: 42, menu, for: officers },
    },
    { path: '/work-reports/new', load: () => import('./NewReportPage.tsx') },
    { path: '/work-reports/$id', load: () => import('./ReportPage.tsx') },
    {
      path: '/case-drafts',
      load: () => import('./CaseDraftsPage.tsx'),
      navigation: { words: 'atWork:sections.cases', order: 43, menu, for: officers },
    },
    { path: '/case-drafts/new', load: () => import('./NewCasePage.tsx') },
    { path: '/case-drafts/$id', load: () => import('./CaseDraftPage.tsx') },
    { path: '/cases', load: () => import('./CasesPage.tsx'), navigation: { words: 'cases:nav', order: 60, menu } },
    { path: '/cases/$id', load: () => import('./CasePage.tsx') },
    {
      path: '/shares',
      load: () => import('./SharesPage.tsx'),
      navigation: {
        words: 'plans:shares.title',
        order: 30,
        menu,
        for: officers,
        also: ['/allocations'],
      },
    },
    { path: '/allocations', load: () => import('./AllocationsPage.tsx') },
    { path: '/allocations/new', load: () => import('./NewAllocationPage.tsx') },
    { path: '/allocations/$id', load: () => import('./AllocationPage.tsx') },
    {
      path: '/next-plan',
      load: () => import('./PlanDraftsPage.tsx'),
      navigation: { words: 'plans:draft.nav', order: 50, menu, for: ['bureauOfficer', 'auditAdmin'] },
    },
    { path: '/next-plan/new', load: () => import('./NewPlanDraftPage.tsx') },
    { path: '/next-plan/$id', load: () => import('./PlanDraftPage.tsx') },
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
