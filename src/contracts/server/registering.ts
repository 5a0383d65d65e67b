// Which registry a contract comes to and who decides there, while an invented city is loaded: registries are read once, not thirty thousand times.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Kernel } from '../../records/server/index.ts';
import { type Choosable, chooseRegistry, life, type Registrar } from '../registry.ts';
import { isRegistrarOf } from './in-charge.ts';

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
