// For which organizations a technology manager counted on a day, as a condition over the register: the same that he is counted by (contributes.ts), where many are asked at once.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { confirmationDays } from '../contributes.ts';

type Ids = RawBuilder<{ id: string }>;

/** Whether a row of the register counted for one of some organizations on a day, an expression of text: certificate valid, affiliation confirmed. */
export const standsFor = (organizations: Ids, on: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  technology_managers.state <> 'voided'
  and exists (select from (select c from jsonb_array_elements(technology_managers.certificates) with ordinality x(c, n)
      where c ->> 'from' <= ${on} order by c ->> 'from' desc, n desc limit 1) last
    where last.c ->> 'to' is null or last.c ->> 'to' >= ${on})
  and exists (select from (select a from jsonb_array_elements(technology_managers.affiliations) with ordinality x(a, n)
      where a ->> 'on' <= ${on} and (a ->> 'endedOn' is null or ${on} < a ->> 'endedOn') order by n desc limit 1) last
    where (last.a ->> 'organization')::uuid in (${organizations})
      and exists (select from jsonb_array_elements_text(last.a -> 'confirmations') k
        where k <= ${on} and ${on}::date <= k::date + ${confirmationDays}::int)))`;

/** Ids of those who counted for one of some organizations on a day. */
export const standingFor = (organizations: Ids, day: string): Ids => sql<{ id: string }>`
  select technology_managers.id from technology_managers where exists (select from (${organizations}) one
      where technology_managers.affiliations @> jsonb_build_array(jsonb_build_object('organization', one.id)))
    and ${standsFor(organizations, sql`${day}::text`)}`;

export async function managersStanding(on: QueryExecutorProvider, organizations: Ids, day: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from (${standingFor(organizations, day)}) them`.execute(on);
  return rows[0]?.count ?? 0;
}
