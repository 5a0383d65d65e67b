// `bench auction`: hundreds of bidders within one second on one lot, over HTTP to a house of its own: how long each waits, how many bids a second are put in order.
import { readEnv } from '../../src/platform/server/env.ts';
import { provenOutcome } from '../../src/market/server/index.ts';
import { openRunning } from '../../src/running.ts';
import { bidAll, type Bid, makeLot } from '../harness/bidding.ts';
import { type OwnHouse, withOwner } from './own-house.ts';
import { city } from './place.ts';
import { quantile, shown, table } from './report.ts';

export async function benchAuction(print: (line: string) => void, of: OwnHouse, bidders: number): Promise<void> {
  const env = readEnv({ CITY: city, DATA_DIR: of.dataDir, DATABASE_URL: '' });
  const running = await openRunning(env, { as: 'command', log: () => {} });
  try {
    const lot = await withOwner(of, (client) => makeLot(running.house, client, city, bidders));
    const begun = performance.now();
    const bids = await bidAll({ urls: [of.url], bidders: lot.bidders, round: 1, within: 1000 });
    const seconds = (performance.now() - begun) / 1000;
    const { faults, lines } = await provenOutcome(running.house.kernel.db, lot.auction);
    const [taken, low] = [bids.filter(({ status }) => status === 200), bids.filter(({ status }) => status === 409)];
    const lost = bids.length - taken.length - low.length + Math.abs(taken.length - lines.length);
    const row = (name: string, among: readonly Bid[]) => {
      const times = among.map(({ ms }) => ms).toSorted((a, b) => a - b);
      const at = (share: number) => (times.length === 0 ? '–' : shown(quantile(times, share)));
      return [name, String(among.length), at(0.5), at(0.95), at(0.99), times.length === 0 ? '–' : shown(times.at(-1) ?? 0)];
    };
    table(
      print,
      ['answer', 'bids', 'p50, ms', 'p95, ms', 'p99, ms', 'longest, ms'],
      [row('taken', taken), row('too low', low), row('all', bids)],
    );
    print(
      `${bids.length} bids within one second were all answered after ${seconds.toFixed(1)} s, ${shown(bids.length / seconds)} a second;`,
    );
    print(`lost: ${lost}; faults of the order by the events: ${faults.length}.`);
  } finally {
    await running.close();
  }
}
