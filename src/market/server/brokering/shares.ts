// Shares of technology managers in deals: stated by one of them, confirmed by both parties in whichever order, disputed by who is named in them or a party. They count in a record once both have confirmed.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../../platform/shared/errors.ts';
import { multiply, scaled } from '../../../platform/shared/money.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { managersNamed } from '../../../people/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import {
  confirmedAlready,
  type Dispute,
  life,
  notCarried,
  sameContract,
  type Share,
  type ShareSaid,
  shareFault,
  shareRecords,
  statedAlready,
  tells,
} from '../../dealShare.ts';
import { contractNumbers, nearDays } from '../../dealAlike.ts';
import { holds } from '../conditions.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { accountOf, actingManager, followAccount, isNamed, managersShown, shownAs } from './managers.ts';
import type { DealShares as Table } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
export type DealShares = ReturnType<typeof openDealShares>;
type With = { organizations: Organizations; within: (tx: object) => Tx };
type Party = 'provider' | 'taker';

/** Confirmed by both; and of a deal made here its contract stands registered. */
export const counting = sql<boolean>`(deal_shares.state = 'confirmed' and (deal_shares.deal is null
  or exists (select from deals d where d.id = deal_shares.deal and d.state = 'registered')))`;
/** His part of an amount, in fen. */
export const partOf = (amount: string, percent: string): string => scaled(multiply(multiply(amount, percent), '0.01'), 2);

const isAmong = (actor: Actor, row: Pick<Row, 'accounts'>): boolean =>
  accountOf(actor) !== null && row.accounts.some((one) => one === actor.account);
/** A manager who has a share in it speaks for no party. */
const isParty = (party: Party) => (actor: Actor, row: Row | null) =>
  row !== null && ownOf(actor) !== null && !isAmong(actor, row) && partyOf(row, actor) === party;
const partyOf = (row: Pick<Row, 'taker' | 'provider'>, actor: Actor): Party | null =>
  row.taker === actor.organization ? 'taker' : row.provider === actor.organization ? 'provider' : null;

export function openDealShares(kernel: Kernel, db: Kysely<MarketTables>, { organizations, within }: With) {
  const opened = openKind(kernel, db, {
    kind: shareRecords,
    table: 'deal_shares',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.provider, row.taker]))], on),
      managers: await managersShown(kernel, organizations, on, [...new Set(rows.flatMap((row) => row.managers))]),
      alike: await alikeAmong(
        on,
        rows.filter((row) => row.state !== 'withdrawn').map((row) => row.id),
      ),
      counts: await countingAmong(
        on,
        rows.map((row) => row.id),
      ),
    }),
    present: (row, _personal, actor, { related }) => {
      const alike = related?.alike.get(row.id) ?? [];
      const named = (id: string) => ({ id, name: related?.names.get(id) ?? '' });
      return {
        deal: row.deal,
        title: row.title,
        provider: named(row.provider),
        taker: named(row.taker),
        amount: row.amount,
        concludedOn: row.concluded_on,
        evidence: row.evidence,
        stating: row.manager,
        shares: row.shares.map(({ manager, percent }) => ({
          manager: shownAs(related?.managers, manager),
          percent,
          amount: partOf(row.amount, percent),
        })),
        providerOn: row.provider_on,
        takerOn: row.taker_on,
        counts: related?.counts.has(row.id) ?? false,
        disputes: row.disputes,
        alike: alike.length,
        // Whoever is neither party nor named learns that there is one, not of whom.
        like: alike.filter((one) => readsOthers(actor, one)).map(({ accounts: _accounts, of: _of, ...one }) => one),
        statedOn: kernel.dayOf(row.created),
      };
    },
    title: (row) => row.title,
    tells,
    concerns: (row) => ({ region: null, organizations: [row.provider, row.taker], accounts: row.accounts }),
    audiences: {
      provider: membersAmong(kernel, organizations, (id) => sql`select provider as id from deal_shares where id = ${id}::uuid`),
      taker: membersAmong(kernel, organizations, (id) => sql`select taker as id from deal_shares where id = ${id}::uuid`),
    },
    visible: (actor) => visibleTo(actor),
    parties: {
      provider: isParty('provider'),
      taker: isParty('taker'),
      stating: (actor, row) => (row === null ? accountOf(actor) !== null : isNamed(actor, row)),
      named: (actor, row) => row !== null && isAmong(actor, row) && !isNamed(actor, row),
    },
    filters: {
      q: (value) => holds(sql`title`, value),
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      manager: (value) => sql<boolean>`managers @> array[${value}]::uuid[]`,
      deal: (value) => sql<boolean>`deal = ${value}::uuid`,
      counts: () => counting,
      disputed: () => sql<boolean>`jsonb_array_length(disputes) > 0`,
    },
    waits: [
      {
        states: ['stated'],
        for: 'confirm',
        words: 'dealShares:waits.confirm',
        since: (row) => kernel.dayOf(row.recorded_at),
        due: () => null,
        mine: (actor) =>
          ownOf(actor) === null
            ? sql<boolean>`false`
            : sql<boolean>`((provider = ${actor.organization}::uuid and provider_on is null)
                or (taker = ${actor.organization}::uuid and taker_on is null))`,
      },
    ],
    handlers: handlersOf(organizations),
  });
  followAccount(kernel, { table: 'deal_shares', actMany: opened.actMany, within });
  return opened;
}

