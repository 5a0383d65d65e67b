// What a workbook brought in and what is left of it to be confirmed: one matter a day of import for who brought it in, one for an organization that is asked about several. Reads only.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, seenAsSql } from '../../../records/server/index.ts';
import { confirmWithinDays } from '../../codes.ts';
import { askedBy, hasNobody, sinceConfirmed, toBeAsked } from '../asking.ts';
import { broughtBy, broughtOn, isImported, isOneOfMany } from '../imported.ts';
import { ownOf } from '../owning.ts';
import { visibleTo } from '../service.ts';
import type { MarketTables } from '../tables.ts';

/**
 * `first`: they wait for their owners' first word; `still`: their owners, who have no account, are to be asked whether they hold; `own`: the
 * reader's own organization is asked for its word.
 */
export type Brought = {
  asks: 'first' | 'still' | 'own';
  /** The day of the import; of `own` the first one of those. */
  day: string;
  left: number;
  /** Of `first`: those that reach their owner by a link alone and have none that is open. */
  links: number;
  /** Of `still`: the first day after which one of them is shown no longer. */
  due: string | null;
};
export type BroughtIn = (of: { actor: Actor; today: string }) => Promise<Brought[]>;

type Of = { kernel: Kernel; db: Kysely<MarketTables>; organizations: Organizations };
type Days = Omit<Brought, 'asks'>[];
export const openBroughtIn = ({ kernel, db, organizations }: Of): BroughtIn => {
  const day = broughtOn(kernel.city.timeZone);
  const sight = visibleTo(organizations);
  const readDays = async (where: readonly RawBuilder<unknown>[], said: RawBuilder<unknown> = none): Promise<Days> => {
    const { rows } = await sql<Days[number]>`select ${day} as day, count(*)::int as "left", ${said} from listings
      where ${sql.join([...where], sql` and `)} group by 1 order by 1`.execute(db);
    return rows;
  };
  return async ({ actor, today }) => {
    if (actor.account === null) return [];
    const own = ownOf(actor);
    const seen = sql`(${seenAsSql(sight(actor))})`;
    const first = await readDays([waits, isImported, broughtBy(actor), seen], linksOf(today));
    const still = hasRole(actor, ...officers)
      ? await readDays([toBeAsked(today), askedBy(actor), isImported, seen], soonest)
      : [];
    const asked = own === null ? [] : await readDays([waits, sql`organization in (${organizations.oneWith(own)})`, isOneOfMany]);
    return [...as('first', first), ...as('still', still), ...as('own', together(asked))];
  };
};
const officers = ['bureauOfficer', 'districtOfficer'] as const;
const waits = sql`state = 'toConfirm'`;
const none = sql`0 as links, null::date as due`;
const soonest = sql`0 as links, min(least(${sinceConfirmed} + ${confirmWithinDays}::int, deadline)) as due`;
const linksOf = (
  today: string,
): RawBuilder<unknown> => sql`count(*) filter (where ${hasNobody(today)} and not exists (select from listing_links l
  where l.listing = listings.id and l.ended_at is null and l.until >= ${today}::date))::int as links, null::date as due`;

const as = (asks: Brought['asks'], days: Days): Brought[] => days.map((one) => ({ ...one, asks }));
/** Of whatever days: an organization knows of no imports. */
function together(days: Days): Days {
  const [first] = days;
  return first ? [{ ...first, left: days.reduce((sum, one) => sum + one.left, 0) }] : [];
}
