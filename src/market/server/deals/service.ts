// Deals opened: who sees and may, what waits for whom and until when, what falls due; what becomes of the listing and of the contract becomes of the deal.
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql, type Transaction } from 'kysely';
import { membersAmong } from '../audiences.ts';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { someOf } from '../../../platform/shared/errors.ts';
import type { WorkingDays } from '../../../platform/shared/workingDays.ts';
import type { Contracts, ContractTables } from '../../../contracts/server/index.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { endOrYear } from '../../../records/waits.ts';
import { type Kernel, now, openKind, type Papers, type Sight } from '../../../records/server/index.ts';
import { dealRecords, type DealSide, life, tells } from '../../deal.ts';
import { type NoticeRule, openObjection } from '../../dealNotice.ts';
import { openOffer } from '../../dealOffer.ts';
import type { Nda } from '../../nda.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { follow } from './follow.ts';
import { interestHandlers, offerHandlers, providerOf, type Row, sideOf } from './handlers.ts';
import { noticeHandlers } from './notice.ts';
import { presentWith, relatedOf } from './present.ts';
import { settleOf, type Settling, settlingHandlers } from './settling.ts';

export type Deals = ReturnType<typeof openDeals>;
export type DealsWith = {
  organizations: Organizations;
  listings: Pick<Listings, 'actMany'>;
  contracts: Pick<Contracts, 'act'>;
  nda: Nda;
  rules: readonly NoticeRule[];
  calendar: (on: QueryExecutorProvider) => Promise<WorkingDays>;
  /** The transaction of an act on another kind, as this module's own tables see it. */
  within: (tx: object) => Transaction<MarketTables>;
  /** And the other way round. */
  ofContracts: (tx: object) => Transaction<ContractTables>;
};

/** Whoever objects comes through a public door, for the length of one request. */
const objectors = new WeakSet<Actor>();
export function asObjector({ language }: Actor): Actor {
  const actor: Actor = { account: null, roles: ['visitor'], organization: null, region: null, language, demo: false };
  objectors.add(actor);
  return actor;
}

const ofMember = (actor: Actor): string | null => (hasRole(actor, 'member', 'organizationAdmin') ? actor.organization : null);
const ofListing = sql`(select l.organization from listings l where l.id = deals.listing)`;

export function openDeals(kernel: Kernel, db: Kysely<MarketTables>, of: DealsWith) {
  const { organizations, nda, rules } = of;
  const isSide = (side: DealSide) => (actor: Actor, row: Row | null) =>
    ofMember(actor) !== null && row !== null && sideOf(row, actor) === side;
  const opened = openKind(kernel, db, {
    kind: dealRecords,
    table: 'deals',
    personal: true,
    related: relatedOf(organizations),
    present: (row, personal, actor, { related }) => presentWith(kernel, rules)(row, personal, actor, related),
    title: (row) => row.title,
    tells,
    // Of an anonymous owner the record says nothing before it admits: who is told, the kind itself knows.
    concerns: (row) => ({ region: null, organizations: [row.asker, ...(row.owner === null ? [] : [row.owner])] }),
    audiences: audiencesOf(kernel, organizations),
    visible: visibleTo(organizations),
    papers,
    parties: {
      // Who sees a deal is of the one side or of the other.
      owner: isSide('owner'),
      asker: (actor, row) => (row === null ? ofMember(actor) !== null : isSide('asker')(actor, row)),
      provider: (actor, row) => row !== null && isSide(providerOf(row))(actor, row),
      addressee: (actor, row) => {
        const open = row === null ? null : openOffer(row.offers);
        return open !== null && isSide(open.by === 'owner' ? 'asker' : 'owner')(actor, row);
      },
    },
    filters: {
      q: (value) => sql<boolean>`title ilike ${`%${value.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      side: (value, actor) =>
        value === 'asker'
          ? sql<boolean>`asker = ${actor.organization}::uuid`
          : sql<boolean>`asker <> ${actor.organization}::uuid`,
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
      contract: (value) => sql<boolean>`contract = ${value}::uuid`,
    },
    waits: waitsOf(kernel, organizations),
    handlers: {
      ...interestHandlers({
        nda,
        oneWith: organizations.oneWith,
        dueFrom: async (tx, day, days) => endOrYear(await of.calendar(tx), day, { days, kind: 'working' }).on,
      }),
      ...offerHandlers(),
      ...settlingHandlers(),
      ...noticeHandlers({ rules, calendar: of.calendar, contracts: of.contracts, ofContracts: of.ofContracts }),
      fulfil: ({ day }) => ({ registered_on: day }),
      reopen: ({ input }) => ({ contract: null, registered_on: null, reason: input.reason }),
    },
  });
  follow(kernel, { deals: opened, listings: of.listings, within: of.within });
  return {
    ...opened,
    /** A lot was sold: its deal stands agreed, for the price that was made. */
    settle: async (tx: Transaction<MarketTables>, of: Settling): Promise<void> => {
      await opened.actMany([await settleOf(tx, of)], tx);
    },
    /** Until it is admitted, who asked reads no history: who acted would tell whose an anonymous listing is. */
    opensHistory: async (actor: Actor, id: string) => {
      const one = await opened.one(actor, id);
      return one['owner'] !== null || one['mine'] === 'owner';
    },
    /** Once an hour: offers whose day has passed, notices whose period is over with no objection open. */
    fallDue: async () => {
      const today = kernel.dayOf(await now(kernel.db));
      const { rows } = await sql<{ id: string; action: 'expireOffer' | 'endNotice' }>`
        select id, 'expireOffer' as action from deals where state = 'talking' and exists (select from jsonb_array_elements(offers) o
          where o ->> 'standing' = 'open' and (o ->> 'validUntil')::date < ${today}::date)
        union all select id, 'endNotice' from deals where state = 'underNotice' and (notice ->> 'until')::date < ${today}::date
          and not exists (select from jsonb_array_elements(notice -> 'objections') o where o ->> 'decision' is null)`.execute(db);
      for (const { id, action } of rows) await opened.act(action, { actor: clock, id, input: {} });
    },
  };
}

/** Its two sides, the clock, and whoever objects to a notice that runs. */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    if (objectors.has(actor)) return sql<boolean>`state = 'underNotice'`;
    const own = ofMember(actor);
    return own === null ? 'none' : sql<boolean>`(asker = ${own}::uuid or ${ofListing} in (${oneWith(own)}))`;
  };

