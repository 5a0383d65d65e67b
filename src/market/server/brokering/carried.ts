// Deals that technology managers carry: named by one side, admitted by the other, taken up. The deal's own record stays its two sides' alone: he reads here what both let him see.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, someOf, wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, seenAsSql, type Sight } from '../../../records/server/index.ts';
import {
  carriedAlready,
  carriedRecords,
  life,
  mostNotes,
  notTalking,
  type sights,
  tells,
  tooManyNotes,
} from '../../carriedDeal.ts';
import type { DealSide, Message, Milestone } from '../../deal.ts';
import type { Offer } from '../../dealOffer.ts';
import { holds } from '../conditions.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { accountOf, followAccount, followed, isNamed, managersShown, namedManager, shownAs } from './managers.ts';
import type { CarriedDeals as Table } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
type Sees = (typeof sights)[number];
export type CarriedDeals = ReturnType<typeof openCarriedDeals>;
type With = { organizations: Organizations; within: (tx: object) => Tx };

/** Who sees it and is not the manager is of the one side or of the other. */
const sideOf = (row: Pick<Row, 'asker'>, actor: Actor): DealSide => (row.asker === actor.organization ? 'asker' : 'owner');
const isSide = (actor: Actor, row: Row): boolean => ownOf(actor) !== null && !isNamed(actor, row);

export function openCarriedDeals(kernel: Kernel, db: Kysely<MarketTables>, { organizations, within }: With) {
  const opened = openKind(kernel, db, {
    kind: carriedRecords,
    table: 'carried_deals',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.owner, row.asker]))], on),
      managers: await managersShown(
        kernel,
        organizations,
        on,
        rows.map((row) => row.manager),
      ),
      deals: await dealsOf(on, rows),
    }),
    present: (row, _personal, actor, { related }) => {
      const deal = related?.deals.get(row.deal);
      const named = (id: string) => ({ id, name: related?.names.get(id) ?? '' });
      return {
        deal: row.deal,
        title: row.title,
        dealState: deal?.state ?? '',
        owner: named(row.owner),
        asker: named(row.asker),
        askedBy: row.asked_by,
        manager: shownAs(related?.managers, row.manager),
        mine: isNamed(actor, row) ? 'manager' : sideOf(row, actor),
        ownerSees: row.owner_sees,
        askerSees: row.asker_sees,
        milestones: carries(row) ? (deal?.milestones ?? []) : [],
        talks: deal && carries(row) && row.owner_sees === 'talks' && row.asker_sees === 'talks' ? talksOf(deal) : null,
        notes: row.notes,
        askedOn: kernel.dayOf(row.created),
        registeredOn: deal?.registered_on ?? null,
        endedOn: row.ended_on,
        reason: row.reason,
      };
    },
    title: (row) => row.title,
    tells,
    concerns: (row) => ({
      region: null,
      organizations: [row.owner, row.asker],
      accounts: row.account === null || row.state === 'asked' ? [] : [row.account],
    }),
    audiences: {
      owner: membersAmong(kernel, organizations, (id) => sql`select owner as id from carried_deals where id = ${id}::uuid`),
      asker: membersAmong(kernel, organizations, (id) => sql`select asker as id from carried_deals where id = ${id}::uuid`),
    },
    visible: visibleTo(organizations),
    parties: {
      side: (actor, row) => (row === null ? ownOf(actor) !== null : isSide(actor, row)),
      otherSide: (actor, row) => row !== null && isSide(actor, row) && sideOf(row, actor) !== row.asked_by,
      manager: (actor, row) => row !== null && isNamed(actor, row),
    },
    filters: {
      q: (value) => holds(sql`title`, value),
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      deal: (value) => sql<boolean>`deal = ${value}::uuid`,
      manager: (value) => sql<boolean>`manager = ${value}::uuid`,
    },
    waits: (['admit', 'takeUp'] as const).map((action) => ({
      states: [action === 'admit' ? ('asked' as const) : ('admitted' as const)],
      for: action,
      words: `carriedDeals:waits.${action}` as const,
      since: (row: Row) => kernel.dayOf(row.recorded_at),
      due: () => null,
      mine: (actor: Actor) => seenAsSql(visibleTo(organizations)(actor)),
    })),
    handlers: handlersOf(organizations),
  });
  follow(kernel, opened.actMany, within);
  followAccount(kernel, { table: 'carried_deals', actMany: opened.actMany, within });
  return opened;
}

const carries = ({ state }: Pick<Row, 'state'>): boolean => state === 'carrying' || state === 'completed';

/** Its two sides; the manager once the other side has admitted him, and of what was never so nothing. */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    const [own, account] = [ownOf(actor), accountOf(actor)];
    const parts = [
      ...(own === null ? [] : [sql<boolean>`(asker = ${own}::uuid or owner in (${oneWith(own)}))`]),
      ...(account === null
        ? []
        : [sql<boolean>`(account = ${account}::uuid and asker_sees is not null and owner_sees is not null)`]),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };

