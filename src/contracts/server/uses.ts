// Where one contract counts: its entries, the indicators over them, the targets that look at those; and an organization's contracts as far as the reader sees them.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import { net } from '../../ledger/entry.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { counting } from '../contributes.ts';
import { type ContractsOf, getContractsOf, getCounts } from '../uses.ts';
import type { Contracts } from './service.ts';
import type { ContractTables } from './tables.ts';

export type UsesOf = {
  contracts: Pick<Contracts, 'one' | 'definition'>;
  ledger: Ledger;
  organizations: Organizations;
  now: () => Promise<Date>;
  /** Indicators over these measures, by the definitions of today. */
  indicatorsOver: (measures: readonly string[], language: Language) => { code: string; name: string }[];
  /** Targets of all plans on these indicators. */
  targetsOn: (
    indicators: readonly string[],
    language: Language,
  ) => Promise<{ plan: string; planName: string; indicator: string; name: string }[]>;
};
type Db = Kysely<ContractTables & LedgerTables>;
const latest = 10;

export function mountUses(app: FastifyInstance, db: Db, of: UsesOf): void {
  mount(app, getCounts, async ({ params: { id }, actor }) => {
    await of.contracts.one(actor, id);
    const entries = [...net(await of.ledger.posted(db, id)).values()];
    const indicators = of.indicatorsOver([...new Set(entries.map((one) => one.measure))], actor.language);
    return {
      entries: entries
        .map(({ measure, on, amount, region }) => ({ measure, on, amount, region }))
        .toSorted((a, b) => (`${a.on} ${a.measure}` < `${b.on} ${b.measure}` ? -1 : 1)),
      indicators,
      targets: await of.targetsOn(
        indicators.map((one) => one.code),
        actor.language,
      ),
      countedAt: (await of.now()).toISOString(),
    };
  });
  mount(app, getContractsOf, async ({ params: { id }, actor }) => {
    if (!(await of.organizations.names([id])).has(id)) throw notFound();
    return contractsOf(db, of, id, actor);
  });
}

type Year = ContractsOf['sold'][number] & { side: 'sold' | 'bought' };

async function contractsOf(db: Db, { contracts }: UsesOf, id: string, actor: Actor): Promise<ContractsOf> {
  const sight = contracts.definition.visible(actor);
  if (sight === 'none') return { sold: [], bought: [], items: [] };
  const seen = sight === 'all' ? sql`true` : sight;
  // Who registers an import is its buyer: which side it stands on say the parties.
  const own = sql`(select c.*, case when exists (select from jsonb_array_elements(parties) p
      where p ->> 'role' = 'buyer' and p ->> 'organization' = ${id}) then 'bought' else 'sold' end as side
    from contracts c where (organizations @> jsonb_build_array(${id}::text)) and ${seen}
      and exists (select from jsonb_array_elements(parties) p
        where p ->> 'role' in ('seller', 'buyer') and p ->> 'organization' = ${id}))`;
  const [years, items] = await Promise.all([
    sql<Year>`select side, extract(year from registered_on)::int as year, count(*)::int as count,
        coalesce(sum(amount), 0)::text as amount, coalesce(sum(technology_amount), 0)::text as "technologyAmount"
      from ${own} c where state = any(${[...counting]}::text[]) and registered_on is not null
      group by 1, 2 order by 2 desc`.execute(db),
    sql<ContractsOf['items'][number]>`select id, title, state, side, registered_on as "registeredOn", amount
      from ${own} c order by coalesce(registered_on, submitted_on) desc nulls first, id desc limit ${latest}`.execute(db),
  ]);
  const ofSide = (side: Year['side']) => years.rows.flatMap(({ side: on, ...year }) => (on === side ? [year] : []));
  return { sold: ofSide('sold'), bought: ofSide('bought'), items: items.rows };
}
