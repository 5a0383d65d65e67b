// What everybody learns of contracts over HTTP: as far as disclosed and no further, whatever is asked; sums that tell of nobody; how a slip's registration stands.
import { addDays, beginningOf } from '../../platform/shared/dates.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';

let house: TestHouse;
let registrar: Person;
let bureau: Person;
let visitor: Person;
let today: string;
/** Of the quarter that has ended last. */
let before: string;
const sellers: { id: string; person: Person }[] = [];
const buyers: string[] = [];
const made: Record<'nothing' | 'title' | 'all', Acted[]> = { nothing: [], title: [], all: [] };

/** What stands in no answer to a visitor: the withheld contracts' titles, parties, amounts, numbers, ids. */
const secret = { title: '深海声呐阵列开发', place: 'YC-WY', amount: '7777777.77', person: '沈知远' };

beforeAll(async () => {
  house = await startHouse();
  [bureau, registrar, visitor] = [await house.as('bureauOfficer'), await house.as('registrar'), house.visitor()];
  today = String((await bureau.get('/health'))['today']);
  const month = Number(today.slice(5, 7));
  before =
    month < 4
      ? `${Number(today.slice(0, 4)) - 1}-12-15`
      : `${today.slice(0, 4)}-${String(Math.ceil(month / 3) * 3 - 3).padStart(2, '0')}-15`;
  const firm = async (name: string, region: string) =>
    (await bureau.create('organizations', { name, region, creditCode: freshCode() })).id;
  for (const at of [1, 2, 3]) {
    const id = await firm(`云川第${at}研究院有限公司`, 'YC-CH');
    sellers.push({ id, person: await house.as({ account: `seller-${at}`, roles: ['organizationAdmin'], organization: id }) });
    buyers.push(await firm(`云川第${at}制造有限公司`, 'YC-CH'));
  }
  const hidden = await firm('云川隐名科技有限公司', secret.place);
  sellers.push({
    id: hidden,
    person: await house.as({ account: 'seller-4', roles: ['organizationAdmin'], organization: hidden }),
  });
  for (const at of [0, 1, 2]) {
    await registered('all', at, { title: `公开合同${at}`, type: 'service' });
    await registered('title', at, { title: `只公开名称${at}`, type: 'development' });
  }
  await registered('nothing', 3, { title: secret.title, type: 'licence', amount: secret.amount });
  await registered('title', 3, { title: '低温泵改进', type: 'consulting', amount: '6666666.66' });
}, 300_000);
afterAll(() => house.close());

async function registered(disclosure: 'nothing' | 'title' | 'all', at: number, more: object): Promise<Acted> {
  const { person } = sellers[at]!;
  const parties = [
    { role: 'buyer', organization: buyers[at % 3] },
    { role: 'intermediary', person: true, name: secret.person },
  ];
  const said = { amount: `${100_000 + at}`, signedOn: before, technologyField: '03', industry: '35', parties, ...more };
  const draft = await person.create('contracts', { ...said, disclosure });
  await person.act(draft, 'submit');
  await registrar.act(draft, 'accept');
  let done = await registrar.act(draft, 'register').catch(() => null);
  if (!done) {
    const second = await house.as({ account: 'second', roles: ['registrar'] });
    await registrar.act(draft, 'review');
    done = await second.act(draft, 'register');
  }
  const number = {
    registrationNumber: String(20_260_000_000_000 + at * 10 + Object.keys(made).indexOf(disclosure)),
    registeredOn: before,
  };
  done = await registrar.act(done, 'noteOfficial', number);
  made[disclosure].push(done);
  return done;
}

type Public = { title: string; year: number; more: Record<string, unknown> | null };
type Listed = { items: Public[]; next: string | null; total?: { rows: number } };
const search = (query: Record<string, string | number> = {}) =>
  visitor.get<Listed>('/public/contracts', { count: 'yes', ...query });
const titlesOf = async (query: Record<string, string | number> = {}) =>
  (await search(query)).items.map((one) => one.title).sort();

