// While an invented city is loaded nobody but the loader changes organizations: what was read of one is remembered, or thirty thousand contracts would ask for it five times each.
import type { QueryExecutorProvider } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Kernel } from '../../records/server/index.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';

export type Known = Pick<Organizations, 'names' | 'seats'> & {
  /** Of some organizations those that have become one with another, with its name. */
  mergedInto: (tx: QueryExecutorProvider, ids: readonly string[]) => Promise<Map<string, string>>;
  /** Whether the actor sees this technology manager. */
  seesManager: (tx: QueryExecutorProvider, id: string, actor: Actor) => Promise<boolean>;
};

/** The same as `organizations` but while a city is loaded: then seats until the next move or merge, and names as they were first read. */
export function rememberedWhileLoading(kernel: Kernel, organizations: Organizations): Known {
  const seats = new Map<string, Seat[]>();
  const names = new Map<string, string>();
  /** Whose seats were asked for since the loading began: after a move all of them are read anew, in one statement. */
  const asked = new Set<string>();
  kernel.after('organization', ['move', 'merge', 'undoMerge'], async () => seats.clear());
  return {
    async seats(tx, id) {
      if (!kernel.loading) return organizations.seats(tx, id);
      if (!seats.has(id)) {
        asked.add(id);
        const unread = [...asked].filter((one) => !seats.has(one));
        for (const [one, held] of await organizations.seatsOfMany(unread, tx)) seats.set(one, held);
      }
      return seats.get(id) ?? [];
    },
    async names(ids, on) {
      if (!kernel.loading) return organizations.names(ids, on);
      const unread = ids.filter((id) => !names.has(id));
      if (unread.length > 0) for (const [id, name] of await organizations.names(unread, on)) names.set(id, name);
      return new Map(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id) ?? '']] : [])));
    },
    async mergedInto(tx, ids) {
      if (kernel.loading || ids.length === 0) return new Map();
      const now = [...(await organizations.survivors(tx, ids))].filter(([id, one]) => one.id !== id);
      const survivors = await organizations.names([...new Set(now.map(([, one]) => one.id))], tx);
      return new Map(now.map(([id, one]) => [id, survivors.get(one.id) ?? '']));
    },
    seesManager: async (tx, id, actor) => {
      const row = await kernel.kinds.get('technologyManager')?.seen(tx, id, actor);
      return row?.state === 'registered';
    },
  };
}
