// Engagements opened: a technology manager takes on a listing and logs contacts; its owner and he alone see it. What stands makes him the listing's manager, in the same transaction.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, seenAsSql, type Sight } from '../../../records/server/index.ts';
import {
  type Contact,
  type ContactInput,
  engagementRecords,
  life,
  mostContacts,
  nextContact,
  notManager,
  openAlready,
  takenAlready,
  tells,
  tooManyContacts,
} from '../../engagement.ts';
import type { z } from 'zod';
import { isShown } from '../../listing.ts';
import { holds } from '../conditions.ts';
import { linkOf } from '../links/holder.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import { type Listings, untilOf } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import {
  accountOf,
  actingManager,
  followAccount,
  followed,
  isNamed,
  managersShown,
  namedManager,
  seenByBoth,
  shownAs,
} from './managers.ts';
import type { Engagements as Table } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

export type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
export type Engagements = ReturnType<typeof openEngagements>;
type With = {
  organizations: Organizations;
  listings: Pick<Listings, 'actMany'>;
  /** The transaction of an act on another kind, as this module's own tables see it. */
  within: (tx: object) => Tx;
};

export const ofListing = (table: string) =>
  sql`(select l.organization from listings l where l.id = ${sql.ref(`${table}.listing`)})`;
const isOwner = (actor: Actor, row: { account: string | null }): boolean => ownOf(actor) !== null && !isNamed(actor, row);
const byOwner = (row: Pick<Row, 'proposed_by'>): boolean => row.proposed_by === 'owner';

export function openEngagements(kernel: Kernel, db: Kysely<MarketTables>, { organizations, listings, within }: With) {
  const owner = ofListing('engagements');
  const seen = seenByBoth(organizations, owner);
  const opened = openKind(kernel, db, {
    kind: engagementRecords,
    table: 'engagements',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
      managers: await managersShown(
        kernel,
        organizations,
        on,
        rows.map((row) => row.manager),
      ),
      listings: await listingsOf(on, rows),
      own: await ownersOf(on, rows),
    }),
    present: (row, _personal, actor, { related }) => {
      const listing = related?.listings.get(row.listing);
      const mine = isNamed(actor, row) ? 'manager' : 'owner';
      const organization = row.organization ?? (mine === 'owner' ? (related?.own.get(row.id)?.id ?? null) : null);
      return {
        listing: row.listing,
        title: row.title,
        side: row.side,
        sort: row.sort,
        listingState: listing?.state ?? '',
        shownUntil: listing?.state === 'published' ? untilOf(listing) : null,
        owner:
          organization === null
            ? null
            : { id: organization, name: related?.names.get(organization) ?? related?.own.get(row.id)?.name ?? '' },
        manager: shownAs(related?.managers, row.manager),
        mine,
        proposedBy: row.proposed_by,
        note: row.note,
        askedOn: kernel.dayOf(row.created),
        since: row.standing_on,
        endedOn: row.ended_on,
        contacts: row.contacts,
        nextOn: row.state === 'standing' ? row.next_on : null,
        reason: row.reason,
      };
    },
    title: (row) => row.title,
    tells,
    concerns: (row) => ({
      region: null,
      organizations: row.organization === null ? [] : [row.organization],
      accounts: row.account === null ? [] : [row.account],
    }),
    audiences: {
      owner: membersAmong(kernel, organizations, (id) => sql`select ${owner} as id from engagements where id = ${id}::uuid`),
    },
    visible: (actor) => {
      const link = linkOf(actor);
      return link ? sql<boolean>`(listing = ${link.listing}::uuid and state = 'proposed')` : seen(actor);
    },
    parties: {
      owner: (actor, row) => (row === null ? ownOf(actor) !== null : isOwner(actor, row)),
      manager: (actor, row) => (row === null ? accountOf(actor) !== null : isNamed(actor, row)),
      proposing: (actor, row) => row !== null && (byOwner(row) ? isOwner(actor, row) : isNamed(actor, row)),
      answering: (actor, row) => row !== null && (byOwner(row) ? isNamed(actor, row) : isOwner(actor, row)),
    },
    filters: {
      q: (value) => holds(sql`title`, value),
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
      manager: (value) => sql<boolean>`manager = ${value}::uuid`,
      dueBy: (value) => sql<boolean>`(state = 'standing' and next_on <= ${value}::date)`,
    },
    waits: waitsOf(kernel, seen),
    handlers: handlersOf(organizations),
  });
  follow(kernel, { engagements: opened, listings, within });
  followAccount(kernel, { table: 'engagements', actMany: opened.actMany, within });
  return {
    ...opened,
    /** Of an anonymous owner nothing is told before it accepts: who acted would tell whose it is. */
    opensHistory: async (actor: Actor, id: string) => {
      const one = await opened.one(actor, id);
      return one['owner'] !== null || one['mine'] === 'owner';
    },
  };
}

