// The shell's own pages, assembled with those of the modules in routes.tsx.
import type { WebModule } from './pages.ts';

export const shell: WebModule = {
  pages: [
    { path: '/sign-in', load: () => import('./SignIn.tsx') },
    {
      path: '/organization/members',
      load: () => import('./MembersPage.tsx'),
      navigation: { words: 'members:nav', order: 36, for: ['organizationAdmin', 'member'] },
    },
    {
      path: '/experts',
      load: () => import('./ExpertsPage.tsx'),
      navigation: { words: 'members:nav.experts', order: 45, menu: 'registers', for: ['bureauOfficer'] },
    },
    { path: '/invitation/$token', load: () => import('./InvitationPage.tsx') },
    { path: '/account', load: () => import('./AccountPage.tsx') },
    { path: '/account/deputies', load: () => import('./DeputiesPage.tsx') },
    { path: '/account/first', load: () => import('./FirstPage.tsx') },
    {
      path: '/accounts',
      load: () => import('./AccountsPage.tsx'),
      navigation: { words: 'accounts:nav.accounts', order: 90, menu: 'administration', for: ['systemAdmin', 'securityAdmin'] },
    },
    {
      path: '/hand-overs',
      load: () => import('./HandOversPage.tsx'),
      navigation: { words: 'rights:handOver.nav', order: 92, menu: 'administration', for: ['securityAdmin'] },
    },
    { path: '/accounts/$id', load: () => import('./KeptAccountPage.tsx') },
    {
      path: '/security-log',
      load: () => import('./SecurityLogPage.tsx'),
      navigation: { words: 'accounts:nav.log', order: 91, menu: 'administration', for: ['auditAdmin'] },
    },
  ],
};
