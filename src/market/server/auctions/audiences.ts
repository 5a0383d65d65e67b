// Who is told of an auction: members of today of the organizations that it concerns.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Kernel, now } from '../../../records/server/index.ts';

export const membersOf =
  (kernel: Kernel, which: (id: string) => RawBuilder<unknown>) =>
  async (on: QueryExecutorProvider, id: string): Promise<string[]> => {
    const today = kernel.dayOf(await now(on));
    const { rows } = await sql<{ account: string }>`select distinct m.account from memberships m
      where m.organization in (${which(id)}) and m.since <= ${today}::date
        and (m.until is null or m.until >= ${today}::date)`.execute(on);
    return rows.map(({ account }) => account);
  };
