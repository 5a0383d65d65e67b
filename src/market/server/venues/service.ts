// What happens to venues: proposed, opened, closed. Who sees the record, and which venue a listing may come through; not what everybody sees (mount.ts).
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { maskName, maskPhone } from '../../../platform/shared/mask.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, papersByPlace } from '../../../records/server/index.ts';
import { type StatedVenue, type VenueKind, venueRecords, venueTwice } from '../../venue.ts';
import { holds } from '../conditions.ts';
import { inCharge, ofOwner, ownerOf, ownOf, saidIn } from '../owning.ts';
import type { MarketTables } from '../tables.ts';

type Tx = Transaction<MarketTables>;
export type VenueRow = Selectable<MarketTables['venues']>;
export type Venues = ReturnType<typeof openVenues>;

/** Where the organization that runs it reports: that district is in charge. */
const ofSeat = sql`(select o.region from organizations o where o.id = venues.organization)`;

export function openVenues(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: venueRecords,
    table: 'venues',
    personal: true,
    related: (rows, on) => organizations.names([...new Set(rows.map((row) => row.organization))], on),
    present: (row, personal, actor, { related: names }) => ({
      venueKind: row.kind,
      name: row.name,
      organization: { id: row.organization, name: names?.get(row.organization) ?? '' },
      region: row.region,
      territory: row.territory,
      fields: row.fields,
      staff: row.staff,
      address: row.address,
      phone: row.phone,
      contact: contactFor(actor, row, personal),
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      reason: row.reason,
    }),
    title: (row) => row.name,
    concerns: (row) => ({ region: row.region, organizations: [row.organization] }),
    papers: { ...papersByPlace('organization', ofSeat), retention: 'thirtyYears', closed: ['closed', 'declined', 'voided'] },
    visible: (actor) => inCharge(actor, ofSeat, ofOwner(organizations)),
    // Whose a record is, `visible` has told; whose a new one would be is said with it, and its district read in the act.
    parties: {
      operator: (actor, row, input) => {
        const own = ownOf(actor);
        const said = row === null ? saidIn(input) : null;
        return own !== null && (said === null || said === own);
      },
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: {
      q: (value) => sql<boolean>`(${holds(sql`name || ' ' || address`, value)})`,
      state: (value) => sql<boolean>`state = ${value}`,
      venueKind: (value) => sql<boolean>`kind = ${value}`,
      organization: (value) => sql<boolean>`organization in (${organizations.oneWith(value)})`,
    },
    waits: [
      {
        states: ['proposed'],
        for: 'open',
        words: 'venues:waits.open',
        since: (row) => kernel.dayOf(row.created),
        due: () => null,
      },
    ],
    handlers: handlersOf(organizations),
  });
}

const mask = (value: string | undefined, as: (value: string) => string) => (value === undefined ? null : as(value));
/** Those who run it gave it; officers see that there is one. */
function contactFor(actor: Actor, row: VenueRow, { contactName: name, contactPhone: phone }: Readonly<Record<string, string>>) {
  if (ownOf(actor) === row.organization) return { name: name ?? null, phone: phone ?? null };
  return { name: mask(name, maskName), phone: mask(phone, maskPhone) };
}

type Of<I> = { tx: Tx; record: VenueRow; input: I; day: string };
type Partly<T> = { [K in keyof T]?: T[K] | undefined };
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor }: { tx: Tx; input: StatedVenue & Created; actor: Actor }) => {
    const { id, region } = await ownerOf(tx, organizations, actor, input.organization, 'venues');
    const columns = columnsOf(input, organizations);
    await refuseTwice(tx, organizations, { ...columns, kind: input.kind, organization: id });
    const life = { opened_on: null, closed_on: null, reason: null };
    return { ...columns, ...life, kind: input.kind, organization: id, region, personal: contactIn(input) };
  },
  edit: async ({ tx, record, input }: Of<Partly<StatedVenue>>) => {
    const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<StatedVenue>;
    const columns = columnsOf({ ...record, ...said }, organizations);
    if (columns.name !== record.name) await refuseTwice(tx, organizations, { ...record, ...columns }, record.id);
    return { ...columns, personal: contactIn(said) };
  },
  open: ({ input, day }: Of<{ on: string }>) => {
    refuseAhead(input.on, day);
    return { opened_on: input.on };
  },
  decline: ({ input }: Of<{ reason: string }>) => input,
  close: ({ record, input: { on, reason }, day }: Of<{ on: string; reason: string }>) => {
    refuseAhead(on, day);
    if (record.opened_on !== null && on < record.opened_on)
      throw wrongField('on', 'beforeOpening', 'venues:refusals.beforeOpening', { on: record.opened_on });
    return { closed_on: on, reason };
  },
  reopen: ({ input }: Of<{ reason: string }>) => ({ closed_on: null, reason: input.reason }),
  eraseContact: () => ({ personal: { contactName: null, contactPhone: null } }),
  void: ({ input }: Of<{ reason: string }>) => input,
});
type Created = { kind: VenueKind; organization: string | null };

const refuseAhead = (on: string, today: string): void => {
  if (on > today) throw wrongField('on', 'ahead', 'venues:refusals.ahead', { today });
};

type Columned = Pick<StatedVenue, 'name' | 'territory' | 'fields' | 'staff' | 'address' | 'phone'>;
function columnsOf({ name, territory, fields, staff, address, phone }: Columned, { pack: { regions, root } }: Organizations) {
  if (territory !== null && !regions.some(({ id }) => id === territory))
    throw wrongField('territory', 'unknown', 'venues:refusals.territory');
  return { name, territory: territory === root ? null : territory, fields: [...new Set(fields)], staff, address, phone };
}

/** What is not said stays; null removes it. */
const contactIn = ({ contactName, contactPhone }: Partial<StatedVenue>) => ({
  ...(contactName === undefined ? {} : { contactName }),
  ...(contactPhone === undefined ? {} : { contactPhone }),
});

type Named = Pick<VenueRow, 'name' | 'kind' | 'organization'>;
async function refuseTwice(tx: Tx, { oneWith }: Organizations, of: Named, except: string | null = null): Promise<void> {
  const { rows } = await sql`select from venues where name = ${of.name} and kind = ${of.kind}
    and organization in (${oneWith(of.organization)}) and state not in ('declined', 'voided')
    and id is distinct from ${except}::uuid limit 1`.execute(tx);
  if (rows.length > 0) throw venueTwice();
}

/** The open venue that a listing is to come through. */
export async function openVenue(on: QueryExecutorProvider, id: string): Promise<{ id: string; organization: string }> {
  const { rows } = await sql<{ id: string; organization: string }>`
    select id, organization from venues where id = ${id}::uuid and state = 'open'`.execute(on);
  const [found] = rows;
  if (!found) throw wrongField('venue', 'unknown', 'venues:refusals.venue');
  return found;
}

/** Whether everybody may know of it: open, or closed since. */
export async function isPublicVenue(on: QueryExecutorProvider, id: string): Promise<boolean> {
  const { rows } = await sql`select from venues where id = ${id}::uuid and state in ('open', 'closed')`.execute(on);
  return rows.length > 0;
}

/** What venues are called. */
export async function venueNames(on: QueryExecutorProvider, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select id, name from venues where id = any(${ids}::uuid[])`.execute(
    on,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
