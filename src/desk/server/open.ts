// Opens the desk: what waits for an actor and what he waits for, from the waits of all kinds and from other sources, in the order of its days.
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays, daysBetween } from '../../platform/shared/dates.ts';
import { timeLeft, type WorkingDays } from '../../platform/shared/workingDays.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { z } from 'zod';
import { mostCounted } from '../../records/record.ts';
import { workingDaysOn } from '../../records/server/index.ts';
import type { Waiting } from '../../records/waits.ts';
import { type Counts, type DeskItem, type Group, groupOf, groups } from '../desk.ts';
import { doneBy } from './done.ts';
import { remembered } from './memo.ts';
import type { Asked, DeskParts, DeskQuery, Task } from './ports.ts';

/** Rows read of each wait at most: a desk with more is told so. */
const most = 500;

export type Gathered = { items: DeskItem[]; more: boolean };
export type Desk = ReturnType<typeof openDesk>;

export function openDesk(parts: DeskParts) {
  const { kernel } = parts;

  async function asked(actor: Actor, calendar?: WorkingDays): Promise<Asked> {
    return { actor, today: await parts.today(), calendar: calendar ?? (await workingDaysOn(parts.db)) };
  }

  /** One statement after the other: a page of many people must not take every connection of the pool. */
  async function records(of: Asked, view: 'todo' | 'inHand'): Promise<Gathered> {
    const found: DeskItem[] = [];
    let more = false;
    for (const kind of kernel.kinds.values()) {
      const question = { ...of, limits: parts.limits, most };
      const waiting = await (view === 'todo' ? kind.waiting.forActor(question) : kind.waiting.forOthers(question));
      more ||= waiting.more;
      found.push(...waiting.items.map((one) => itemOf(parts, of, one)));
    }
    return { items: found, more };
  }
  async function gather(of: Asked, view: 'todo' | 'inHand'): Promise<Gathered> {
    const { items, more } = await records(of, view);
    const tasks = await parts.tasks(of);
    const beside = (view === 'todo' ? tasks.own : tasks.others).map((one) => itemOfTask(of, one));
    return { items: [...items, ...beside].sort(byDay), more };
  }

  const memo = remembered(kernel);
  async function gatheredOnce(actor: Actor, view: 'todo' | 'inHand'): Promise<Gathered & { of: Asked }> {
    const of = await asked(actor);
    return { of, ...(await memo(`${view} ${of.today}`, actor, () => gather(of, view))) };
  }

  async function list(actor: Actor, query: DeskQuery) {
    if (query.view === 'done') return doneList(actor, query);
    const { of, items: all, more } = await gatheredOnce(actor, query.view);
    const fits = all.filter(
      (one) =>
        (!query.kind || one.kind === query.kind) &&
        (!query.region || one.region === query.region) &&
        (!query.overdue || one.group === 'overdue'),
    );
    const from = readCursor(query.after, cursor);
    const rest = from ? fits.filter((one) => orderOf(one) > from.past) : fits;
    const items = rest.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      next: rest.length > query.limit && last ? writeCursor({ past: orderOf(last) }) : null,
      ...(query.count ? { total: { rows: fits.length, more } } : {}),
      groups: countedBy(fits),
      kinds: [...new Set(all.map((one) => one.kind))].sort(),
      regions: [...new Set(all.flatMap((one) => one.region ?? []))].sort(),
      nextUp: query.view === 'todo' && all.every((one) => one.group === 'none') ? nextOf(of) : null,
    };
  }

  /** The first day to come that concerns the actor, for who has nothing to do. */
  function nextOf(of: Asked) {
    const to = addDays(of.today, 400);
    const ahead = parts
      .milestones({ ...of, from: addDays(of.today, 1), to })
      .filter((one) => one.on !== null && one.on > of.today && (one.for === null || hasRole(of.actor, ...one.for)));
    const first = ahead.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1))[0];
    return first?.on ? { title: first.title, on: first.on, left: leftOf(of, first.on), page: first.page } : null;
  }

  async function doneList(actor: Actor, query: DeskQuery) {
    const page = await doneBy(parts, actor, query);
    return { ...page, groups: countedBy([]), kinds: [...kernel.kinds.keys()].sort(), regions: [], nextUp: null };
  }

  /** For the badge: as it was a moment ago is soon enough. */
  async function countsOf(actor: Actor): Promise<Counts> {
    const todo = await gatheredOnce(actor, 'todo');
    const inHand = await gatheredOnce(actor, 'inHand');
    const by = countedBy(todo.items);
    const totalOf = (of: Gathered) => ({ rows: Math.min(of.items.length, mostCounted), more: of.more });
    return { todo: totalOf(todo), overdue: by.overdue, today: by.today, inHand: totalOf(inHand) };
  }

  return { parts, asked, records, gather, list, countsOf };
}

const cursor = z.strictObject({ past: z.string().max(300) });

export const leftOf = ({ calendar, today }: Pick<Asked, 'calendar' | 'today'>, on: string) => {
  const left = timeLeft(calendar, today, on);
  return { working: left.working, unpublished: left.unpublished, days: daysBetween(today, on) };
};

/** Overdue first, then by day; what has no day last, longest waiting first. */
const orderOf = (one: DeskItem): string => `${one.due ?? '9999-12-31'} ${one.since} ${one.id}`;
const byDay = (a: DeskItem, b: DeskItem): number => (orderOf(a) < orderOf(b) ? -1 : 1);

function countedBy(items: readonly DeskItem[]): Record<Group, number> {
  const counted = Object.fromEntries(groups.map((one) => [one, 0])) as Record<Group, number>;
  for (const one of items) counted[one.group] += 1;
  return counted;
}

function itemOf({ say }: DeskParts, of: Asked, one: Waiting): DeskItem {
  const { kind, record, state, title, action, by, since, due, unpublished, region } = one;
  return {
    id: `${kind}:${record}:${action}`,
    kind,
    record,
    page: null,
    title,
    asked: say(of.actor.language, one.words),
    action,
    state,
    by: [...by],
    since,
    due,
    left: due === null ? null : leftOf(of, due),
    unpublished,
    group: groupOf(due, of.today),
    region,
    at: null,
  };
}

const itemOfTask = (of: Asked, one: Task): DeskItem => ({
  ...one,
  by: [...one.by],
  record: null,
  state: null,
  left: one.due === null ? null : leftOf(of, one.due),
  group: groupOf(one.due, of.today),
  at: null,
});
