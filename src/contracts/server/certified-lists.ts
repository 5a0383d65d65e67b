// What happens to certified lists: made of contracts that are registered, fallen in the act that makes one of them untrue, withdrawn, asked for by paper.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { checkCode } from '../../platform/shared/document.ts';
import { notAllowed, notFound, wrongField } from '../../platform/shared/errors.ts';
import { sum } from '../../platform/shared/money.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, mountKind, openKind, type Sight } from '../../records/server/index.ts';
import { listOf } from '../../records/lifecycle.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import {
  type Cause,
  certifiedListRecords,
  fallsBy,
  getListed,
  getStanding,
  type Listed,
  type offices,
} from '../certifiedList.ts';
import { life as contractLife } from '../contract.ts';
import { noLongerRegistered, notRegistered } from '../papers.ts';
import { inOfficeAs, personOf } from './in-charge.ts';
import type { CertifiedLists as Table, Contracts, ContractTables } from './tables.ts';

type Row = Selectable<Table>;
type Contract = Selectable<Contracts>;
type Tx = Transaction<ContractTables>;
export type CertifiedLists = ReturnType<typeof openCertifiedLists>;

/** Actions after which a contract may no longer be what a paper says of it. */
const touching = Object.entries(contractLife.actions)
  .filter(([, step]) => listOf(step.from).some((from) => from === 'registered' || from === 'cancelled'))
  .map(([name]) => name);

/** One list that falls, because of the event on its contract that is the cause. */
export type Falling = { actor: Actor; action: 'invalidate'; id: string; input: Record<string, unknown>; cause: string };
type With = {
  organizations: Organizations;
  /** Acts on lists inside the transaction of an act on a contract. */
  fall: (tx: object, calls: readonly Falling[]) => Promise<unknown>;
};

export function openCertifiedLists(kernel: Kernel, db: Kysely<ContractTables>, { organizations, fall }: With) {
  const opened = openKind(kernel, db, {
    kind: certifiedListRecords,
    table: 'certified_lists',
    related: async (rows, on) => ({
      organizations: await organizations.names(
        rows.flatMap((row) => row.organization ?? []),
        on,
      ),
      registries: new Map(
        (
          await sql<{ id: string; name: string }>`select id, name from registries
            where id = any(${rows.flatMap((row) => row.registry ?? [])}::uuid[])`.execute(on)
        ).rows.map((row) => [row.id, row.name]),
      ),
    }),
    present: (row, _personal, _actor, { related }) => ({
      ...paperOf(row),
      office: row.office,
      organization: row.organization,
      organizationName: row.organization === null ? null : (related?.organizations.get(row.organization) ?? null),
      registryName: row.registry === null ? null : (related?.registries.get(row.registry) ?? null),
      code: row.code,
      reason: row.reason,
    }),
    title: (row) => row.number ?? row.purpose,
    visible,
    parties: { holder: (actor, row) => isHolder(actor, row) },
    filters: {
      state: (value) => sql<boolean>`state = ${value}`,
      contract: (value) => sql<boolean>`contracts @> ${JSON.stringify([value])}::jsonb`,
    },
    concerns: (row) => ({
      region: null,
      organizations: row.organization === null ? [] : [row.organization],
      accounts: row.made_by === null ? [] : [row.made_by],
    }),
    tells: causeTells,
    numbers: {
      create: {
        column: 'number',
        series: (_row, day) => `certifiedList ${yearOf(day)}`,
        format: (n, day) => `QD${yearOf(day)}-${String(n).padStart(6, '0')}`,
      },
    },
    handlers: {
      create: async ({ tx, input, actor, day, at }) => {
        const office = officeOf(actor);
        if (office === null) throw notAllowed();
        const found = await registered(kernel, tx, actor, input.contracts);
        const items = await itemsOf(tx, organizations, found);
        const registries = new Set(found.map((one) => one.registry));
        return {
          purpose: input.purpose,
          office,
          organization: office === 'organization' ? actor.organization : null,
          registry: office === 'registry' && registries.size === 1 ? ([...registries][0] ?? null) : null,
          made_by: personOf(actor),
          made_on: day,
          items,
          contracts: items.map((one) => one.contract),
          amount: sum(items.map((one) => one.amount ?? '0')),
          technology_amount: sum(items.map((one) => one.technologyAmount ?? '0')),
          code: codeOf(items, at),
          invalid_on: null,
          invalid_because: null,
          invalid_number: null,
          reason: null,
        };
      },
      invalidate: ({ input, day }) => ({ invalid_on: day, invalid_because: input.because, invalid_number: input.number }),
      withdraw: ({ input }) => ({ reason: input.reason }),
    },
  });

  kernel.after('contract', touching, async (tx, { id: cause, row }) => {
    if (kernel.loading) return;
    const { rows } = await sql<Pick<Row, 'id' | 'items'>>`select id, items from certified_lists
      where state = 'valid' and contracts @> ${JSON.stringify([row.id])}::jsonb order by id for update`.execute(tx);
    if (rows.length === 0) return;
    const { rows: standing } = await sql<Parameters<typeof fallsBy>[1]>`select state, amount,
      technology_amount as "technologyAmount", registration_number as "registrationNumber", registered_on as "registeredOn"
      from contracts where id = ${row.id}::uuid`.execute(tx);
    const [now] = standing;
    const calls = rows.flatMap(({ id, items }): Falling[] => {
      const item = items.find((one) => one.contract === row.id);
      const because = item && now ? fallsBy(item, now) : null;
      if (item === undefined || because === null) return [];
      return [{ actor: clock, action: 'invalidate', id, input: { because, number: item.ownNumber }, cause }];
    });
    if (calls.length > 0) await fall(tx, calls);
  });

  const itemsFor = async (actor: Actor, id: string): Promise<Listed[]> => {
    await opened.one(actor, id);
    return (await db.selectFrom('certified_lists').select('items').where('id', '=', id).executeTakeFirstOrThrow()).items;
  };
  return {
    ...opened,
    /** The contracts of a list that the actor sees. */
    itemsFor,
    mount(app: FastifyInstance): void {
      mountKind(app, kernel, opened);
      mount(app, getListed, async ({ params: { id }, actor }) => ({ items: await itemsFor(actor, id) }));
      mount(app, getStanding, async ({ params: { number }, query: { code } }) => {
        const row = await db
          .selectFrom('certified_lists')
          .selectAll()
          .where('number', '=', number.toUpperCase())
          .where('code', '=', code.toUpperCase())
          .executeTakeFirst();
        if (!row) throw notFound();
        return { state: row.state, ...paperOf(row), items: row.items.map(({ contract: _id, ...one }) => one) };
      });
    },
  };
}