type Listed = Pick<Selectable<MarketTables['listings']>, 'id' | 'state' | 'published_on' | 'last_confirmed_on' | 'deadline'>;
async function listingsOf(on: Kysely<MarketTables>, rows: readonly { listing: string }[]): Promise<Map<string, Listed>> {
  const found = await on
    .selectFrom('listings')
    .select(['id', 'state', 'published_on', 'last_confirmed_on', 'deadline'])
    .where('id', '=', sql<string>`any(${[...new Set(rows.map((row) => row.listing))]}::uuid[])`)
    .execute();
  return new Map(found.map((one) => [one.id, one]));
}
/** Whose a listing is that is anonymous and not accepted yet: for its own people alone. */
async function ownersOf(on: Kysely<MarketTables>, rows: readonly Row[]) {
  const hidden = rows.filter((row) => row.organization === null).map((row) => row.id);
  if (hidden.length === 0) return new Map<string, { id: string; name: string }>();
  const { rows: found } = await sql<{ engagement: string; id: string; name: string }>`
    select e.id as engagement, o.id, o.name from engagements e join listings l on l.id = e.listing join organizations o on o.id = l.organization
    where e.id = any(${hidden}::uuid[])`.execute(on);
  return new Map(found.map(({ engagement, ...one }) => [engagement, one]));
}

function waitsOf(kernel: Kernel, seen: (actor: Actor) => Sight) {
  const mine = (actor: Actor) => seenAsSql(seen(actor));
  return [
    {
      states: ['proposed'],
      for: 'accept',
      words: 'engagements:waits.accept',
      since: (row: Row) => kernel.dayOf(row.created),
      due: () => null,
      mine,
    },
    {
      states: ['standing'],
      for: 'logContact',
      words: 'engagements:waits.contact',
      since: (row: Row) => row.next_on ?? row.standing_on,
      due: (row: Row) => row.next_on,
      among: (today: string) => sql<boolean>`next_on <= ${today}::date`,
      mine,
    },
  ] as const;
}

type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string };
type Asked = { listing: string; manager: string | null; note: string | null };
const ended = ['closed', 'withdrawn', 'voided'];
const none = { standing_on: null, ended_on: null, contacts: [], next_on: null, reason: null };

const handlersOf = ({ oneWith }: Pick<Organizations, 'oneWith'>) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<Asked>, 'record'>) => {
    const of = await listingFor(tx, oneWith, input.listing, actor);
    const manager = of.own ? await asked(tx, input.manager, day) : await actingManager(tx, actor, day);
    if (!of.own && input.manager !== null && input.manager !== manager.id)
      throw wrongField('manager', 'notSelf', 'engagements:wrong.notSelf');
    await lockOf(tx, input.listing);
    const { rows } = await sql<{ state: string; manager: string }>`select state, manager from engagements
      where listing = ${input.listing}::uuid and state in ('proposed', 'standing')`.execute(tx);
    if (rows.some((row) => row.state === 'standing')) throw takenAlready({ title: of.title });
    if (rows.some((row) => row.manager === manager.id)) throw openAlready({ title: of.title });
    return {
      ...none,
      listing: input.listing,
      title: of.title,
      side: of.side,
      sort: of.sort,
      organization: of.anonymous && !of.own && !of.entered ? null : of.organization,
      manager: manager.id,
      account: manager.account,
      proposed_by: of.own ? ('owner' as const) : ('manager' as const),
      note: input.note,
    };
  },
  accept: taken,
  acceptByLink: taken,
  decline: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
  logContact: ({ record, input, day }: Of<z.output<typeof ContactInput>>) => {
    const on = input.on ?? day;
    if (on > day) throw wrongField('on', 'inFuture', 'engagements:wrong.inFuture', { today: day });
    if (record.standing_on !== null && on < record.standing_on)
      throw wrongField('on', 'before', 'engagements:wrong.before', { since: record.standing_on });
    if (input.nextOn !== null && input.nextOn < day) throw wrongField('nextOn', 'past', 'engagements:wrong.past', { today: day });
    if (record.contacts.length >= mostContacts) throw tooManyContacts({ most: mostContacts });
    const made: Contact = {
      number: (record.contacts.at(-1)?.number ?? 0) + 1,
      on,
      how: input.how,
      with: input.with,
      note: input.note,
      nextOn: input.nextOn,
    };
    const contacts = [...record.contacts, made];
    return { contacts, next_on: nextContact(contacts) };
  },
  end: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day, next_on: null }),
  finish: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day, next_on: null }),
  follow: ({ tx, record, day }: Of<unknown>) => followed(tx, record.manager, day),
});

