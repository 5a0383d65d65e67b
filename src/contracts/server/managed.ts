// A technology manager's contracts: those that name him, as far as the reader sees each; one query.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Kernel } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { counting } from '../contributes.ts';
import { getManaged } from '../managed.ts';
import type { Contracts } from './service.ts';
import type { ContractTables } from './tables.ts';

type With = {
  kernel: Kernel;
  db: Kysely<ContractTables>;
  contracts: Pick<Contracts, 'definition'>;
  organizations: Organizations;
};
const latest = 10;
const none = { registered: { count: 0, amount: '0', technologyAmount: '0' }, count: 0, items: [] };

type Row = {
  count: number;
  registered: number;
  amount: string;
  technologyAmount: string;
  id: string;
  title: string;
  state: string;
  registeredOn: string | null;
  own: string | null;
  seller: string;
  naming: string;
};

export function mountManaged(app: FastifyInstance, { kernel, db, contracts, organizations }: With): void {
  mount(app, getManaged, async ({ params: { id }, actor }) => {
    // Who does not see the manager learns nothing of him by his contracts; nothing personal is read.
    const manager = await kernel.kinds.get('technologyManager')?.seen(db, id, actor);
    if (!manager) throw notFound();
    const self = hasRole(actor, 'technologyManager') && actor.account !== null && manager['account'] === actor.account;
    const rows = await managed(db, contracts, { id, actor, self });
    const [first] = rows;
    if (!first) return none;
    const names = await organizations.names([...new Set(rows.map((row) => row.seller))]);
    return {
      registered: { count: first.registered, amount: first.amount, technologyAmount: first.technologyAmount },
      count: first.count,
      items: rows.map(({ id: contract, title, state, registeredOn, own, seller, naming }) => ({
        id: contract,
        naming: self ? naming : null,
        title,
        state,
        registeredOn,
        amount: own,
        sellerName: names.get(seller) ?? null,
      })),
    };
  });
}

type Asked = { id: string; actor: Actor; self: boolean };
/** The latest that he confirmed, each with the sums over all of them. He himself sees each of them, and its amount once it counts. */
async function managed(db: Kysely<ContractTables>, { definition }: With['contracts'], of: Asked) {
  const sight = of.self ? 'all' : definition.visible(of.actor);
  if (sight === 'none') return [];
  const counts = sql`state = any(${[...counting]}::text[]) and registered_on is not null`;
  const { rows } = await sql<Row>`select id, naming, title, state, registered_on as "registeredOn", seller,
      case when ${of.self} and not (${counts}) then null else amount::text end as own,
      (count(*) over ())::int as count, (count(*) filter (where ${counts}) over ())::int as registered,
      coalesce(sum(amount) filter (where ${counts}) over (), 0)::text as amount,
      coalesce(sum(technology_amount) filter (where ${counts}) over (), 0)::text as "technologyAmount"
    from (select contracts.*, n.id as naming from manager_namings n join contracts on contracts.id = n.contract
        where n.manager = ${of.id}::uuid and n.state = 'confirmed') contracts
      where ${sight === 'all' ? sql`true` : sight}
    order by coalesce(registered_on, submitted_on) desc nulls first, id desc limit ${latest}`.execute(db);
  return rows;
}
