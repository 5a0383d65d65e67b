// What happens to listings: made, looked through, shown, confirmed, expired, ended. Who sees the record; not what everybody sees of it (mount.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { scaled } from '../../platform/shared/money.ts';
import { industry } from '../../organizations/classification.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type Kernel, now, openKind, papersByPlace, type Sight } from '../../records/server/index.ts';
import { confirmWithinDays } from '../codes.ts';
import {
  faultOf,
  listingRecords,
  type ListingSort,
  notSecret,
  type outcomes,
  shownUntil,
  sideOf,
  type Stated,
} from '../listing.ts';
import { holds } from './conditions.ts';
import { linkOf, useLink } from './links/holder.ts';
import { ownerOf, ownOf, saidIn } from './owning.ts';
import { openVenue, venueNames } from './venues/service.ts';
import type { Listings as Table, MarketTables } from './tables.ts';

type Tx = Transaction<MarketTables>;
export type Row = Selectable<Table>;
export type Listings = ReturnType<typeof openListings>;

/** Where the organization that it is of reports: that district is in charge. */
const ofSeat = sql`(select o.region from organizations o where o.id = listings.organization)`;

export function openListings(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  const opened = openKind(kernel, db, {
    kind: listingRecords,
    table: 'listings',
    bulk: true,
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
      venues: await venueNames(on, [...new Set(rows.flatMap((row) => row.venue ?? []))]),
    }),
    present: (row, _personal, _actor, { related }) => ({
      ...statedOf(row),
      venue: row.venue === null ? null : { id: row.venue, name: related?.venues.get(row.venue) ?? '' },
      side: row.side,
      sort: row.sort,
      organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      region: row.region,
      anonymous: row.anonymous,
      publishedOn: row.published_on,
      lastConfirmedOn: row.last_confirmed_on,
      shownUntil: row.state === 'published' ? untilOf(row) : null,
      outcome: row.outcome,
      reason: row.reason,
    }),
    title: (row) => row.title,
    concerns: (row) => ({ region: row.region, organizations: [row.organization] }),
    papers: { ...papersByPlace('organization', ofSeat), retention: 'tenYears', closed: ['closed', 'withdrawn', 'voided'] },
    visible: visibleTo(organizations),
    // Whose a record is, `visible` has told, but that who runs its venue sees it too; whose a new one would be is said with it, and its
    // district read in the act.
    parties: {
      owner: (actor, row, input) => {
        const own = ownOf(actor);
        const said = row === null ? saidIn(input) : null;
        return own !== null && (said === null || said === own) && !isOfVenue(own, row);
      },
      venueStaff: (actor, row) => isOfVenue(ownOf(actor), row),
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: {
      q: (value) => sql<boolean>`(${holds(sql`title || ' ' || text || ' ' || array_to_string(keywords, ' ')`, value)})`,
      state: (value) => sql<boolean>`state = ${value}`,
      side: (value) => sql<boolean>`side = ${value}`,
      sort: (value) => sql<boolean>`sort = ${value}`,
      field: (value) => sql<boolean>`field = ${value}`,
      organization: (value) => sql<boolean>`organization in (${organizations.oneWith(value)})`,
      venue: (value) => sql<boolean>`venue = ${value}::uuid`,
    },
    waits: [
      {
        states: ['underReview'],
        for: 'publish',
        words: 'market:waits.publish',
        since: (row) => kernel.dayOf(row.recorded_at),
        due: () => null,
      },
      {
        states: ['toConfirm'],
        for: 'confirm',
        words: 'market:waits.confirmFirst',
        since: (row) => kernel.dayOf(row.recorded_at),
        due: () => null,
      },
      {
        states: ['published', 'expired'],
        for: 'confirm',
        words: 'market:waits.confirm',
        since: (row) => row.last_confirmed_on ?? row.published_on ?? kernel.dayOf(row.created),
        due: (row) => untilOf(row),
        among: (today) =>
          sql<boolean>`state = 'expired' or ${sinceConfirmed} + ${confirmWithinDays - noticeDays}::int <= ${today}::date`,
      },
    ],
    handlers: handlersOf(organizations),
  });
  return {
    ...opened,
    /** Once an hour: what nobody has confirmed in time, and what was needed by a day that has passed. */
    fallDue: async () => {
      const today = kernel.dayOf(await now(kernel.db));
      const rows = await db.selectFrom('listings').select('id').where(overdue(today)).execute();
      for (const { id } of rows) await opened.act('expire', { actor: clock, id, input: {} });
    },
  };
}

