// The two facts of above scale: what is listed, and each year's revenue. Who sees them, what is refused, what counts. Not the work list (candidates.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { closed, disclosed } from '../../platform/shared/disclosed.ts';
import { notAllowed, someOf, wrongField } from '../../platform/shared/errors.ts';
import {
  type Condition,
  type Kernel,
  openKind,
  papersByPlace,
  queueRecalculation,
  type Sight,
} from '../../records/server/index.ts';
import { industry } from '../../organizations/classification.ts';
import { checkCreditCode } from '../../organizations/creditCode.ts';
import { regionOn } from '../../organizations/organization.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { contributes, listedTwice, type ListingFacts, listingRecords } from '../listing.ts';
import { revenueRecords, statedTwice } from '../revenue.ts';
import { confidentialOfRevenues, type StatisticsTables } from './tables.ts';
import { listingTells } from '../tells.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<StatisticsTables>;
type Listing = Selectable<StatisticsTables['above_scale_listings']>;
type OfCity = { organizations: Organizations; regions: readonly Region[]; root: string };

export function openListings(kernel: Kernel, db: Kysely<StatisticsTables>, city: OfCity) {
  const { organizations, root } = city;
  const seatsOf = async (tx: Tx, id: string | null) => (id === null ? [] : organizations.seats(tx, id));
  /** What is named must be there; where it counts now. */
  async function placed(tx: Tx, of: { organization: string | null; region: string | null }, day: string) {
    if (of.organization === null) {
      if (of.region === null) throw wrongField('region', 'required', 'listings:refusals.place');
      checkRegion(city, of.region);
      return { organization: null, region: of.region };
    }
    if (!(await organizations.isActive(tx, of.organization)))
      throw wrongField('organization', 'unknown', 'listings:refusals.organization');
    return { organization: of.organization, region: regionOn(await seatsOf(tx, of.organization), day) };
  }

  const opened = openKind(kernel, db, {
    kind: listingRecords,
    table: 'above_scale_listings',
    related: (rows, on) =>
      organizations.names(
        rows.flatMap((row) => row.organization ?? []),
        on,
      ),
    present: (row, _personal, _actor, { related: names }) => ({
      organization: named(row.organization, names),
      name: row.name,
      creditCode: row.credit_code,
      region: row.region,
      industry: row.industry,
      listedOn: row.listed_on,
      delistedOn: row.delisted_on,
      document: row.document,
    }),
    // Entries behind a public figure tell it: no name outside the chain in charge.
    title: (row) => `#${row.id.slice(-6).toUpperCase()}`,
    tells: listingTells,
    concerns: (row) => ({ region: row.region, organizations: row.organization === null ? [] : [row.organization] }),
    papers: { ...papersByPlace('organization'), retention: 'thirtyYears', closed: ['delisted', 'voided'] },
    visible: chainInCharge,
    parties: {},
    filters: {
      ...placeFilters(city),
      q: (value) => containing(value, sql`name || ' ' || coalesce(credit_code, '')`),
      state: (value) => sql<boolean>`state = ${value}`,
      known: (value) => (value === 'yes' ? sql<boolean>`organization is not null` : sql<boolean>`organization is null`),
    },
    handlers: {
      create: async ({ tx, input, day }) => {
        notFuture('listedOn', input.listedOn, day);
        const codes = { credit_code: codeOf(input.creditCode), industry: industryOf(input.industry) };
        const place = await placed(tx, input, day);
        await refuseTwice(tx, { ...place, ...codes, listed_on: input.listedOn, delisted_on: null }, null);
        return { ...place, ...codes, name: input.name, listed_on: input.listedOn, delisted_on: null, document: input.document };
      },
      correct: async ({ tx, record, input, day }) => {
        if (input.listedOn !== undefined) notFuture('listedOn', input.listedOn, day);
        const listed_on = input.listedOn ?? record.listed_on;
        if (record.delisted_on !== null && listed_on >= record.delisted_on)
          throw wrongField('listedOn', 'order', 'listings:refusals.order', { on: record.delisted_on });
        const codes = {
          credit_code: input.creditCode === undefined ? record.credit_code : codeOf(input.creditCode),
          industry: input.industry === undefined ? record.industry : industryOf(input.industry),
        };
        const place = await placed(
          tx,
          {
            organization: input.organization === undefined ? record.organization : input.organization,
            region: input.region === undefined ? record.region : input.region,
          },
          day,
        );
        await refuseTwice(tx, { ...place, ...codes, listed_on, delisted_on: record.delisted_on }, record.id);
        return {
          ...place,
          ...codes,
          listed_on,
          ...(input.name === undefined ? {} : { name: input.name }),
          ...(input.document === undefined ? {} : { document: input.document }),
        };
      },
      delist: ({ record, input, day }) => {
        notFuture('on', input.on, day);
        if (input.on <= record.listed_on) throw wrongField('on', 'order', 'listings:refusals.before', { on: record.listed_on });
        return { delisted_on: input.on };
      },
      undoDelist: async ({ tx, record }) => {
        await refuseTwice(tx, { ...record, delisted_on: null }, record.id);
        return { delisted_on: null };
      },
      recalculate: async ({ tx, record, day }) => ({ region: regionOn(await seatsOf(tx, record.organization), day) }),
    },
    contributes: (row, facts: ListingFacts) => contributes(row, facts),
    facts: async (tx, row) => ({ seats: await seatsOf(tx, row.organization), root }),
  });
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(
      tx,
      'aboveScaleListing',
      event.id,
      sql<{
        id: string;
      }>`select l.id from above_scale_listings l where l.organization in (${organizations.sameAs(event.record)}) and l.state <> 'voided'`,
    ),
  );
  return opened;
}

