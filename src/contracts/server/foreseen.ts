// What many acts in one transaction ask of organizations and registries is read at once before them: an import would ask for it thousands of times. Not a cache: it is gone with the transaction.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Choosable, Registrar } from '../registry.ts';
import type { Known } from './whileLoading.ts';

export type KeptRegistry = Choosable & { name: string; state: string; registrars: readonly Registrar[] };
type Foreseen = {
  names: Map<string, string>;
  seats: ReadonlyMap<string, Seat[]>;
  survivors: ReadonlyMap<string, { id: string }>;
  registries: ReadonlyMap<string, KeptRegistry>;
  /** Organizations of the person who acts and of a registry, by the registry: an import has one person. */
  ours: Map<string, Promise<ReadonlySet<string>>>;
};
const held = new WeakMap<object, Foreseen>();

/** What was read before for this transaction; undefined in one of a single act. */
export const foreseenIn = (tx: object): Foreseen | undefined => held.get(tx);

/** No import writes organizations or registries, so that what was read at its start of a transaction holds to its end. */
export const foreseeing = (known: Known, organizations: Organizations) => ({
  ...known,
  async seats(tx: QueryExecutorProvider, id: string) {
    return held.get(tx)?.seats.get(id) ?? known.seats(tx, id);
  },
  async names(ids: readonly string[], on?: QueryExecutorProvider) {
    const read = on && held.get(on)?.names;
    return read && ids.every((id) => read.has(id)) ? read : known.names(ids, on);
  },
  async mergedInto(tx: QueryExecutorProvider, ids: readonly string[]) {
    const read = held.get(tx)?.survivors;
    return read && ids.every((id) => (read.get(id)?.id ?? id) === id) ? new Map<string, string>() : known.mergedInto(tx, ids);
  },
  async foresee(tx: QueryExecutorProvider, ids: readonly string[]): Promise<void> {
    const { rows } = await sql<KeptRegistry>`select * from registries`.execute(tx);
    held.set(tx, {
      names: await organizations.names(ids, tx),
      seats: await organizations.seatsOfMany(ids, tx),
      survivors: await organizations.survivors(tx, ids),
      registries: new Map(rows.map((row) => [row.id, row])),
      ours: new Map(),
    });
  },
});
