// What happens to premises: stated, changed from a day on, put right, closed. Who sees them; which stand on a day, for other modules. Not their totals.
import { type Kysely, type QueryExecutorProvider, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, someOf, wrongField } from '../../platform/shared/errors.ts';
import { scaled } from '../../platform/shared/money.ts';
import { type Kernel, openKind, papersByPlace, type Sight } from '../../records/server/index.ts';
import {
  addressKey,
  areaFault,
  type Extent,
  extentOn,
  premisesRecords,
  premisesTwice,
  type Use,
  withExtent,
} from '../premises.ts';
import { regionsInside } from '../region.ts';
import { oneWith } from './merges.ts';
import type { Organizations } from './service.ts';
import type { PremisesTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<PremisesTables>;
type Row = Selectable<PremisesTables['premises']>;
export type Premises = ReturnType<typeof openPremises>;

/** Where the organization that runs it reports: that district is in charge of what it states, wherever the place lies. */
const ofSeat = sql`(select o.region from organizations o where o.id = premises.organization)`;
/** The organization whose people a member acts for; null for who acts for none. */
const operatorOf = (actor: Actor): string | null => (hasRole(actor, 'organizationAdmin', 'member') ? actor.organization : null);

export function openPremises(kernel: Kernel, db: Kysely<PremisesTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: premisesRecords,
    table: 'premises',
    related: (rows, on) => organizations.names([...new Set(rows.map((row) => row.organization))], on),
    present: (row, _personal, _actor, { related: names }) => ({
      organization: { id: row.organization, name: names?.get(row.organization) ?? '' },
      name: row.name,
      address: row.address,
      region: row.region,
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      extents: row.extents,
      document: row.document,
    }),
    title: (row) => row.name,
    concerns: (row) => ({ region: row.region, organizations: [row.organization] }),
    papers: { ...papersByPlace('organization', ofSeat), retention: 'thirtyYears', closed: ['closed', 'voided'] },
    visible,
    // Whose a record is, `visible` has told; whose a new one would be is said with it, and its district read in the act.
    parties: {
      operator: (actor, row, input) => {
        const own = operatorOf(actor);
        const said = row === null ? saidIn(input) : null;
        return own !== null && (said === null || said === own);
      },
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: filtersOf(organizations),
    handlers: handlersOf(organizations),
  });
}

const saidIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'organization' in input ? input.organization : null;

/** The organization its own, with those that became one with it; a district those of its organizations, the bureau all. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
  const own = operatorOf(actor);
  const parts = [
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${ofSeat} = ${actor.region}`] : []),
    ...(own === null ? [] : [sql<boolean>`organization in (${oneWith(own)})`]),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

type Asked = Readonly<Record<string, unknown>>;
/** How it stands on the day that is asked, or as last stated: one value of that statement. */
const standing = (field: 'use' | 'tenure', { on = null }: Asked) => sql`(select e->>${sql.lit(field)}
  from jsonb_array_elements(extents) e where ${on}::text is null or e->>'from' <= ${on}::text order by e->>'from' desc limit 1)`;
