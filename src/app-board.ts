// Notices and comments where the house is put together: what desks hold, which lists saved searches can be of, by what the house reaches people. Part of the composition root.
import { type Kysely } from 'kysely';
import { seenAs } from './platform/server/database.ts';
import type { Mailer } from './platform/server/mail.ts';
import type { SmsSender } from './platform/server/sms.ts';
import {
  type Board,
  type Desk,
  type DeskTables,
  type ListOf,
  type ListOfPage,
  openBoard,
  type Searches,
} from './desk/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { People } from './people/server/index.ts';
import type { PlanAtWork, TargetsAtWork } from './plans/server/index.ts';
import type { Recognitions } from './recognitions/server/index.ts';
import { type CalendarTables, workingDaysOn } from './records/server/index.ts';
import type { Statistics } from './statistics/server/index.ts';
import type { Tenants } from './statistics/server/tenants.ts';
import { type Around, noticePorts } from './app-ports.ts';

type Of = {
  db: Kysely<DeskTables>;
  around: Around;
  organizations: Organizations;
  premises: Parameters<typeof pageOf>[0];
  listings: Parameters<typeof pageOf>[0];
  venues: Parameters<typeof pageOf>[0];
  fairs: Parameters<typeof pageOf>[0];
  matchEvents: Parameters<typeof pageOf>[0];
  deals: Parameters<typeof pageOf>[0];
  auctions: Parameters<typeof pageOf>[0];
  recognitions: Recognitions;
  people: People;
  statistics: Statistics;
  tenants: Tenants;
  atWork: PlanAtWork;
  targets: TargetsAtWork;
  archives: Parameters<typeof pageOf>[0];
  requests: Parameters<typeof pageOf>[0];
  desk: Desk;
  searches: Searches;
  house: { demo: boolean; mailer: Mailer | null; sms: SmsSender | null; publicUrl: string | null };
};

export function boardOf(of: Of): Board {
  const { db, around, organizations, desk, searches, house } = of;
  return openBoard({
    ...around,
    ...house,
    db,
    desk,
    searches,
    listOf: listOf(of),
    remindBefore: around.parts.calendar.remindBefore,
    ports: {
      ...noticePorts(around, organizations),
      workingDays: (on) => workingDaysOn(seenAs<CalendarTables>(on)),
    },
    log: (fault) => console.error(fault),
  });
}

type Opened = { kind: { life: { kind: string }; filters: ListOfPage['filters'] }; list: ListOfPage['list'] };
const pageOf = ({ kind, list }: Opened, fixed: ListOfPage['fixed'] = {}): ListOfPage => ({
  kind: kind.life.kind,
  filters: kind.filters,
  fixed,
  list,
});

/** The list that a page shows, by its address; null for a page that shows none. */
function listOf({
  organizations,
  premises,
  listings,
  venues,
  fairs,
  matchEvents,
  deals,
  auctions,
  recognitions,
  people,
  statistics,
  tenants,
  atWork,
  targets,
  archives,
  requests,
}: Of): ListOf {
  const lists: Readonly<Record<string, Opened>> = {
    '/organizations': organizations,
    '/premises': premises,
    '/listings': listings,
    '/venues': venues,
    '/fairs': fairs,
    '/match-events': matchEvents,
    '/deals': deals,
    '/auctions': auctions,
    '/people': people,
    '/figures': statistics.reportedFigures,
    '/above-scale/listings': statistics.listings,
    '/above-scale/revenues': statistics.revenues,
    '/tenancies': tenants.tenancies,
    '/milestones': atWork.milestones,
    '/orders': atWork.orders,
    '/work-reports': atWork.workReports,
    '/case-drafts': atWork.cases,
    '/allocations': targets.allocations,
    '/next-plan': targets.drafts,
    '/archives': archives,
    '/registration-requests': requests,
  };
  return (path) => {
    const register = /^\/registers\/([A-Za-z0-9-]+)$/.exec(path)?.[1];
    if (register !== undefined) return pageOf(recognitions, { kind: register });
    const found = Object.hasOwn(lists, path) ? lists[path] : undefined;
    return found ? pageOf(found) : null;
  };
}