const because = (cause: Cause) =>
  ({
    after: 'invalidate',
    to: ['named', { organization: 'members' }],
    topic: 'contracts',
    words: `certifiedLists:tells.${cause}`,
    params: (row: Row) => ({ number: row.invalid_number ?? '' }),
    when: (row: Row) => row.invalid_because === cause,
  }) as const;
const causeTells = [because('revoked'), because('cancelled'), because('amended'), because('renumbered')];

/** What stands on the paper of the list itself. */
const paperOf = (row: Row) => ({
  number: row.number ?? '',
  purpose: row.purpose,
  madeOn: row.made_on,
  count: row.contracts.length,
  amount: row.amount,
  technologyAmount: row.technology_amount,
  invalidOn: row.invalid_on,
  invalidBecause: row.invalid_because,
  invalidNumber: row.invalid_number,
});

const isMember = (actor: Actor): boolean => hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null;

/** As what the actor makes a list: for his organization, as a registrar, as the bureau. */
function officeOf(actor: Actor): (typeof offices)[number] | null {
  if (isMember(actor)) return 'organization';
  if (hasRole(actor, 'registrar')) return 'registry';
  return hasRole(actor, 'bureauOfficer') ? 'bureau' : null;
}

function isHolder(actor: Actor, row: Row | null): boolean {
  if (row === null) return officeOf(actor) !== null;
  if (row.office === 'organization') return isMember(actor) && row.organization === actor.organization;
  if (row.office === 'bureau') return hasRole(actor, 'bureauOfficer');
  return hasRole(actor, 'registrar') && row.made_by === personOf(actor);
}

/** An organization sees its own, a registrar his own and those of his registries, the bureau its own, an auditor all. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'clock', 'auditAdmin')) return 'all';
  const parts = [
    ...(isMember(actor) ? [sql<boolean>`organization = ${actor.organization}::uuid`] : []),
    ...(hasRole(actor, 'registrar')
      ? [
          sql<boolean>`(office = 'registry' and (made_by = ${personOf(actor)}::uuid
            or registry in (select r.id from registries r where ${inOfficeAs(personOf(actor))})))`,
        ]
      : []),
    ...(hasRole(actor, 'bureauOfficer') ? [sql<boolean>`office = 'bureau'`] : []),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

/** The chosen contracts in their order, held until the list is made: none of them is revoked between the look and it. */
async function registered(kernel: Kernel, tx: Tx, actor: Actor, chosen: readonly string[]): Promise<Contract[]> {
  const ids = [...new Set(chosen)];
  const rows = await tx.selectFrom('contracts').selectAll().where('id', 'in', ids).orderBy('id').forShare().execute();
  const found: Contract[] = [];
  for (const id of ids) {
    const row = rows.find((one) => one.id === id);
    if (!row || !(await kernel.kinds.get('contract')?.seen(tx, id, actor)))
      throw wrongField(`contracts.${chosen.indexOf(id)}`, 'unknown', 'certifiedLists:wrong.contract');
    if (row.registered_on === null) throw notRegistered({ title: row.title });
    if (row.state !== 'registered') throw noLongerRegistered({ title: row.title });
    found.push(row);
  }
  return found;
}

async function itemsOf(tx: Tx, organizations: Organizations, found: readonly Contract[]): Promise<Listed[]> {
  const names = await organizations.names([...new Set(found.flatMap((one) => one.organizations))], tx);
  const named = (one: Contract, role: 'seller' | 'buyer') =>
    one.parties
      .filter((each) => each.role === role && !each.person)
      .flatMap((each) => (each.organization === null ? each.name : names.get(each.organization)) ?? [])
      .join('\uff1b') || null;
  return found.map((one) => ({
    contract: one.id,
    ownNumber: one.own_number,
    registrationNumber: one.registration_number,
    title: one.title,
    seller: named(one, 'seller'),
    buyer: named(one, 'buyer'),
    registeredOn: one.registered_on ?? '',
    amount: one.amount,
    technologyAmount: one.technology_amount,
  }));
}

/** Over all that the paper lists and the moment: nobody guesses it who has not seen it. */
const codeOf = (items: readonly Listed[], at: Date): string =>
  checkCode(
    createHash('sha256')
      .update(`${at.toISOString()}\n${JSON.stringify(items)}`)
      .digest('hex'),
  );
