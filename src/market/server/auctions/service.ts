// Lots opened: made by their owner, handed to an exchange or announced by the licensed operator, changed with all bids void, ended by the clock, drafted as a contract.
import { randomBytes } from 'node:crypto';
import { type Kysely, type QueryExecutorProvider, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { compare, scaled } from '../../../platform/shared/money.ts';
import type { Contracts, ContractTables } from '../../../contracts/server/index.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, now, openKind, type Papers, type Sight } from '../../../records/server/index.ts';
import {
  already,
  type AuctionPack,
  auctionRecords,
  drafted,
  graceSeconds,
  type life,
  noOperator,
  notDue,
  notForSale,
  notOpen,
  otherWay,
  tells,
  type ways,
} from '../../auction.ts';
import { reserveDigest } from './reserve.ts';
import { contractOf } from '../../dealContract.ts';
import { OfferInput } from '../../dealOffer.ts';
import { isShown } from '../conditions.ts';
import { ownOf } from '../owning.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import type { Auctions as Table } from './tables.ts';

export type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string; at: Date };
export type Auctions = ReturnType<typeof openAuctions>;
export type AuctionsWith = {
  organizations: Organizations;
  listings: Pick<Listings, 'actMany'>;
  contracts: Pick<Contracts, 'act'>;
  pack: AuctionPack | null;
  within: (tx: object) => Transaction<MarketTables>;
  ofContracts: (tx: object) => Transaction<ContractTables>;
};
type TermsSaid = { startPrice: string; step: string; opensAt: string; closesAt: string; extendMinutes: number };
type Created = { [K in keyof TermsSaid]: TermsSaid[K] | null } & {
  listing: string;
  way: (typeof ways)[number];
  reserve: string | null;
};

const papers: Papers<(typeof life.states)[number]> = {
  sees: () => 'all',
  adds: (actor) => (ownOf(actor) !== null || hasRole(actor, 'bureauOfficer') ? 'all' : 'none'),
  retention: 'tenYears',
  closed: ['sold', 'unsold', 'withdrawn'],
};

