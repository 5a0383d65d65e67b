// What contracts tell as it is kept: one row a contract, made anew when it or what it rests on changes. It follows from the register and decides nothing.
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Signal } from '../../signals.ts';
import { now } from '../../../records/server/index.ts';
import { openStates } from '../../contract.ts';
import type { ContractTables } from '../tables.ts';

export type Reckoned = { contract: string; version: number; signals: readonly Signal[] };

const contractsIn = (signals: readonly Signal[], but: string): string[] => [
  ...new Set(
    signals.flatMap(({ records }) => records.flatMap(({ kind, id }) => (kind === 'contract' && id !== but ? [id] : []))),
  ),
];

export async function keepSignals(db: Kysely<ContractTables>, made: readonly Reckoned[]): Promise<void> {
  const last = new Map(made.map((one) => [one.contract, one]));
  if (last.size === 0) return;
  const at = await now(db);
  const rows = [...last.values()].map(({ contract, version, signals }) => ({
    contract,
    version,
    weight: signals[0]?.weight ?? 0,
    signals: JSON.stringify(signals),
    others: contractsIn(signals, contract),
    at,
  }));
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('contract_signals')
      .values(rows.slice(from, from + 500))
      .onConflict((on) =>
        on
          .column('contract')
          .doUpdateSet(({ ref }) => ({
            version: ref('excluded.version'),
            weight: ref('excluded.weight'),
            signals: ref('excluded.signals'),
            others: ref('excluded.others'),
            at: ref('excluded.at'),
          }))
          // A process that lost its right and does not know it yet writes nothing over what is newer.
          .whereRef('contract_signals.version', '<=', 'excluded.version'),
      )
      .execute();
}

/** Contracts whose signals hang on some that changed: that rest on one of them, or lie open with the same seller. */
export async function neighboursOf(on: QueryExecutorProvider, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select contract as id from contract_signals where others && ${[...ids]}::uuid[] and contract <> all(${[...ids]}::uuid[])
    union select c.id from contracts c where c.seller in (select seller from contracts where id = any(${[...ids]}::uuid[]))
      and c.state = any(${[...openStates]}::text[]) and c.id <> all(${[...ids]}::uuid[])`.execute(on);
  return rows.map(({ id }) => id);
}
