// Keeps what was gathered for an actor for some seconds, as long as nothing has happened in the city. Never across what he may see.
import { type Actor, handsOf } from '../../platform/shared/actor.ts';
import type { Kernel } from '../../records/server/index.ts';

const seconds = 20;
const mostKept = 2000;

/** `memo(name, actor, work)`: the last answer while the newest event is the same, and no older than some seconds. */
export function remembered(kernel: Kernel, clock: () => number = Date.now) {
  const kept = new Map<string, { event: string; until: number; answer: Promise<unknown> }>();
  return async <T>(name: string, actor: Actor, work: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([name, ...handsOf(actor), actor.roles, actor.organization, actor.region, actor.language]);
    const event = await newestEvent(kernel);
    const before = kept.get(key);
    if (before && before.event === event && clock() < before.until) return before.answer as Promise<T>;
    if (kept.size >= mostKept) kept.clear();
    const answer = work();
    kept.set(key, { event, until: clock() + seconds * 1000, answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}

/** Its id, by the primary key alone: nothing is counted. */
async function newestEvent({ db }: Kernel): Promise<string> {
  const last = await db.selectFrom('events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return last?.id ?? '';
}