type Alike = {
  of: string;
  id: string;
  title: string;
  state: Row['state'];
  amount: string;
  concludedOn: string;
  provider: string;
  taker: string;
  accounts: string[];
};
const pairOf = (one: string, other: string) =>
  sql`((${sql.ref(`${one}.provider`)} = ${sql.ref(`${other}.provider`)} and ${sql.ref(`${one}.taker`)} = ${sql.ref(`${other}.taker`)})
    or (${sql.ref(`${one}.provider`)} = ${sql.ref(`${other}.taker`)} and ${sql.ref(`${one}.taker`)} = ${sql.ref(`${other}.provider`)}))`;
/** Others between the same parties of the same amount, or of about the same day and amount: perhaps the same deal. */
async function alikeAmong(on: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Alike[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Alike>`select b.id as of, a.id, a.title, a.state, a.amount, a.concluded_on as "concludedOn",
      a.provider, a.taker, a.accounts
    from deal_shares b join deal_shares a on a.id <> b.id and ${pairOf('a', 'b')} and a.state <> 'withdrawn'
      and (a.amount = b.amount or (abs(a.concluded_on - b.concluded_on) <= ${nearDays} and abs(a.amount - b.amount) <= b.amount / 10))
    where b.id = any(${[...ids]}::uuid[]) order by a.id`.execute(on);
  return Map.groupBy(rows, (one) => one.of);
}
const readsOthers = (actor: Actor, one: Pick<Alike, 'provider' | 'taker' | 'accounts'>): boolean =>
  hasRole(actor, 'bureauOfficer', 'auditAdmin') ||
  isAmong(actor, one) ||
  (ownOf(actor) !== null && [one.provider, one.taker].includes(ownOf(actor) ?? ''));

type Numbered = { evidence: string | null; own: string | null; registered: string | null };
/** The same contract is stated once, whoever states it: by the numbers in the evidence, or of the contract of a deal made here. */
async function onlyOnce(tx: Tx, of: Pick<Row, 'provider' | 'taker' | 'deal' | 'evidence'>): Promise<void> {
  const pair = [of.provider, of.taker].toSorted().join(' ');
  await oneAtATime(tx, 'shares between', pair);
  const numbered = sql`left join deals d on d.id = s.deal left join contracts c on c.id = d.contract`;
  const said = sql`s.evidence, c.own_number as own, c.registration_number as registered`;
  const { rows: mine } =
    await sql<Numbered>`select ${said} from (select ${of.deal}::uuid as deal, ${of.evidence}::text as evidence) s
    ${numbered}`.execute(tx);
  const { rows: others } = await sql<Numbered>`select ${said} from deal_shares s ${numbered} where s.state <> 'withdrawn'
    and ((s.provider = ${of.provider}::uuid and s.taker = ${of.taker}::uuid)
      or (s.provider = ${of.taker}::uuid and s.taker = ${of.provider}::uuid))`.execute(tx);
  const numbersOf = (one: Numbered) => [one.evidence, one.own, one.registered].flatMap((part) => contractNumbers(part));
  const known = new Set(others.flatMap(numbersOf));
  const number = mine.flatMap(numbersOf).find((one) => known.has(one));
  if (number !== undefined) throw sameContract({ number });
}

async function countingAmong(on: QueryExecutorProvider, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select id from deal_shares where id = any(${[...ids]}::uuid[]) and ${counting}`.execute(on);
  return new Set(rows.map(({ id }) => id));
}

function visibleTo(actor: Actor): Sight {
  if (hasRole(actor, 'clock', 'bureauOfficer', 'auditAdmin')) return 'all';
  const [own, account] = [ownOf(actor), accountOf(actor)];
  const parts = [
    ...(own === null ? [] : [sql<boolean>`(provider = ${own}::uuid or taker = ${own}::uuid)`]),
    ...(account === null ? [] : [sql<boolean>`accounts @> array[${account}]::uuid[]`]),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string };
const wrong = (path: string, code: string, params: Record<string, string> = {}) =>
  wrongField(path, code, `dealShares:wrong.${code}`, params);

/** Sound, with the accounts of all who are named. */
async function soundShares(tx: Tx, shares: readonly Share[], manager: string, day: string) {
  const fault = shareFault(shares);
  if (fault) throw wrong(fault.path, fault.code);
  if (!shares.some((one) => one.manager === manager)) throw wrong('shares', 'notAmong');
  const known = await managersNamed(
    tx,
    shares.map((one) => one.manager),
    day,
  );
  const unknown = shares.findIndex((one) => !known.has(one.manager));
  if (unknown >= 0) throw wrongField(`shares.${unknown}.manager`, 'unknown', 'contracts:wrong.manager');
  return {
    shares: [...shares],
    managers: shares.map((one) => one.manager),
    accounts: shares.flatMap((one) => known.get(one.manager)?.account ?? []),
    provider_on: null,
    taker_on: null,
    confirmed_to: 'stated' as const,
  };
}

const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<ShareSaid>, 'record'>) => {
    const { id: manager, account } = await actingManager(tx, actor, day);
    const of = input.deal === null ? await elsewhere(tx, organizations, input, day) : await madeHere(tx, input.deal, manager);
    await onlyOnce(tx, of);
    return { ...of, ...(await soundShares(tx, input.shares, manager, day)), manager, account, disputes: [] };
  },
  confirm: ({ record, actor, day }: Of<unknown>) => {
    const column = partyOf(record, actor) === 'taker' ? 'taker_on' : 'provider_on';
    if (record[column] !== null) throw confirmedAlready();
    return { [column]: day, confirmed_to: 'confirmed' as const };
  },
  dispute: ({ record, input, actor, day }: Of<{ reason: string }>) => {
    const by = isAmong(actor, record) ? ('named' as const) : (partyOf(record, actor) ?? 'provider');
    return {
      disputes: [...record.disputes, { by, on: day, reason: input.reason, settledOn: null }],
      provider_on: null,
      taker_on: null,
      confirmed_to: 'stated' as const,
    };
  },
  restate: async ({ tx, record, input, day }: Of<{ shares: Share[] }>) => ({
    ...(await soundShares(tx, input.shares, record.manager, day)),
    disputes: settled(record, day),
  }),
  withdraw: ({ record, day }: Of<unknown>) => ({ disputes: settled(record, day) }),
  follow: async ({ tx, record, day }: Of<unknown>) => {
    const known = await managersNamed(tx, record.managers, day);
    return {
      account: known.get(record.manager)?.account ?? null,
      accounts: record.managers.flatMap((one) => known.get(one)?.account ?? []),
    };
  },
});

const settled = (record: Row, day: string): Dispute[] =>
  record.disputes.map((one) => (one.settledOn === null ? { ...one, settledOn: day } : one));

/** Of a deal that he carried to its contract: who, how much and when are its own. */
async function madeHere(tx: Tx, deal: string, manager: string) {
  const { rows } = await sql<{ title: string; side: string; owner: string; asker: string; amount: string | null; on: string }>`
    select d.title, d.side, c.owner, c.asker, d.amount, d.registered_on as on
    from carried_deals c join deals d on d.id = c.deal
    where d.id = ${deal}::uuid and d.state = 'registered' and c.state = 'completed' and c.manager = ${manager}::uuid`.execute(tx);
  const [of] = rows;
  if (!of) throw notCarried();
  if (of.amount === null) throw wrong('deal', 'noAmount');
  await oneAtATime(tx, 'shares', deal);
  const { rows: before } = await sql`select from deal_shares where deal = ${deal}::uuid and state <> 'withdrawn'`.execute(tx);
  if (before.length > 0) throw statedAlready();
  const [provider, taker] = of.side === 'supply' ? [of.owner, of.asker] : [of.asker, of.owner];
  return { deal, title: of.title, provider, taker, amount: of.amount, concluded_on: of.on, evidence: null };
}

/** Made elsewhere: everything is said, and both parties can be asked here. */
async function elsewhere(tx: Tx, organizations: Organizations, input: ShareSaid, day: string) {
  const { title, provider, taker, amount, concludedOn, evidence } = input;
  if (title === null) throw wrong('title', 'required');
  if (provider === null) throw wrong('provider', 'required');
  if (taker === null) throw wrong('taker', 'required');
  if (amount === null || Number(amount) <= 0) throw wrong('amount', 'required');
  if (concludedOn === null) throw wrong('concludedOn', 'required');
  if (evidence === null) throw wrong('evidence', 'required');
  if (concludedOn > day) throw wrong('concludedOn', 'inFuture', { today: day });
  const found = await organizations.survivors(tx, [provider, taker]);
  const [one, other] = [found.get(provider), found.get(taker)];
  if (!one) throw wrong('provider', 'organization');
  if (!other) throw wrong('taker', 'organization');
  if (one.id === other.id) throw wrong('taker', 'same');
  return { deal: null, title, provider: one.id, taker: other.id, amount: scaled(amount, 2), concluded_on: concludedOn, evidence };
}
