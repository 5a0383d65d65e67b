// An auction with hundreds of admitted bidders, each with a session of his own, and all of them bidding within moments. For the test of real processes and the bench.
import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import type { House } from '../../src/app.ts';
import type { Actor } from '../../src/platform/shared/actor.ts';
import { loader } from '../../src/seed-acting.ts';
import { freshCode } from './codes.ts';

/** The credit code that the example city's pack names. */
export const operatorCode = '91320400MA9YCPM01A';
export type Bidder = { id: string; organization: string; cookie: string };
export type Lot = { auction: string; operator: Actor; bidders: Bidder[] };
export type Bid = { bidder: string; amount: string; status: number; ms: number; answer: Record<string, unknown> };

const actingFor = (organization: string): Actor => ({ ...loader, roles: ['organizationAdmin'], organization });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
/** Each of a million bids can follow upon the one before. */
export const terms = (closesAt: string) => ({
  startPrice: '1',
  step: '1',
  opensAt: inMinutes(-1),
  closesAt,
  extendMinutes: 1,
});

/** Through the house itself: it is what comes afterwards that is looked at. */
export async function makeLot(house: House, client: pg.Client, city: string, count: number): Promise<Lot> {
  const create = async (name: string, creditCode: string) => {
    const parsed = house.organizations.parse('create', { name, creditCode });
    if (!parsed.success) throw new Error(`${name}: ${parsed.error}`);
    return { actor: loader, action: 'create', input: parsed.data };
  };
  const named = Array.from({ length: count }, (_none, at) => create(`竞价检验${at + 1}号有限公司`, freshCode()));
  const { rows } = await client.query<{ id: string }>('select id from organizations where credit_code = $1', [operatorCode]);
  const [owning, ...made] = await house.organizations.actMany(
    await Promise.all([
      create('竞价检验供方有限公司', freshCode()),
      ...named,
      ...(rows.length > 0 ? [] : [create('竞价检验拍卖有限公司', operatorCode)]),
    ]),
  );
  if (!owning) throw new Error('no owner');
  const operator = actingFor(rows[0]?.id ?? made.pop()?.id ?? '');
  const owner = actingFor(owning.id);
  const auction = await announced(house, owner, operator);
  const bidders: Bidder[] = [];
  const cookies = await sessionsFor(
    client,
    city,
    made.map(({ id }) => id),
  );
  for (const [at, { id: organization }] of made.entries()) {
    const actor = actingFor(organization);
    const { row } = await house.auctionBidders.act('create', { actor, input: { auction } });
    await house.auctionBidders.act('admit', { actor: operator, id: row.id, input: { reason: '保证金已到账' } });
    bidders.push({ id: row.id, organization, cookie: cookies[at] ?? '' });
  }
  return { auction, operator, bidders };
}

async function announced(house: House, owner: Actor, operator: Actor): Promise<string> {
  const said = { sort: 'patent', title: '很多人要的专利', text: '十个字以上的专利说明文字。', field: '01', cooperation: ['01'] };
  const parsed = house.listings.kind.life.actions.create.input.parse(said);
  const { row: listing } = await house.listings.act('create', { actor: owner, input: parsed });
  await house.listings.act('submit', { actor: owner, id: listing.id, input: { noSecret: true } });
  await house.listings.act('publish', { actor: loader, id: listing.id, input: {} });
  const input = house.auctions.kind.life.actions.create.input.parse({
    listing: listing.id,
    way: 'auction',
    reserve: '100',
    ...terms(inMinutes(60)),
  });
  const { row } = await house.auctions.act('create', { actor: owner, input });
  await house.auctions.act('announce', { actor: operator, id: row.id, input: {} });
  return row.id;
}

/** A member's session for each. By SQL: passwords of hundreds would take a minute to hash. */
async function sessionsFor(client: pg.Client, city: string, organizations: readonly string[]): Promise<string[]> {
  const users = organizations.map((organization, at) => ({
    id: uuidv7(),
    account: `bids-${at}`,
    organization,
    token: randomBytes(32).toString('base64url'),
  }));
  const said = JSON.stringify(users.map(({ token: _token, ...of }) => of));
  await client.query(
    `insert into accounts (id, account, name, password_hash) select id, account, account, 'none'
     from jsonb_to_recordset($1) as a(id uuid, account text)`,
    [said],
  );
  await client.query(
    `insert into memberships (id, account, organization, role, since) select gen_random_uuid(), id, organization, 'organizationAdmin', '2024-01-01'
     from jsonb_to_recordset($1) as a(id uuid, organization uuid)`,
    [said],
  );
  for (const { id, token } of users)
    await client.query(
      `insert into sessions (id, account, digest, renewed_at, created_at, last_seen)
       values (gen_random_uuid(), $1, $2, clock_timestamp(), clock_timestamp(), clock_timestamp())`,
      [id, createHash('sha256').update(token).digest()],
    );
  return users.map(({ token }) => `touyan-${city}=${token}`);
}

type Bidding = { urls: readonly string[]; bidders: readonly Bidder[]; round: number; within: number };
/** Each bids once, another amount each, at a moment of the next so many milliseconds, to the processes in turn. */
export function bidAll({ urls, bidders, round, within }: Bidding): Promise<Bid[]> {
  const amounts = bidders.map((_none, at) => at + 1).toSorted(() => Math.random() - 0.5);
  return Promise.all(
    bidders.map(async (bidder, at) => {
      await sleep(Math.random() * within);
      const url = urls[at % urls.length] ?? '';
      const ask = () => bidOnce(`${url}/api/auction-bidders/${bidder.id}/bid`, bidder, { amount: String(amounts[at]), round });
      const first = await ask();
      // Late for the end that stood: others have moved it by now.
      return first.answer['code'] === 'auction.over' ? ask() : first;
    }),
  );
}

function bidOnce(url: string, { id, cookie }: Bidder, body: { amount: string; round: number }): Promise<Bid> {
  const sent = JSON.stringify(body);
  const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) };
  const agent = new Agent();
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, agent }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.once('error', reject);
      answer.once('end', () => {
        agent.destroy();
        const said = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>;
        resolve({
          bidder: id,
          amount: `${body.amount}.00`,
          status: answer.statusCode ?? 0,
          ms: performance.now() - begun,
          answer: said,
        });
      });
    });
    asked.once('error', reject);
    asked.end(sent);
  });
}
