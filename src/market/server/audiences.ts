// Who is told of a record of the market: members of today of the organizations that it concerns. Reads; changes nothing.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { memberAccountsOn } from '../../platform/server/memberships.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type Kernel, now } from '../../records/server/index.ts';

type Clocked = Pick<Kernel, 'dayOf'>;

/** Of the organizations that one query names, and of no other. */
export const membersOf =
  (kernel: Clocked, which: (id: string) => RawBuilder<unknown>) =>
  async (on: QueryExecutorProvider, id: string): Promise<string[]> =>
    memberAccountsOn(on, which(id), kernel.dayOf(await now(on)));

/** The same with those that became one with them; the query gives their `id`. */
export const membersAmong =
  (
    kernel: Clocked,
    { oneWith }: Pick<Organizations, 'oneWith'>,
    organizations: (record: string) => RawBuilder<{ id: string | null }>,
  ) =>
  async (on: QueryExecutorProvider, record: string): Promise<readonly string[]> => {
    const { rows } = await organizations(record).execute(on);
    const ids = [...new Set(rows.flatMap(({ id }) => id ?? []))];
    if (ids.length === 0) return [];
    const anyOf = sql.join(
      ids.map((id) => sql`select id from (${oneWith(id)}) of_one`),
      sql` union all `,
    );
    return memberAccountsOn(on, anyOf, kernel.dayOf(await now(on)));
  };
