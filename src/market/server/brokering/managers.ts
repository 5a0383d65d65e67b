// Technology managers as the records of the market name them: who an actor is in the register, how he is shown, and that his account is followed. Reads the register; writes nothing.
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed } from '../../../platform/shared/errors.ts';
import { managerOf, managersNamed, type NamedManager } from '../../../people/server/index.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, now, type Sight } from '../../../records/server/index.ts';
import { notManager } from '../../engagement.ts';
import type { ManagerShown } from '../../managerShown.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';

type Tx = Transaction<MarketTables>;

/** The account with which a manager acts; null for everybody else. */
export const accountOf = (actor: Actor): string | null => (hasRole(actor, 'technologyManager') ? actor.account : null);
export const isNamed = (actor: Actor, row: { account: string | null }): boolean =>
  accountOf(actor) !== null && row.account === actor.account;

/** The register's entry of who acts, with a certificate that is valid today. */
export async function actingManager(tx: QueryExecutorProvider, actor: Actor, day: string): Promise<NamedManager> {
  const account = accountOf(actor);
  const found = account === null ? null : await managerOf(tx, account, day);
  // Whose account stands for nobody in the register has the role, and no more.
  if (found === null) throw notAllowed();
  if (!found.active) throw notManager();
  return found;
}
/** One who is named by another. */
export async function namedManager(tx: QueryExecutorProvider, id: string, day: string): Promise<NamedManager | null> {
  const found = (await managersNamed(tx, [id], day)).get(id);
  return found?.active ? found : null;
}

export type ManagersShown = (id: string) => ManagerShown;
/** As they are shown, with the names of where they work. */
export async function managersShown(
  kernel: Pick<Kernel, 'dayOf'>,
  organizations: Pick<Organizations, 'names'>,
  on: Kysely<MarketTables>,
  ids: readonly string[],
): Promise<ManagersShown> {
  const known = ids.length === 0 ? new Map<string, NamedManager>() : await managersNamed(on, ids, kernel.dayOf(await now(on)));
  const names = await organizations.names([...new Set([...known.values()].flatMap((one) => one.organization ?? []))], on);
  return (id) => {
    const found = known.get(id);
    const organization = found?.organization ?? null;
    return {
      id,
      title: found?.title ?? '',
      level: found?.level ?? null,
      organization: organization === null ? null : (names.get(organization) ?? null),
      affiliated: found?.affiliated ?? false,
    };
  };
}

/** Of a record that is read without those beside it his id is all that is said. */
export const shownAs = (managers: ManagersShown | undefined, id: string): ManagerShown =>
  managers?.(id) ?? { id, title: '', level: null, organization: null, affiliated: false };

/** The owner's people see what is on their listing, the manager what is his own. */
export const seenByBoth =
  ({ oneWith }: Pick<Organizations, 'oneWith'>, owner: RawBuilder<unknown>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    const [own, account] = [ownOf(actor), accountOf(actor)];
    const parts = [
      ...(own === null ? [] : [sql<boolean>`${owner} in (${oneWith(own)})`]),
      ...(account === null ? [] : [sql<boolean>`account = ${account}::uuid`]),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };

type Call = { actor: typeof clock; action: string; id: string; input: Record<string, unknown>; cause: string };
type Following = {
  table: 'engagements' | 'proposals' | 'carried_deals' | 'deal_shares';
  actMany: (calls: readonly Call[], within: Tx) => Promise<unknown>;
  within: (tx: object) => Tx;
};
/** A manager who signs in with another account, or with none any more, keeps his records. */
export function followAccount(kernel: Kernel, { table, actMany, within }: Following): void {
  kernel.after('technologyManager', ['edit', 'erase', 'void'], async (tx, { id: cause, record, row }) => {
    const account = (row['account'] as string | null) ?? null;
    // Of a deal's shares he may be one of several.
    const his =
      table === 'deal_shares'
        ? sql`managers @> array[${record}]::uuid[] and not coalesce(${account}::uuid = any(accounts), false)`
        : sql`manager = ${record}::uuid and account is distinct from ${account}::uuid`;
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where ${his} and state <> 'withdrawn'
      order by id for update`.execute(tx);
    await actMany(
      rows.map(({ id }) => ({ actor: clock, action: 'follow', id, input: {}, cause })),
      within(tx),
    );
  });
}
/** The account of a manager today. */
export const followed = async (tx: QueryExecutorProvider, manager: string, day: string) => ({
  account: (await managersNamed(tx, [manager], day)).get(manager)?.account ?? null,
});
