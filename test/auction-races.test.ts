// Five hundred bidders in the last second of an auction, over two processes of the house on one database: nothing is lost, one order for all, the winner proved from the events.
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuctionLive } from '../src/market/publicAuction.ts';
import { withSettings } from '../src/platform/server/database.ts';
import { readEnv } from '../src/platform/server/env.ts';
import { openRunning, type Running } from '../src/running.ts';
import { seal, verify } from '../src/records/server/index.ts';
import { until } from './faults/run.ts';
import { bidAll, type Lot, makeLot, terms } from './harness/bidding.ts';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';
import { personAt } from './harness/http.ts';
import { serve, type Serving } from './harness/serving.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });
const many = 500;
const schema = 'touyan_example';
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
let database: TestDatabase<unknown>;
let settings: Record<string, string>;
let running: Running;
let tables: pg.Client;
let processes: Serving[] = [];
let lot: Lot;

beforeAll(async () => {
  database = await cloneDatabase<unknown>();
  settings = { CITY: 'example', DATABASE_URL: database.url, SECRET_KEY: '0f'.repeat(32), RATE_LIMIT: 'off' };
  // What has happened already is not generated: the two begin with what is made here.
  running = await openRunning(readEnv(settings), { as: 'command', log: () => {} });
  tables = new pg.Client(withSettings(database.admin, { search_path: schema }));
  await tables.connect();
  lot = await makeLot(running.house, tables, 'example', many);
  processes = await Promise.all([serve(settings), serve(settings)]);
});
afterAll(async () => {
  await tables?.end();
  await running?.close();
  for (const { child, stop } of processes) if (child.exitCode === null && child.signalCode === null) await stop('SIGKILL');
  await database?.drop();
});

const seenAt = (of: Serving) => personAt(of.url).get<AuctionLive>(`/market/auctions/${lot.auction}`);

test(`${many} bidders in the last second: each is answered, each bid that was taken stands in one order for all, and the highest wins by the events`, async () => {
  const urls = processes.map(({ url }) => url);
  const closesAt = Date.now() + 4000;
  await running.house.auctions.act('amend', {
    actor: lot.operator,
    id: lot.auction,
    input: { ...terms(new Date(closesAt).toISOString()), reason: '提前结束' },
  });
  await sleep(closesAt - 950 - Date.now());
  const bids = await bidAll({ urls, bidders: lot.bidders, round: 2, within: 800 });

  const taken = bids.filter(({ status }) => status === 200);
  const others = bids.filter(({ status }) => status !== 200);
  expect(new Set(others.map(({ status, answer }) => `${status} ${String(answer['code'])}`))).toEqual(
    new Set(['409 auction.tooLow']),
  );
  // One order: numbers without a gap, and each amount above the one before.
  const order = taken.toSorted((a, b) => Number(a.answer['bidNumber']) - Number(b.answer['bidNumber']));
  expect(order.map(({ answer }) => answer['bidNumber'])).toEqual(order.map((_none, at) => at + 1));
  expect(order.map(({ amount }) => Number(amount))).toEqual(order.map(({ amount }) => Number(amount)).toSorted((a, b) => a - b));
  expect(order.at(-1)?.amount).toBe(`${many}.00`);
  const [one, other] = await Promise.all(processes.map(seenAt));
  expect({ ...other, now: '' }).toEqual({ ...one, now: '' });
  // The end was moved by the bids of the last second.
  expect(Date.parse(one?.closesAt ?? '')).toBeGreaterThan(closesAt + 50_000);

  await tables.query(`update auction_standings set closes_at = clock_timestamp() - interval '1 minute' where auction = $1`, [
    lot.auction,
  ]);
  await until('a process has ended it', async () => (await seenAt(processes[0]!)).state !== 'open', 30_000);
  const { rows } = await tables.query<{ state: string; price: string; buyer: string }>(
    'select state, price, buyer from auctions where id = $1',
    [lot.auction],
  );
  const winner = lot.bidders.find(({ id }) => id === order.at(-1)?.bidder);
  expect(rows).toEqual([{ state: 'sold', price: `${many}.00`, buyer: winner?.organization }]);
  const { rows: deals } = await tables.query('select state, amount, asker from deals where auction = $1', [lot.auction]);
  expect(deals).toEqual([{ state: 'agreed', amount: `${many}.00`, asker: winner?.organization }]);

  const proof = spawnSync(process.execPath, [cli, 'auction', lot.auction, '--json'], { env: { ...process.env, ...settings } });
  expect(proof.status).toBe(0);
  const proven = JSON.parse(proof.stdout.toString()) as { winner: string; faults: string[]; lines: { bidder: string }[] };
  expect(proven).toMatchObject({ winner: winner?.id, price: `${many}.00`, faults: [] });
  expect(proven.lines.map(({ bidder }) => bidder)).toEqual(order.map(({ bidder }) => bidder));
  await seal(running.house.kernel, true);
  expect((await verify(running.house.kernel)).findings).toEqual([]);
});

test('who alters what was bid is found: by the rules of the auction, and by the seal', async () => {
  await tables.query(`alter table events disable trigger all`);
  await tables.query(
    `update events set body = replace(body, '"amount":"${many}.00"', '"amount":"1.00"') where kind = 'auctionBidder' and action = 'bid'
     and body like '%"amount":"${many}.00"%'`,
  );
  await tables.query(`alter table events enable trigger all`);
  const proof = spawnSync(process.execPath, [cli, 'auction', lot.auction], { env: { ...process.env, ...settings } });
  expect([proof.status, proof.stdout.toString()]).toEqual([1, expect.stringContaining('tooLow')]);
  expect((await verify(running.house.kernel)).findings).not.toEqual([]);
});
