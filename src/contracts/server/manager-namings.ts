// What happens when a technology manager is named on a contract: asked, confirmed, declined, withdrawn. He learns its title, who named him, how it stands, and its amounts once they count for him; nothing else.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, someOf, wrongField } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, mountKind, now, openKind, type Sight } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { findManagers, managersNamed } from '../../people/server/index.ts';
import { counting } from '../contributes.ts';
import { findManager, life, namedAlready, namingRecords, tells } from '../managerNaming.ts';
import type { Party } from '../terms.ts';
import type { Contracts, ContractTables, ManagerNamings as Table } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
export type Namings = ReturnType<typeof openManagerNamings>;
type With = {
  organizations: Organizations;
  /** The transaction of an act on another kind, as this module's own tables see it. */
  within: (tx: object) => Tx;
};

const ofMember = (actor: Actor): string | null => (hasRole(actor, 'member', 'organizationAdmin') ? actor.organization : null);

export function openManagerNamings(kernel: Kernel, db: Kysely<ContractTables>, { organizations, within }: With) {
  const opened = openKind(kernel, db, {
    kind: namingRecords,
    table: 'manager_namings',
    bulk: true,
    related: async (rows, on) => {
      const contracts = await contractsOf(
        on,
        rows.map((row) => row.contract),
      );
      const named = [...contracts.values()].flatMap((one) => one.parties.flatMap((party) => party.organization ?? []));
      return {
        contracts,
        names: await organizations.names([...new Set([...named, ...rows.map((row) => row.organization)])], on),
        managers: await managersNamed(
          on,
          rows.map((row) => row.manager),
          kernel.dayOf(await now(on)),
        ),
      };
    },
    present: (row, _personal, actor, { related }) => {
      const contract = related?.contracts.get(row.contract);
      const counts = row.state === 'confirmed' && counting.includes(contract?.state ?? '');
      const manager = related?.managers.get(row.manager);
      return {
        contract: row.contract,
        contractTitle: contract?.title ?? row.title,
        contractState: contract?.state ?? '',
        registeredOn: contract?.registered_on ?? null,
        amount: counts ? (contract?.amount ?? null) : null,
        technologyAmount: counts ? (contract?.technology_amount ?? null) : null,
        organizationName: related?.names.get(row.organization) ?? null,
        parties: contract?.disclosure === 'all' ? disclosed(contract.parties, related?.names) : [],
        manager: row.manager,
        managerTitle: manager?.title ?? null,
        level: manager?.level ?? null,
        mine: isNamed(actor, row),
        askedOn: kernel.dayOf(row.created),
        answeredOn: row.answered_on,
        reason: row.reason,
      };
    },
    title: (row) => row.title,
    tells,
    concerns: (row) => ({
      region: null,
      organizations: [row.organization],
      accounts: row.account === null ? [] : [row.account],
    }),
    visible,
    parties: {
      side: (actor, row) => ofMember(actor) !== null && (row === null || row.organization === actor.organization),
      named: (actor, row) => row !== null && isNamed(actor, row),
    },
    filters: {
      q: (value) => sql<boolean>`title like ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      contract: (value) => sql<boolean>`contract = ${value}::uuid`,
    },
    waits: [
      {
        states: ['asked'],
        for: 'confirmManager',
        words: 'managerNamings:waits.confirm',
        since: (row) => kernel.dayOf(row.created),
        mine: (actor) => sql<boolean>`account = ${actor.account}::uuid`,
      },
    ],
    handlers: handlersOf(kernel),
  });
  followOthers(kernel, {
    create: (tx, cause, inputs) =>
      opened.actMany(
        inputs.map((input) => ({ actor: clock, action: 'create', input, cause })),
        within(tx),
      ),
    follow: (tx, cause, ids) =>
      opened.actMany(
        ids.map((id) => ({ actor: clock, action: 'follow', id, input: {}, cause })),
        within(tx),
      ),
  });
  return {
    ...opened,
    mount(app: FastifyInstance) {
      mount(app, findManager, async ({ query: { q } }) => {
        const found = await findManagers(db, q, kernel.dayOf(await now(db)));
        const names = await organizations.names([...new Set(found.flatMap((one) => one.organization ?? []))]);
        return {
          items: found.map(({ id, title, level, organization, account }) => ({
            id,
            title,
            level,
            organizationName: organization === null ? null : (names.get(organization) ?? null),
            signsIn: account !== null,
          })),
        };
      });
      mountKind(app, kernel, opened);
    },
  };
}

const isNamed = (actor: Actor, row: Pick<Row, 'account'>): boolean =>
  hasRole(actor, 'technologyManager') && actor.account !== null && row.account === actor.account;

/** Who named him and he himself; the bureau and auditors. Not the other parties. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'clock', 'bureauOfficer', 'auditAdmin')) return 'all';
  const own = ofMember(actor);
  const parts = [
    ...(own === null ? [] : [sql<boolean>`organization = ${own}::uuid`]),
    // Once it was withdrawn it is nothing to him.
    ...(hasRole(actor, 'technologyManager') && actor.account !== null
      ? [sql<boolean>`(account = ${actor.account}::uuid and state <> 'withdrawn')`]
      : []),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

type Contract = Pick<
  Selectable<Contracts>,
  'id' | 'title' | 'state' | 'registered_on' | 'amount' | 'technology_amount' | 'disclosure' | 'parties'
>;
async function contractsOf(on: Kysely<ContractTables>, ids: readonly string[]): Promise<Map<string, Contract>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .selectFrom('contracts')
    .select(['id', 'title', 'state', 'registered_on', 'amount', 'technology_amount', 'disclosure', 'parties'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Organizations alone: the names of natural persons are not disclosed by anybody. */
const disclosed = (parties: readonly Party[], names: ReadonlyMap<string, string> | undefined) =>
  parties.flatMap(({ role, person, organization, name }) => {
    const called = person ? null : organization === null ? name : (names?.get(organization) ?? null);
    return called === null ? [] : [{ role, name: called }];
  });

type Doing = { tx: Tx; record: Row; day: string };
type Asking = { tx: Tx; input: { contract: string; manager: string }; actor: Actor; day: string };
/** While a city is loaded it is done for an organization by nobody of it. */
const asMember = (actor: Actor, { loading }: Kernel): string | null => (loading ? actor.organization : ofMember(actor));
const handlersOf = (kernel: Kernel) => ({
  create: async ({ tx, input, actor, day }: Asking) => {
    // Of a contract its columns that are asked here: an invented city loads hundreds.
    const contract = await tx
      .selectFrom('contracts')
      .select(['seller', 'state', 'title', 'parties'])
      .where('id', '=', input.contract)
      .executeTakeFirst();
    const organization = hasRole(actor, 'clock') ? (contract?.seller ?? null) : asMember(actor, kernel);
    // Not there, a draft of somebody else and one in which it neither sells nor mediates are the same.
    if (!contract || organization === null || !names(contract, organization))
      throw wrongField('contract', 'unknown', 'managerNamings:wrong.contract');
    if (ended.includes(contract.state)) throw wrongField('contract', 'ended', 'managerNamings:wrong.contractEnded');
    // Whoever is loaded signs in nowhere, and was chosen among those who were active.
    const manager = kernel.loading ? null : ((await managersNamed(tx, [input.manager], day)).get(input.manager) ?? null);
    if (!kernel.loading && !manager?.active) throw wrongField('manager', 'unknown', 'contracts:wrong.manager');
    if (!kernel.loading) await onlyOnce(tx, input);
    return {
      contract: input.contract,
      manager: input.manager,
      organization,
      title: contract.title,
      account: manager?.account ?? null,
      answered_on: null,
      reason: null,
    };
  },
  confirmManager: async ({ tx, record, day }: Doing) => {
    const contract = kernel.loading
      ? { state: '' }
      : await tx.selectFrom('contracts').select('state').where('id', '=', record.contract).executeTakeFirst();
    if (!contract || ended.includes(contract.state)) throw notAllowed();
    return { answered_on: day, reason: null };
  },
  declineManager: ({ day, input }: Doing & { input: { reason: string } }) => ({ answered_on: day, reason: input.reason }),
  withdraw: ({ input }: Doing & { input: { reason: string } }) => ({ reason: input.reason }),
  follow: async ({ tx, record, day }: Doing) => ({
    account: (await managersNamed(tx, [record.manager], day)).get(record.manager)?.account ?? null,
  }),
});

const ended: readonly string[] = ['draft', 'refused', 'revoked', 'withdrawn'];
const names = (contract: Pick<Selectable<Contracts>, 'seller' | 'parties'>, organization: string): boolean =>
  contract.seller === organization ||
  contract.parties.some((one) => one.organization === organization && (one.role === 'seller' || one.role === 'intermediary'));

/** A manager is named once on a contract; two who name him at the same moment wait for one another. */
async function onlyOnce(tx: Tx, { contract, manager }: Asking['input']): Promise<void> {
  await oneAtATime(tx, 'manager naming', `${contract} ${manager}`);
  const held = await tx
    .selectFrom('manager_namings')
    .select('id')
    .where('contract', '=', contract)
    .where('manager', '=', manager)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
  if (held) throw namedAlready();
}

type ByClock = {
  create: (tx: object, cause: string, inputs: readonly Asking['input'][]) => Promise<unknown>;
  follow: (tx: object, cause: string, ids: readonly string[]) => Promise<unknown>;
};
/** What a contract that is handed in says of managers among its parties is asked of them; and their accounts are followed. */
function followOthers(kernel: Kernel, byClock: ByClock): void {
  kernel.after('contract', ['submit', 'supplement', 'recordRegistered'], async (tx, { id: cause, record, row }) => {
    const parties = row['parties'];
    if (kernel.loading || !Array.isArray(parties)) return;
    const managers = [...new Set((parties as Party[]).flatMap((one) => one.manager ?? []))];
    if (managers.length === 0) return;
    const wanted = await notNamed(tx, record, managers, kernel.dayOf(await now(tx)));
    await byClock.create(
      tx,
      cause,
      wanted.map((manager) => ({ contract: record, manager })),
    );
  });
  kernel.after('technologyManager', ['edit', 'erase', 'void'], async (tx, { id: cause, record, row }) => {
    const { rows } = await sql<{ id: string }>`select id from manager_namings where manager = ${record}::uuid
      and state <> 'withdrawn' and account is distinct from ${(row['account'] as string | null) ?? null}::uuid
      order by id for update`.execute(tx);
    await byClock.follow(
      tx,
      cause,
      rows.map(({ id }) => id),
    );
  });
}

/** Of some managers those that are active and were not named on it yet. */
async function notNamed(tx: QueryExecutorProvider, contract: string, managers: readonly string[], day: string) {
  const { rows } = await sql<{ manager: string }>`select manager from manager_namings
    where contract = ${contract}::uuid and state <> 'withdrawn'`.execute(tx);
  const known = await managersNamed(tx, managers, day);
  return managers.filter((one) => known.get(one)?.active && !rows.some(({ manager }) => manager === one));
}