const filtersOf = ({ pack: { regions, root } }: Organizations) => ({
  q: (value: string) => sql<boolean>`name || ' ' || address ilike ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
  state: (value: string) => sql<boolean>`state = ${value}`,
  organization: (value: string) => sql<boolean>`organization in (${oneWith(value)})`,
  region: (value: string) => {
    const [asked = root] = someOf(
      'region',
      value,
      regions.map((one) => one.id),
    );
    const inside = regionsInside(regions, asked, { functionalAreas: 'in' });
    return asked === root ? null : sql<boolean>`region = any(${inside}::text[])`;
  },
  on: (value: string) => standsOn(value),
  use: (value: string, _actor: Actor, query: Asked) => sql<boolean>`${standing('use', query)} = ${value}`,
  tenure: (value: string, _actor: Actor, query: Asked) => sql<boolean>`${standing('tenure', query)} = ${value}`,
});
const standsOn = (on: string) =>
  sql<boolean>`state <> 'voided' and opened_on <= ${on}::date and (closed_on is null or closed_on > ${on}::date)`;

/** What stands on a day of these organizations, of one use or of any, as known on the connection. */
export async function premisesStanding(
  on: QueryExecutorProvider,
  organizations: RawBuilder<{ id: string }>,
  { day, use }: { day: string; use: Use | null },
): Promise<Extent[]> {
  const { rows } = await sql<{ openedOn: string; closedOn: string | null; extents: Extent[] }>`
    select opened_on as "openedOn", closed_on as "closedOn", extents from premises
    where organization in (${organizations}) and ${standsOn(day)} order by id`.execute(on);
  return rows.flatMap((row) => extentOn(row, day) ?? []).filter((one) => use === null || one.use === use);
}

type Stated = Omit<Extent, 'from'>;
const statedIn = ({ use, tenure, area, tenantArea, sharedArea, seats }: Stated): Stated => {
  const exact = (of: string | null) => (of === null ? null : scaled(of, 2));
  const fault = areaFault({ area, tenantArea, sharedArea });
  if (fault) throw wrongField(fault.path, fault.code, `premises:refusals.${fault.code}`);
  return { use, tenure, area: scaled(area, 2), tenantArea: exact(tenantArea), sharedArea: exact(sharedArea), seats };
};

type Place = { name: string; address: string; region: string };
type Created = Place & Stated & { organization: string | null; openedOn: string; document: string | null };
type Changed = Stated & { on: string; document?: string | null | undefined; reason: string | null };
type Corrected = { [K in keyof (Place & Dates)]?: (Place & Dates)[K] | undefined };
type Dates = { openedOn: string; closedOn: string; document: string | null };

const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Created; actor: Actor; day: string }) => {
    const organization = await operator(tx, organizations, actor, input.organization);
    checkRegion(organizations, input.region);
    const row = {
      organization,
      ...placed(input),
      opened_on: input.openedOn,
      closed_on: null,
      extents: [{ from: input.openedOn, ...statedIn(input) }],
    };
    soundDays(row, day);
    await refuseTwice(tx, row, null);
    return { ...row, document: input.document };
  },
  change: ({ record, input, day }: { record: Row; input: Changed; day: string }) => {
    notFuture('on', input.on, day);
    const stands = extentOn({ openedOn: record.opened_on, closedOn: record.closed_on, extents: record.extents }, input.on);
    if (stands === null) throw wrongField('on', 'notRun', 'premises:refusals.notRun', { on: input.on });
    const { extents, anew } = withExtent(record.extents, { from: input.on, ...statedIn(input) });
    if (anew && input.reason === null) throw wrongField('reason', 'required', 'premises:refusals.anew', { on: input.on });
    return { extents, ...(input.document === undefined ? {} : { document: input.document }) };
  },
  withdraw: ({ record, input }: { record: Row; input: { on: string } }) => {
    const [first, ...later] = record.extents;
    if (first === undefined || !later.some(({ from }) => from === input.on))
      throw wrongField('on', 'unknown', 'premises:refusals.noChange', { on: input.on });
    return { extents: [first, ...later.filter(({ from }) => from !== input.on)] };
  },
  correct: async ({ tx, record, input, day }: { tx: Tx; record: Row; input: Corrected; day: string }) => {
    const { name = record.name, address = record.address, region = record.region, openedOn = record.opened_on } = input;
    if (input.closedOn !== undefined && record.closed_on === null)
      throw wrongField('closedOn', 'notClosed', 'premises:refusals.notClosed');
    checkRegion(organizations, region);
    const [first, ...later] = record.extents;
    const row = {
      ...record,
      ...placed({ name, address, region }),
      opened_on: openedOn,
      closed_on: input.closedOn ?? record.closed_on,
      extents: first ? [{ ...first, from: openedOn }, ...later] : [],
    };
    soundDays(row, day);
    await refuseTwice(tx, row, record.id);
    const { opened_on, closed_on, extents } = row;
    const document = input.document === undefined ? record.document : input.document;
    return { ...placed({ name, address, region }), opened_on, closed_on, extents, document };
  },
  close: ({ record, input, day }: { record: Row; input: { on: string }; day: string }) => {
    soundDays({ ...record, closed_on: input.on }, day, 'on');
    return { closed_on: input.on };
  },
  reopen: async ({ tx, record }: { tx: Tx; record: Row }) => {
    await refuseTwice(tx, { ...record, closed_on: null }, record.id);
    return { closed_on: null };
  },
});

const placed = ({ name, address, region }: Place) => ({ name, address, address_key: addressKey(address), region });

/** Whose it is: one's own, or what an officer names and is in charge of; of one that was merged, the other's. */
async function operator(tx: Tx, organizations: Organizations, actor: Actor, said: string | null): Promise<string> {
  const own = operatorOf(actor);
  const id = said ?? own;
  if (id === null) throw wrongField('organization', 'required', 'premises:refusals.whose');
  const found = (await organizations.survivors(tx, [id])).get(id);
  if (!found) throw wrongField('organization', 'unknown', 'premises:refusals.organization');
  const inCharge = hasRole(actor, 'bureauOfficer') || (hasRole(actor, 'districtOfficer') && found.region === actor.region);
  if (id !== own && !inCharge) throw notAllowed();
  return found.id;
}

function checkRegion({ pack }: Organizations, region: string): void {
  if (!pack.regions.some((one) => one.id === region && one.kind !== 'city'))
    throw wrongField('region', 'unknown', 'organizations:refusals.region', { region });
}

/** Opened before it closes, nothing ahead of today, and every later statement between the two. */
function soundDays(of: Pick<Row, 'opened_on' | 'closed_on' | 'extents'>, today: string, closing = 'closedOn'): void {
  notFuture('openedOn', of.opened_on, today);
  const later = of.extents.slice(1).map(({ from }) => from);
  const [second = null] = later;
  if (second !== null && second <= of.opened_on)
    throw wrongField('openedOn', 'order', 'premises:refusals.afterChange', { on: second });
  if (of.closed_on === null) return;
  notFuture(closing, of.closed_on, today);
  const last = later.at(-1) ?? of.opened_on;
  if (of.closed_on <= last) throw wrongField(closing, 'order', 'premises:refusals.before', { on: last });
}

function notFuture(field: string, on: string, today: string): void {
  if (on > today) throw wrongField(field, 'inFuture', 'premises:refusals.inFuture', { on, today });
}

type Where = Pick<Row, 'organization' | 'name' | 'address_key' | 'opened_on' | 'closed_on'>;
/** One place is run once at a time, by its address or by what its organization calls it. Who states it at the same moment waits. */
async function refuseTwice(tx: Tx, of: Where, except: string | null): Promise<void> {
  await oneAtATime(tx, 'premises', of.organization);
  const { rows } = await sql<{ id: string; name: string }>`select id, name from premises
    where state <> 'voided' and organization in (${oneWith(of.organization)}) and id is distinct from ${except}::uuid
      and (address_key = ${of.address_key} or name = ${of.name})
      and (${of.closed_on}::date is null or opened_on < ${of.closed_on}::date)
      and (closed_on is null or closed_on > ${of.opened_on}::date) limit 1`.execute(tx);
  const [there] = rows;
  if (there) throw premisesTwice({ name: there.name, id: there.id });
}
