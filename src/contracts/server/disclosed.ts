// What everybody may read of a contract, as SQL over its table alone: for the public list, and for whatever else shows contracts to everybody. Of what is withheld nothing is read.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { counting } from '../contributes.ts';

/** Registered, or cancelled by its parties afterwards, and they agreed that at least its title is shown. */
export const isDisclosed = sql<boolean>`(state = any(${[...counting]}::text[]) and disclosure <> 'nothing' and registered_on is not null)`;
/** They agreed to more than the title: parties, their place, amounts and the day. */
export const isDisclosedWhole = sql<boolean>`(disclosure = 'all')`;

/** A party that is no natural person: those are named to nobody. */
const isNamed = sql<boolean>`not (p ->> 'person')::boolean`;
/** Parties whose names are shown: of the register by these ids, or as said. */
export const partyNamed = (words: string, ids: readonly string[]): RawBuilder<boolean> => sql<boolean>`exists (
  select from jsonb_array_elements(parties) p where ${isNamed}
    and (p ->> 'organization' = any(${ids}::text[]) or (p ->> 'organization' is null and p ->> 'name' like ${words})))`;

const namesOf = (of: RawBuilder<boolean>): RawBuilder<string[]> => sql<string[]>`(
  select coalesce(array_agg(coalesce(o.name, p ->> 'name') order by at), '{}') from jsonb_array_elements(parties) with ordinality as said(p, at)
    left join organizations o on o.id = (p ->> 'organization')::uuid
    where ${isDisclosedWhole} and ${isNamed} and ${of} and coalesce(o.name, p ->> 'name') is not null)`;

/** What it may be found by and told apart by where it is disclosed; the place and names are those of one that is disclosed whole. */
export const disclosedFacts = {
  title: sql<string>`title`,
  technologyField: sql<string | null>`technology_field`,
  year: sql<number>`extract(year from registered_on)::int`,
  region: sql<string | null>`case when ${isDisclosedWhole} then region end`,
  parties: namesOf(sql<boolean>`true`),
  sellers: namesOf(sql<boolean>`p ->> 'role' = 'seller'`),
};

/** Contracts that show the name of one of these organizations. */
export async function disclosedOf(on: QueryExecutorProvider, organizations: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from contracts where ${isDisclosed} and ${isDisclosedWhole}
    and exists (select from jsonb_array_elements(parties) p where p ->> 'organization' = any(${[...organizations]}::text[]))`.execute(
    on,
  );
  return rows.map((row) => row.id);
}
