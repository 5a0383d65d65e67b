// `npm run touyan -- bench <name>`: runs one benchmark on a database of its own and prints it as tables. Not a test: nothing fails here but the bench.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { readEnv, StartError } from '../../src/platform/server/env.ts';
import { benchAuction } from './auction.ts';
import { benchBackup } from './backup.ts';
import { benchContracts } from './contracts.ts';
import { benchContractsLoad, benchSubmissions } from './contracts-load.ts';
import { benchCrash } from './crash.ts';
import { benchDocuments } from './documents.ts';
import { benchHttp } from './http.ts';
import { benchLedger } from './ledger.ts';
import { benchLoad } from './load-users.ts';
import { ownHouse, type OwnHouse } from './own-house.ts';
import { endWith, openPlace, type Place } from './place.ts';
import { machineOf } from './report.ts';
import { benchImportContracts, benchReconcile } from './official.ts';
import { benchGraded, benchLists } from './graded.ts';
import { benchMarket } from './market.ts';
import { benchMatching } from './matching.ts';
import { benchReports } from './reports.ts';
import { benchReturns } from './returns.ts';
import { benchRules } from './rules.ts';
import { benchSearch } from './search.ts';
import { benchSignals } from './signals.ts';
import { benchStatistics } from './statistics.ts';

type Print = (line: string) => void;
type Bench = (print: Print, rows: number | undefined) => Promise<void>;

const print: Print = (line) => console.log(line);

const withPlace = async (work: (place: Place) => Promise<void>): Promise<void> => {
  const place = await openPlace();
  endWith(place);
  try {
    print(await machineOf(place.app));
    print('');
    await work(place);
  } finally {
    await place.remove();
  }
};

const withOwnHouse = async (work: (house: OwnHouse) => Promise<void>): Promise<void> => {
  const house = await ownHouse();
  endWith(house);
  try {
    print(await machineOf(house.admin));
    print('');
    await work(house);
  } finally {
    await house.remove();
  }
};

const benches: Record<string, Bench> = {
  ledger: (to, rows = 1_000_000) => withPlace((place) => benchLedger(to, place, rows)),
  http: (to, rows = 100_000) => withPlace((place) => benchHttp(to, place, rows)),
  load: (to, users = 500) => withOwnHouse((house) => benchLoad(to, house, users)),
  auction: (to, bidders = 500) => withOwnHouse((house) => benchAuction(to, house, bidders)),
  'contracts-load': (to, sellers = 3000) => withOwnHouse((house) => benchContractsLoad(to, house, sellers)),
  submissions: (to, rate = 50) => withOwnHouse((house) => benchSubmissions(to, house, rate)),
  returns: (to, respondents = 700) => withOwnHouse((house) => benchReturns(to, house, respondents)),
  report: (to, runs = 5) => withOwnHouse((house) => benchReports(to, house, runs)),
  'import-contracts': (to, rows = 12_500) => withOwnHouse((house) => benchImportContracts(to, house, rows)),
  reconcile: (to, rows = 12_500) => withOwnHouse((house) => benchReconcile(to, house, rows)),
  backup: (to, rows = 1_000_000) => withOwnHouse((house) => benchBackup(to, house, rows)),
  crash: async (to, rows = 20) => {
    to(await machineOf(null));
    to('');
    await benchCrash(to, rows);
  },
  documents: async (to) => {
    to(await machineOf(null));
    to('');
    await benchDocuments(to);
  },
  contracts: async (to) => {
    to(await machineOf(null));
    to('');
    await benchContracts(to);
  },
  search: async (to, rows = 200_000) => {
    to(await machineOf(null));
    to('');
    await benchSearch(to, rows);
  },
  rules: async (to) => {
    to(await machineOf(null));
    to('');
    benchRules(to);
  },
  signals: async (to, rows = 100_000) => {
    to(await machineOf(null));
    to('');
    await benchSignals(to, rows);
  },
  matching: async (to, rows = 200_000) => {
    await benchMatching(to, rows);
    to('');
    benchLists(to, rows);
  },
  /** Of the example city that is served, with demo accounts and without limits, at `PORT`. */
  market: async (to) => {
    to(await machineOf(null));
    to('');
    await benchMarket(to, readEnv(process.env).port);
  },
  graded: async (to) => {
    to(await machineOf(null));
    to('');
    benchGraded(to);
  },
  statistics: async (to, institutions = 700) => {
    to(await machineOf(null));
    to('');
    benchStatistics(to, institutions);
  },
};

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { rows: { type: 'string' } }, allowPositionals: true });
  const [name = ''] = positionals;
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw new StartError('usage', `bench takes one of ${Object.keys(benches).join(', ')}.`);
  if (values.rows !== undefined && !/^[1-9]\d{0,8}$/.test(values.rows))
    throw new StartError('usage', '--rows takes a whole number.');
  const rows = values.rows === undefined ? undefined : Number(values.rows);
  print(`## bench ${name}${rows === undefined ? '' : ` --rows ${rows}`}`);
  print('');
  await bench(print, rows);
  print(`Load of the machine at the end: ${loadavg()[0]?.toFixed(1)}.`);
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error);
    process.exit(2);
  },
);
