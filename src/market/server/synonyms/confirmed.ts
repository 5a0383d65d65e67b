// Matches that both sides confirmed, with what each of them says: deals that were agreed, and proposals that led to talks. Read for the words alone.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Confirmed, Sided } from '../../wordPairs.ts';

/** So many of the newest deals are looked at. */
const looked = 2000;

const sided = (of: string) => sql`json_build_object('id', ${sql.ref(of)}.id, 'title', ${sql.ref(of)}.title,
  'keywords', to_json(${sql.ref(of)}.keywords), 'text', concat_ws(E'\\n', ${sql.ref(of)}.title,
    array_to_string(${sql.ref(of)}.keywords, E'\\n'), ${sql.ref(of)}.text, ${sql.ref(of)}.acceptance))`;

/**
 * A proposal names both listings, and is confirmed once its deal is talked about. A deal names one of them; the other is what its asker had
 * on the other side of the hall in the same field when it was agreed.
 */
export async function confirmedOf(db: QueryExecutorProvider): Promise<Confirmed[]> {
  const { rows } = await sql<{ parties: string; demand: Sided; supply: Sided }>`
    with latest as (
      select id, listing, asker, side, state from deals
      where state in ('talking', 'agreed', 'underNotice', 'contracted', 'registered') order by id desc limit ${looked}
    ), pairs as (
      select p.listing as one, p.candidate as other from latest d join proposals p on p.deal = d.id
      union
      select d.listing, own.id from latest d join listings l on l.id = d.listing
        join listings own on own.organization = d.asker and own.side <> d.side and own.field = l.field
          and own.published_on is not null and own.state <> 'voided'
      where d.state <> 'talking'
    )
    select concat_ws(' ', least(a.organization, b.organization), greatest(a.organization, b.organization)) as parties,
      ${sided('a')} as demand, ${sided('b')} as supply
    from (select distinct least(one, other) as first, greatest(one, other) as second from pairs) both_of
      join listings a on a.id in (both_of.first, both_of.second) and a.side = 'demand'
      join listings b on b.id in (both_of.first, both_of.second) and b.side = 'supply'
    order by a.id, b.id`.execute(db);
  return rows;
}
