// The credit codes of organizations by their ids, for what is entered in other systems. Those whose code is not known are left out.
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { OrganizationTables } from './tables.ts';

export const creditCodesIn =
  (db: Kysely<OrganizationTables>) =>
  async (ids: readonly string[]): Promise<Map<string, string>> => {
    if (ids.length === 0) return new Map();
    const rows = await db
      .selectFrom('organizations')
      .select(['id', 'credit_code'])
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.flatMap((row) => (row.credit_code === null ? [] : [[row.id, row.credit_code]])));
  };

/** That of one organization as it is known now, read on the connection given; null where there is none. */
export async function creditCodeOf(on: QueryExecutorProvider, organization: string): Promise<string | null> {
  const { rows } = await sql<{ code: string | null }>`
    select credit_code as code from organizations where id = ${organization}::uuid`.execute(on);
  return rows[0]?.code ?? null;
}
