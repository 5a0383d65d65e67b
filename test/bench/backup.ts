// `bench backup`: a city of a million events is backed up while people write, and restored elsewhere; both by the commands that an operator uses.
import { spawn } from 'node:child_process';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { personAt } from '../harness/http.ts';
import { newFolder, type OwnHouse, signedIn, type User, withOwner } from './own-house.ts';
import { city } from './place.ts';
import { table } from './report.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const [writers, perBatch] = [4, 5000];

/** The seeded recognitions again and again under other numbers, with their events and entries, in batches that the house then seals. */
async function multiply(client: pg.Client, wanted: number): Promise<number> {
  const [seeded] = await rowsOf<{ all: number; some: number; batch: number }>(
    client,
    `select count(*)::int as all, (count(*) filter (where kind = 'recognition'))::int as some, max(batch) as batch from events`,
  );
  const times = Math.max(0, Math.ceil((wanted - seeded!.all) / seeded!.some));
  await client.query(`create function pg_temp.other(id uuid, k int) returns uuid language sql immutable as
    $$ select (left(id::text, 28) || lpad(to_hex(k), 8, '0'))::uuid $$`);
  const columns = await rowsOf<{ name: string }>(
    client,
    `select quote_ident(attname) as name from pg_attribute where attrelid = 'recognitions'::regclass and attnum > 0 and not attisdropped and attname <> 'id'`,
  );
  const others = columns.map(({ name }) => name).join(', ');
  const first = seeded!.batch + 2;
  const batches = Math.ceil((times * seeded!.some) / perBatch);
  await client.query('begin');
  await client.query(`insert into batches select ${first} + i, clock_timestamp() from generate_series(0, ${batches}) i`);
  await client.query(
    `insert into recognitions (id, ${others}) select pg_temp.other(id, k), ${others} from recognitions, generate_series(1, ${times}) k`,
  );
  await client.query(`insert into entries (event, position, record, measure, amount, effective_on, recorded_at, region, kind, level, organization, dimensions)
    select pg_temp.other(event, k), position, pg_temp.other(n.record, k), measure, amount, effective_on, n.recorded_at, region, n.kind, level, organization, dimensions
    from entries n join events e on e.id = n.event and e.kind = 'recognition', generate_series(1, ${times}) k`);
  // Each copy of the register goes into the batches that follow one another; its body says which.
  await client.query(`insert into events (id, batch, kind, record, version, action, actor, recorded_at, body)
    select pg_temp.other(id, k), at, kind, pg_temp.other(record, k), version, action, actor, recorded_at,
      regexp_replace(replace(replace(body, id::text, pg_temp.other(id, k)::text), record::text, pg_temp.other(record, k)::text), '"batch":[0-9]+', '"batch":' || at)
    from events, generate_series(1, ${times}) k, lateral (select ${first} + ((k - 1) * ${seeded!.some}) / ${perBatch} as at) b where kind = 'recognition'`);
  await client.query('commit');
  await client.query('vacuum analyze');
  return times;
}

const rowsOf = async <T>(client: pg.Client, text: string): Promise<T[]> => (await client.query(text)).rows as T[];

type Said = { code: number | null; out: string; seconds: number };
function command(args: readonly string[], dataDir: string): Promise<Said> {
  const begun = performance.now();
  const env = { ...process.env, CITY: city, DATA_DIR: dataDir, DATABASE_URL: '' };
  const child = spawn(process.execPath, [cli, ...args, '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  return new Promise((done) => child.on('close', (code) => done({ code, out, seconds: (performance.now() - begun) / 1000 })));
}

/** Edits of organizations one after another, until told to stop. */
function writing(url: string, users: readonly User[]): { count: () => number; stop: () => Promise<void> } {
  const state = { acts: 0, ending: false };
  const loops = users.map(async (user) => {
    const person = personAt(url);
    const [name = '', value = ''] = user.cookie.split('=');
    person.cookies.set(name, value);
    let { version } = await person.get<{ version: number }>(`/organizations/${user.organization}`);
    while (!state.ending) {
      const body = { aliases: [`云川写作${state.acts}`] };
      const sending = { body, key: `${user.organization}-${version}`, ifMatch: version };
      const answer = await person.send('POST', `/organizations/${user.organization}/edit`, sending);
      if (!answer.ok) throw new Error(await answer.text());
      version = ((await answer.json()) as { version: number }).version;
      state.acts += 1;
    }
  });
  return {
    count: () => state.acts,
    stop: async () => {
      state.ending = true;
      await Promise.all(loops);
    },
  };
}

async function sealed(house: OwnHouse): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const open = await withOwner(house, (client) =>
      rowsOf<{ n: number }>(client, 'select count(*)::int as n from batches where n not in (select batch from closings)'),
    );
    if (open[0]!.n <= 1) return (performance.now() - begun) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Prints how long backup and restore took, and whether the city is the same afterwards. */
export async function benchBackup(print: (line: string) => void, house: OwnHouse, rows: number): Promise<void> {
  await withOwner(house, (client) => multiply(client, rows));
  await sealed(house);
  const [counts] = await withOwner(house, (client) =>
    rowsOf<{ events: number; entries: number; size: string }>(
      client,
      `select (select count(*)::int from events) as events, (select count(*)::int from entries) as entries, pg_size_pretty(pg_database_size(current_database())) as size`,
    ),
  );
  const users = (await signedIn(house, 500)).filter(({ role }) => role === 'member').slice(0, writers);
  const path = join(house.dataDir, 'bench.zip');
  const into = newFolder();
  try {
    const writer = writing(house.url, users);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const before = writer.count() / 10;
    const begun = writer.count();
    const taken = await command(['backup', path], house.dataDir);
    const during = (writer.count() - begun) / taken.seconds;
    await writer.stop();
    // The key is in no backup: an operator brings it to where he restores.
    copyFileSync(join(house.dataDir, 'secret.key'), join(into, 'secret.key'));
    const restored = await command(['restore', path], into);
    const said = JSON.parse(restored.out) as {
      same: boolean;
      copySeconds: number;
      verified: { events: number; batches: number; findings: unknown[] };
      figures: { compared: number; different: unknown[] };
    };
    print(
      `${counts!.events.toLocaleString('en')} events, ${counts!.entries.toLocaleString('en')} entries, database ${counts!.size}; ${writers} people write without a pause: ${before.toFixed(0)} acts a second before, ${during.toFixed(0)} during the backup.`,
    );
    print('');
    table(
      print,
      ['command', 'seconds', 'what'],
      [
        [
          '`backup`, under load',
          taken.seconds.toFixed(0),
          `${Math.round(statSync(path).size / 2 ** 20)} MB, ended with ${taken.code}`,
        ],
        [
          '`restore` into a new folder',
          restored.seconds.toFixed(0),
          `${said.copySeconds} s until the rows are in, the rest verifies and compares; ended with ${restored.code}`,
        ],
      ],
    );
    print(
      `After it: ${said.verified.events.toLocaleString('en')} events in ${said.verified.batches} batches, ${said.verified.findings.length} findings; ${said.figures.compared} figures as known at the snapshot compared, ${said.figures.different.length} different. Below 300 s is wanted.`,
    );
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}
