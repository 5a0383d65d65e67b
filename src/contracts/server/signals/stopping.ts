// Which contracts a signal stops that nobody has explained: for the desk, where only what is clean is decided in a batch.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { ContractTables } from '../tables.ts';

type Stopping = {
  db: Kysely<ContractTables>;
  /** Signals of less weight are told and stop nothing. */
  least: number;
  /** Of which contracts the actor is told anything. */
  sight: (actor: Actor) => RawBuilder<boolean>;
};

export type Stop = 'signal' | 'reckoning';
/**
 * What stops each, of those that something stops. A note of a ground to act stops as well as none does; an explanation counts while the
 * signal rests on nothing that is newer. What has just changed is stopped until its signals are reckoned: some seconds.
 */
export function openStopping({ db, least, sight }: Stopping) {
  return async (actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Stop>> => {
    const { rows } = await sql<{ id: string; behind: boolean; stops: boolean }>`
      select contracts.id, s.version is distinct from contracts.version as behind, coalesce(s.weight >= ${least}
        and exists (select from jsonb_array_elements(s.signals) one where (one ->> 'weight')::int >= ${least}
          and not exists (select from signal_notes n where n.contract = s.contract and n.key = one ->> 'key' and n.state = 'explained'
            and n.records @> coalesce((select jsonb_agg(r -> 'id') from jsonb_array_elements(one -> 'records') r), '[]'))), false) as stops
      from contracts left join contract_signals s on s.contract = contracts.id
      where contracts.id = any(${[...ids]}::uuid[]) and ${sight(actor)}`.execute(db);
    return new Map(
      rows.flatMap(({ id, behind, stops }): [string, Stop][] => (stops ? [[id, 'signal']] : behind ? [[id, 'reckoning']] : [])),
    );
  };
}
