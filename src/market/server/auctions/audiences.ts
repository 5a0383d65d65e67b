// Who is told of an auction: members of today of the organizations that it concerns.
import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import { memberAccountsOn } from '../../../platform/server/memberships.ts';
import { type Kernel, now } from '../../../records/server/index.ts';

export const membersOf =
  (kernel: Kernel, which: (id: string) => RawBuilder<unknown>) =>
  async (on: QueryExecutorProvider, id: string): Promise<string[]> =>
    memberAccountsOn(on, which(id), kernel.dayOf(await now(on)));
