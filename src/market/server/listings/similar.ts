// Listings that are nearly the same as one that is being written, or speak of the same: found by their prints in the database, which each act writes with its listing.
import { type Kysely, sql } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import { seenAsSql, type Sight } from '../../../records/server/index.ts';
import { askedBy, nearFrom, type Printed, ranked } from '../../prints.ts';
import type { Similar } from '../../writing.ts';
import type { MarketTables } from '../tables.ts';

/** So many that share the most prints are compared; so many are shown. */
const [compared, shown] = [60, 5];

type Met = Printed & Pick<Similar, 'id' | 'side' | 'sort' | 'waiting'> & { organization: string | null };
type Asking = { db: Kysely<MarketTables>; organizations: Organizations };

/**
 * Of published listings what everybody sees of them, and of those under review or before their owner's word what `sight` lets the asker see. Texts shown on admission
 * are neither read nor compared.
 */
export async function similarTo(
  of: Printed,
  except: string | null,
  sight: Sight,
  { db, organizations }: Asking,
): Promise<Similar[]> {
  const prints = askedBy(of);
  const { rows } = await sql<Met>`
    select id, side, sort, title, keywords, confidentiality, state in ('underReview', 'toConfirm') as waiting,
      case when confidentiality = 'public' then text else '' end as text,
      case when confidentiality = 'public' then acceptance end as acceptance,
      case when not anonymous then organization end as organization
    from listings
    where state in ('underReview', 'toConfirm', 'published', 'inNegotiation') and prints && ${prints}::int[]
      and (state not in ('underReview', 'toConfirm') or (${seenAsSql(sight)}))
      and id is distinct from ${except}::uuid
    order by (select count(*) from unnest(prints) print where print = any(${prints}::int[])) desc, id
    limit ${compared}`.execute(db);
  const found = ranked(of, rows).slice(0, shown);
  const names = await organizations.names([...new Set(found.flatMap((one) => one.of.organization ?? []))]);
  return found.map(({ of: one, near, alike }) => ({
    id: one.id,
    side: one.side,
    sort: one.sort,
    title: one.title,
    organization: one.organization === null ? null : { id: one.organization, name: names.get(one.organization) ?? '' },
    near: near >= nearFrom,
    likeness: Math.round((near >= nearFrom ? near : Math.min(1, alike)) * 100) / 100,
    waiting: one.waiting,
  }));
}
