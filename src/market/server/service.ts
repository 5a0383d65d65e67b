// What happens to listings: made, looked through, shown, confirmed, expired, ended. Who sees the record; not what everybody sees of it (mount.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type Kernel, now, openKind, type Sight, type WaitOf } from '../../records/server/index.ts';
import { confirmWithinDays } from '../codes.ts';
import {
  type life,
  listingRecords,
  type ListingSort,
  notSecret,
  ripening,
  type outcomes,
  shownUntil,
  sideOf,
  type Stated,
} from '../listing.ts';
import { priceLimits } from '../prices.ts';
import { holds } from './conditions.ts';
import { accountOf, isNamed, managersShown } from './brokering/managers.ts';
import { askedBy, noticeDays, sinceConfirmed, toBeAsked } from './asking.ts';
import { enteredFor, enteringAs, isEnteredBy, namesAnother, outsideTerritory, serves } from './entering.ts';
import { isByHand, isOneOfMany } from './imported.ts';
import { linkOf, useLink } from './links/holder.ts';
import { inCharge, ownerOf, ownOf, saidIn } from './owning.ts';
import { openVenue, venueNames } from './venues/service.ts';
import { listingPapers, ofSeat } from './listings/files.ts';
import { conditionsMissing, isPublicInstitute, notElsewhere, openTransferRules } from './listings/rights.ts';
import { changed, type Partly, past, sound, statedOf } from './listings/stated.ts';
import type { Listings as Table, MarketTables } from './tables.ts';

type Tx = Transaction<MarketTables>;
export type Row = Selectable<Table>;
export type Listings = ReturnType<typeof openListings>;

type With = { pack: Pack; organizations: Organizations };
export function openListings(kernel: Kernel, db: Kysely<MarketTables>, { pack, organizations }: With) {
  const opened = openKind(kernel, db, {
    kind: listingRecords,
    table: 'listings',
    bulk: true,
    related: async (rows, on) => ({
      managers: await managersShown(kernel, organizations, on, [...new Set(rows.flatMap((row) => row.manager ?? []))]),
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.organization, row.entered_by ?? []].flat()))], on),
      venues: await venueNames(on, [...new Set(rows.flatMap((row) => row.venue ?? []))]),
    }),
    present: (row, _personal, _actor, { related }) => ({
      ...statedOf(row),
      venue: row.venue === null ? null : { id: row.venue, name: related?.venues.get(row.venue) ?? '' },
      side: row.side,
      sort: row.sort,
      organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      manager: row.manager === null || !related ? null : { ...related.managers(row.manager), since: row.manager_since },
      enteredBy: row.entered_by === null ? null : { id: row.entered_by, name: related?.names.get(row.entered_by) ?? '' },
      region: row.region,
      anonymous: row.anonymous,
      publishedOn: row.published_on,
      lastConfirmedOn: row.last_confirmed_on,
      shownUntil: row.state === 'published' ? untilOf(row) : null,
      outcome: row.outcome,
      hidden: row.hidden,
      reason: row.reason,
    }),
    title: (row) => row.title,
    concerns: (row) => ({ region: row.region, organizations: [row.organization] }),
    papers: listingPapers(organizations),
    visible: visibleTo(organizations),
    // Whose a record is, `visible` has told, but that who runs its venue sees it too; whose a new one would be is said with it, and its
    // district read in the act.
    parties: {
      owner: (actor, row, input) => {
        const own = ownOf(actor);
        const said = row === null ? saidIn(input) : null;
        const others = isOfVenue(own, row) || isInCare(actor, row) || isEnteredBy(own, row);
        return own !== null && (said === null || said === own) && !others;
      },
      venueStaff: (actor, row) => isOfVenue(ownOf(actor), row),
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
      manager: (actor, row) => isInCare(actor, row) && row?.manager_since !== null,
      enterer: (actor, row) =>
        row === null ? accountOf(actor) !== null : isInCare(actor, row) && row.manager_since === null && row.state === 'draft',
      venueEnterer: (actor, row, input) =>
        row === null ? namesAnother(actor, saidIn(input)) : isEnteredBy(ownOf(actor), row) && row.state === 'draft',
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
    waits: waitsOf(kernel),
    handlers: handlersOf(organizations, pack),
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

const stale = (today: string) =>
  sql<boolean>`(state = 'expired' or ${sinceConfirmed} + ${confirmWithinDays - noticeDays}::int <= ${today}::date)`;
const overdue = (today: string) =>
  sql<boolean>`state = 'published' and (${sinceConfirmed} + ${confirmWithinDays}::int < ${today}::date or deadline < ${today}::date)`;

/** What its owner, his manager, those who review and who asks in its owner's stead are asked; what a workbook brought in is asked together (campaign/brought.ts). */
const waitsOf = (kernel: Pick<Kernel, 'dayOf'>): WaitOf<Row, typeof life>[] => [
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
    mine: () => sql<boolean>`not ${isOneOfMany}`,
    others: () => isByHand,
  },
  {
    states: ['published', 'expired'],
    for: 'confirm',
    words: 'market:waits.confirm',
    since: (row) => row.last_confirmed_on ?? row.published_on ?? kernel.dayOf(row.created),
    due: (row) => untilOf(row),
    among: stale,
    others: () => isByHand,
  },
  {
    states: ['published', 'expired'],
    for: 'confirmForOwner',
    words: 'market:waits.confirm',
    since: (row) => row.last_confirmed_on ?? row.published_on ?? kernel.dayOf(row.created),
    due: (row) => untilOf(row),
    among: stale,
    mine: (actor) => sql<boolean>`manager_account = ${actor.account}::uuid`,
    others: () => sql<boolean>`(manager_since is not null and ${isByHand})`,
  },
  {
    states: ['published'],
    for: 'askOwner',
    words: 'market:waits.askOwner',
    since: (row) => row.last_confirmed_on ?? row.published_on ?? kernel.dayOf(row.created),
    due: (row) => untilOf(row),
    among: toBeAsked,
    mine: (actor) => sql<boolean>`(${askedBy(actor)} and ${isByHand})`,
    others: () => isByHand,
  },
];

