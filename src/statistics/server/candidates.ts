// The work list of above scale: organizations whose revenue and listing do not agree, by district. Computed when asked.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { someOf } from '../../platform/shared/errors.ts';
import { readCursor, writeCursor, cursorNumber } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import { thresholds } from '../../organizations/classification.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import { type Candidate, type Counts, differenceOf, type differences, listCandidates, marginOf } from '../revenue.ts';
import type { StatisticsTables } from './tables.ts';

type OfCity = { regions: readonly Region[]; root: string; today: () => Promise<string> };
type Asked = {
  year?: number | undefined;
  region?: string | undefined;
  difference?: (typeof differences)[number] | undefined;
  q?: string | undefined;
};
type Row = {
  id: string;
  name: string;
  credit_code: string | null;
  region: string | null;
  industry: string | null;
  stated: string | null;
  revenue: string | null;
  listing: string | null;
};

export function mountCandidates(app: FastifyInstance, db: Kysely<StatisticsTables>, city: OfCity): void {
  mount(app, listCandidates, async ({ query, actor }) => {
    const today = await city.today();
    const years = await yearsOf(db);
    const year = query.year ?? years[0] ?? null;
    const inside = placesAsked(city, actor, query.region);
    const rows = year === null ? [] : await read(db, { year, today, inside });
    const found = rows.flatMap((row) => candidateOf(row) ?? []).filter((one) => fits(one, query));
    const first = readCursor(query.after, cursorNumber) ?? 0;
    const items = found.slice(first, first + query.limit);
    const next = first + query.limit < found.length ? writeCursor(first + query.limit) : null;
    const lists = await listedIn(db, { today, inside });
    const places = new Set([...rows.map((row) => row.region), ...lists.map((row) => row.region)]);
    const regions = [...places].sort((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
    return {
      items,
      next,
      year,
      years,
      today,
      ...(query.count === undefined ? {} : { total: { rows: found.length, more: false } }),
      city: countsOf(rows, lists, () => true),
      regions: regions.map((region) => ({ region, ...countsOf(rows, lists, (row) => row.region === region) })),
    };
  });
}

/** A district asks for itself alone; null is everywhere. */
function placesAsked({ regions, root }: OfCity, actor: Actor, asked: string | undefined): string[] | null {
  const own = hasRole(actor, 'bureauOfficer') ? undefined : (actor.region ?? '');
  const known = regions.map((one) => one.id);
  const wanted = asked === undefined ? undefined : someOf('region', asked, known)[0];
  if (own !== undefined) return wanted === undefined || wanted === own || wanted === root ? [own] : [];
  return wanted === undefined || wanted === root ? null : regionsInside(regions, wanted, { functionalAreas: 'in' });
}

async function yearsOf(db: Kysely<StatisticsTables>): Promise<number[]> {
  const rows = await db
    .selectFrom('yearly_revenues')
    .select('year')
    .distinct()
    .where('state', '<>', 'voided')
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

/** Organizations that do S&T services and have a revenue or are listed, with both. */
async function read(db: Kysely<StatisticsTables>, of: { year: number; today: string; inside: string[] | null }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.id, o.name, o.credit_code, o.region, o.industry, r.id as stated, r.revenue, l.id as listing
    from organizations o
    left join yearly_revenues r on r.organization = o.id and r.year = ${of.year} and r.state <> 'voided'
    left join above_scale_listings l on l.organization = o.id and l.state <> 'voided' and l.listed_on <= ${of.today}::date
      and (l.delisted_on is null or l.delisted_on > ${of.today}::date)
    where o.state = 'active' and (l.id is not null or (r.id is not null and o.st_class is not null))
      and (${of.inside}::text[] is null or o.region = any(${of.inside}::text[]))
    order by o.name, o.id`.execute(db);
  return rows;
}

/** Those of the last known year that could be listed, with what they lack. */
export async function aboveScaleCandidates(db: Kysely<StatisticsTables>, of: { today: string; inside: string[] | null }) {
  const [year] = await yearsOf(db);
  if (year === undefined) return [];
  const rows = await read(db, { year, ...of });
  return rows.flatMap((row) => candidateOf(row) ?? []).filter((one) => one.difference !== 'below');
}

/** How it differs; null where it does not, or where class or revenue are not known. */
function candidateOf(row: Row): Candidate | null {
  const threshold = row.industry === null ? null : thresholds(row.industry);
  if (row.industry === null || threshold === null || row.revenue === null || row.stated === null) return null;
  const figures = { revenue: row.revenue, threshold: threshold.revenue };
  const difference = differenceOf({ ...figures, listed: row.listing !== null });
  if (difference === null) return null;
  const { id, name, credit_code: creditCode, region, industry, stated, listing } = row;
  return {
    organization: { id, name, creditCode },
    region,
    industry,
    difference,
    ...figures,
    margin: marginOf(figures),
    stated,
    listing,
  };
}

const fits = (one: Candidate, { difference, q }: Asked): boolean =>
  (difference === undefined || one.difference === difference) &&
  (q === undefined || one.organization.name.includes(q) || one.organization.creditCode === q.toUpperCase());

type Listed = { region: string | null; listed: number; unknown: number };

/** How many are listed on a day in each region, and how many of them no organization of the register is known to be. */
async function listedIn(db: Kysely<StatisticsTables>, of: { today: string; inside: string[] | null }): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select region, count(*)::int as listed, count(*) filter (where organization is null)::int as unknown from above_scale_listings
    where state <> 'voided' and listed_on <= ${of.today}::date and (delisted_on is null or delisted_on > ${of.today}::date)
      and (${of.inside}::text[] is null or region = any(${of.inside}::text[])) group by region`.execute(db);
  return rows;
}

function countsOf(rows: readonly Row[], lists: readonly Listed[], counted: (row: { region: string | null }) => boolean): Counts {
  const found = rows.filter(counted).flatMap((row) => candidateOf(row)?.difference ?? []);
  const of = (difference: Candidate['difference']) => found.filter((one) => one === difference).length;
  const own = lists.filter(counted);
  return {
    listed: own.reduce((sum, one) => sum + one.listed, 0),
    unknown: own.reduce((sum, one) => sum + one.unknown, 0),
    meets: of('meets'),
    below: of('below'),
    near: of('near'),
  };
}
