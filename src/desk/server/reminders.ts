// Who is to be reminded of which record: what waits for each person and is due within so many working days, or today. Bounded by what a desk reads.
import { sql } from 'kysely';
import { addDays } from '../../platform/shared/dates.ts';
import { now } from '../../records/server/index.ts';
import type { Around, DueSoon } from './notices/around.ts';
import { peopleOf } from './notices/people.ts';
import type { Desk } from './open.ts';

type Of = Pick<Around, 'db' | 'kernel' | 'ports' | 'demo'> & { desk: Desk /** Working days before the day. */; before: number };

const atOnce = 200;
/** Weekends and holidays between: beyond these days nothing is within reach, whatever the calendar says. */
const furthest = (before: number): number => before * 3 + 10;

/** Asks each desk once a day and process: what a person was reminded of already is not told again by its cause. */
export function openReminders(of: Of): () => Promise<DueSoon[]> {
  let doneOn = '';
  return async () => {
    const at = await now(of.db);
    const today = of.kernel.dayOf(at);
    if (today === doneOn) return [];
    const found: DueSoon[] = [];
    for (let after = ''; ; ) {
      const { rows } = await sql<{ id: string }>`select a.id from accounts a where not a.disabled and a.id::text > ${after}
        and (exists (select from account_roles r where r.account = a.id) or exists (select from memberships m where m.account = a.id))
        order by a.id::text limit ${atOnce}`.execute(of.db);
      const people = await peopleOf(
        of,
        of.db,
        rows.map((row) => row.id),
        at,
      );
      for (const { actor } of people.values()) found.push(...(await dueFor(of, actor, today)));
      const last = rows.at(-1);
      if (!last || rows.length < atOnce) break;
      after = last.id;
    }
    doneOn = today;
    return found;
  };
}

async function dueFor({ desk, before }: Of, actor: Parameters<Desk['asked']>[0] & { account: string }, today: string) {
  const { items } = await desk.records(await desk.asked(actor), 'todo');
  return items.flatMap(({ kind, record, due, left }): DueSoon[] => {
    if (record === null || due === null || due < today || due > addDays(today, furthest(before))) return [];
    const days = left?.working ?? left?.days ?? 0;
    return due > today && days > before ? [] : [{ account: actor.account, kind, record, due, today: due === today }];
  });
}
