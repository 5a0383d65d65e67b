// Organizations that have become one: who is one with whom, what each brings, where they reported. Nothing is copied: undoing is exact, in any order.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Seat, seatsWhenMerged } from '../organization.ts';

/** What a merged organization brings to the one that it has become one with. */
export type Absorbed = {
  id: string;
  /** The organization that it is one with now, at the end of all merges. */
  survivor: string;
  name: string;
  creditCode: string | null;
  formerNames: string[];
  aliases: string[];
};

/** Ids of an organization and of all that have been merged into it, directly or not; as a subquery. */
export const sameAs = (organization: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  with recursive same(id) as (select ${organization}::uuid union select o.id from organizations o join same s on o.merged_into = s.id)
  select id from same`;

/** Ids of all organizations that are one with this one, in whatever order they were merged; as a subquery. */
export const oneWith = (organization: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  with recursive up(id, next) as (select id, merged_into from organizations where id = ${organization}::uuid
      union all select o.id, o.merged_into from up u join organizations o on o.id = u.next),
    same(id) as (select id from up where next is null union select o.id from organizations o join same s on o.merged_into = s.id)
  select id from same`;

/** Ids of all organizations that report now in one of these regions, those merged into such a one with them; as a subquery. */
export const reportingIn = (regions: readonly string[]): RawBuilder<{ id: string }> => sql<{ id: string }>`
  with recursive inside(id) as (select id from organizations where state = 'active' and region = any(${regions}::text[])
    union select o.id from organizations o join inside i on o.merged_into = i.id) select id from inside`;

/** Those merged into any of these, by the one that they are one with. */
export async function absorbedBy(db: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Absorbed[]>> {
  const found = new Map<string, Absorbed[]>();
  if (ids.length === 0) return found;
  // Each list asks this, and hardly any organization has one merged into it: the short question first.
  const { rows: some } = await sql`select from organizations where merged_into = any(${ids}::uuid[]) limit 1`.execute(db);
  if (some.length === 0) return found;
  const { rows } = await sql<Absorbed>`
    with recursive same(id, survivor) as (
      select o.id, o.merged_into from organizations o where o.merged_into = any(${ids}::uuid[])
      union select o.id, s.survivor from organizations o join same s on o.merged_into = s.id)
    select o.id, s.survivor, o.name, o.credit_code as "creditCode", o.former_names as "formerNames", o.aliases
    from same s join organizations o on o.id = s.id order by o.id`.execute(db);
  for (const row of rows) found.set(row.survivor, [...(found.get(row.survivor) ?? []), row]);
  return found;
}

/** The organization that each is one with now, itself unless it was merged; and where that reports. */
export async function survivorsOf(
  db: QueryExecutorProvider,
  ids: readonly string[],
): Promise<Map<string, { id: string; region: string | null }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; survivor: string; region: string | null }>`
    with recursive up(id, survivor, region, next) as (
      select id, id, region, merged_into from organizations where id = any(${[...new Set(ids)]}::uuid[])
      union all select u.id, o.id, o.region, o.merged_into from up u join organizations o on o.id = u.next)
    select id, survivor, region from up where next is null`.execute(db);
  return new Map(rows.map(({ id, survivor, region }) => [id, { id: survivor, region }]));
}

/** All names that merged organizations bring. */
export const namesOfAbsorbed = (absorbed: readonly Absorbed[]): string[] => [
  ...new Set(absorbed.flatMap((one) => [one.name, ...one.formerNames, ...one.aliases])),
];

/** Names that come with a merge and are not among its own. */
export const gainedNames = (
  own: { name: string; former_names: readonly string[]; aliases: readonly string[] },
  absorbed: readonly Absorbed[],
): string[] => namesOfAbsorbed(absorbed).filter((name) => ![own.name, ...own.former_names, ...own.aliases].includes(name));

/** Where an organization reported over time, read in the caller's transaction; from a merge on, where the other does. */
export async function seatsOf(tx: QueryExecutorProvider, id: string, dayOf: (at: Date) => string): Promise<Seat[]> {
  const { rows } = await sql<{ seats: Seat[]; merged_into: string | null; merged_at: Date | null }>`
    select seats, merged_into, merged_at from organizations where id = ${id}`.execute(tx);
  const [row] = rows;
  if (!row) return [];
  if (row.merged_into === null || row.merged_at === null) return row.seats;
  return seatsWhenMerged(row.seats, { on: dayOf(row.merged_at), seats: await seatsOf(tx, row.merged_into, dayOf) });
}

/** The same for many at once, for lists; organizations that were never merged, and so most, in one statement. */
export async function seatsOfMany(
  on: QueryExecutorProvider,
  ids: readonly string[],
  dayOf: (at: Date) => string,
): Promise<Map<string, Seat[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; seats: Seat[]; merged_into: string | null }>`
    select id, seats, merged_into from organizations where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  const found = new Map(rows.map((row) => [row.id, row.seats]));
  for (const { id, merged_into: into } of rows) if (into !== null) found.set(id, await seatsOf(on, id, dayOf));
  return found;
}
