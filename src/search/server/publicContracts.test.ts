// Contracts that everybody may read, found over HTTP: by what their parties disclose and nothing else, and with no id by which the record could be reached.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { readSheet } from '../../platform/server/documents/sheet.ts';

type Hit = { source: string; kind: string; id: string; title: string; note: string | null; region: string | null };
type Answer = {
  items: Hit[];
  next: string | null;
  total: number;
  facets: { name: string; values: { value: string; rows: number }[] }[];
};

let house: TestHouse;
let bureau: Person;
let registrar: Person;
let seller: Person;
let stranger: Person;
let visitor: Person;
let today: string;
const firms: Record<'seller' | 'buyer' | 'quiet', string> = { seller: '', buyer: '', quiet: '' };
const made: Acted[] = [];
const person = '慕容雪见';
/** A title longer than the public list can be asked for. */
const long = `极长名称之${'光纤陀螺标定'.repeat(25)}`;

beforeAll(async () => {
  house = await startHouse();
  [bureau, registrar, visitor] = [await house.as('bureauOfficer'), await house.as('registrar'), house.visitor()];
  today = String((await bureau.get('/health'))['today']);
  const firm = async (name: string, region: string) =>
    (await bureau.create('organizations', { name, region, creditCode: freshCode() })).id;
  firms.seller = await firm('云川翠鸟传感研究院', 'YC-CH');
  firms.buyer = await firm('云川朱鹮制造有限公司', 'YC-CH');
  firms.quiet = await firm('云川蓑羽鹤矿业有限公司', 'YC-WY');
  seller = await house.as({ account: 'seller', roles: ['organizationAdmin'], organization: firms.seller });
  stranger = await house.as({ account: 'stranger', roles: ['member'], organization: await firm('云川旁观有限公司', 'YC-CH') });
  const named = [
    { role: 'buyer', organization: firms.buyer },
    { role: 'intermediary', name: '境外白鹇公司' },
  ];
  await registered({
    title: '电涡流探头温漂补偿',
    disclosure: 'all',
    parties: [...named, { role: 'intermediary', person: true, name: person }],
  });
  await registered({ title: '电涡流探头防爆改进', disclosure: 'title', parties: [{ role: 'buyer', organization: firms.quiet }] });
  await registered({
    title: '电涡流探头海缆巡检',
    disclosure: 'nothing',
    parties: [{ role: 'buyer', organization: firms.quiet }],
  });
  await registered({ title: long, disclosure: 'title', parties: [{ role: 'buyer', organization: firms.buyer }] });
  await house.house.search.work();
}, 120_000);
afterAll(() => house.close());

async function registered(said: object): Promise<Acted> {
  const draft = await seller.create('contracts', {
    type: 'service',
    amount: '120000',
    signedOn: today,
    technologyField: '03',
    industry: '39',
    ...said,
  });
  made.push(draft);
  await seller.act(draft, 'submit');
  await registrar.act(draft, 'accept');
  return registrar.act(draft, 'register');
}
const find = (who: Person, q: string, query: object = {}) =>
  who.get<Answer>('/search', { q, ...query } as Record<string, string>);
const contracts = async (who: Person, q: string) => (await find(who, q, { kind: 'contract' })).items;
const titles = async (who: Person, q: string) => (await contracts(who, q)).map((one) => one.title).sort();
const rows = ({ facets }: Answer, facet: string) => facets.find((one) => one.name === facet)?.values ?? [];
const later = () => new Promise((resolve) => setTimeout(resolve, 350));

test('everybody finds a contract by its title, and by the name of a party that is disclosed', async () => {
  for (const who of [visitor, stranger]) {
    expect(await titles(who, '温漂补偿')).toEqual(['电涡流探头温漂补偿']);
    expect(await titles(who, 'wenpiao')).toEqual(['电涡流探头温漂补偿']);
    expect(await titles(who, '电涡流探头')).toEqual(['电涡流探头温漂补偿', '电涡流探头防爆改进']);
    for (const name of ['翠鸟传感', '朱鹮制造', '境外白鹇'])
      expect([name, await titles(who, name)]).toEqual([name, ['电涡流探头温漂补偿']]);
  }
  const year = today.slice(0, 4);
  expect((await contracts(visitor, '温漂补偿'))[0]).toMatchObject({ region: 'YC-CH', note: `云川翠鸟传感研究院 · ${year}` });
  expect((await contracts(visitor, '防爆改进'))[0]).toMatchObject({ region: null, note: year });
});

test('what is withheld is found by nobody who does not see the record: parties, persons, numbers, whole contracts', async () => {
  const [whole] = made;
  const numbers = [String((await bureau.get<Acted>(`/contracts/${whole?.id}`))['ownNumber'])];
  for (const who of [visitor, stranger])
    for (const q of ['蓑羽鹤矿业', person, '海缆巡检', '120000', ...numbers]) expect([q, await titles(who, q)]).toEqual([q, []]);
  expect(await titles(bureau, '海缆巡检')).toEqual(['电涡流探头海缆巡检']);
  const both = await find(visitor, '电涡流探头');
  expect(both.total).toBe(2);
  expect(rows(both, 'region')).toEqual([{ value: 'YC-CH', rows: 1 }]);
  expect(rows(both, 'field')).toEqual([{ value: '03', rows: 2 }]);
  expect(rows(both, 'industry')).toEqual([]);
  expect((await find(visitor, '电涡流探头', { region: 'YC-CH' })).items.map((one) => one.title)).toEqual(['电涡流探头温漂补偿']);
});