test('each contract stands there as far as its parties agreed, with no text, person or id', async () => {
  const { items, total } = await search();
  expect(items).toHaveLength(7);
  expect(total).toEqual({ rows: 7, more: false });
  const open = items.find((one) => one.title === '公开合同1')!;
  expect(open.more).toMatchObject({ region: 'YC-CH', registeredOn: before, amount: '100001.00', technologyAmount: '100001.00' });
  expect(open.more?.['parties']).toEqual([
    { role: 'seller', name: '云川第2研究院有限公司', person: false },
    { role: 'buyer', name: '云川第2制造有限公司', person: false },
    { role: 'intermediary', name: null, person: true },
  ]);
  const closed = items.find((one) => one.title === '低温泵改进');
  expect(closed).toMatchObject({ type: 'consulting', technologyField: '03', year: Number(before.slice(0, 4)), more: null });
  const text = JSON.stringify(items);
  for (const told of [
    secret.title,
    secret.person,
    '6666666',
    '7777777',
    '隐名',
    ...Object.values(made)
      .flat()
      .map((one) => one.id),
  ])
    expect(text).not.toContain(told);
  const [one, two] = [await search({ limit: 4 }), await search({ limit: 4, after: (await search({ limit: 4 })).next ?? '' })];
  expect([one.items.length, two.items.length, two.next]).toEqual([4, 3, null]);
});

test('what is withheld is found by no filter, no words, no order and no count', async () => {
  // The place and the parties of a contract of which only the title is public: no filter looks at them.
  expect(await titlesOf({ region: 'YC-CH' })).toEqual(['公开合同0', '公开合同1', '公开合同2']);
  expect(await titlesOf({ region: secret.place })).toEqual([]);
  for (const q of ['隐名科技', secret.person, secret.title, '6666666.66', '7777777', '声呐', 'TC20'])
    expect([q, await search({ q })]).toEqual([q, { items: [], next: null, total: { rows: 0, more: false } }]);
  // A buyer whose contracts are partly disclosed is found only by those that name him.
  expect(await titlesOf({ q: '第1制造' })).toEqual(['公开合同0']);
  expect(await titlesOf({ q: '%' })).toEqual([]);
  // Counts of parts come to the whole: none of them counts what is not shown.
  const counts = async (field: string, values: readonly string[]) => {
    let rows = 0;
    for (const value of values) rows += (await search({ [field]: value })).total?.rows ?? 0;
    return rows;
  };
  expect(await counts('type', ['development', 'transfer', 'licence', 'consulting', 'service'])).toBe(7);
  expect(await counts('year', [before.slice(0, 4), String(Number(before.slice(0, 4)) - 1)])).toBe(7);
  expect((await search({ type: 'licence' })).total?.rows).toBe(0);
  // Filters that the list does not have, in the hope that one slips through, and strange values.
  for (const query of [
    { seller: sellers[3]!.id },
    { amount: '1' },
    { state: 'revoked' },
    { disclosure: 'nothing' },
    { registeredFrom: before },
  ])
    expect((await visitor.send('GET', '/public/contracts', { query })).status).toBe(400);
  for (const query of [
    { region: 'nowhere' },
    { year: '20x6' },
    { type: 'sale' },
    { after: 'e30' },
    { after: 'x' },
    { limit: 0 },
    { q: 'x'.repeat(101) },
  ])
    expect([query, (await visitor.send('GET', '/public/contracts', { query })).status]).toEqual([query, 400]);
});

test('behind the city’s turnover nobody but officers sees the price of a single contract', async () => {
  const entries = (who: Person) =>
    who.get<{ items: unknown[]; count: number; withheld: boolean; next: string | null }>(
      '/indicators/contract-turnover/entries',
      { limit: 1 },
    );
  for (const who of [visitor, sellers[0]!.person, await house.as('expert')])
    expect(await entries(who)).toMatchObject({ items: [], next: null, withheld: true });
  expect(await entries(bureau)).toMatchObject({ withheld: false, items: [{}] });
  const byType = async (who: Person) =>
    (await who.get<{ items: { parts?: unknown[] }[] }>('/indicators', { code: 'contract-turnover', by: 'type' })).items[0]?.parts;
  expect([await byType(visitor), (await byType(bureau))?.length]).toEqual([undefined, expect.any(Number)]);
});

type Told = {
  value: string | null;
  asOf: string;
  knownAt: string;
  missing: { reason: string } | null;
  opened?: { words: string };
  parts?: { key: string; value: string | null }[];
};
const ask = async (who: Person, more: object = {}) =>
  (await who.get<{ items: Told[] }>('/indicators', { code: 'contract-turnover', ...more })).items;
