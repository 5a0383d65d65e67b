// Front door of the desk's pages: desk, calendar, working days, saved searches; notices with the bell in the header; comments beside the history of records.
import type { Standing } from '../../platform/shared/actor.ts';
import { later } from '../../platform/web/Late.tsx';
import type { WebModule } from '../../platform/web/pages.ts';

/** Who works here: administrators of the system have a page of their own. */
const workers: readonly Standing[] = [
  'bureauOfficer',
  'districtOfficer',
  'registrar',
  'organizationAdmin',
  'member',
  'technologyManager',
  'expert',
];

export const desk: WebModule = {
  pages: [
    {
      path: '/desk',
      load: () => import('./DeskPage.tsx'),
      navigation: { words: 'desk:nav', order: 5, for: workers, badge: later(() => import('./Badge.tsx')) },
    },
    {
      path: '/calendar',
      load: () => import('./CalendarPage.tsx'),
      navigation: { words: 'desk:calendar.title', order: 70, menu: 'plan' },
    },
    { path: '/calendar/working-days', load: () => import('./WorkingDaysPage.tsx') },
    { path: '/notices', load: () => import('./notices/NoticesPage.tsx') },
    { path: '/notices/settings', load: () => import('./notices/SettingsPage.tsx') },
    { path: '/notices/$id', load: () => import('./notices/OpenPage.tsx') },
  ],
  kinds: [{ kind: 'calendarYear', api: '/calendar-years', words: 'calendar:one' }],
  find: async (words) => (await import('./search.ts')).searchSaved(words),
  listTool: later(() => import('./SaveSearch.tsx')),
  header: () => import('./notices/Bell.tsx'),
  landing: (roles) => (roles.some((role) => workers.includes(role)) ? '/desk' : null),
};

/** What stands beside the history of every record. */
export const besideRecords = () => import('./comments/Comments.tsx');
