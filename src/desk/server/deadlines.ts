// The deadlines of a year: the actor's own tasks with their days, and the days that everybody knows. And what another calendar would move.
import type { Actor } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { openWorkingDays, type YearCalendar } from '../../platform/shared/workingDays.ts';
import { calendarYearsOn } from '../../records/server/index.ts';
import { daysFault } from '../../records/calendarYear.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import type { Deadline, DeadlineKind } from '../deadline.ts';
import { type Desk, leftOf } from './open.ts';
import type { Asked } from './ports.ts';

type Told = { items: Deadline[]; untold: { title: string; unpublished: number }[] };

/** All deadlines between two days, in their order; `what` leaves only those of one sort. */
export async function deadlinesBetween(
  desk: Desk,
  actor: Actor,
  span: { from: string; to: string },
  what?: DeadlineKind,
): Promise<Told> {
  const of = await desk.asked(actor);
  const milestones = desk.parts.milestones({ ...of, ...span });
  const own = actor.account === null ? [] : await tasksOf(desk, of, span);
  const ids = new Set(own.map((one) => one.id));
  const items = [
    ...own,
    // What lies on the actor's own desk stands there once.
    ...milestones.flatMap(({ on, unpublished: _none, for: _roles, ...one }): Deadline[] =>
      on === null || on < span.from || on > span.to || ids.has(one.id)
        ? []
        : [{ ...one, on, left: leftOf(of, on), record: null }],
    ),
  ].filter((one) => what === undefined || one.what === what);
  const untold = milestones.flatMap(({ title, unpublished }) => (unpublished === null ? [] : [{ title, unpublished }]));
  return { items: items.sort((a, b) => (`${a.on} ${a.id}` < `${b.on} ${b.id}` ? -1 : 1)), untold };
}

async function tasksOf(desk: Desk, of: Asked, { from, to }: { from: string; to: string }): Promise<Deadline[]> {
  const { items } = await desk.gather(of, 'todo');
  return items.flatMap(({ id, title, asked, due, left, kind, record, page }): Deadline[] =>
    due === null || left === null || due < from || due > to
      ? []
      : [{ id, what: 'task', title, note: asked, on: due, left, kind, record, page }],
  );
}

/** What the actor's deadlines would be by another calendar of one year. */
export async function movedBy(desk: Desk, actor: Actor, year: YearCalendar) {
  const fault = daysFault(year);
  if (fault) throw wrongField(fault.path, fault.why, `calendar:refusals.${fault.why}`, { on: fault.on, year: String(year.year) });
  const known = await calendarYearsOn(desk.parts.db);
  const before = await desk.asked(actor, openWorkingDays(known));
  const after = { ...before, calendar: openWorkingDays([...known.filter((one) => one.year !== year.year), year]) };
  const [was, becomes] = [await daysOf(desk, before), await daysOf(desk, after)];
  const items = [...becomes].flatMap(([id, { title, asked, on }]) => {
    const old = was.get(id)?.on ?? null;
    return old === on ? [] : [{ title, asked, was: old, becomes: on }];
  });
  return { count: items.length, items: items.slice(0, 50) };
}

async function daysOf(desk: Desk, of: Asked) {
  const span = { from: addDays(of.today, -30), to: addDays(of.today, 400) };
  const own = [...(await desk.gather(of, 'todo')).items, ...(await desk.gather(of, 'inHand')).items];
  const named = own.map((one) => [one.id, { title: one.title, asked: one.asked, on: one.due }] as const);
  const others = desk.parts
    .milestones({ ...of, ...span })
    .map((one) => [one.id, { title: one.title, asked: one.note ?? '', on: one.on }] as const);
  return new Map([...named, ...others]);
}