const papers: Papers<(typeof life.states)[number]> = {
  sees: () => 'all',
  adds: (actor) =>
    ofMember(actor) === null ? 'none' : sql<boolean>`state in ('talking', 'agreed', 'underNotice', 'contracted', 'registered')`,
  retention: 'tenYears',
  closed: ['registered', 'declined', 'ended', 'withdrawn'],
};

/** Members of today of the owner's and of the asker's organization. */
function audiencesOf(kernel: Kernel, organizations: Pick<Organizations, 'oneWith'>) {
  const members = (column: RawBuilder<unknown>) =>
    membersAmong(kernel, organizations, (deal) => sql`select ${column} as id from deals where id = ${deal}::uuid`);
  return { owner: members(ofListing), asker: members(sql`asker`) };
}

function waitsOf(kernel: Kernel, { oneWith }: Pick<Organizations, 'oneWith'>) {
  const own = (actor: Actor) =>
    sql<boolean>`(asker = ${actor.organization}::uuid or ${ofListing} in (${oneWith(actor.organization ?? '')}))`;
  const mine = (actor: Actor) => (actor.organization === null ? sql<boolean>`false` : own(actor));
  const since = (row: Row) => kernel.dayOf(row.recorded_at);
  const lastOffer = (row: Row) => openOffer(row.offers)?.validUntil ?? null;
  return [
    {
      states: ['interested'],
      for: 'admit',
      words: 'deals:waits.admit',
      since: (row: Row) => kernel.dayOf(row.created),
      due: (row: Row) => row.due_on,
      mine,
    },
    {
      states: ['talking'],
      for: 'acceptOffer',
      words: 'deals:waits.acceptOffer',
      since: (row: Row) => openOffer(row.offers)?.on ?? since(row),
      due: lastOffer,
      when: (row: Row) => openOffer(row.offers) !== null,
      mine,
    },
    { states: ['agreed'], for: 'draftContract', words: 'deals:waits.draftContract', since, due: () => null, mine },
    {
      states: ['underNotice'],
      for: 'dismissObjection',
      words: 'deals:waits.dismissObjection',
      since: (row: Row) => openObjection(row.notice)?.on ?? since(row),
      due: () => null,
      when: (row: Row) => openObjection(row.notice) !== null,
      mine,
    },
  ] as const;
}