/** Whether a manager takes care of it who does not act for its owner. */
const isInCare = (actor: Actor, row: Pick<Row, 'organization' | 'manager_account'> | null): boolean =>
  row !== null && isNamed(actor, { account: row.manager_account }) && row.organization !== ownOf(actor);

/** Whether it comes through a venue that this organization runs, and is another's. */
const isOfVenue = (own: string | null, row: Pick<Row, 'organization' | 'venue_operator'> | null): boolean =>
  own !== null && row !== null && row.venue_operator === own && row.organization !== own;

/**
 * The organization its own, with those that became one with it, what was handed in to a venue that it runs, and what that entered for a firm
 * until the firm has confirmed it; a district those of its organizations, the bureau all; a technology manager what he takes care of.
 */
export const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    const link = linkOf(actor);
    if (link) return sql<boolean>`id = ${link.listing}::uuid`;
    const others = inCharge(
      actor,
      ofSeat,
      (own) => sql<boolean>`(organization in (${oneWith(own)}) or (venue_operator = ${own}::uuid and state <> 'draft')
        or ${enteredFor(own)})`,
    );
    const account = accountOf(actor);
    if (account === null || others === 'all') return others;
    // What he only entered is his to read until its owner has said his word.
    const inCare = sql<boolean>`(manager_account = ${account}::uuid and (manager_since is not null or last_confirmed_on is null))`;
    return others === 'none' ? inCare : sql<boolean>`(${others} or ${inCare})`;
  };

export const untilOf = (row: Pick<Row, 'published_on' | 'last_confirmed_on' | 'deadline'>): string | null =>
  shownUntil({ publishedOn: row.published_on, lastConfirmedOn: row.last_confirmed_on, deadline: row.deadline });

/** The venue with who runs it. What it comes through stays, also after the venue has closed. */
async function throughVenue(tx: Tx, venue: string | null, before: Pick<Row, 'venue' | 'venue_operator'> | null) {
  if (venue === null) return { venue: null, venue_operator: null };
  if (before?.venue === venue) return { venue, venue_operator: before.venue_operator };
  const { id, organization } = await openVenue(tx, venue);
  return { venue: id, venue_operator: organization };
}

type Created = Stated & { sort: ListingSort; organization: string | null; anonymous: boolean };

/** Nobody is asked for what its deadline has made pointless. */
function stillWanted({ deadline }: Row, today: string): void {
  if (deadline !== null && deadline < today) throw past(deadline, today);
}

type Making<I> = { tx: Tx; input: I; actor: Actor; day: string };
/** A public institution's result says on which conditions it is transferred. */
async function conditionsSaid(tx: Tx, of: { sort: ListingSort; transfer?: unknown; organization: string }): Promise<void> {
  if (ripening.includes(of.sort) && (of.transfer ?? null) === null && (await isPublicInstitute(tx, of.organization)))
    throw conditionsMissing();
}