export function openAuctions(kernel: Kernel, db: Kysely<MarketTables>, of: AuctionsWith) {
  const { organizations } = of;
  const opened = openKind(kernel, db, {
    kind: auctionRecords,
    table: 'auctions',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => idsOf(row)))], on),
    }),
    present: (row, _personal, _actor, { related }) => presented(row, related?.names ?? new Map<string, string>()),
    title: (row) => row.title,
    tells,
    concerns: (row) => ({ region: row.region, organizations: idsOf(row) }),
    audiences: audiencesOf(kernel, organizations),
    papers,
    visible: visibleTo(organizations),
    // Whoever sees one and is not the operator is the owner.
    parties: {
      owner: (actor, row) => ownOf(actor) !== null && (row === null || row.operator !== ownOf(actor)),
      operator: (actor, row) => ownOf(actor) !== null && row !== null && row.operator === ownOf(actor),
    },
    filters: {
      q: (value) => sql<boolean>`title ilike ${`%${value.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`,
      state: (value) => sql<boolean>`state = ${value}`,
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
    },
    waits: waitsOf(kernel, organizations),
    handlers: { ...making(of), ...atExchange, ...running(), ...ending(of) },
  });
  kernel.after('auction', ['enterSale', 'award'], async (tx, { id: cause, row }) => {
    if (typeof row['listing'] !== 'string') return;
    const { rows } = await sql<{ state: string }>`select state from listings where id = ${row['listing']}::uuid`.execute(tx);
    if (!['published', 'inNegotiation', 'matched', 'expired'].includes(rows[0]?.state ?? '')) return;
    await of.listings.actMany([{ actor: clock, action: 'conclude', id: row['listing'], input: {}, cause }], of.within(tx));
  });
  return {
    ...opened,
    /** Every few seconds: auctions whose end has passed. */
    end: async () => {
      const { rows } = await sql<{ auction: string; sold: boolean }>`select s.auction,
          coalesce(s.price >= coalesce(r.reserve, 0), false) as sold
        from auction_standings s join auctions a on a.id = s.auction left join auction_reserves r on r.digest = a.reserve_digest
        where not s.ended and s.closes_at + make_interval(secs => ${graceSeconds}) < clock_timestamp()`.execute(db);
      for (const { auction, sold } of rows)
        await opened.act(sold ? 'award' : 'lapse', { actor: clock, id: auction, input: {} }).catch((error: unknown) => {
          // Another process was first.
          if (!(error instanceof Error && 'status' in error && error.status === 409)) throw error;
        });
    },
  };
}

const idsOf = (row: Row): string[] => [row.owner, row.operator, row.buyer].filter((id) => id !== null);

function presented(row: Row, names: ReadonlyMap<string, string>): Record<string, unknown> {
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return {
    listing: row.listing,
    title: row.title,
    owner: named(row.owner),
    way: row.way,
    operator: named(row.operator),
    startPrice: row.start_price,
    step: row.step,
    reserveDigest: row.reserve_digest,
    reserve: row.reserve,
    reserveSalt: row.reserve_salt,
    opensAt: row.opens_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    extendMinutes: row.extend_minutes,
    round: row.round,
    exchange: row.exchange,
    listedOn: row.listed_on,
    exchangeNumber: row.exchange_number,
    bidsHeld: row.bids_held,
    price: row.price,
    buyer: named(row.buyer),
    endedOn: row.ended_on,
    contract: row.contract,
    reason: row.reason,
  };
}

const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'clock', 'bureauOfficer')) return 'all';
    const own = ownOf(actor);
    if (own !== null) return sql<boolean>`(owner in (${oneWith(own)}) or operator = ${own}::uuid)`;
    return hasRole(actor, 'districtOfficer') && actor.region !== null ? sql<boolean>`region = ${actor.region}` : 'none';
  };

const none = {
  exchange: null,
  listed_on: null,
  exchange_number: null,
  bids_held: null,
  price: null,
  buyer: null,
  ended_on: null,
  contract: null,
  reason: null,
  reserve: null,
  reserve_salt: null,
};

/** Terms that cannot be: the field and its words. */
export function checkedTerms(of: { [K in keyof TermsSaid]: TermsSaid[K] | null }, at: Date) {
  const missing = (['startPrice', 'step', 'opensAt', 'closesAt'] as const).find((key) => of[key] === null);
  if (missing) throw wrongField(missing, 'missing', 'auctions:wrong.missing');
  const { startPrice, step, opensAt, closesAt } = of as TermsSaid;
  for (const [path, amount] of [
    ['startPrice', startPrice],
    ['step', step],
  ] as const)
    if (compare(amount, '0') <= 0) throw wrongField(path, 'nothing', 'auctions:wrong.nothing');
  const [opens, closes] = [new Date(opensAt), new Date(closesAt)];
  if (closes <= opens) throw wrongField('closesAt', 'upsideDown', 'auctions:wrong.upsideDown');
  if (closes <= at) throw wrongField('closesAt', 'past', 'auctions:wrong.past');
  return {
    start_price: scaled(startPrice, 2),
    step: scaled(step, 2),
    opens_at: opens,
    closes_at: closes,
    extend_minutes: of.extendMinutes ?? 0,
  };
}

const making = ({ organizations, pack }: AuctionsWith) => ({
  create: async ({ tx, input, actor, at }: Omit<Of<Created>, 'record'>) => {
    const own = ownOf(actor) ?? '';
    const { rows } = await sql<{
      title: string;
      side: string;
      sort: string;
      state: string;
      organization: string;
      region: string | null;
    }>`
      select title, side, sort, state, organization, region from listings
      where id = ${input.listing}::uuid and organization in (${organizations.oneWith(own)}) for update`.execute(tx);
    const [listing] = rows;
    if (!listing) throw wrongField('listing', 'unknown', 'auctions:wrong.listing');
    if (!isShown(listing.state) || !['result', 'patent', 'knowHow'].includes(listing.sort)) throw notForSale();
    const held = await tx
      .selectFrom('auctions')
      .select('id')
      .where('listing', '=', input.listing)
      .where('state', 'in', ['draft', 'open', 'atExchange'])
      .executeTakeFirst();
    if (held) throw already();
    const base = { ...none, listing: input.listing, title: listing.title, owner: listing.organization, region: listing.region };
    const nothing = { start_price: null, step: null, opens_at: null, closes_at: null, extend_minutes: null };
    if (input.way === 'exchange') return { ...base, ...nothing, way: input.way, operator: null, reserve_digest: null, round: 0 };
    const operator = await operatorOf(tx, pack);
    const sealed = await sealedReserve(tx, input.reserve, input.startPrice);
    return { ...base, ...checkedTerms(input, at), way: input.way, operator, reserve_digest: sealed, round: 1 };
  },
});

/** The organization that the pack names, once it has joined. */
async function operatorOf(tx: Tx, pack: AuctionPack | null): Promise<string> {
  if (pack === null) throw noOperator();
  const { rows } = await sql<{ id: string }>`select id from organizations
    where credit_code = ${pack.operator.creditCode} and state = 'active'`.execute(tx);
  const [found] = rows;
  if (!found) throw noOperator();
  return found.id;
}

/** Kept apart, by its digest: the event of this act says nothing else of it. */
async function sealedReserve(tx: Tx, reserve: string | null, start: string | null): Promise<string | null> {
  if (reserve === null) return null;
  if (start !== null && compare(reserve, start) < 0) throw wrongField('reserve', 'belowStart', 'auctions:wrong.belowStart');
  const salt = randomBytes(16).toString('hex');
  const value = scaled(reserve, 2);
  const digest = reserveDigest(value, salt);
  await tx.insertInto('auction_reserves').values({ digest, reserve: value, salt }).execute();
  return digest;
}

const atExchange = {
  handOver: ({ record, input }: Of<{ exchange: string }>) => {
    if (record.way !== 'exchange') throw otherWay();
    return { exchange: input.exchange };
  },
  enterListing: ({ input, day }: Of<{ listedOn: string; exchangeNumber: string }>) => {
    if (input.listedOn > day) throw wrongField('listedOn', 'inFuture', 'auctions:wrong.inFuture');
    return { listed_on: input.listedOn, exchange_number: input.exchangeNumber };
  },
  enterSale: async ({ tx, record, input, day }: Of<{ price: string; buyer: string; bidsHeld: number; on: string }>) => {
    if (compare(input.price, '0') <= 0) throw wrongField('price', 'nothing', 'auctions:wrong.nothing');
    if (input.on > day) throw wrongField('on', 'inFuture', 'auctions:wrong.inFuture');
    const { rows } = await sql`select from organizations where id = ${input.buyer}::uuid and state = 'active'`.execute(tx);
    if (rows.length === 0 || input.buyer === record.owner) throw wrongField('buyer', 'unknown', 'auctions:wrong.buyer');
    return { price: scaled(input.price, 2), buyer: input.buyer, bids_held: input.bidsHeld, ended_on: input.on };
  },
  enterNoSale: ({ input, day }: Of<{ reason: string }>) => ({ reason: input.reason, ended_on: day }),
  withdraw: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
};

const running = () => ({
  announce: async ({ tx, record, at }: Of<unknown>) => {
    if (record.closes_at === null || record.closes_at <= at) throw wrongField('closesAt', 'past', 'auctions:wrong.past');
    const begun = { round: record.round, bids: 0, price: null, leader: null, paddles: 0, ended: false };
    await tx
      .insertInto('auction_standings')
      .values({ auction: record.id, ...begun, closes_at: record.closes_at })
      .execute();
    return {};
  },
  /** The standing is locked first: a bid that waits for it reads the new round. */
  amend: async ({ tx, record, input, at }: Of<TermsSaid & { reason: string }>) => {
    await openStanding(tx, record.id);
    const terms = checkedTerms(input, at);
    const round = record.round + 1;
    await tx
      .updateTable('auction_standings')
      .set({ round, price: null, leader: null, closes_at: terms.closes_at })
      .where('auction', '=', record.id)
      .execute();
    return { ...terms, round, reason: input.reason };
  },
  cancel: async ({ tx, record, input, day }: Of<{ reason: string }>) => {
    await openStanding(tx, record.id);
    await tx.updateTable('auction_standings').set({ ended: true }).where('auction', '=', record.id).execute();
    return { reason: input.reason, ended_on: day, ...(await revealed(tx, record)) };
  },
});

/** Locked until the end of the act. */
export async function openStanding(tx: Tx, auction: string) {
  const found = await tx
    .selectFrom('auction_standings')
    .selectAll()
    .where('auction', '=', auction)
    .forUpdate()
    .executeTakeFirst();
  if (!found || found.ended) throw notOpen();
  return found;
}

async function revealed(tx: Tx, record: Row) {
  if (record.reserve_digest === null) return { reserve: null, reserve_salt: null };
  const kept = await tx
    .selectFrom('auction_reserves')
    .selectAll()
    .where('digest', '=', record.reserve_digest)
    .executeTakeFirstOrThrow();
  return { reserve: kept.reserve, reserve_salt: kept.salt };
}

async function ended(tx: Tx, record: Row, day: string, at: Date) {
  const standing = await openStanding(tx, record.id);
  if (standing.closes_at.getTime() + graceSeconds * 1000 > at.getTime()) throw notDue();
  await tx.updateTable('auction_standings').set({ ended: true }).where('auction', '=', record.id).execute();
  const reserve = await revealed(tx, record);
  const met = standing.price !== null && compare(standing.price, reserve.reserve ?? '0') >= 0;
  return { standing, met, columns: { ...reserve, ended_on: day, bids_held: standing.bids } };
}

const ending = (of: AuctionsWith) => ({
  award: async ({ tx, record, day, at }: Of<unknown>) => {
    const { standing, met, columns } = await ended(tx, record, day, at);
    if (!met || standing.leader === null) throw notDue();
    const { organization } = await tx
      .selectFrom('auction_bidders')
      .select('organization')
      .where('id', '=', standing.leader)
      .executeTakeFirstOrThrow();
    return { ...columns, price: standing.price, buyer: organization };
  },
  lapse: async ({ tx, record, day, at }: Of<unknown>) => {
    const { met, columns } = await ended(tx, record, day, at);
    if (met) throw notDue();
    return columns;
  },
  /** In the name of who acts: the draft is the owner's own. No notice comes before, for the price is not an agreed one. */
  draftContract: async ({ tx, record, actor, day }: Of<unknown>) => {
    if (record.contract !== null) throw drafted();
    const { rows } = await sql<Pick<Selectable<MarketTables['listings']>, 'field' | 'industry' | 'sort' | 'cooperation'>>`
      select field, industry, sort, cooperation from listings where id = ${record.listing}::uuid`.execute(tx);
    const [listing] = rows;
    if (!listing || record.buyer === null) throw notOpen();
    const offer = OfferInput.parse({
      amount: record.price,
      paymentMode: 'lumpSum',
      cooperation: listing.cooperation[0],
      ownership: 'asAgreed',
      validUntil: day,
    });
    const agreed = { ...offer, version: 1, by: 'owner', on: day, standing: 'accepted', reason: null } as const;
    const input = contractOf({ ...listing, title: record.title }, agreed, record.buyer);
    return { contract: (await of.contracts.act('create', { actor, input, within: of.ofContracts(tx) })).row.id };
  },
});

function audiencesOf(kernel: Kernel, { oneWith }: Pick<Organizations, 'oneWith'>) {
  const members = (which: (id: string) => RawBuilder<unknown>) => async (on: QueryExecutorProvider, auction: string) => {
    const today = kernel.dayOf(await now(on));
    const { rows } = await sql<{ account: string }>`select distinct m.account from memberships m
      where m.organization in (${which(auction)}) and m.since <= ${today}::date
        and (m.until is null or m.until >= ${today}::date)`.execute(on);
    return rows.map(({ account }) => account);
  };
  return {
    owner: async (on: QueryExecutorProvider, auction: string) => {
      const { rows } = await sql<{ owner: string }>`select owner from auctions where id = ${auction}::uuid`.execute(on);
      return members(() => oneWith(rows[0]?.owner ?? auction))(on, auction);
    },
    operator: members((id) => sql`select operator from auctions where id = ${id}::uuid`),
    bidders: members((id) => sql`select organization from auction_bidders where auction = ${id}::uuid`),
  };
}

function waitsOf(kernel: Kernel, { oneWith }: Pick<Organizations, 'oneWith'>) {
  const owned = (actor: Actor) =>
    actor.organization === null ? sql<boolean>`false` : sql<boolean>`owner in (${oneWith(actor.organization)})`;
  const since = (row: Row) => kernel.dayOf(row.recorded_at);
  return [
    {
      states: ['draft'],
      for: 'announce',
      words: 'auctions:waits.announce',
      since,
      due: () => null,
      when: (row: Row) => row.way === 'auction',
      mine: (actor: Actor) => sql<boolean>`operator = ${actor.organization}::uuid`,
    },
    {
      states: ['sold'],
      for: 'draftContract',
      words: 'auctions:waits.draftContract',
      since,
      due: () => null,
      when: (row: Row) => row.contract === null,
      mine: owned,
    },
  ] as const;
}