const one = async (who: Person, more: object = {}) => (await ask(who, more))[0]!;
test('the city’s turnover is told to everybody at once, and what stands behind it to whoever is no officer by ends of months', async () => {
  const [end, middle] = [lastEnd(today), `${before.slice(0, 8)}20`];
  const at = Date.now();
  const byRegion = { by: 'region' };
  const first = await one(visitor, byRegion);
  expect(first).toMatchObject({ asOf: end, opened: { words: expect.stringContaining(end) } });
  expect(first.value).toBe((await one(bureau, { asOf: end })).value);
  const draft = await sellers[0]!.person.create('contracts', {
    title: '当日登记的合同',
    type: 'service',
    amount: '123456',
    signedOn: today,
    parties: [{ role: 'buyer', organization: buyers[2] }],
    disclosure: 'nothing',
  });
  await sellers[0]!.person.act(draft, 'submit');
  await registrar.act(draft, 'accept');
  const whole = await one(visitor);
  const done = await registrar.act(draft, 'register');
  // The sum of the city has risen for everybody; its parts have for officers alone, however the question is put.
  for (const who of [visitor, sellers[0]!.person, await house.as('expert'), bureau]) {
    const now = await one(who);
    expect(now).toMatchObject({ asOf: today });
    expect([now.opened, fenOf(now.value) - fenOf(whole.value)]).toEqual([undefined, 12_345_600n]);
    expect((await one(who, { knownAt: new Date(at).toISOString() })).value).toBe(whole.value);
  }
  for (const who of [visitor, sellers[0]!.person])
    for (const more of [{}, { asOf: today }, { asOf: `${today.slice(0, 4)}-12-31` }])
      expect([more, await one(who, { ...byRegion, ...more })]).toMatchObject([more, { value: first.value, asOf: end }]);
  expect((await one(bureau, byRegion)).asOf).toBe(today);
  // Nor is a day inside a month or an instant inside one answered.
  expect(await one(visitor, { ...byRegion, asOf: middle })).toMatchObject({ asOf: lastEnd(middle) });
  const early = await one(visitor, { ...byRegion, knownAt: new Date(at).toISOString() });
  expect(early.knownAt).toBe(beginningOf(`${today.slice(0, 8)}01`, 'Asia/Shanghai').toISOString());
  // The answer in words, the plan and its trend tell the city's sum.
  expect((await visitor.get<{ asOf: string }>('/indicators/contract-turnover/answer')).asOf).toBe(today);
  const { items: plans } = await visitor.get<{ items: { code: string }[] }>('/plans');
  type Target = { indicator: string; current: string | null };
  const planOf = async (who: Person) =>
    (await who.get<{ targets: Target[] }>(`/plans/${plans[0]!.code}`)).targets.find(
      (target) => target.indicator === 'contract-turnover',
    );
  expect((await planOf(visitor))?.current).toBe((await planOf(bureau))?.current);
  await registrar.act(done, 'revoke', { ground: 'duplicate' });
  expect((await one(visitor)).value).toBe(whole.value);
});

test('a district of one seller is not told, by itself, by parts, by months or by its entries', async () => {
  const place = { region: secret.place };
  const parts = await one(visitor, { by: 'region' });
  expect(parts.parts?.find((part) => part.key === secret.place)).toMatchObject({ value: null });
  expect(await one(visitor, place)).toMatchObject({ value: null, missing: { reason: expect.stringContaining('合同太少') } });
  expect((await one(bureau, place)).value).not.toBeNull();
  const trend = (await ask(visitor, { ...place, every: 'month' })).filter(
    (point) => point.asOf >= lastEnd(`${before.slice(0, 8)}28`),
  );
  expect(trend.filter((point) => point.asOf.slice(0, 4) === before.slice(0, 4)).map((point) => point.value)).not.toContainEqual(
    expect.stringMatching(/[1-9]/),
  );
  const entries = await visitor.get('/indicators/contract-turnover/entries', place);
  expect(entries).toMatchObject({ items: [], sum: '0', count: 0, withheld: true });
});
/** The last end of a month before a day. */
const lastEnd = (on: string): string => addDays(`${on.slice(0, 8)}01`, -1);
const fenOf = (value: string | null): bigint => BigInt((value ?? '0').replace('.', ''));

