// Registered contracts that everybody may read, by their seller: what an organization is known to do, for the market. Reads only what is disclosed.
import { type QueryExecutorProvider, sql } from 'kysely';
import { counting } from '../contributes.ts';
import { isDisclosed, isDisclosedWhole } from './disclosed.ts';

export type ContractShown = { organization: string; title: string; field: string | null };
/** The latest first; of sellers of the register alone. */
export async function contractsShownOf(on: QueryExecutorProvider, sellers: readonly string[]): Promise<ContractShown[]> {
  if (sellers.length === 0) return [];
  const { rows } = await sql<ContractShown>`
    select seller as organization, title, technology_field as field from contracts
    where ${isDisclosed} and ${isDisclosedWhole}
      and seller = any(${[...sellers]}::uuid[])
    order by registered_on desc, id`.execute(on);
  return rows;
}

export type WorkShown = { organization: string; field: string | null; industry: string | null; times: number };
/** What sellers of the register had worked for by a day: by technology field and industry served, of what is disclosed alone. */
export async function workShownOf(on: QueryExecutorProvider, day: string): Promise<WorkShown[]> {
  const { rows } = await sql<WorkShown>`
    select seller as organization, technology_field as field, industry, count(*)::int as times from contracts
    where state = any(${[...counting]}::text[]) and disclosure = 'all' and registered_on <= ${day}::date and seller is not null
    group by 1, 2, 3 order by 1, 2, 3`.execute(on);
  return rows;
}
