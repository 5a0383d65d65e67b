// `bench contracts-load`: thousands of sellers who browse while ten registrars decide at once. `bench submissions`: fifty submissions a second for a minute. The load is made in this process, the house is another.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { development, textOfLines } from '../../src/contracts/fixtures.ts';
import { any, tell, tellMemory, type Visit, visit } from './load-users.ts';
import { type Memory, memoryOf, processorOf } from './memory.ts';
import { admitted, type OwnHouse, type User, withOwner } from './own-house.ts';
import { quantile, shown, table } from './report.ts';

/** Seconds that a seller reads before the next page, and a registrar; then how long is measured, after how long. */
const reads = { seller: [40, 80], registrar: [4, 8] } as const;
const [warm, measured, registrars] = [20, 90, 10];
/** For how many seconds contracts are made with their text and handed in. */
const lasting = 60;

type Person = User & { agent: Agent };
type Of = { url: string; visits: Visit[]; open: string[]; own: Map<string, string[]> };

const desk = [
  { path: '/session' },
  { path: '/desk?view=todo&limit=50' },
  { path: '/desk/counts' },
  { path: '/notices/count' },
] as const;
const opened = (id: string) => [{ path: `/contracts/${id}` }, { path: `/contracts/${id}/events?limit=25` }];

/** A seller's pages by how often they are opened, of a hundred. */
const pages: [number, (of: Of, seller: Person) => Promise<unknown>][] = [
  [35, (of, one) => visit(of, one, 'seller: list of contracts', [{ path: '/contracts?limit=25&count=yes' }])],
  [5, (of, one) => visit(of, one, 'seller: search', [{ path: `/contracts?q=${encodeURIComponent('系统')}&limit=25&count=yes` }])],
  [30, (of, one) => visit(of, one, 'seller: a contract and its history', opened(any(of.own.get(one.organization) ?? [])))],
  [
    10,
    (of, one) =>
      visit(of, one, 'seller: figures', [
        { path: '/indicators?code=contract-turnover&by=region' },
        { path: '/indicators?by=region' },
      ]),
  ],
  [20, (of, one) => visit(of, one, 'seller: desk', desk)],
];

async function browses(of: Of, user: User, until: number): Promise<void> {
  const person = { ...user, agent: new Agent({ keepAlive: true, maxSockets: 4 }) };
  await sleep(Math.random() * reads.seller[1] * 1000);
  while (performance.now() < until) {
    let drawn = Math.random() * 100;
    const [, open] = pages.find(([share]) => (drawn -= share) < 0) ?? pages[0]!;
    await open(of, person);
    await sleep((reads.seller[0] + Math.random() * (reads.seller[1] - reads.seller[0])) * 1000);
  }
  person.agent.destroy();
}

/** From the desk to the queue, to a contract with its text, accepted, and registered: as long as there are any. */
async function decides(of: Of, user: User, until: number): Promise<void> {
  const person = { ...user, agent: new Agent({ keepAlive: true, maxSockets: 6 }) };
  const read = () => sleep((reads.registrar[0] + Math.random() * (reads.registrar[1] - reads.registrar[0])) * 1000);
  await sleep(Math.random() * reads.registrar[1] * 1000);
  while (performance.now() < until) {
    const id = of.open.pop();
    if (id === undefined) break;
    await visit(of, person, 'registrar: desk', desk);
    await read();
    await visit(of, person, 'registrar: queue', [{ path: '/contracts?state=submitted&limit=25&count=yes' }]);
    await read();
    await visit(of, person, 'registrar: a contract, its text and history', [...opened(id), { path: `/contracts/${id}/text` }]);
    await read();
    await visit(of, person, 'registrar: accepts', [{ method: 'POST', path: `/contracts/${id}/accept`, body: {} }]);
    await read();
    await visit(of, person, 'registrar: registers', [{ method: 'POST', path: `/contracts/${id}/register`, body: {} }]);
  }
  person.agent.destroy();
}

const text = textOfLines(development);
const contract = (serial: string) => ({
  title: `面向动力电池极片的在线缺陷检测系统开发（${serial}）`,
  type: 'development',
  amount: '1860000',
  signedOn: '2026-03-18',
  validFrom: '2026-03-18',
  validTo: '2027-06-30',
  technologyField: '03',
  noSecrets: true,
  text: `${text}\n合同编号：${serial}`,
});

/** Makes a contract and hands it in: its id, or null when either was refused. */
async function submits(of: { url: string; visits: Visit[] }, person: Person, serial: string): Promise<string | null> {
  const from = of.visits.length;
  const begun = performance.now();
  const [made = ''] = await visit(of, person, 'a contract is made, with its text', [
    { method: 'POST', path: '/contracts', body: contract(serial) },
  ]);
  const { id } = (made.startsWith('{') ? JSON.parse(made) : {}) as { id?: string };
  if (id === undefined) return null;
  await visit(of, person, 'it is submitted', [{ method: 'POST', path: `/contracts/${id}/submit`, body: {} }]);
  const failed = of.visits.slice(from).find((one) => one.failed !== null)?.failed ?? null;
  of.visits.push({ operation: 'both, one after the other', ms: performance.now() - begun, failed });
  return failed === null ? id : null;
}

async function prepared(house: OwnHouse, sellers: readonly User[]): Promise<Of> {
  const visits: Visit[] = [];
  const own = await withOwner(house, async (client) => {
    const { rows } = await client.query<{ seller: string; ids: string[] }>(
      'select seller, (array_agg(id order by id desc))[1:50] as ids from contracts group by 1',
    );
    return new Map(rows.map(({ seller, ids }) => [seller, ids]));
  });
  const open: string[] = [];
  for (let n = 0; n < 300; n++) {
    const agent = new Agent();
    const id = await submits({ url: house.url, visits }, { ...sellers[n % sellers.length]!, agent }, `备${n}`);
    if (id === null) throw new Error(`no contract could be handed in: ${visits.find(({ failed }) => failed)?.failed}`);
    open.push(id);
    agent.destroy();
  }
  return { url: house.url, visits: [], open, own };
}

