// Contracts decided at once, twice, and into a process that is killed: two processes of the house over one database. One decision, one number, one posting.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountTables, createAccount } from '../src/platform/server/accounts.ts';
import { openSessions } from '../src/platform/server/auth.ts';
import { openDatabase, withSettings } from '../src/platform/server/database.ts';
import type { Role } from '../src/platform/shared/actor.ts';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';
import { type Acted, type Person, personAt, RefusedError, sessionOf, testPassword } from './harness/http.ts';
import { serve, type Serving } from './harness/serving.ts';

const schema = 'touyan_changzhou';
/** How many are registered at once. */
const many = 50;
let database: TestDatabase<AccountTables>;
let processes: Serving[] = [];
let tables: pg.Client;
/** Each at both processes. */
let seller: Person[];
let deng: Person[];
let fu: Person[];

beforeAll(async () => {
  database = await cloneDatabase<AccountTables>();
  const settings = { CITY: 'changzhou', DATABASE_URL: database.url, SECRET_KEY: '0f'.repeat(32), RATE_LIMIT: 'off' };
  processes = await Promise.all([serve(settings), serve(settings)]);
  tables = new pg.Client(withSettings(database.admin, { search_path: schema }));
  await tables.connect();
  const { rows } = await tables.query<{ id: string }>(`select id from organizations where state = 'active' order by id limit 1`);
  const { db, close } = await openDatabase<AccountTables>({
    connection: withSettings(database.admin, { search_path: schema }),
    schema,
    log: () => {},
  });
  const sessions = await openSessions({ db, timeZone: 'Asia/Shanghai', demo: false });
  const atBoth = async (account: string, role: Role, organization: string | null) => {
    const membership = organization === null ? null : { id: organization, since: '2020-01-01' };
    await createAccount(db, { account, name: account, password: testPassword, roles: [role], organization: membership });
    const token = await sessionOf(db, sessions, account);
    return processes.map(({ url }) => {
      const person = personAt(url);
      person.cookies.set('touyan-changzhou', token);
      return person;
    });
  };
  seller = await atBoth('shen', 'organizationAdmin', rows[0]!.id);
  deng = await atBoth('deng', 'registrar', null);
  fu = await atBoth('fu', 'registrar', null);
  await close();
});
afterAll(async () => {
  await tables?.end();
  for (const { child, stop } of processes) if (child.exitCode === null && child.signalCode === null) await stop('SIGKILL');
  await database?.drop();
});

/** A contract that waits for a decision. */
async function accepted(at = 0): Promise<Acted> {
  const drone = { title: '植保无人机避障系统开发', type: 'development', amount: '3000000', signedOn: '2026-03-02' };
  const made = await seller[at]!.create('contracts', drone);
  await seller[at]!.act(made, 'submit');
  return deng[at]!.act(made, 'accept');
}

/** What each came to: the state after it, or the code of the refusal. */
const cameTo = (acts: readonly Promise<Acted>[]): Promise<string[]> =>
  Promise.all(
    acts.map((one) =>
      one.then(
        ({ state }) => state,
        (error: unknown) => {
          if (error instanceof RefusedError) return error.code;
          throw error;
        },
      ),
    ),
  );

type Kept = { state: string; own_number: string | null; decisions: number; turnover: string[] };
/** What is kept of a contract: its number, how many acts decided it, and what was posted for it. */
async function kept({ id }: { id: string }): Promise<Kept> {
  const { rows } = await tables.query<Kept>(
    `select state, own_number,
      (select count(*)::int from events where record = c.id and action in ('register', 'refuse')) as decisions,
      (select coalesce(array_agg(n.amount::numeric(18, 2)::text), '{}') from entries n join codes m on m.id = n.measure
        where n.record = c.id and m.code = 'turnover') as turnover
      from contracts c where id = $1`,
    [id],
  );
  return rows[0]!;
}
const once = { decisions: 1, own_number: expect.stringMatching(/^TC\d{4}-\d{6}$/), turnover: ['3000000.00'] };

