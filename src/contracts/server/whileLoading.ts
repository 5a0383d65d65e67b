// While an invented city is loaded nobody but the loader changes organizations: what was read of one is remembered, or thirty thousand contracts would ask for it five times each.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Kernel } from '../../records/server/index.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';

import { type Choosable, chooseRegistry, life, type Registrar } from '../registry.ts';
import { isRegistrarOf } from './in-charge.ts';

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
  kernel.after('organization', ['move', 'merge', 'undoMerge'], async () => seats.clear());
  return {
    async seats(tx, id) {
      if (!kernel.loading) return organizations.seats(tx, id);
      const held = seats.get(id) ?? (await organizations.seats(tx, id));
      seats.set(id, held);
      return held;
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

export type Registering = {
  /** While a city is loaded: whether the actor is a registrar of the registry in charge. Null otherwise: then it is asked of all that matters. */
  decides: (tx: QueryExecutorProvider, record: { registry: string | null }, actor: Actor) => Promise<boolean | null>;
  /** Likewise the registry to which a contract of a place comes; undefined otherwise. */
  routed: (
    tx: QueryExecutorProvider,
    places: readonly string[],
    parties: readonly string[],
  ) => Promise<string | null | undefined>;
};

/** Registries as they were when the loading began to need them, until something is done to one. Nobody of the past is a member of a party. */
export function registriesWhileLoading(kernel: Kernel): Registering {
  let held: Promise<Kept[]> | null = null;
  for (const action of Object.keys(life.actions)) kernel.after('registry', [action], async () => void (held = null));
  const all = (tx: QueryExecutorProvider) =>
    (held ??= sql<Kept>`select id, code, organization, owners, territory, registrars from registries where state = 'active'`
      .execute(tx)
      .then(({ rows }) => rows));
  return {
    async decides(tx, { registry }, actor) {
      if (!kernel.loading) return null;
      const one = (await all(tx)).find(({ id }) => id === registry);
      return one === undefined || isRegistrarOf(one.registrars, actor);
    },
    async routed(tx, places, parties) {
      if (!kernel.loading) return undefined;
      return chooseRegistry(await all(tx), { places, parties: new Set(parties) })?.id ?? null;
    },
  };
}
type Kept = Choosable & { registrars: Registrar[] };