/** Where the organization of a revenue reports. */
const ofSeat = sql`(select o.region from organizations o where o.id = yearly_revenues.organization)`;

export function openRevenues(kernel: Kernel, db: Kysely<StatisticsTables>, city: OfCity) {
  const { organizations } = city;
  const opened = openKind(kernel, db, {
    kind: revenueRecords,
    table: 'yearly_revenues',
    confidential: confidentialOfRevenues,
    related: async (rows, on) => {
      const ids = rows.map((row) => row.organization);
      return { names: await organizations.names(ids, on), places: await placesOf(on, ids) };
    },
    present: (row, _personal, _actor, { related }) => ({
      organization: named(row.organization, related?.names) ?? { id: row.organization, name: '' },
      region: related?.places.get(row.organization) ?? null,
      year: row.year,
      revenue: disclosed(row.revenue),
      document: row.document,
    }),
    title: (row) => `${row.year} #${row.id.slice(-6).toUpperCase()}`,
    papers: { ...papersByPlace('organization', ofSeat), retention: 'thirtyYears', closed: ['voided'] },
    visible: (actor) => chainInCharge(actor, ofSeat),
    parties: {
      // Whose organization it is can only be read in the act, which refuses another district's.
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: {
      ...placeFilters(city, ofSeat),
      q: (value) => containing(value, sql`(select o.name from organizations o where o.id = yearly_revenues.organization)`),
      year: (value) => sql<boolean>`year = ${Number(value)}`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: async ({ tx, input, actor, day }) => {
        const [place] = await placesOf(tx, [input.organization]);
        if (!place) throw wrongField('organization', 'unknown', 'revenues:refusals.organization');
        if (!hasRole(actor, 'bureauOfficer') && place[1] !== actor.region) throw notAllowed();
        if (input.year >= Number(day.slice(0, 4)) + 1)
          throw wrongField('year', 'inFuture', 'revenues:refusals.year', { year: input.year });
        const there = await tx
          .selectFrom('yearly_revenues')
          .select('id')
          .where('organization', '=', input.organization)
          .where('year', '=', input.year)
          .where('state', '<>', 'voided')
          .executeTakeFirst();
        if (there) throw statedTwice({ year: input.year, id: there.id });
        return { organization: input.organization, year: input.year, revenue: closed(input.revenue), document: input.document };
      },
      amend: ({ input }) => ({
        ...(input.revenue === undefined ? {} : { revenue: closed(input.revenue) }),
        ...(input.document === undefined ? {} : { document: input.document }),
      }),
    },
  });
  return opened;
}

const named = (id: string | null, names: ReadonlyMap<string, string> | undefined) =>
  id === null ? null : { id, name: names?.get(id) ?? '' };

/** The bureau sees all, a district what lies in it, an organization its own. */
export function chainInCharge(actor: Actor, region = sql`region`): Sight {
  if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
  const own = [
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${region} = ${actor.region}`] : []),
    ...(hasRole(actor, 'organizationAdmin', 'member') && actor.organization !== null
      ? [sql<boolean>`organization = ${actor.organization}::uuid`]
      : []),
  ];
  return own.length === 0 ? 'none' : sql<boolean>`(${sql.join(own, sql` or `)})`;
}

export function placeFilters({ regions, root }: Pick<OfCity, 'regions' | 'root'>, region = sql`region`) {
  return {
    region: (value: string): Condition => {
      const known = regions.map((one) => one.id);
      const [asked = root] = someOf('region', value, known);
      return asked === root
        ? null
        : sql<boolean>`${region} = any(${regionsInside(regions, asked, { functionalAreas: 'in' })}::text[])`;
    },
    organization: (value: string): Condition => sql<boolean>`organization = ${value}::uuid`,
  };
}

export const containing = (value: string, text: ReturnType<typeof sql>) =>
  sql<boolean>`${text} ilike ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`;

async function placesOf(on: Kysely<StatisticsTables>, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; region: string | null }>`
    select id, region from organizations where id = any(${ids}::uuid[]) and state = 'active'`.execute(on);
  return new Map(rows.map((row) => [row.id, row.region]));
}

/** The same organization is listed once at a time. Who lists it at the same time waits. */
async function refuseTwice(
  tx: Tx,
  of: Pick<Listing, 'organization' | 'credit_code' | 'listed_on' | 'delisted_on'>,
  except: string | null,
): Promise<void> {
  if (of.organization === null && of.credit_code === null) return;
  await oneAtATime(tx, 'above-scale listings', of.organization ?? of.credit_code ?? '');
  const { rows } = await sql<{ id: string; name: string }>`select id, name from above_scale_listings
    where state <> 'voided' and id is distinct from ${except}::uuid
      and (organization = ${of.organization}::uuid or credit_code = ${of.credit_code})
      and (${of.delisted_on}::date is null or listed_on < ${of.delisted_on}::date)
      and (delisted_on is null or delisted_on > ${of.listed_on}::date) limit 1`.execute(tx);
  const [there] = rows;
  if (there) throw listedTwice({ name: there.name, id: there.id });
}

function checkRegion({ regions }: OfCity, id: string): void {
  if (!regions.some((one) => one.id === id && one.kind !== 'city'))
    throw wrongField('region', 'unknown', 'listings:refusals.region', { region: id });
}

function codeOf(said: string | null): string | null {
  if (said === null || said === '') return null;
  const checked = checkCreditCode(said);
  if (checked.ok || checked.overridable) return checked.code;
  throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
}

function industryOf(code: string | null): string | null {
  if (code !== null && !industry(code)) throw wrongField('industry', 'unknown', 'organizations:refusals.industry', { code });
  return code;
}

function notFuture(field: string, on: string, today: string): void {
  if (on > today) throw wrongField(field, 'inFuture', 'listings:refusals.inFuture', { on, today });
}
