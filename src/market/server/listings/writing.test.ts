// Help while a listing is written, over HTTP: two sentences become a demand by at most six questions; contacts, prices and similar listings are told as one types.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

type Question = { code: string; field: string | null };
type Similar = { id: string; near: boolean; waiting: boolean; organization: { name: string } | null };
type Help = {
  questions: Question[];
  contacts: object[];
  price: object[];
  similar: Similar[];
  text: string | null;
};
let house: TestHouse;
let zhou: Person;
let guo: Person;
let tuo: Person;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  const firm = await zhou.create('organizations', { name: '云川铸造试验有限公司', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川抄录有限公司', region: 'YC-WY' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  tuo = await house.as({ account: 'tuo', roles: ['organizationAdmin'], organization: other.id });
});
afterAll(() => house.close());

const help = (body: object, who: Person = guo) => who.post<Help>('/market/writing', body);
const codes = (of: Help) => of.questions.map(({ code }) => code);
const two = '铝合金压铸件气孔太多，客户退货。希望找人帮我们在线检出来。';
const supply = {
  sort: 'service',
  title: '铝合金压铸件气孔在线检测服务',
  text: '为压铸企业提供气孔的在线检测方案，配视觉与射线两种手段，一周内到现场，按漏检率验收。',
  keywords: ['压铸件', '气孔'],
  field: '03',
  cooperation: ['07'],
};
async function published(body: object, who: Person = guo): Promise<Acted> {
  const one = await who.create('listings', body);
  await who.act(one, 'submit', { noSecret: true });
  return zhou.act(one, 'publish');
}

test('two sentences become a demand by at most six questions', async () => {
  const first = await help({ title: '', text: two });
  expect(first.questions.length).toBeLessThanOrEqual(6);
  expect(codes(first)).toEqual(expect.arrayContaining(['now', 'acceptance', 'budget', 'deadline']));
  const { text } = await help({ text: two, answers: { now: '目前人工抽检，漏检约5%。', tried: '试过工业相机，反光误检太多。' } });
  expect(text).toContain('目前人工抽检');
  const form = {
    title: '铝合金压铸件气孔在线检测',
    text: text ?? '',
    acceptance: '漏检率不高于0.5%，连续运行30天。',
    price: 'range',
    priceLow: '300000',
    priceHigh: '500000',
    deadline: '2999-06-30',
    field: '03',
    cooperation: ['03'],
  };
  const after = await help(form);
  expect(codes(after)).toEqual(['quantity']);
  const one = await guo.create('listings', { ...form, sort: 'problem', demandType: '00' });
  expect(codes(await guo.get<Help>(`/listings/${one.id}/looked-through`))).toEqual(['quantity']);
  expect(await guo.act(one, 'submit', { noSecret: true })).toMatchObject({ state: 'underReview' });
  await guo.act(one, 'withdraw', {});
});

test('contact data and unusual prices are told while writing', async () => {
  const said = await help({ title: '找人检测', text: `${two}电话１３８00138000`, price: 'fixed', priceLow: '25000000' });
  expect(said.contacts).toEqual([{ field: 'text', kind: 'mobile', said: '１３８00138000' }]);
  expect(said.price).toMatchObject([{ path: 'priceLow', code: 'feeUnusual', level: 'unusual', limit: '20000000' }]);
  expect((await help({ text: two, price: 'fixed', priceLow: '3万' })).price).toEqual([]);
});

test('who writes of the same sees what is there; a copy is told to its owner and to the reviewer, before it is published', async () => {
  const one = await published(supply);
  const [seen] = (await help({ text: two, title: '压铸件气孔检测' })).similar;
  expect(seen).toMatchObject({ id: one.id, near: false, organization: { name: '云川铸造试验有限公司' } });
  expect((await help({ title: '水稻秸秆还田', text: '寻求水稻秸秆还田机的防缠绕技术，愿意合作开发。' })).similar).toEqual([]);

  const copy = { ...supply, title: '铝合金压铸件气孔在线检测方案', text: `${supply.text}欢迎联系。` };
  expect((await help({ ...copy, sort: 'service' }, tuo)).similar).toMatchObject([{ id: one.id, near: true, waiting: false }]);
  const second = await tuo.create('listings', copy);
  await tuo.act(second, 'submit', { noSecret: true });
  for (const who of [tuo, zhou])
    expect((await who.get<Help>(`/listings/${second.id}/looked-through`)).similar).toMatchObject([{ id: one.id, near: true }]);
  // Of what still waits only its owner and those in charge are told.
  expect((await help(copy, tuo)).similar.map(({ id }) => id).toSorted()).toEqual([one.id, second.id].toSorted());
  expect((await help(copy, guo)).similar.map(({ id }) => id)).toEqual([one.id]);
  const foreign = guo.get(`/listings/${second.id}/looked-through`);
  await expect(foreign).rejects.toBeInstanceOf(RefusedError);
});

test('what an owner does not show is not found by it', async () => {
  const hidden = '用惰性气体保护加超声波振动除气，炉温控制在七百二十度，按配方丙添加精炼剂。';
  const one = await published({
    sort: 'problem',
    title: '熔炼除气工艺改进难题',
    text: hidden,
    field: '03',
    cooperation: ['03'],
    demandType: '00',
    anonymous: true,
    confidentiality: 'onAdmission',
  });
  expect((await help({ title: '别的题目在此', text: hidden }, tuo)).similar).toEqual([]);
  const [found] = (await help({ title: '熔炼除气工艺改进', text: '' }, tuo)).similar;
  expect(found).toMatchObject({ id: one.id, organization: null });
});