type Of<I> = { tx: Tx; record: Row; input: I; day: string; actor: Actor };
/** Its owner's word of a day: with it a review publishes, without it the owner is asked first. */
const wordOf = (day: string | null) => ({
  last_confirmed_on: day,
  reviewed_to: day === null ? ('toConfirm' as const) : ('published' as const),
});
function confirmed({ record, day }: Pick<Of<unknown>, 'record' | 'day'>) {
  stillWanted(record, day);
  return { ...wordOf(day), published_on: record.state === 'toConfirm' ? day : record.published_on };
}
/** The owner's word by a link on the phone, which is used up by it. */
const byLink = <T extends object>(anew: (of: Of<Partly<Stated>>) => Promise<T>) => ({
  confirmByLink: async (of: Of<unknown>) => {
    await useLink(of);
    return confirmed(of);
  },
  changeByLink: async (of: Of<Pick<Stated, 'title' | 'text' | 'deadline'>>) => {
    await useLink(of);
    return { ...(await anew(of)), ...wordOf(of.day), reason: null };
  },
  refuseByLink: async (of: Of<{ reason: string }>) => {
    await useLink(of);
    return { reason: of.input.reason };
  },
  endByLink: async (of: Of<{ reason: string }>) => {
    await useLink(of);
    return { outcome: 'noLonger' as const, reason: of.input.reason };
  },
});
const handlersOf = (organizations: Organizations, pack: Pack) => {
  const limits = pack.read('law/market/price-limits.json', priceLimits);
  const contradicts = openTransferRules(pack);
  const { oneWith } = organizations;
  const anew = async ({ tx, record, input, day, actor }: Of<Partly<Stated>>) => {
    const columns = changed(record, input, { today: day, limits, contradicts, actor });
    const venue = input.venue === undefined ? record.venue : input.venue;
    await notElsewhere(tx, { items: columns.ip_items, organization: record.organization, oneWith });
    return { ...columns, ...(await throughVenue(tx, venue, record)) };
  };
  const made = async ({ tx, input, actor, day }: Making<Created>) => {
    const { manager, venue } = await enteringAs(tx, actor, input, day);
    const forAnybody = manager !== null || venue !== null;
    const { id, region } = await ownerOf(tx, organizations, actor, input.organization, 'market', forAnybody);
    if (venue !== null && !serves(venue, region, organizations.pack.regions)) throw outsideTerritory(venue);
    const columns = sound(input, { today: day, limits, contradicts, actor, before: null });
    await notElsewhere(tx, { items: columns.ip_items, organization: id, oneWith });
    return {
      ...columns,
      ...(await throughVenue(tx, venue?.id ?? input.venue, null)),
      entered_by: venue === null ? null : ownOf(actor),
      side: sideOf(input.sort),
      sort: input.sort,
      organization: id,
      region,
      anonymous: input.anonymous,
      manager: manager?.id ?? null,
      manager_account: manager?.account ?? null,
      manager_since: null,
      published_on: null,
      last_confirmed_on: null,
      reviewed_to: 'toConfirm' as const,
      outcome: null,
      reason: null,
    };
  };
  return {
    create: made,
    enter: async ({ input: { noSecret, ...input }, ...of }: Making<Created & { noSecret: boolean }>) => {
      const columns = await made({ ...of, input });
      if (!noSecret) throw notSecret();
      await conditionsSaid(of.tx, columns);
      return columns;
    },
    edit: async (of: Of<Partly<Stated>>) => {
      const { record, input, actor } = of;
      // Its venue stays the one that entered it, whose people would else write for another's.
      if (isEnteredBy(ownOf(actor), record) && input.venue !== undefined && input.venue !== record.venue)
        throw wrongField('venue', 'notYours', 'market:refusals.notYourVenue');
      return anew(of);
    },
    submit: async ({ tx, record, input, day, actor }: Of<{ noSecret: boolean }>) => {
      if (!input.noSecret) throw notSecret();
      stillWanted(record, day);
      await conditionsSaid(tx, record);
      contradicts(statedOf(record), day, actor);
      await notElsewhere(tx, { items: record.ip_items, organization: record.organization, oneWith });
      const byVenue = isEnteredBy(ownOf(actor), record);
      if (byVenue && record.venue !== null) await openVenue(tx, record.venue);
      return { ...wordOf(ownOf(actor) === null || isInCare(actor, record) || byVenue ? null : day), reason: null };
    },
    publish: async ({ tx, record, day, actor }: Of<unknown>) => {
      stillWanted(record, day);
      contradicts(statedOf(record), day, actor);
      await notElsewhere(tx, { items: record.ip_items, organization: record.organization, oneWith }, true);
      return record.reviewed_to === 'published' ? { published_on: day } : {};
    },
    sendBack: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
    confirm: confirmed,
    confirmForOwner: confirmed,
    entrust: ({ input }: Of<{ manager: string; account: string | null; since: string }>) => ({
      manager: input.manager,
      manager_account: input.account,
      manager_since: input.since,
    }),
    release: () => ({ manager: null, manager_account: null, manager_since: null }),
    ...byLink(anew),
    correct: async ({ input: { reason, ...said }, ...of }: Of<Partly<Stated> & { reason: string }>) => ({
      ...(await anew({ ...of, input: said })),
      reason,
    }),
    askOwner: ({ day }: Of<unknown>) => ({ asked_on: day }),
    /** Taken into its owner's own hands. */
    revise: () => ({ entered_by: null }),
    close: ({ input }: Of<{ outcome: (typeof outcomes)[number]; reason: string }>) => input,
    /** A deal on it was registered. */
    conclude: () => ({ outcome: 'agreed' as const, reason: null }),
    withdraw: ({ input }: Of<{ reason: string | null }>) => ({ reason: input.reason }),
    void: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
  };
};