/** Accepted: the owner is told from here on, and no other manager has it. */
async function taken({ tx, record, day }: Of<unknown>) {
  await lockOf(tx, record.listing);
  const listing = await tx
    .selectFrom('listings')
    .select(['organization', 'state', 'title'])
    .where('id', '=', record.listing)
    .executeTakeFirstOrThrow();
  if (ended.includes(listing.state)) throw wrongField('listing', 'ended', 'engagements:wrong.ended');
  // Asked long ago: his certificate may have run out since.
  if ((await namedManager(tx, record.manager, day)) === null) throw notManager();
  const other = await tx
    .selectFrom('engagements')
    .select('id')
    .where('listing', '=', record.listing)
    .where('state', '=', 'standing')
    .executeTakeFirst();
  if (other) throw takenAlready({ title: listing.title });
  return { organization: listing.organization, standing_on: day, reason: null };
}

/** Two who take on one listing at the same moment wait for one another. */
const lockOf = (tx: Tx, listing: string) => oneAtATime(tx, 'engagement', listing);

async function asked(tx: Tx, manager: string | null, day: string) {
  if (manager === null) throw wrongField('manager', 'required', 'engagements:wrong.whom');
  const found = await namedManager(tx, manager, day);
  if (found === null) throw wrongField('manager', 'unknown', 'contracts:wrong.manager');
  return found;
}

/** One's own, one that everybody sees, or one that the manager entered himself: any other is not there. */
async function listingFor(tx: Tx, oneWith: Organizations['oneWith'], id: string, actor: Actor) {
  const own = ownOf(actor);
  const { rows } = await sql<{
    state: string;
    title: string;
    side: Row['side'];
    sort: Row['sort'];
    organization: string;
    anonymous: boolean;
    own: boolean;
    entered: boolean;
  }>`select state, title, side, sort, organization, anonymous,
      ${own === null ? sql`false` : sql`organization in (${oneWith(own)})`} as own,
      coalesce(manager_account = ${accountOf(actor)}::uuid, false) as entered
    from listings where id = ${id}::uuid`.execute(tx);
  const [found] = rows;
  const offers = hasRole(actor, 'technologyManager') && (isShown(found?.state ?? '') || found?.entered);
  if (!found || !(found.own || offers)) throw wrongField('listing', 'unknown', 'deals:refusals.listing');
  if (ended.includes(found.state)) throw wrongField('listing', 'ended', 'engagements:wrong.ended');
  return found;
}

type Around = Pick<With, 'listings' | 'within'> & {
  engagements: {
    actMany: (
      calls: readonly { actor: Actor; action: string; id: string; input: Record<string, unknown>; cause: string }[],
      within?: Tx,
    ) => Promise<unknown>;
  };
};
/** What stands makes its manager the listing's; what ends takes him away; a listing that ends, or a manager who goes, ends it. */
function follow(kernel: Kernel, { engagements, listings, within }: Around): void {
  const ofRow = (row: Readonly<Record<string, unknown>>) => ({
    listing: String(row['listing']),
    input: { manager: String(row['manager']), account: row['account'] ?? null, since: row['standing_on'] },
  });
  kernel.after('engagement', ['accept', 'acceptByLink', 'follow'], async (tx, { id: cause, row }) => {
    if (row['state'] !== 'standing') return;
    const { listing, input } = ofRow(row);
    await listings.actMany([{ actor: clock, action: 'entrust', id: listing, input, cause }], within(tx));
  });
  kernel.after('engagement', ['end'], async (tx, { id: cause, row }) => {
    await listings.actMany([{ actor: clock, action: 'release', id: ofRow(row).listing, input: {}, cause }], within(tx));
  });
  kernel.after('engagement', ['finish'], async (tx, { id: cause, row }) => {
    // Of a listing that ended it stays told who had it.
    if (row['reason'] !== 'managerGone' || row['standing_on'] === null) return;
    await listings.actMany([{ actor: clock, action: 'release', id: ofRow(row).listing, input: {}, cause }], within(tx));
  });
  const finish = async (tx: object, cause: string, where: ReturnType<typeof sql<boolean>>, reason: string) => {
    const own = within(tx);
    const { rows } = await sql<{ id: string }>`select id from engagements where state in ('proposed', 'standing') and ${where}
      order by id for update`.execute(own);
    await engagements.actMany(
      rows.map(({ id }) => ({ actor: clock, action: 'finish', id, input: { reason }, cause })),
      own,
    );
  };
  kernel.after('listing', ['close', 'endByLink', 'withdraw', 'void', 'conclude'], (tx, { id: cause, record }) =>
    finish(tx, cause, sql<boolean>`listing = ${record}::uuid`, 'listingEnded'),
  );
  kernel.after('technologyManager', ['erase', 'void'], (tx, { id: cause, record }) =>
    finish(tx, cause, sql<boolean>`manager = ${record}::uuid`, 'managerGone'),
  );
}
