// What stood in the market on a day, as it was known at its end: listings shown then, with what they said then; interest shown and fits told until then. Reads only.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Listings } from '../tables.ts';
import { shown, shownStates } from '../conditions.ts';

export type Asked = { on: string; timeZone: string };
export const endOf = ({ on, timeZone }: Asked) => sql<Date>`((${on}::date + 1)::timestamp at time zone ${timeZone})`;

export type Standing = Pick<
  Listings,
  'side' | 'sort' | 'title' | 'keywords' | 'field' | 'industry' | 'cooperation' | 'organization' | 'region' | 'anonymous'
> & { id: string; demandType: string | null; publishedOn: string; shownNow: boolean };

const columns = sql`side, sort, title, keywords, field, industry, cooperation, organization, region, anonymous, demand_type, published_on`;
/** One that has not changed since stands as it is; of another its last event until then tells. What was voided stood on no day. */
export async function listingsOn(db: QueryExecutorProvider, asked: Asked): Promise<Standing[]> {
  const until = endOf(asked);
  const { rows } = await sql<Standing>`
    select id, side, sort, title, keywords, field, industry, cooperation, organization, region, anonymous,
      demand_type as "demandType", published_on as "publishedOn", now_shown as "shownNow" from (
      select id, ${columns}, true as now_shown from listings where ${shown} and recorded_at < ${until}
      union all
      select l.id, r.*, l.state = any(${[...shownStates]}::text[]) from listings l
        cross join lateral (select e.body::jsonb as body from events e where e.record = l.id and e.recorded_at < ${until}
          order by e.version desc limit 1) e
        cross join lateral jsonb_to_record(e.body -> 'after') as r(side text, sort text, title text, keywords text[], field text,
          industry text, cooperation text[], organization uuid, region text, anonymous boolean, demand_type text, published_on date)
      where l.recorded_at >= ${until} and l.created < ${until} and l.state <> 'voided' and e.body ->> 'state' = any(${[...shownStates]}::text[])
    ) stood order by published_on desc, id desc`.execute(db);
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
