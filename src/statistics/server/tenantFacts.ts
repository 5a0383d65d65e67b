// What the platform knows of an incubator's tenants, for its yearly return: read from its list and their answers. Writes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Say } from '../../platform/server/words.ts';
import type { Params } from '../../platform/shared/errors.ts';
import type { Text } from '../../platform/shared/words.ts';
import type { Fact, FactSource, TableFact } from '../fact.ts';
import { isInOn, tenantItems, tenantRows, tenantTotals, type TenantYear } from '../tenantTotals.ts';

/** Tenancies of an incubator that began by the end of a year, with what was answered for it. */
export async function tenantsOf(
  on: QueryExecutorProvider,
  { incubator, year }: { incubator: string; year: number },
): Promise<(TenantYear & { id: string })[]> {
  const { rows } = await sql<TenantYear & { id: string }>`
    select t.id, t.state, coalesce(o.name, t.name) as name, coalesce(o.credit_code, t.credit_code) as credit_code, t.joined_on, t.left_on,
      t.area, t.high_tech_from, t.high_tech_to, t.tech_sme_from, t.tech_sme_to, t.returnees, t.students,
      case when a.answered_at is null then null else a.answers end as answers
    from tenancies t left join organizations o on o.id = t.tenant left join tenant_asks a on a.tenancy = t.id and a.year = ${year}
    where t.incubator = ${incubator}::uuid and t.state <> 'voided' and t.joined_on <= ${`${year}-12-31`}::date
    order by name, t.joined_on, t.id`.execute(on);
  return rows;
}

/** The source of facts about tenants; of whole years alone. */
export function tenantFacts(say: Say): FactSource<QueryExecutorProvider> {
  const both = (key: string, params: Params): Text => ({ zh: say('zh-CN', key, params), en: say('en', key, params) });
  return {
    codes: tenantItems.map((item) => `tenants.${item}`),
    tables: ['tenants'],
    read: async ({ organization, from, to }, on) => {
      const year = Number(to.slice(0, 4));
      const whole = from === `${year}-01-01` && to === `${year}-12-31`;
      const tenants = whole ? await tenantsOf(on, { incubator: organization, year }) : [];
      const address = `/tenancies?year=${year}`;
      const here = tenants.filter((one) => isInOn(one, to));
      const answered = here.filter(({ answers }) => answers !== null).length;
      const words = both('tenantAsks:facts.words', { year, tenants: here.length, answered });
      const facts = Object.entries(tenantTotals(tenants, { from, to })).map(([item, { value }]): [string, Fact | null] => [
        `tenants.${item}`,
        value === null ? null : { value, words, address },
      ]);
      const table: TableFact | null = tenants.length === 0 ? null : { rows: tenantRows(tenants, to), words, address };
      return { facts: Object.fromEntries(facts), rows: { tenants: table } };
    },
  };
}