/** Watches memory and processor while work goes on; times are counted from when `begin` is called. */
function watching(house: OwnHouse) {
  const memory: Memory[] = [];
  const timer = setInterval(() => {
    const found = memoryOf(house.child.pid!, house.dataDir);
    if (found) memory.push(found);
  }, 3000);
  const taken = () => processorOf(house.child.pid!, house.dataDir);
  let [from, ours, before] = [performance.now(), process.cpuUsage(), taken()];
  return {
    memory,
    begin: () => {
      [from, ours, before] = [performance.now(), process.cpuUsage(), taken()];
    },
    end: () => {
      clearInterval(timer);
      const [seconds, our, after] = [(performance.now() - from) / 1000, process.cpuUsage(ours), taken()];
      const share = (busy: number) => `${Math.round((busy / seconds) * 100)} %`;
      const [app, database] = before && after ? [after.app - before.app, after.database - before.database] : [0, 0];
      const said = `of one core app ${share(app)}, PostgreSQL ${share(database)}, the load itself ${share((our.user + our.system) / 1e6)}`;
      return { seconds, said };
    },
  };
}

/** Every registry takes the registrars of the bench in. */
const inOffice = (house: OwnHouse): Promise<unknown> =>
  withOwner(house, (client) =>
    client.query(`update registries set registrars = registrars || (
      select jsonb_agg(registrars -> 0 || jsonb_build_object('account', id, 'until', null)) from accounts where account like 'bench-registrar-%')`),
  );

async function browsing(print: (line: string) => void, house: OwnHouse, of: Of, sellers: readonly User[]): Promise<void> {
  const officers = await admitted(house, registrars, () => 'registrar', 'true', 'bench-registrar');
  await inOffice(house);
  const until = performance.now() + (warm + measured) * 1000;
  const watch = watching(house);
  const all = Promise.all([
    ...sellers.map((seller) => browses(of, seller, until)),
    ...officers.map((officer) => decides(of, officer, until)),
  ]);
  await sleep(warm * 1000);
  of.visits.length = 0;
  watch.begin();
  await sleep(measured * 1000);
  const visits = [...of.visits];
  const { seconds, said } = watch.end();
  const registered = visits.filter(({ operation, failed }) => operation === 'registrar: registers' && failed === null).length;
  print(
    `${sellers.length.toLocaleString('en')} sellers signed in, ${reads.seller.join('-')} s between their pages; ${registrars} registrars at once, ${reads.registrar.join('-')} s between their steps; ${measured} s after ${warm} s; ${said}.`,
  );
  print('');
  tell(print, visits);
  const hourly = Math.round((registered / seconds) * 3600);
  const times = visits.map(({ ms }) => ms).toSorted((a, b) => a - b);
  print(
    `${shown(visits.length / seconds)} requests a second, ${hourly.toLocaleString('en')} registrations an hour (200 are wanted); p95 of all ${shown(quantile(times, 0.95))} ms, below 300 ms for every page is wanted.`,
  );
  tellMemory(print, watch.memory);
  await all;
}

async function submitting(print: (line: string) => void, house: OwnHouse, sellers: readonly User[], rate: number): Promise<void> {
  const of = { url: house.url, visits: [] as Visit[] };
  const people = sellers.map((one) => ({ ...one, agent: new Agent({ keepAlive: true, maxSockets: 2 }) }));
  const watch = watching(house);
  watch.begin();
  const begun = performance.now();
  const works: Promise<unknown>[] = [];
  let [under, most, late] = [0, 0, 0];
  for (let n = 0; n < rate * lasting; n++) {
    const due = begun + (n * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    late = Math.max(late, performance.now() - due);
    most = Math.max(most, ++under);
    works.push(submits(of, people[n % people.length]!, `${n}`).finally(() => under--));
  }
  const left = under;
  await Promise.all(works);
  const { seconds, said } = watch.end();
  for (const { agent } of people) agent.destroy();
  print('');
  print(
    `${rate} submissions a second begun for ${lasting} s, each a contract of ${text.length.toLocaleString('en')} characters made and handed in, whether or not those before were answered; ${said}.`,
  );
  print('');
  tell(print, of.visits);
  const whole = of.visits.filter(({ operation, failed }) => operation === 'both, one after the other' && failed === null).length;
  table(
    print,
    ['submissions', 'figure'],
    [
      ['begun', rate * lasting],
      ['done', whole],
      ['a second, until the last was answered', shown(whole / seconds)],
      ['under way at once, at the most', most],
      ['under way when the last was begun', left],
      ['begun late by, at the most, ms', shown(late)],
    ],
  );
  tellMemory(print, watch.memory);
}

const sellersOf = (house: OwnHouse, count: number): Promise<User[]> =>
  admitted(house, count, () => 'member', 'exists (select from contracts where seller = organizations.id)');

/** Prints what each page took while all browse and decide. */
export async function benchContractsLoad(print: (line: string) => void, house: OwnHouse, count: number): Promise<void> {
  const sellers = await sellersOf(house, count);
  await browsing(print, house, await prepared(house, sellers), sellers);
}

/** Prints what a minute of submissions took. */
export const benchSubmissions = async (print: (line: string) => void, house: OwnHouse, perSecond: number): Promise<void> =>
  submitting(print, house, await sellersOf(house, 500), perSecond);
