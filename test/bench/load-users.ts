// `bench load`: hundreds of signed-in people at work, each with a session and a connection of his own and time to think, and what they wait for. The load is made in this process, the house is another.
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { regions } from '../../src/organizations/region.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { fill } from './http.ts';
import { memoryOf, type Memory, processorOf } from './memory.ts';
import { type OwnHouse, signedIn, type User, withOwner } from './own-house.ts';
import { city } from './place.ts';
import { quantile, shown, table } from './report.ts';

export type Visit = { operation: string; ms: number; failed: string | null };
type Asked = { method?: 'POST' | 'PUT'; path: string; body?: unknown; ifMatch?: number };
/** Seconds that somebody reads before the next page, evenly between; then how long is measured, after how long. */
const [thinks, warm, measured] = [[5, 15] as const, 20, 90];
const organizations = 100_000;

/** Asks as a browser does, on the user's own connection; the text is read to its end. */
function ask(
  url: string,
  user: User & { agent: Agent },
  { method, path, body, ifMatch }: Asked,
): Promise<{ status: number; text: string }> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    cookie: user.cookie,
    'accept-encoding': 'identity',
    'accept-language': 'zh-CN',
    ...(sent === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      `${url}/api${path}`,
      { method: method ?? 'GET', headers, agent: user.agent },
      (answer: IncomingMessage) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
        answer.once('error', reject);
      },
    );
    asked.once('error', reject);
    asked.end(sent);
  });
}

type Of = { url: string; plan: string; own: readonly string[]; visits: Visit[] };

/** Asks all that a page asks at once, and notes how long each answer took. */
export async function visit(
  of: Pick<Of, 'url' | 'visits'>,
  user: User & { agent: Agent },
  operation: string,
  asked: readonly Asked[],
): Promise<string[]> {
  const texts = await Promise.all(
    asked.map(async (one) => {
      const begun = performance.now();
      const { status, text } = await ask(of.url, user, one).catch((error: unknown) => ({ status: 0, text: String(error) }));
      const good = status >= 200 && status < 300;
      of.visits.push({
        operation,
        ms: performance.now() - begun,
        failed: good ? null : `${status} ${one.path} ${text.slice(0, 200)}`,
      });
      return text;
    }),
  );
  return texts;
}

export const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

/** Pages by how often they are opened, of a hundred; each with the requests that it makes at once. */
const pages: [number, (of: Of, user: User & { agent: Agent }) => Promise<unknown>][] = [
  [
    20,
    (of, user) =>
      visit(of, user, 'list of organizations', [
        { path: `/organizations?region=${user.region}&state=active&limit=25&count=yes` },
      ]),
  ],
  [
    5,
    (of, user) =>
      visit(of, user, 'search in organizations', [
        { path: `/organizations?q=${encodeURIComponent(`第${Math.floor(Math.random() * 9999)}号`)}&limit=25` },
      ]),
  ],
  [15, (of, user) => visit(of, user, 'list of recognitions', [{ path: '/recognitions?limit=25&count=yes' }])],
  [
    25,
    (of, user) => {
      const id = user.role === 'member' ? user.organization : any(of.own);
      return visit(of, user, 'a record and its history', [
        { path: `/organizations/${id}` },
        { path: `/organizations/${id}/events?limit=25` },
      ]);
    },
  ],
  [
    10,
    async (of, user) => {
      const id = user.organization;
      const [text = ''] = await visit(of, user, 'a record, before an action', [{ path: `/organizations/${id}` }]);
      const { version } = JSON.parse(text) as { version: number };
      const body = { aliases: [`云川负载${Math.floor(Math.random() * 1e9)}`] };
      return visit(of, user, 'an action', [{ method: 'POST', path: `/organizations/${id}/edit`, body, ifMatch: version }]);
    },
  ],
  [
    15,
    (of, user) =>
      visit(of, user, 'the city page', [
        { path: '/plans' },
        { path: `/plans/${of.plan}` },
        { path: '/indicators?by=region' },
        { path: '/health' },
      ]),
  ],
  [
    10,
    (of, user) =>
      visit(of, user, 'the desk', [
        { path: '/session' },
        { path: '/desk?view=todo&limit=50' },
        { path: '/desk/counts' },
        { path: '/notices/count' },
      ]),
  ],
];

