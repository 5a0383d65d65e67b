// What stood in the market on a day, as it was known at its end: listings that have changed since, interest shown and fits told until then. Reads only.
import { type QueryExecutorProvider, sql } from 'kysely';
import { isShown, life, restating } from '../../listing.ts';
import type { Listings } from '../tables.ts';

export type Asked = { on: string; timeZone: string };
export const endOf = ({ on, timeZone }: Asked) => sql<Date>`((${on}::date + 1)::timestamp at time zone ${timeZone})`;

/** What a listing says that everybody may read, with whose it is. */
export type Said = Pick<
  Listings,
  'side' | 'sort' | 'title' | 'keywords' | 'field' | 'industry' | 'cooperation' | 'organization' | 'region' | 'anonymous'
> & { id: string; demandType: string | null; publishedOn: string | null };

/** Actions after which its state is told by the lifecycle alone. */
const plain = new Map(
  Object.entries(life.actions).flatMap(([action, { to }]): [string, string][] =>
    typeof to === 'string' && to !== 'same' ? [[action, to]] : [],
  ),
);

type Then = { id: string; version: number; action: string; restated: boolean };
/**
 * How listings that have changed since stood at the end of the day: those that were shown then, and what those of them said that
 * have said something else since. By the last event until then, whose body is read only where its action does not tell the state.
 */
export async function standingThen(db: QueryExecutorProvider, changed: readonly string[], asked: Asked) {
  if (changed.length === 0) return { shown: [], said: [] };
  const { rows } = await sql<Then>`
    select c.id, e.version, e.action, exists(select from events later where later.record = c.id and later.version > e.version
        and later.action = any(${[...restating]}::text[])) as restated
    from unnest(${[...changed]}::uuid[]) as c(id) cross join lateral (
      select version, action from events where record = c.id and recorded_at < ${endOf(asked)} order by version desc limit 1) e`.execute(
    db,
  );
  const states = await statesAfter(
    db,
    rows.filter(({ action }) => !plain.has(action)),
  );
  const shown = rows.filter(({ id, action }) => isShown(plain.get(action) ?? states.get(id) ?? ''));
  const [same, other] = [shown.filter((one) => !one.restated), shown.filter((one) => one.restated)];
  return { shown: same.map((one) => one.id), said: await saidThen(db, other) };
}

async function statesAfter(db: QueryExecutorProvider, of: readonly Pick<Then, 'id' | 'version'>[]): Promise<Map<string, string>> {
  if (of.length === 0) return new Map();
  const { rows } = await sql<{ id: string; state: string }>`
    select o.id, e.body::json ->> 'state' as state
    from unnest(${of.map((one) => one.id)}::uuid[], ${of.map((one) => one.version)}::int[]) as o(id, version)
      join events e on e.record = o.id and e.version = o.version`.execute(db);
  return new Map(rows.map((row) => [row.id, row.state]));
}

/** What they said after this event. */
async function saidThen(db: QueryExecutorProvider, of: readonly Pick<Then, 'id' | 'version'>[]): Promise<Said[]> {
  if (of.length === 0) return [];
  const { rows } = await sql<Said>`
    select o.id, r.side, r.sort, r.title, r.keywords, r.field, r.industry, r.cooperation, r.organization, r.region, r.anonymous,
      r.demand_type as "demandType", r.published_on as "publishedOn"
    from unnest(${of.map((one) => one.id)}::uuid[], ${of.map((one) => one.version)}::int[]) as o(id, version)
      join events e on e.record = o.id and e.version = o.version
      cross join lateral jsonb_to_record(e.body::jsonb -> 'after') as r(side text, sort text, title text, keywords text[], field text,
        industry text, cooperation text[], organization uuid, region text, anonymous boolean, demand_type text, published_on date)`.execute(
    db,
  );
  return rows;
}

/** Of these demands, those on which somebody had shown interest by then, whatever became of it. */
export async function answeredOn(db: QueryExecutorProvider, demands: readonly string[], asked: Asked): Promise<Set<string>> {
  const { rows } = await sql<{ listing: string }>`select distinct listing from deals
    where listing = any(${[...demands]}::uuid[]) and created < ${endOf(asked)}`.execute(db);
  return new Set(rows.map((row) => row.listing));
}

/** What was told to fit these demands well by then and was not declined, and on which day fits were last looked for. */
export async function toldOn(db: QueryExecutorProvider, demands: readonly string[], asked: Asked) {
  const { rows } = await sql<{ demand: string; candidate: string }>`select demand, candidate from matches_told m
    where demand = any(${[...demands]}::uuid[]) and told_on <= ${asked.on}::date and not exists (select from declined_matches d
      where d.listing = m.demand and d.candidate = m.candidate and d.state = 'declined' and d.created < ${endOf(asked)})`.execute(
    db,
  );
  const { rows: days } = await sql<{
    day: string | null;
  }>`select max(day) as day from match_digests where day <= ${asked.on}::date`.execute(db);
  const byDemand = Map.groupBy(rows, (row) => row.demand);
  return {
    told: new Map([...byDemand].map(([demand, all]) => [demand, all.map((one) => one.candidate)])),
    lookedOn: days[0]?.day ?? null,
  };
}

export type Body = {
  id: string;
  name: string;
  kind: string | null;
  industry: string | null;
  region: string | null;
  size: string | null;
  enteredOn: string;
  titles: string[];
};
/** The register on a day. One that has since become one with another is shown as that; names, kinds and lines as they are known now. */
export async function organizationsOn(db: QueryExecutorProvider, asked: Asked, standing: readonly string[]): Promise<Body[]> {
  const until = endOf(asked);
  const { rows } = await sql<Body>`
    select o.id, o.name, o.kind, o.industry, o.region, o.size, (o.created at time zone ${asked.timeZone})::date as "enteredOn",
      array(select distinct r.kind from recognitions r where r.organization = o.id and r.created < ${until}
        and (r.state = any(${[...standing]}::text[]) or r.state = 'removed') and coalesce(r.recognised_on collate "C" <= ${asked.on}, true)
        and coalesce(r.removed_on > ${asked.on}::date, r.state <> 'removed') order by r.kind) as titles
    from organizations o where o.state = 'active' and o.created < ${until} and coalesce(o.ceased_on > ${asked.on}::date, true)
    order by o.name, o.id`.execute(db);
  return rows;
}

/** How much was told to fit so far, and the last day on which it was looked for: they grow without an event. */
export async function lastOf(db: QueryExecutorProvider): Promise<string> {
  const { rows } = await sql<{ last: string }>`
    select concat((select count(*) from matches_told), ' ', (select max(day) from match_digests)) as last`.execute(db);
  return rows[0]?.last ?? '';
}