type Statistics = {
  through: string;
  all: { count: number; amount: string } | null;
  tables: { dimension: string; cells: { key: string; name: string; sums: { amount: string } | null }[] }[];
};
test('sums that tell of a single party are withheld, and cannot be had by subtraction', async () => {
  const year = before.slice(0, 4);
  const got = await visitor.get<Statistics>('/public/contract-statistics', { year });
  // Of eight contracts the two of one seller are all but a twentieth of the amount.
  expect(got.all).toBeNull();
  expect(got.tables.flatMap(({ cells }) => cells).every(({ sums }) => sums === null)).toBe(true);
  for (const one of [made.nothing[0]!, made.title[3]!]) await registrar.act(one, 'revoke', { ground: 'other' });
  const after = await visitor.get<Statistics>('/public/contract-statistics', { year });
  expect(after.all).toMatchObject({ count: 6, amount: '600006.00' });
  expect(after.through >= before && after.through < today).toBe(true);
  const cellsOf = (dimension: string) => after.tables.find((one) => one.dimension === dimension)!.cells;
  expect(cellsOf('type').map(({ key, sums }) => [key, sums?.amount])).toEqual([
    ['development', '300003.00'],
    ['service', '300003.00'],
  ]);
  expect(cellsOf('industry')).toMatchObject([{ key: 'C', name: '制造业' }]);
  expect(cellsOf('month')).toMatchObject([{ key: before.slice(0, 7), sums: { amount: '600006.00' } }]);
  const csv = await (
    await visitor.send('GET', '/public/contract-statistics.csv', { query: { year }, headers: { 'accept-language': 'en' } })
  ).text();
  expect(csv.split('\r\n')[1]).toContain('All,');
  expect(csv).not.toContain('7777777');
  expect((await visitor.send('GET', '/public/contract-statistics', { query: { year: '2999' } })).status).toBe(404);
  expect((await visitor.send('GET', '/public/contract-statistics', { query: { year: '12' } })).status).toBe(400);
});

test('who holds a slip learns whether its registration stands, after an amendment, a cancellation and a revocation; nobody else anything', async () => {
  const one = made.all[0]!;
  await house.sealNow();
  const event = one.event.id;
  const path = `/public/contracts/${one.id}/standing`;
  const first = await visitor.get(path, { event });
  expect(first).toMatchObject({ state: 'registered', registeredOn: before, changes: [] });
  expect(JSON.stringify(first)).not.toContain('公开合同');
  const amended = await registrar.act(one, 'amend', { amount: '90000', technologyAmount: '90000', reason: '补充协议' });
  expect(await visitor.get(path, { event })).toMatchObject({
    state: 'registered',
    changes: [{ what: 'amended' }],
    code: first['code'],
  });
  await registrar.act(one, 'cancel', { on: today, reason: '合同终止' });
  expect(await visitor.get(path, { event })).toMatchObject({
    state: 'cancelled',
    changes: [{ what: 'cancelled' }, { what: 'amended' }],
  });
  await house.sealNow();
  expect(await visitor.get(path, { event: amended.event.id })).toMatchObject({
    state: 'cancelled',
    changes: [{ what: 'cancelled' }],
  });
  await registrar.act(one, 'revoke', { ground: 'false' });
  expect(await visitor.get(path, { event })).toMatchObject({ state: 'revoked' });
  const draft = await sellers[0]!.person.create('contracts', { title: '草稿' });
  await house.sealNow();
  for (const [id, of] of [
    [one.id, made.all[1]!.event.id],
    [made.all[1]!.id, event],
    [draft.id, draft.event.id],
    [event, one.id],
    ['x', event],
  ])
    expect((await visitor.send('GET', `/public/contracts/${id}/standing`, { query: { event: of! } })).status).toBe(404);
  for (const query of [{}, { event: 'x' }, { event, more: '1' }])
    expect((await visitor.send('GET', path, { query: query as Record<string, string> })).status).toBe(400);
});

