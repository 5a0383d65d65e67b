// A listing whose matches are asked, and what does not come back for it.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Facts } from '../../fit.ts';
import { shown } from '../conditions.ts';
import type { Asking } from './lists.ts';

/** A published listing with all that its owner said. */
export async function askingOf(
  db: QueryExecutorProvider,
  { survivors }: Pick<Organizations, 'survivors'>,
  id: string,
): Promise<Asking | null> {
  const { rows } = await sql<Facts>`
    select id, side, sort, organization, region, title, keywords, field, industry, cooperation, maturity, anonymous, price,
      demand_type as "demandType", price_low as "priceLow", price_high as "priceHigh", concat_ws(' ', text, acceptance) as text,
      coalesce(last_confirmed_on, published_on) as "lastConfirmedOn"
    from listings where ${shown} and id = ${id}`.execute(db);
  const [one] = rows;
  if (!one) return null;
  const owner = (await survivors(db, [one.organization])).get(one.organization)?.id ?? one.organization;
  return { ...one, organization: owner, full: [one.title, ...one.keywords, one.text ?? ''].join('\n') };
}

/** What its owner declined, and who declined it. */
export async function declinedOf(db: QueryExecutorProvider, listing: string): Promise<{ all: Set<string>; own: number }> {
  const { rows } = await sql<{ id: string; own: boolean }>`
    select candidate as id, true as own from declined_matches where listing = ${listing} and state = 'declined'
    union all select listing, false from declined_matches where candidate = ${listing} and state = 'declined'`.execute(db);
  return { all: new Set(rows.map((row) => row.id)), own: rows.filter((row) => row.own).length };
}
