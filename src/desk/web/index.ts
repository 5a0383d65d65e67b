// Front door of the desk's pages: the desk, the calendar, working days; the badge, saving a search beside every list, searching saved ones.
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
      navigation: { words: 'desk:nav', order: 5, for: workers, also: ['/calendar'], badge: later(() => import('./Badge.tsx')) },
    },
    { path: '/calendar', load: () => import('./CalendarPage.tsx') },
    { path: '/calendar/working-days', load: () => import('./WorkingDaysPage.tsx') },
  ],
  kinds: [{ kind: 'calendarYear', api: '/calendar-years', words: 'calendar:one' }],
  find: async (words) => (await import('./search.ts')).searchSaved(words),
  listTool: later(() => import('./SaveSearch.tsx')),
  landing: (roles) => (roles.some((role) => workers.includes(role)) ? '/desk' : null),
};