/** So many days before it expires its owner is asked to confirm it. */
const noticeDays = 14;
const sinceConfirmed = sql`coalesce(last_confirmed_on, published_on)`;
const overdue = (today: string) =>
  sql<boolean>`state = 'published' and (${sinceConfirmed} + ${confirmWithinDays}::int < ${today}::date or deadline < ${today}::date)`;

/** Whether it comes through a venue that this organization runs, and is another's. */
const isOfVenue = (own: string | null, row: Pick<Row, 'organization' | 'venue_operator'> | null): boolean =>
  own !== null && row !== null && row.venue_operator === own && row.organization !== own;

/**
 * The organization its own, with those that became one with it, and what was handed in to a venue that it runs; a district those of its
 * organizations, the bureau all.
 */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
    const link = linkOf(actor);
    if (link) return sql<boolean>`id = ${link.listing}::uuid`;
    const own = ownOf(actor);
    const parts = [
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${ofSeat} = ${actor.region}`] : []),
      ...(own === null
        ? []
        : [sql<boolean>`(organization in (${oneWith(own)}) or (venue_operator = ${own}::uuid and state <> 'draft'))`]),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };

export const untilOf = (row: Pick<Row, 'published_on' | 'last_confirmed_on' | 'deadline'>): string | null =>
  shownUntil({ publishedOn: row.published_on, lastConfirmedOn: row.last_confirmed_on, deadline: row.deadline });

export const statedOf = (row: Omit<Row, 'id' | 'state' | 'version' | 'created' | 'recorded_at'>): Stated => ({
  title: row.title,
  text: row.text,
  keywords: row.keywords,
  field: row.field,
  industry: row.industry,
  cooperation: row.cooperation,
  maturity: row.maturity,
  demandType: row.demand_type,
  price: row.price,
  priceLow: row.price_low,
  priceHigh: row.price_high,
  deadline: row.deadline,
  acceptance: row.acceptance,
  confidentiality: row.confidentiality,
  venue: row.venue,
});

type Partly<T> = { [K in keyof T]?: T[K] | undefined };
type Created = Stated & { sort: ListingSort; organization: string | null; anonymous: boolean };

/** What is stated, once it can be of its sort; a deadline lies ahead when it is said. */
function sound(of: Stated & { sort: ListingSort; anonymous: boolean }, today: string, before: string | null = null) {
  const fault = faultOf(of);
  if (fault) throw wrongField(fault.path, fault.code, `market:refusals.${fault.code}`);
  if (of.industry !== null && industry(of.industry) === null)
    throw wrongField('industry', 'unknown', 'market:refusals.industry', { industry: of.industry });
  if (of.deadline !== null && of.deadline !== before && of.deadline < today) throw past(of.deadline, today);
  const exact = (amount: string | null) => (amount === null ? null : scaled(amount, 2));
  return {
    title: of.title,
    text: of.text,
    keywords: [...new Set(of.keywords)],
    field: of.field,
    industry: of.industry,
    cooperation: of.cooperation,
    maturity: of.maturity,
    demand_type: of.demandType,
    price: of.price,
    price_low: exact(of.priceLow),
    price_high: exact(of.priceHigh),
    deadline: of.deadline,
    acceptance: of.acceptance,
    confidentiality: of.confidentiality,
  };
}
const past = (on: string, today: string) => wrongField('deadline', 'past', 'market:refusals.past', { on, today });

/** As it stands with what is said anew. */
async function changed(tx: Tx, record: Row, input: Partly<Stated>, today: string) {
  const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<Stated>;
  const { sort, anonymous } = record;
  const after = { ...statedOf(record), ...said, sort, anonymous };
  return { ...sound(after, today, record.deadline), ...(await throughVenue(tx, after.venue, record)) };
}

/** The venue with who runs it. What it comes through stays, also after the venue has closed. */
async function throughVenue(tx: Tx, venue: string | null, before: Pick<Row, 'venue' | 'venue_operator'> | null) {
  if (venue === null) return { venue: null, venue_operator: null };
  if (before?.venue === venue) return { venue, venue_operator: before.venue_operator };
  const { id, organization } = await openVenue(tx, venue);
  return { venue: id, venue_operator: organization };
}

/** Nobody is asked for what its deadline has made pointless. */
function stillWanted({ deadline }: Row, today: string): void {
  if (deadline !== null && deadline < today) throw past(deadline, today);
}

type Of<I> = { tx: Tx; record: Row; input: I; day: string };
type ByLink<I> = Of<I> & { actor: Actor };
/** Its owner's word of a day: with it a review publishes, without it the owner is asked first. */
const wordOf = (day: string | null) => ({
  last_confirmed_on: day,
  reviewed_to: day === null ? ('toConfirm' as const) : ('published' as const),
});
function confirmed({ record, day }: Of<unknown>) {
  stillWanted(record, day);
  return { ...wordOf(day), published_on: record.state === 'toConfirm' ? day : record.published_on };
}
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Created; actor: Actor; day: string }) => {
    const { id, region } = await ownerOf(tx, organizations, actor, input.organization, 'market');
    return {
      ...sound(input, day),
      ...(await throughVenue(tx, input.venue, null)),
      side: sideOf(input.sort),
      sort: input.sort,
      organization: id,
      region,
      anonymous: input.anonymous,
      published_on: null,
      last_confirmed_on: null,
      reviewed_to: 'toConfirm' as const,
      outcome: null,
      reason: null,
    };
  },
  edit: ({ tx, record, input, day }: Of<Partly<Stated>>) => changed(tx, record, input, day),
  submit: ({ record, input, actor, day }: Of<{ noSecret: boolean }> & { actor: Actor }) => {
    if (!input.noSecret) throw notSecret();
    stillWanted(record, day);
    return { ...wordOf(ownOf(actor) === null ? null : day), reason: null };
  },
  publish: ({ record, day }: Of<unknown>) => {
    stillWanted(record, day);
    return record.reviewed_to === 'published' ? { published_on: day } : {};
  },
  sendBack: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
  confirm: confirmed,
  confirmByLink: async (of: ByLink<unknown>) => {
    await useLink(of);
    return confirmed(of);
  },
  changeByLink: async (of: ByLink<Pick<Stated, 'title' | 'text' | 'deadline'>>) => {
    await useLink(of);
    return { ...(await changed(of.tx, of.record, of.input, of.day)), ...wordOf(of.day), reason: null };
  },
  refuseByLink: async (of: ByLink<{ reason: string }>) => {
    await useLink(of);
    return { reason: of.input.reason };
  },
  endByLink: async (of: ByLink<{ reason: string }>) => {
    await useLink(of);
    return { outcome: 'noLonger' as const, reason: of.input.reason };
  },
  correct: async ({ tx, record, input: { reason, ...said }, day }: Of<Partly<Stated> & { reason: string }>) => ({
    ...(await changed(tx, record, said, day)),
    reason,
  }),
  close: ({ input }: Of<{ outcome: (typeof outcomes)[number]; reason: string }>) => input,
  /** A deal on it was registered. */
  conclude: () => ({ outcome: 'agreed' as const, reason: null }),
  withdraw: ({ input }: Of<{ reason: string | null }>) => ({ reason: input.reason }),
  void: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
});
