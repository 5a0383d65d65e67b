// What happens to meetings at events: written down by who came, seen to, linked to the deal that they led to, settled.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import { meetingRecords, meetingTells, notThere } from '../../eventMeeting.ts';
import { notYetHeld } from '../../matchEvent.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { type EventRow, heldBy } from './service.ts';
import { broughtOf, openListingsAmong } from './shown.ts';
import { heldOrOwn, hostParties, inChargeOf } from './sight.ts';

type Tx = Transaction<MarketTables>;
export type MeetingRow = Selectable<MarketTables['event_meetings']>;
export type EventMeetings = ReturnType<typeof openEventMeetings>;

const sidesOf = (row: MeetingRow): string[] => [row.first, row.second].filter((id) => id !== null);
const isParty = (actor: Actor, row: MeetingRow): boolean => {
  const own = ownOf(actor);
  return own !== null && sidesOf(row).includes(own);
};

export function openEventMeetings(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: meetingRecords,
    table: 'event_meetings',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap(sidesOf))], on),
      listings: await openListingsAmong(
        on,
        rows.flatMap((row) => row.listing ?? []),
      ),
      deals: await dealsAmong(
        on,
        rows.flatMap((row) => row.deal ?? []),
      ),
    }),
    present: (row, _personal, actor, { related }) => {
      const deal = row.deal === null ? undefined : related?.deals.get(row.deal);
      const side = deal !== undefined && deal.sides.some((id) => id === ownOf(actor));
      const named = (id: string) => ({ id, name: related?.names.get(id) ?? '' });
      return {
        event: { id: row.event, name: row.title },
        first: named(row.first),
        second: row.second === null ? null : named(row.second),
        secondName: row.second_name,
        about: row.about,
        listing: broughtOf(related?.listings, row.listing),
        deal: deal && side ? { id: deal.id, title: deal.title } : null,
        dealState: deal && (side || hasRole(actor, 'bureauOfficer', 'districtOfficer')) ? deal.state : null,
        due: row.due,
        progress: row.progress,
        outcome: row.outcome,
        reason: row.reason,
      };
    },
    title: (row) => row.title,
    tells: meetingTells,
    audiences: {
      both: membersAmong(
        kernel,
        organizations,
        (id) => sql`select unnest(array[first, second]) as id from event_meetings where id = ${id}::uuid`,
      ),
    },
    concerns: (row) => ({
      region: row.host_region,
      organizations: [...sidesOf(row), row.host].filter((id) => id !== null),
    }),
    visible: heldOrOwn(organizations, (own) => sql<boolean>`(first in (${own}) or second in (${own}))`),
    parties: {
      ...hostParties,
      party: (actor, row) => (row === null ? ownOf(actor) !== null : isParty(actor, row)),
    },
    filters: {
      event: (value) => sql<boolean>`event = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
      organization: (value) =>
        sql<boolean>`(first in (${organizations.oneWith(value)}) or second in (${organizations.oneWith(value)}))`,
    },
    waits: [
      {
        states: ['open'],
        for: 'settle',
        words: 'events:waits.settle',
        since: (row) => kernel.dayOf(row.recorded_at),
        due: (row) => row.due,
        region: (row) => row.host_region,
        // Whoever met somebody sees to it; officers look on.
        whose: isParty,
        mine: (actor) => {
          const own = ownOf(actor);
          return own === null ? sql<boolean>`false` : sql<boolean>`(first = ${own}::uuid or second = ${own}::uuid)`;
        },
      },
    ],
    handlers: handlersOf(organizations),
  });
}

type Create = {
  event: string;
  first: string | null;
  second: string | null;
  secondName: string | null;
  about: string;
  listing: string | null;
  due: string | null;
};
type Of<I> = { tx: Tx; record: MeetingRow; input: I; actor: Actor; day: string };
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Create; actor: Actor; day: string }) => {
    const { rows } = await sql<EventRow>`select * from match_events where id = ${input.event}::uuid
      and state in ('open', 'held')`.execute(tx);
    const [event] = rows;
    if (!event) throw wrongField('event', 'unknown', 'events:refusals.event');
    if (day < event.from_on) throw notYetHeld();
    const sides = await metBy(tx, organizations, { actor, event, input });
    refusePast(input.due, day);
    if (input.listing !== null && !(await openListingsAmong(tx, [input.listing])).has(input.listing))
      throw wrongField('listing', 'unknown', 'events:refusals.listingShown');
    return {
      event: event.id,
      title: event.name,
      ...heldBy(event),
      ...sides,
      about: input.about,
      listing: input.listing,
      deal: null,
      due: input.due,
      progress: null,
      outcome: null,
      reason: null,
    };
  },
  report: ({ input, day }: Of<{ progress: string; due: string | null }>) => {
    refusePast(input.due, day);
    return input;
  },
  linkDeal: async ({ tx, record, input, actor }: Of<{ deal: string }>) => {
    const deal = (await dealsAmong(tx, [input.deal])).get(input.deal);
    const survivors = await organizations.survivors(tx, [...(deal?.sides ?? []), ...sidesOf(record)]);
    const now = (ids: readonly string[]) =>
      ids
        .map((id) => survivors.get(id)?.id ?? id)
        .toSorted()
        .join(' ');
    const same = record.second !== null && now(sidesOf(record)) === now(deal?.sides ?? []);
    // What an actor stands in himself he may know of; of any other it is not even said that it is there.
    if (!deal || !same || !deal.sides.some((id) => id === ownOf(actor)))
      throw wrongField('deal', 'unknown', 'events:refusals.deal');
    return { deal: deal.id };
  },
  settle: ({ input }: Of<{ outcome: MeetingRow['outcome']; reason: string | null }>) => ({ ...input, due: null }),
  reopen: ({ input: { reason, due }, day }: Of<{ reason: string; due: string | null }>) => {
    refusePast(due, day);
    return { reason, due, outcome: null };
  },
  void: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason, due: null }),
});

const refusePast = (due: string | null, today: string): void => {
  if (due !== null && due < today) throw wrongField('due', 'past', 'events:refusals.past');
};

type Asked = { actor: Actor; event: EventRow; input: Create };
/** Who came, and whom they met: of the register, or as they say. For another the organizer writes it down, or an officer in charge. */
async function metBy(tx: Tx, organizations: Organizations, { actor, event, input: { first: said, second, secondName } }: Asked) {
  const own = ownOf(actor);
  const first = said ?? own;
  if (first === null) throw wrongField('first', 'required', 'events:refusals.who');
  if ((second === null) === (secondName === null)) throw wrongField('second', 'required', 'events:refusals.whom');
  if (first !== own && !inChargeOf(actor, heldBy(event))) throw notAllowed();
  const found = await organizations.survivors(tx, second === null ? [first] : [first, second]);
  for (const [path, id] of Object.entries({ first, second }))
    if (id !== null && !found.has(id)) throw wrongField(path, 'unknown', 'events:refusals.organization');
  const [one = first, other = null] = [found.get(first)?.id, second === null ? null : found.get(second)?.id];
  if (one === other) throw wrongField('second', 'same', 'events:refusals.same');
  const { rows } = await sql`select from event_registrations where event = ${event.id}::uuid and state = 'attended'
    and organization in (${organizations.oneWith(one)})`.execute(tx);
  if (rows.length === 0) throw notThere();
  return { first: one, second: other, second_name: secondName };
}

type Deal = { id: string; title: string; state: string; sides: string[] };
async function dealsAmong(on: QueryExecutorProvider, ids: readonly string[]): Promise<ReadonlyMap<string, Deal>> {
  if (ids.length === 0) return new Map();
  // Whoever has not been admitted yet does not learn from here whose an anonymous listing is: such a deal has one known side.
  const { rows } = await sql<Omit<Deal, 'sides'> & { asker: string; owner: string | null }>`
    select id, title, state, asker, owner from deals where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map(({ asker, owner, ...one }) => [one.id, { ...one, sides: owner === null ? [asker] : [asker, owner] }]));
}