type Deal = {
  id: string;
  state: string;
  amount: string | null;
  registered_on: string | null;
  messages: Message[];
  offers: Offer[];
  milestones: Milestone[];
};
async function dealsOf(on: Kysely<MarketTables>, rows: readonly Row[]): Promise<Map<string, Deal>> {
  const { rows: found } = await sql<Deal>`select id, state, amount, registered_on, messages, offers, milestones from deals
    where id = any(${rows.map((row) => row.deal)}::uuid[])`.execute(on);
  return new Map(found.map((one) => [one.id, one]));
}
const talksOf = ({ amount, messages, offers }: Deal) => ({
  amount,
  messages,
  offers: offers.map(({ version, by, on, amount: asked, standing }) => ({ version, by, on, amount: asked, standing })),
});

type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string; at: Date };
type Talked = { state: string; title: string; owner: string; asker: string; engaged: boolean; own: boolean };
const talking = ['talking', 'agreed', 'underNotice', 'contracted'];
const seesOf = (side: DealSide, sees: Sees) => (side === 'owner' ? { owner_sees: sees } : { asker_sees: sees });

const handlersOf = ({ oneWith }: Pick<Organizations, 'oneWith'>) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<{ deal: string; manager: string; sees: Sees }>, 'record'>) => {
    const own = ownOf(actor);
    if (own === null) throw notAllowed();
    const manager = await namedManager(tx, input.manager, day);
    // A manager whom one side has engaged, on this listing or on one of its own for which he proposed it, has said yes already.
    const { rows } = await sql<Talked>`select d.state, d.title, l.organization as owner, d.asker,
        exists (select from engagements e where e.manager = ${input.manager}::uuid and e.state = 'standing'
          and (e.listing = d.listing or e.organization = d.asker)) as engaged,
        (d.asker = ${own}::uuid or l.organization in (${oneWith(own)})) as own
      from deals d join listings l on l.id = d.listing where d.id = ${input.deal}::uuid`.execute(tx);
    const [of] = rows;
    if (!of?.own) throw wrongField('deal', 'unknown', 'carriedDeals:wrong.deal');
    if (!talking.includes(of.state)) throw notTalking();
    if (manager === null) throw wrongField('manager', 'unknown', 'contracts:wrong.manager');
    await oneAtATime(tx, 'carried', input.deal);
    const { rows: open } = await sql`select from carried_deals where deal = ${input.deal}::uuid
      and state in ('asked', 'admitted', 'carrying')`.execute(tx);
    if (open.length > 0) throw carriedAlready();
    const side: DealSide = of.asker === own ? 'asker' : 'owner';
    return {
      deal: input.deal,
      title: of.title,
      owner: of.owner,
      asker: of.asker,
      asked_by: side,
      manager: manager.id,
      account: manager.account,
      admitted_to: of.engaged ? ('carrying' as const) : ('admitted' as const),
      owner_sees: null,
      asker_sees: null,
      ...seesOf(side, input.sees),
      notes: [],
      ended_on: null,
      reason: null,
    };
  },
  admit: ({ record, input, actor }: Of<{ sees: Sees }>) => seesOf(sideOf(record, actor), input.sees),
  changeSight: ({ record, input, actor }: Of<{ sees: Sees }>) => {
    // What was never admitted is not admitted by this.
    if (record.state === 'asked' && sideOf(record, actor) !== record.asked_by) throw notAllowed();
    return seesOf(sideOf(record, actor), input.sees);
  },
  decline: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day }),
  note: ({ record, input, at }: Of<{ text: string }>) => {
    if (record.notes.length >= mostNotes) throw tooManyNotes({ most: mostNotes });
    return { notes: [...record.notes, { text: input.text, at: at.toISOString() }] };
  },
  end: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day }),
  complete: ({ day }: Of<unknown>) => ({ ended_on: day }),
  reopen: () => ({ ended_on: null }),
  finish: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day }),
  follow: ({ tx, record, day }: Of<unknown>) => followed(tx, record.manager, day),
});

type Calls = readonly { actor: typeof clock; action: string; id: string; input: Record<string, unknown>; cause: string }[];
/** Registered it is completed; ended it is over; a registration that is taken back takes this back. */
function follow(kernel: Kernel, actMany: (calls: Calls, on: Tx) => Promise<unknown>, within: (tx: object) => Tx): void {
  const then = (actions: readonly ['fulfil'] | readonly ['end'] | readonly ['reopen'], from: readonly string[], action: string) =>
    kernel.after('deal', actions, async (tx, { id: cause, record }) => {
      const own = within(tx);
      const { rows } = await sql<{ id: string; state: string }>`select id, state from carried_deals where deal = ${record}::uuid
        and state = any(${[...from]}::text[]) order by id for update`.execute(own);
      const input = action === 'finish' ? { reason: 'dealEnded' } : {};
      await actMany(
        rows.map(({ id }) => ({ actor: clock, action, id, input, cause })),
        own,
      );
    });
  then(['fulfil'], ['carrying'], 'complete');
  then(['fulfil'], ['asked', 'admitted'], 'finish');
  then(['end'], ['asked', 'admitted', 'carrying'], 'finish');
  then(['reopen'], ['completed'], 'reopen');
}