test('no answer tells the id of the record: neither the finds, page by page, nor what is suggested, nor a sheet of them', async () => {
  const told: string[] = [];
  const first = await find(visitor, '电涡流探头', { limit: '1' });
  const second = await find(visitor, '电涡流探头', { limit: '1', after: String(first.next) });
  expect([...first.items, ...second.items]).toMatchObject([
    { source: 'publicContract', kind: 'contract', id: '0' },
    { source: 'publicContract', kind: 'contract', id: '1' },
  ]);
  const said = await visitor.get<{ items: Hit[]; words: string[] }>('/search/suggestions', { q: '电涡流探头' });
  expect(said.items.map(({ id }) => id)).toEqual(['0', '1']);
  told.push(JSON.stringify([first, second, said, await find(stranger, '探头'), await find(visitor, '翠鸟')]));
  for (const format of ['csv', 'xlsx'] as const) {
    const sent = await visitor.send('GET', '/search/export', { query: { q: '电涡流探头', format } });
    expect(sent.status).toBe(200);
    const bytes = Buffer.from(await sent.arrayBuffer());
    const sheet = await readSheet({ name: `a.${format}`, bytes });
    expect(sheet.rows).toHaveLength(2);
    told.push(JSON.stringify(sheet), bytes.toString('latin1'));
  }
  for (const { id } of made) for (const text of told) expect(text).not.toContain(id.slice(-12));
});

test('what a find leads to is the public list, and that shows it', async () => {
  const { pageOf } = await import('../web/find.ts');
  for (const q of ['温漂补偿', '光纤陀螺']) {
    const [one] = await contracts(visitor, q);
    const address = pageOf(one!);
    expect(address).toMatchObject({ to: '/public/contracts' });
    const list = await visitor.get<{ items: { title: string }[] }>('/public/contracts', address.search ?? {});
    expect(list.items.map(({ title }) => title)).toEqual([one?.title]);
  }
});

test('who sees the record finds it once, as the record; a party of it among them', async () => {
  for (const who of [bureau, seller]) {
    const answer = await find(who, '温漂补偿', { kind: 'contract' });
    expect(answer.items).toMatchObject([{ source: 'contract', id: made[0]?.id }]);
    expect(answer.total).toBe(1);
  }
});

test('what is not disclosed moves nothing of what the others get', async () => {
  const asked = ['电涡流探头', '翠鸟传感', '朱鹮', '探头 温漂'];
  const all = () =>
    Promise.all(asked.map(async (q) => [await find(visitor, q), await visitor.get('/search/suggestions', { q })]));
  const before = await all();
  await registered({
    title: '电涡流探头翠鸟温漂朱鹮',
    disclosure: 'nothing',
    parties: [{ role: 'buyer', organization: firms.buyer }],
  });
  await seller.create('contracts', {
    title: '电涡流探头草稿',
    type: 'service',
    amount: '1',
    signedOn: today,
    disclosure: 'all',
    parties: [],
  });
  await later();
  expect(await all()).toEqual(before);
});

test('it follows at once: a contract newly registered, ended, revoked, and the new name of a party; in another process too', async () => {
  const second = (await house.another()).search;
  await second.work();
  const one = await registered({
    title: '石英音叉谐振筛选',
    disclosure: 'all',
    parties: [{ role: 'buyer', organization: firms.buyer }],
  });
  await later();
  expect(await titles(visitor, '石英音叉')).toEqual(['石英音叉谐振筛选']);
  expect(await second.idsFor('contract', '石英音叉', 10)).toEqual([one.id]);
  const [buyer] = (await bureau.get<{ items: Acted[] }>('/organizations', { q: '朱鹮制造' })).items;
  await bureau.act(buyer!, 'edit', { name: '云川黑颈鹤制造有限公司' });
  await later();
  expect(await titles(visitor, '黑颈鹤')).toEqual(['电涡流探头温漂补偿', '石英音叉谐振筛选']);
  const ended = await registrar.act(one, 'cancel', { on: today, reason: '双方解除' });
  await later();
  expect(await titles(visitor, '石英音叉')).toEqual(['石英音叉谐振筛选']);
  await registrar.act(ended, 'revoke', { ground: 'fraud' });
  await later();
  expect(await titles(visitor, '石英音叉')).toEqual([]);
  expect(await second.idsFor('contract', '石英音叉', 10)).toEqual([]);
  expect(await titles(bureau, '石英音叉')).toEqual(['石英音叉谐振筛选']);
});

test('what one can still act on comes before contracts that are over and say the same words', async () => {
  const text = '对电涡流探头在零下四十度至八十度之间的温漂做补偿，现场标定，按台交付，附检测报告与软件。';
  const title = '宽温度范围内传感器的温漂补偿与现场标定服务（含软件）';
  const said = { sort: 'service', title, text, field: '03', cooperation: ['07'] };
  const listing = await seller.create('listings', said);
  await seller.act(listing, 'submit', { noSecret: true });
  await bureau.act(listing, 'publish');
  await later();
  expect((await find(visitor, '温漂补偿')).items.map((one) => one.source)).toEqual(['market', 'publicContract']);
});
