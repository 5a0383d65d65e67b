// The invented city's lots, made when a demo house first starts: one sold on an exchange, one under way in which the demo organization may bid, one that is over a minute later. Names are generated.
import { sql } from 'kysely';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { addDays } from './platform/shared/dates.ts';
import { auctionPack } from './market/auction.ts';
import { now } from './records/server/index.ts';
import { actingFor, loader, step } from './seed-acting.ts';

type Found = { id: string; organization: string };
type Around = { house: House; operator: Actor; at: Date; said: { exchange: string; deposit: string } };

/** Once: where there is a lot already, or nothing to sell, nothing is made. */
export async function startDemoAuctions(house: House): Promise<void> {
  const { kernel, pack } = house;
  const { rows: some } = await sql`select from auctions limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null || !pack.has('auction.json')) return;
  const of = pack.read('auction.json', auctionPack);
  const operator = actingFor((await enteredOperator(house, of.operator)).id);
  const { rows: listings } =
    await sql<Found>`select l.id, l.organization from listings l join organizations o on o.id = l.organization
    where l.state = 'published' and l.sort in ('result', 'patent', 'knowHow') and l.cooperation && array['01', '02']
      and o.state = 'active' and o.id <> ${operator.organization}::uuid and not exists (select from deals d where d.listing = l.id)
    order by (l.organization = ${demo.id}::uuid) desc, l.published_on desc, l.id limit 3`.execute(kernel.db);
  const [listed, going, ending] = listings;
  const { rows: firms } = await sql<{ id: string }>`select id from organizations where state = 'active' and id <> ${demo.id}::uuid
    and id <> all(${[operator.organization, ...listings.map(({ organization }) => organization)]}::uuid[])
    order by id limit 4`.execute(kernel.db);
  if (!listed || !going || !ending || firms.length < 4 || !of.example) return;
  const around = { house, operator, at: await now(kernel.db), said: of.example };
  const others = firms.map(({ id }) => id);
  await step(soldThere(around, listed, others[0] ?? demo.id));
  await step(
    auctioned(around, going, {
      minutes: 3 * 24 * 60,
      bidders: [...others.slice(0, 2), demo.id],
      bids: ['200000', '215000'],
      applies: others[2] ?? null,
    }),
  );
  await step(auctioned(around, ending, { minutes: 1, bidders: others, bids: ['90000', '95000', '110000', '126000'] }));
}

/** The licensed operator that the pack names, by its code, as demo accounts name it; entered where it is not yet. */
export async function demoOperator(house: House): Promise<ReadonlyMap<string, { id: string; since: string } | null>> {
  if (!house.pack.has('auction.json')) return new Map();
  const { operator } = house.pack.read('auction.json', auctionPack);
  const { id, created } = await enteredOperator(house, operator);
  return new Map([[operator.creditCode, { id, since: house.kernel.dayOf(created) }]]);
}

type Named = { name: { zh: string }; creditCode: string };
async function enteredOperator({ kernel, organizations }: House, of: Named): Promise<{ id: string; created: Date }> {
  const { rows } = await sql<{ id: string; created: Date }>`
    select id, created from organizations where credit_code = ${of.creditCode}`.execute(kernel.db);
  const [held] = rows;
  if (held) return held;
  const input = organizations.kind.life.actions.create.input.parse({ name: of.name.zh, creditCode: of.creditCode });
  return (await organizations.act('create', { actor: loader, input })).row;
}

async function soldThere({ house: { auctions, kernel }, at, said }: Around, listing: Found, buyer: string): Promise<void> {
  const owner = actingFor(listing.organization);
  const today = kernel.dayOf(at);
  const { create } = auctions.kind.life.actions;
  const { row } = await auctions.act('create', {
    actor: owner,
    input: create.input.parse({ listing: listing.id, startPrice: '300000' }),
  });
  const { id } = row;
  await auctions.act('handOver', { actor: owner, id, input: { exchange: said.exchange } });
  const listedOn = addDays(today, -25);
  await auctions.act('enterListing', { actor: owner, id, input: { listedOn, exchangeNumber: 'YCTE-0018' } });
  const bids = [
    ['09:30', '310000'],
    ['09:42', '336000'],
  ].map(([clock, amount], index) => ({
    at: `${addDays(today, -2)} ${clock}`,
    bidder: `B-${index + 1}`,
    amount: amount ?? '0',
  }));
  const sale = { price: '336000', buyer, bidsHeld: 2, bids, on: addDays(today, -2) };
  await auctions.act('enterSale', { actor: owner, id, input: sale });
}

/** `applies`: one whom the operator has yet to admit. */
type Going = { minutes: number; bidders: readonly string[]; bids: readonly string[]; applies?: string | null };
async function auctioned({ house, operator, at, said }: Around, listing: Found, of: Going): Promise<void> {
  const { auctions, auctionBidders } = house;
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000).toISOString();
  const start = String(Number(of.bids[0]) - 10_000);
  const input = auctions.kind.life.actions.create.input.parse({
    listing: listing.id,
    way: 'auction',
    startPrice: start,
    step: '5000',
    reserve: String(Number(start) + 20_000),
    opensAt: after(-60),
    closesAt: after(of.minutes),
    extendMinutes: 1,
  });
  const { row } = await auctions.act('create', { actor: actingFor(listing.organization), input });
  await auctions.act('announce', { actor: operator, id: row.id, input: {} });
  for (const [index, organization] of of.bidders.entries()) {
    const actor = actingFor(organization);
    const bidder = await auctionBidders.act('create', { actor, input: { auction: row.id } });
    const { id } = bidder.row;
    await auctionBidders.act('admit', { actor: operator, id, input: { reason: said.deposit } });
    const amount = of.bids[index];
    if (amount !== undefined) await auctionBidders.act('bid', { actor, id, input: { amount, round: 1 } });
  }
  if (of.applies) await auctionBidders.act('create', { actor: actingFor(of.applies), input: { auction: row.id } });
}