type Line = { key: string; amount: string; count: string; before: { amount: string } };
type Figures = { all: Line; items: Line[]; knownAt: string };
test('officers: figures by each dimension come to the whole, each opens its entries, and a change shows both figures', async () => {
  const query = { asOf: `${before.slice(0, 4)}-12-31` };
  const figures = (more: object = {}) => bureau.get<Figures>('/contracts/figures', { ...query, ...more });
  const sumOf = (items: readonly { amount: string }[]) => items.reduce((sum, one) => sum + Number(one.amount), 0);
  const first = await figures();
  for (const by of ['type', 'region', 'technologyField', 'industry', 'sellerKind', 'buyerKind', 'month']) {
    const { all, items } = await figures({ by });
    expect([by, sumOf(items)]).toEqual([by, Number(all.amount)]);
    for (const { key, amount } of items) {
      const behind = await bureau.get<{ items: { amount: string; title: string | null }[]; sum: string }>(
        '/contracts/figures/entries',
        { ...query, by, key, limit: 200 },
      );
      expect([by, key, Number(behind.sum), sumOf(behind.items)]).toEqual([by, key, Number(amount), Number(amount)]);
    }
  }
  expect((await figures({ region: secret.place })).all.count).toBe('0');
  const contract = made.all[1]!;
  await registrar.act(contract, 'amend', { amount: '50000', technologyAmount: '40000', reason: '补充协议' });
  const then = await figures({ knownAt: first.knownAt });
  const changed = await bureau.get<Figures>('/contracts/figures', { asOf: today });
  expect(then.all.amount).toBe(first.all.amount);
  const changes = await bureau.get<{ items: object[] }>('/contracts/figures/changes', { asOf: today });
  expect(changes.items).toContainEqual(
    expect.objectContaining({
      contract: contract.id,
      what: 'amended',
      amountBefore: '100001.00',
      amount: '50000.00',
      technologyAmount: '40000.00',
    }),
  );
  expect(Number(changed.all.amount)).toBe(today.slice(0, 4) === before.slice(0, 4) ? Number(first.all.amount) - 50_001 : -50_001);
  for (const format of ['csv', 'xlsx'])
    expect((await bureau.send('GET', `/contracts/figures.${format}`, { query })).status).toBe(200);
  for (const wrong of [{ by: 'name' }, { region: 'nowhere' }, { asOf: '2026-02-30' }, { knownAt: 'x' }, { limit: 5 }])
    expect((await bureau.send('GET', '/contracts/figures', { query: wrong as Record<string, string> })).status).toBe(400);
  for (const wrong of [{ by: 'month', key: 'x'.repeat(41) }, { after: 'x' }, { by: 'type', region: '%' }])
    expect((await bureau.send('GET', '/contracts/figures/entries', { query: wrong as Record<string, string> })).status).toBe(400);
  // A key that names nothing has nothing behind it.
  for (const [by, key] of [
    ['month', '2026-13'],
    ['month', 'x'],
    ['month', '2999-01'],
    ['type', 'sale'],
    ['region', 'nowhere'],
    ['industry', "'"],
    ['sellerKind', '9'],
  ])
    expect([key, await bureau.get('/contracts/figures/entries', { by: by!, key: key! })]).toEqual([
      key,
      { items: [], next: null, sum: '0', count: 0 },
    ]);
  for (const path of ['/contracts/figures', '/contracts/figures/entries', '/contracts/figures/changes', '/contracts/figures.csv'])
    expect([(await sellers[0]!.person.send('GET', path)).status, (await visitor.send('GET', path)).status]).toEqual([403, 401]);
});

test('where a contract counts, and what an organization sold and bought, only as far as the reader sees', async () => {
  const contract = made.title[1]!;
  const counts = await bureau.get<{
    entries: { measure: string; amount: string }[];
    indicators: { code: string }[];
    targets: object[];
  }>(`/contracts/${contract.id}/counts`);
  expect(counts.entries).toContainEqual(expect.objectContaining({ measure: 'turnover', amount: '100001', on: before }));
  expect(counts.indicators.map((one) => one.code)).toEqual(expect.arrayContaining(['contract-turnover', 'technology-turnover']));
  expect(counts.targets).toContainEqual(expect.objectContaining({ indicator: 'contract-turnover' }));
  await expect(sellers[2]!.person.get(`/contracts/${contract.id}/counts`)).rejects.toMatchObject({ status: 404 });
  const of = (who: Person, id: string) =>
    who.get<{ sold: { year: number; count: number; amount: string }[]; bought: object[]; items: { title: string }[] }>(
      `/organizations/${id}/contracts`,
    );
  const year = Number(before.slice(0, 4));
  const { id, person } = sellers[1]!;
  expect((await of(bureau, id)).sold).toMatchObject([{ year, count: 2, amount: '150001.00' }]);
  expect((await of(person, id)).sold).toMatchObject([{ year, count: 2 }]);
  expect((await of(bureau, buyers[1]!)).bought).toMatchObject([{ year, count: 2 }]);
  // Another firm sees of it only what both are parties to: nothing.
  expect(await of(sellers[0]!.person, id)).toEqual({ sold: [], bought: [], items: [] });
  expect(await of(await house.as('expert'), id)).toEqual({ sold: [], bought: [], items: [] });
  await expect(of(bureau, contract.id)).rejects.toMatchObject({ status: 404 });
});