async function work(of: Of, user: User, until: number): Promise<void> {
  const person = { ...user, agent: new Agent({ keepAlive: true, maxSockets: 6 }) };
  const total = pages.reduce((sum, [share]) => sum + share, 0);
  await sleep(Math.random() * thinks[1] * 1000);
  while (performance.now() < until) {
    let drawn = Math.random() * total;
    const [, open] = pages.find(([share]) => (drawn -= share) < 0) ?? pages[0]!;
    await open(of, person);
    await sleep((thinks[0] + Math.random() * (thinks[1] - thinks[0])) * 1000);
  }
  person.agent.destroy();
}

async function prepared(house: OwnHouse): Promise<{ plan: string; own: string[] }> {
  const districts = openPack(city, { anchor: 2026 })
    .read('regions.json', regions)
    .filter((one) => one.kind === 'district')
    .map((one) => one.id);
  const own = await withOwner(house, async (client) =>
    (await client.query<{ id: string }>(`select id from organizations where state = 'active' order by id`)).rows.map(
      ({ id }) => id,
    ),
  );
  await fill(house.owner, organizations, districts);
  const { items } = (await (await fetch(`${house.url}/api/plans`)).json()) as { items: { code: string }[] };
  return { plan: items[0]!.code, own };
}

/** Prints what each operation took, and the memory of house and database. */
export async function benchLoad(print: (line: string) => void, house: OwnHouse, users: number): Promise<void> {
  const { plan, own } = await prepared(house);
  const of: Of = { url: house.url, plan, own, visits: [] };
  const people = await signedIn(house, users);
  const begun = performance.now();
  const until = begun + (warm + measured) * 1000;
  const memory: Memory[] = [];
  const watching = setInterval(() => {
    const found = memoryOf(house.child.pid!, house.dataDir);
    if (found) memory.push(found);
  }, 3000);
  const all = Promise.all(people.map((user) => work(of, user, until)));
  await sleep(warm * 1000);
  of.visits.length = 0;
  const taken = () => processorOf(house.child.pid!, house.dataDir);
  const [from, cpu, before] = [performance.now(), process.cpuUsage(), taken()];
  await sleep(measured * 1000);
  const [visits, seconds, ours, after] = [[...of.visits], (performance.now() - from) / 1000, process.cpuUsage(cpu), taken()];
  const events = await withOwner(house, (client) => client.query<{ n: number }>('select count(*)::int as n from events'));
  const share = (busy: number) => `${Math.round((busy / seconds) * 100)} %`;
  clearInterval(watching);
  await all;
  print(
    `${users} people signed in, one session each (7 of 10 members of organizations, 2 district officers, 1 bureau officer), ${thinks.join('-')} s to think before each page; ` +
      `${(organizations + own.length).toLocaleString('en')} organizations, ${events.rows[0]?.n.toLocaleString('en')} events; ${measured} s after ${warm} s; of one core app ${before && after ? share(after.app - before.app) : '?'}, PostgreSQL ${before && after ? share(after.database - before.database) : '?'}, the load itself ${share((ours.user + ours.system) / 1e6)}.`,
  );
  print('');
  tell(print, visits);
  print(`${shown(visits.length / seconds)} requests a second; p95 below 1,000 ms and no error are wanted.`);
  tellMemory(print, memory);
}

export function tell(print: (line: string) => void, visits: readonly Visit[]): void {
  const row = (name: string, some: readonly Visit[]) => {
    const sorted = some.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const times = [0.5, 0.95, 0.99, 1].map((share) => shown(quantile(sorted, share)));
    return [name, some.length, ...times, some.filter(({ failed }) => failed !== null).length];
  };
  const names = [...new Set(visits.map(({ operation }) => operation))].toSorted();
  const rows = names.map((name) =>
    row(
      name,
      visits.filter(({ operation }) => operation === name),
    ),
  );
  table(print, ['operation', 'requests', 'p50 ms', 'p95', 'p99', 'most', 'errors'], [...rows, row('all', visits)]);
  const failed = new Set(visits.flatMap((one) => one.failed ?? []));
  for (const one of [...failed].slice(0, 5)) print(`Failed: ${one}`);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;
export function tellMemory(print: (line: string) => void, memory: readonly Memory[]): void {
  const most = memory.toSorted((a, b) => b.app + b.database - a.app - a.database)[0];
  if (!most) return print('Memory is told on Linux alone.');
  print(
    `Memory at its most: app ${megabytes(most.app)}, PostgreSQL ${megabytes(most.database)} in ${most.processes} processes, together ${megabytes(most.app + most.database)}; below 1,500 MB is wanted. ` +
      'Proportional shares (PSS): what several processes share counts once.',
  );
}
