// What the chain follows in memory is what the events say: after a random series of acts every day shows what is drawn anew from the bodies of all events alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import { visitor } from '../../../platform/shared/actor.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { loadInvented } from '../../../records/server/index.ts';
import { life, restating } from '../../listing.ts';
import type { ChainShown, ListingThere } from '../../publicChain.ts';

let house: TestHouse;
let zhou: Person;
let firm: Person;
let owner: string;
const loader = { ...visitor, roles: ['bureauOfficer' as const] };
const spring = '2026-03-01';
const days = 60;

/** The same numbers at every run. */
function drawing(seed: number) {
  let at = seed;
  const number = (below: number): number => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((at / 2 ** 32) * below);
  };
  return { number, one: <T>(of: readonly T[]): T | undefined => of[number(of.length)] };
}
const draw = drawing(11);
const sortsSaid = [
  { sort: 'testing', field: '06', cooperation: ['07'] },
  { sort: 'service', field: '01', cooperation: ['06'] },
  { sort: 'problem', field: '03', cooperation: ['03'], demandType: '05' },
] as const;
const said = (n: number) => ({
  ...draw.one(sortsSaid),
  title: `第${n}件${draw.one(['储能检测', '专利导航', '成果转移', '装备维护'])}`,
  text: '不少于十个字的说明，可到现场。',
});

type Next = readonly [action: string, input: () => Record<string, unknown>];
const none = () => ({});
const retitled = () => ({ title: `改为${draw.one(['储能检测', '专利导航', '投融资服务'])}${draw.number(100)}` });
const reason = () => ({ reason: '核对后更正' });
/** What may follow in which state. */
const following: Readonly<Record<string, readonly Next[]>> = {
  draft: [
    ['submit', () => ({ noSecret: true })],
    ['edit', retitled],
    ['submit', () => ({ noSecret: true })],
  ],
  underReview: [
    ['publish', none],
    ['publish', none],
    ['sendBack', reason],
  ],
  published: [
    ['confirm', none],
    ['correct', () => ({ ...retitled(), ...reason() })],
    ['revise', none],
    ['withdraw', none],
    ['close', () => ({ outcome: 'noLonger', ...reason() })],
    ['confirm', none],
    ['void', reason],
  ],
};
const byOwner = new Set(['submit', 'edit', 'confirm', 'revise', 'withdraw', 'close']);

type Held = { id: string; state: string };
async function loadSeries({ house: { organizations, listings, kernel } }: TestHouse): Promise<void> {
  await loadInvented(kernel, async () => {
    const at = (n: number) => new Date(`${addDays(spring, n)}T02:00:00Z`);
    const input = organizations.kind.life.actions.create.input.parse({ name: '云川跟随检测有限公司', region: 'YC-CH' });
    const [made] = await organizations.actMany([{ actor: loader, action: 'create', input, at: at(0) }]);
    owner = made?.id ?? '';
    const own = { ...loader, roles: ['organizationAdmin' as const], organization: owner };
    const all: Held[] = [];
    const act = async (n: number, action: string, given: Record<string, unknown>, id?: string): Promise<Held> => {
      const call = { actor: byOwner.has(action) || action === 'create' ? own : loader, action, at: at(n), ...(id ? { id } : {}) };
      const parsed = action === 'create' ? listings.kind.life.actions.create.input.parse(given) : given;
      const [row] = await listings.actMany([{ ...call, input: parsed }] as never);
      return row as Held;
    };
    for (let n = 1; n <= days; n += 1) {
      if (n % 2 === 1) all.push(await act(n, 'create', said(n)));
      for (let turn = 0; turn < 3; turn += 1) {
        const place = draw.number(all.length);
        const one = all[place];
        const way = draw.one(following[one?.state ?? ''] ?? []);
        if (one === undefined || way === undefined) continue;
        const [action, given] = way;
        all[place] = await act(n, action, given(), one.id);
      }
    }
  });
}

beforeAll(async () => {
  house = await startHouse();
  await loadSeries(house);
  zhou = await house.as('bureauOfficer');
  firm = await house.as({ account: 'firm', roles: ['organizationAdmin'], organization: owner });
}, 60_000);
afterAll(() => house.close());

const shape = (all: readonly { id: string; title: string; publishedOn: string }[]) =>
  all.map(({ id, title, publishedOn }) => `${id} ${title} ${publishedOn}`).toSorted();
async function followed(asOf: string): Promise<string[]> {
  const found: ListingThere[] = [];
  for (const what of ['supplies', 'demands'])
    found.push(...(await zhou.get<{ items: ListingThere[] }>('/market/chain/records', { asOf, what, limit: '100' })).items);
  return shape(found);
}
/** By the bodies of all events, and nothing else. */
async function anew(asOf: string): Promise<string[]> {
  const { rows } = await house.tables.ownerPool.query(
    `select l.id, e.body -> 'after' ->> 'title' as title, e.body -> 'after' ->> 'published_on' as "publishedOn"
     from ${testSchema}.listings l cross join lateral (select body::jsonb as body from ${testSchema}.events
       where record = l.id and recorded_at < ($1::date + 1)::timestamp at time zone 'Asia/Shanghai' order by version desc limit 1) e
     where l.state <> 'voided' and e.body ->> 'state' in ('published', 'inNegotiation')`,
    [asOf],
  );
  return shape(rows);
}
const asked = Array.from({ length: days / 5 }, (_none, at) => addDays(spring, (at + 1) * 5));

test('on every day what is followed is what the events say', async () => {
  for (const on of asked) expect([on, await followed(on)]).toEqual([on, await anew(on)]);
  expect((await anew(addDays(spring, days))).length).toBeGreaterThan(1);
});

test('after acts of today, today and every day before still are', async () => {
  const { today } = await zhou.get<ChainShown>('/market/chain');
  const at: Held[] = [];
  for (let n = 0; n < 40; n += 1) {
    if (n % 4 === 0) at.push(await firm.create('listings', said(1000 + n)));
    const place = draw.number(at.length);
    const one = at[place];
    const way = draw.one(following[one?.state ?? ''] ?? []);
    if (one === undefined || way === undefined) continue;
    const [action, given] = way;
    const done: Acted = await (byOwner.has(action) ? firm : zhou).act({ id: one.id, kind: 'listing' }, action, given());
    at[place] = { id: one.id, state: String(done['state']) };
    expect([n, await followed(today)]).toEqual([n, await anew(today)]);
  }
  // One of spring is corrected today: it said something else then.
  const old = (await zhou.get<{ items: ListingThere[] }>('/market/chain/records', { what: 'supplies', limit: '100' })).items.at(
    -1,
  );
  await zhou.act({ id: old?.id ?? '', kind: 'listing' }, 'correct', { ...retitled(), ...reason() });
  for (const on of [...asked, addDays(today, -1), today]) expect([on, await followed(on)]).toEqual([on, await anew(on)]);
}, 60_000);

test('whatever may say something of a listing anew is known to', () => {
  const open = ['title', 'keywords', 'field', 'industry', 'cooperation', 'demandType', 'sort', 'anonymous'];
  const saying = Object.entries(life.actions).flatMap(([action, step]) => {
    const shapeOf = 'input' in step && 'shape' in step.input ? Object.keys(step.input.shape) : [];
    return shapeOf.some((field) => open.includes(field)) ? [action] : [];
  });
  expect(saying.length).toBeGreaterThan(3);
  expect(restating).toEqual(expect.arrayContaining(saying));
});
