// Whom notices of a contract reach by a name of its own: the registrars in charge, who registers it, who claimed a tax benefit on it. Asked when they are told.
import { type QueryExecutorProvider, sql } from 'kysely';
import { memberAccountsOn } from '../../platform/server/memberships.ts';
import { type Kernel, now } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { registrarsOf } from './in-charge.ts';

type On = QueryExecutorProvider;

export function audiencesOf(kernel: Kernel, { oneWith }: Pick<Organizations, 'oneWith'>) {
  /** Members of today of some organizations, or of those that they have become one with. */
  const membersOf = async (on: On, organizations: readonly { id: string }[]): Promise<string[]> => {
    const today = kernel.dayOf(await now(on));
    const found: string[] = [];
    for (const { id } of organizations) found.push(...(await memberAccountsOn(on, oneWith(id), today)));
    return found;
  };
  return {
    registrars: registrarsOf,
    /** What is asked of its seller alone is told to nobody else. */
    seller: async (on: On, contract: string) => {
      const { rows } = await sql<{ id: string }>`select seller as id from contracts where id = ${contract}::uuid`.execute(on);
      return membersOf(on, rows);
    },
    /** Organizations whose claim stands. */
    claimants: async (on: On, contract: string) => {
      const { rows } = await sql<{ id: string }>`select distinct one ->> 'organization' as id
        from contracts c, jsonb_array_elements(c.tax_claims) one
        where c.id = ${contract}::uuid and one ->> 'withdrawnOn' is null and one ->> 'organization' is not null`.execute(on);
      return membersOf(on, rows);
    },
  };
}
