// Measures a filtered list of 25 over many organizations, asked by a signed-in district officer, against a bare `node:http` and `pg` server with the same SQL.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openSessions } from '../../src/platform/server/auth.ts';
import { type AccountTables, createAccount } from '../../src/platform/server/accounts.ts';
import { sessionOf } from '../harness/http.ts';
import { regions } from '../../src/organizations/region.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { press } from './load.ts';
import { city, type Place, schema } from './place.ts';
import { shown, spreadOf, table } from './report.ts';

/** What both servers are given: the login, and how many connections their pools have. */
export type Serving = { connection: pg.ClientConfig; pool: number };

const [rounds, seconds, connections, pool] = [15, 2, 16, 10];
const region = 'YC-CH';
const password = 'Twenty-five-a-page';
const path = `/api/organizations?region=${region}&state=active&limit=25`;

/** Organizations spread over the city's districts, each with a contact. By SQL: through `act` it would take minutes. */
export async function fill(owner: pg.ClientConfig, rows: number, districts: readonly string[]): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const id = `(lpad(to_hex(1760000000000 + i), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid`;
    const name = `'云川第' || i || '号技术服务有限公司'`;
    await client.query(
      `with drawn as (select i, ($1::text[])[1 + i % ${districts.length}] as region from generate_series(1, ${rows}) i)
       insert into organizations (id, state, version, created, recorded_at, name, aliases, seats, region, division_code, industry, st_class, size, kind, name_keys, search)
       select ${id}, case when i % 50 = 0 then 'merged' else 'active' end, 1 + i % 3, timestamptz '2025-01-01Z' + i * interval '1 minute', timestamptz '2025-06-01Z' + i * interval '1 minute',
         ${name}, jsonb_build_array('云川' || i || '号'), jsonb_build_array(jsonb_build_object('region', region, 'on', null)), region, '990100', '7320', '71',
         (array['large', 'medium', 'small', 'micro'])[1 + i % 4], 'enterprise', array['云川第' || i || '号技术服务'], ${name} from drawn`,
      [districts],
    );
    await client.query(
      `insert into personal_values (record, field, value, salt) select ${id}, f.field, f.value || i, md5(i::text)
       from generate_series(1, ${rows}) i, (values ('contactName', '王芳'), ('contactPhone', '13800'), ('contactEmail', 'a@b.cn')) f(field, value)`,
    );
    await client.query('vacuum analyze organizations');
    await client.query('vacuum analyze personal_values');
  } finally {
    await client.end();
  }
}

/** A district officer, signed in; the token of the session. */
async function officer(place: Place): Promise<string> {
  const { db, close } = await openDatabase<AccountTables>({ connection: place.app, schema, log: () => {} });
  try {
    const account = { account: 'officer', name: '李军', password, roles: ['districtOfficer'] as const, region };
    await createAccount(db, account);
    const sessions = await openSessions({ db, timeZone: 'Asia/Shanghai', demo: false });
    return await sessionOf(db, sessions, account.account);
  } finally {
    await close();
  }
}

type Served = { child: ChildProcess; url: string };

/** Starts one of the two servers as a process of its own; it says `ready <address>`. */
async function serve(script: string, serving: Serving): Promise<Served> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), JSON.stringify(serving)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const ready = /^ready (\S+)$/m.exec(said)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { child, url };
}

const stop = async ({ child }: Served): Promise<void> => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
};

/** Prints requests a second of both, in alternating rounds of one run. */
export async function benchHttp(print: (line: string) => void, place: Place, rows: number): Promise<void> {
  const districts = openPack(city, { anchor: 2026 })
    .read('regions.json', regions)
    .filter((one) => one.kind === 'district')
    .map((one) => one.id);
  await fill(place.owner, rows, districts);
  const token = await officer(place);
  const serving: Serving = { connection: place.app, pool };
  const servers = { product: await serve('./http-product.ts', serving), bare: await serve('./http-bare.ts', serving) };
  try {
    const cookie = `touyan-${city}=${token}`;
    const sizes = await sameAnswers(servers.product.url, servers.bare.url, cookie);
    print(
      `${rows.toLocaleString('en')} organizations; \`GET ${path}\` by a district officer; ${connections} connections, ${rounds} rounds of ${seconds} s each in turn, ` +
        `pools of ${pool}; load, server and database share the machine. Answers: ${shown(sizes.product / 1000)} kB and ${shown(sizes.bare / 1000)} kB.`,
    );
    print('');
    await compare(print, servers.product.url, servers.bare.url, cookie);
  } finally {
    await Promise.all([stop(servers.product), stop(servers.bare)]);
  }
}

async function compare(print: (line: string) => void, product: string, bare: string, cookie: string): Promise<void> {
  const asked = (url: string, headers: Record<string, string> = {}) => ({
    url: url + path,
    headers: { cookie, ...headers },
    connections,
  });
  for (const url of [product, bare]) await press({ ...asked(url), seconds: 2 });
  const rates: Record<'product' | 'bare' | 'compressed', number[]> = { product: [], bare: [], compressed: [] };
  const waits: Record<keyof typeof rates, number[]> = { product: [], bare: [], compressed: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, of] of [
      ['product', asked(product)],
      ['bare', asked(bare)],
      ['compressed', asked(product, { 'accept-encoding': 'gzip, br' })],
    ] as const) {
      const { rate, times } = await press({ ...of, seconds });
      rates[name].push(rate);
      waits[name].push(...times);
    }
  }
  const names = { product: 'Touyan', bare: 'bare `node:http` + `pg`', compressed: 'Touyan, answer compressed' };
  const rowsOf = (['product', 'bare', 'compressed'] as const).map((name) => {
    const [rate, wait] = [spreadOf(rates[name]), spreadOf(waits[name])];
    return [
      names[name],
      shown(rate.p50),
      `${shown(rate.least)}–${shown(rate.most)}`,
      shown(wait.p50),
      shown(wait.p95),
      wait.runs,
    ];
  });
  table(print, ['server', 'requests/s, median', 'min–max of rounds', 'ms p50', 'ms p95', 'requests'], rowsOf);
  const ratios = spreadOf(rates.product.map((rate, round) => rate / rates.bare[round]!));
  print(
    `Touyan serves ${percent(ratios.p50)} of the bare server's requests (rounds: ${percent(ratios.least)}–${percent(ratios.most)}); at least 60 % is wanted.`,
  );
}

/** Both answer the same 25 organizations, in the same order; how many bytes each takes for it. */
async function sameAnswers(product: string, bare: string, cookie: string): Promise<{ product: number; bare: number }> {
  const [ours, theirs] = await Promise.all(
    [product, bare].map(async (url) => (await fetch(url + path, { headers: { cookie, 'accept-encoding': 'identity' } })).text()),
  );
  const idsOf = (text: string) =>
    (JSON.parse(text) as { items: { id: string; contact: object | null }[] }).items.map((one) => [one.id, one.contact]);
  const [a, b] = [idsOf(ours!), idsOf(theirs!)];
  if (a.length !== 25 || JSON.stringify(a.map(([id]) => id)) !== JSON.stringify(b.map(([id]) => id)))
    throw new Error('the two servers do not answer the same');
  if (!ours!.includes('"edit"') || a.some(([, contact]) => contact === null)) throw new Error('the officer is not signed in');
  return { product: Buffer.byteLength(ours!), bare: Buffer.byteLength(theirs!) };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
