// Mounts the operations of the desk.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { sure } from '../../platform/shared/sure.ts';
import { mount } from '../../platform/server/mount.ts';
import { calendarYearsOn } from '../../records/server/index.ts';
import { endFeed, getDeadlines, getFeed, getWorkingYear, previewYear, readFeed, renewFeed } from '../deadline.ts';
import { getCounts, getDesk } from '../desk.ts';
import { changeSearch, dropSearch, listSearches, restoreSearch, saveSearch } from '../savedSearch.ts';
import { deadlinesBetween, movedBy } from './deadlines.ts';
import { type FeedParts, openFeed } from './feed.ts';
import type { Desk } from './open.ts';
import type { Searches } from './searches.ts';

const accountOf = ({ account }: Actor): string => sure(account, 'account');

export function mountDesk(app: FastifyInstance, desk: Desk, searches: Searches, of: FeedParts): void {
  mount(app, getDesk, ({ actor, query }) => desk.list(actor, query));
  mount(app, getCounts, ({ actor }) => desk.countsOf(actor));
  mount(app, getDeadlines, async ({ actor, query }) => {
    const today = await desk.parts.today();
    const year = query.year ?? yearOf(today);
    return { year, today, ...(await deadlinesBetween(desk, actor, { from: `${year}-01-01`, to: `${year}-12-31` }, query.what)) };
  });
  mount(app, getWorkingYear, ({ params }) => workingYear(desk, params.year));
  mount(app, previewYear, ({ actor, body }) => movedBy(desk, actor, body));
  mountFeed(app, desk, of);
  mount(app, listSearches, ({ actor }) => searches.list(actor));
  mount(app, saveSearch, ({ actor, body }) => searches.save(actor, body));
  mount(app, changeSearch, ({ actor, params, body }) => searches.change(actor, params.id, body));
  mount(app, dropSearch, ({ actor, params }) => searches.drop(actor, params.id));
  mount(app, restoreSearch, ({ actor, params }) => searches.restore(actor, params.id));
}

function mountFeed(app: FastifyInstance, desk: Desk, of: FeedParts): void {
  const feed = openFeed(desk, of);
  mount(app, getFeed, ({ actor }) => feed.one(accountOf(actor)));
  mount(app, renewFeed, ({ actor, body }) => feed.renew(accountOf(actor), body.language));
  mount(app, endFeed, ({ actor }) => feed.end(accountOf(actor)));
  mount(app, readFeed, async ({ params, request }) => ({
    attachment: await feed.read(params.file, request.host ? `${request.isSecure ? 'https' : 'http'}://${request.host}` : null),
    type: 'text/calendar; charset=utf-8',
  }));
}

async function workingYear({ parts }: Desk, year: number) {
  const all = await calendarYearsOn(parts.db);
  const one = all.find((each) => each.year === year);
  return {
    year,
    published: one !== undefined,
    daysOff: [...(one?.daysOff ?? [])],
    workingDays: [...(one?.workingDays ?? [])],
    record: one?.record ? { id: one.record.id, version: one.record.version } : null,
    document: one?.record?.document ?? null,
    years: all.map((each) => each.year),
  };
}