/** The numbers that were given so far, in their order: from the first to the last none is missing and none is there twice. */
async function numbersWithoutGap(): Promise<number> {
  const { rows } = await tables.query<{ n: number }>(
    'select right(own_number, 6)::int as n from contracts where own_number is not null order by n',
  );
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_none, at) => at + 1));
  return rows.length;
}

test('two registrars at two processes decide at once: the first holds, the second is told', async () => {
  for (const [first, second] of [
    ['register', 'register'],
    ['register', 'refuse'],
  ] as const) {
    const contract = await accepted();
    const input = (action: string) => (action === 'refuse' ? { ground: 'notTechnology' } : {});
    const came = await cameTo([deng[0]!.act(contract, first, input(first)), fu[1]!.act(contract, second, input(second))]);
    const { state, decisions, turnover } = await kept(contract);
    expect(came.filter((one) => one === state)).toHaveLength(1);
    expect(came.filter((one) => one !== state)).toEqual(['action.notNow']);
    expect(decisions).toBe(1);
    expect(turnover).toEqual(state === 'registered' ? ['3000000.00'] : []);
  }
  await numbersWithoutGap();
});

test('a double click, and the same request sent to both processes at once, are one decision with one answer', async () => {
  const contract = await accepted();
  const key = randomUUID();
  const [a, b] = await Promise.all([deng[0]!, deng[1]!].map((one) => one.act(contract, 'register', {}, { key })));
  expect(b).toEqual(a);
  const clicked = await accepted();
  const came = await cameTo([1, 2].map(() => deng[0]!.act(clicked, 'register')));
  expect(came.toSorted()).toEqual(['action.notNow', 'registered']);
  for (const one of [contract, clicked]) expect(await kept(one)).toMatchObject({ state: 'registered', ...once });
  expect(await seller[1]!.create('contracts', { title: '同' }, { key })).toEqual(
    await seller[0]!.create('contracts', { title: '同' }, { key }),
  );
  await numbersWithoutGap();
});

test('who loses the connection and sends again is answered as if nothing had happened', async () => {
  const contract = await accepted();
  const key = randomUUID();
  const lost = new AbortController();
  const headers = { cookie: `touyan-changzhou=${deng[0]!.cookies.get('touyan-changzhou')}`, 'content-type': 'application/json' };
  const sent = fetch(`${processes[0]!.url}/api/contracts/${contract.id}/register`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body: '{}',
    signal: lost.signal,
  });
  setTimeout(() => lost.abort(), 3);
  await sent.catch(() => {});
  expect(await deng[1]!.act(contract, 'register', {}, { key })).toMatchObject({ state: 'registered' });
  expect(await kept(contract)).toMatchObject({ state: 'registered', ...once });
  await numbersWithoutGap();
});

test(`${many} registrations at once over two processes, of which one is killed in the middle: sent again, each is registered once, and no number is missing`, async () => {
  const before = await numbersWithoutGap();
  const contracts: Acted[] = [];
  const make = async (at: number) => {
    for (let n = 0; n < many / 10; n++) contracts.push(await accepted(at % 2));
  };
  await Promise.all(Array.from({ length: 10 }, (_none, at) => make(at)));
  const works = contracts.map((contract, index) => ({ contract, key: randomUUID(), who: index % 3 === 0 ? fu : deng, index }));
  let answered = 0;
  const acts = works.map(async ({ contract, key, who, index }) => {
    const done = await who[index % 2]!.act(contract, 'register', {}, { key });
    answered++;
    return done;
  });
  const all = Promise.allSettled(acts);
  while (answered < many / 5) await new Promise((resolve) => setImmediate(resolve));
  processes[1]!.child.kill('SIGKILL');
  const first = await all;
  const broken = first.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(broken.length).toBeGreaterThan(0);
  expect(broken.filter((reason) => reason instanceof RefusedError)).toEqual([]);
  const again = await Promise.all(works.map(({ contract, key, who }) => who[0]!.act(contract, 'register', {}, { key })));
  const same = (done: Acted, at: number) => expect(again[at]).toEqual(done);
  for (const [at, one] of first.entries()) if (one.status === 'fulfilled') same(one.value, at);
  expect(await numbersWithoutGap()).toBe(before + many);
  for (const { contract } of works) expect(await kept(contract)).toMatchObject({ state: 'registered', ...once });
});
