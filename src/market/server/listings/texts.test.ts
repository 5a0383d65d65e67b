// What a listing may not say and how that is told, over HTTP: contact data, prices, HTML, very long texts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let guo: Person;
let visitor: Person;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  const firm = await zhou.create('organizations', { name: '云川直言科技有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  visitor = house.visitor();
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const demand = {
  sort: 'problem',
  title: '铸件内部缺陷在线检测难题',
  text: '每分钟三十件，要求识别零点二毫米以上的气孔，现场有粉尘。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
};
const make = (more: object): Promise<Acted> => guo.create('listings', { ...demand, ...more });
async function published(one: Acted): Promise<Acted> {
  await guo.act(one, 'submit', { noSecret: true });
  return zhou.act(one, 'publish');
}

test('contact data is taken out of every text before it is kept; nobody reads it, no search finds it, its owner is told where', async () => {
  const one = await make({
    title: '铸件检测难题，加微信 casting_2026',
    text: '现场有粉尘，详情请电 １３８　0013 8000 或发 guo@example.com。',
    keywords: ['铸件', '电话13900139000', '电话13700137000'],
    acceptance: '达到千分之五后致电零一三七零零一三七零零零，或 13700137000。',
  });
  expect(one).toMatchObject({
    title: '铸件检测难题，加微信 ***',
    keywords: ['铸件', '电话***'],
    hidden: [
      { field: 'title', kinds: ['messenger'] },
      { field: 'text', kinds: ['email', 'mobile'] },
      { field: 'keywords', kinds: ['mobile'] },
      { field: 'acceptance', kinds: expect.arrayContaining(['mobile']) },
    ],
  });
  await published(one);
  const answer = await visitor.send('GET', `/market/listings/${one.id}`);
  const said = `${await answer.text()}${JSON.stringify(await guo.get(`/listings/${one.id}/events`))}`;
  for (const secret of ['casting_2026', '8000', 'example.com', '13900139000', '13700137000']) expect(said).not.toContain(secret);
  expect(said).not.toContain('"hidden":');
  for (const q of ['casting_2026', '13900139000'])
    expect((await visitor.get<{ items: Acted[] }>('/market/listings', { q })).items).toEqual([]);
});

test('what was hidden is told as long as its mask stands', async () => {
  const one = await make({ text: '现场有粉尘，详情请电13800138000。' });
  expect(await guo.act(one, 'edit', { title: '铸件内部缺陷检测' })).toMatchObject({
    hidden: [{ field: 'text', kinds: ['mobile'] }],
  });
  expect(await guo.act(one, 'edit', { text: '现场有粉尘，现在靠人工抽检。' })).toMatchObject({ hidden: [] });
});

test('an absurd price is refused with its reason, an unusual one is kept', async () => {
  const wrong = await refused(make({ price: 'fixed', priceLow: '9999999999999' }));
  expect(wrong).toMatchObject({ status: 422, errors: [{ path: 'priceLow', code: 'aboveHighest' }] });
  expect(JSON.stringify(wrong)).toContain('1000000000000');
  expect(await refused(make({ price: 'range', priceLow: '5', priceHigh: '4' }))).toMatchObject({
    errors: [{ path: 'priceHigh', code: 'upsideDown' }],
  });
  expect(await make({ price: 'fixed', priceLow: '30000000' })).toMatchObject({ priceLow: '30000000.00' });
  expect(await make({ price: 'range', priceLow: '0', priceHigh: '300000' })).toMatchObject({ priceLow: '0.00' });
});

test('HTML and scripts are text, and answered as JSON; texts are only so long', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>现场有粉尘。';
  const one = await published(await make({ title: '<b>铸件</b>检测难题', text: script }));
  const answer = await visitor.send('GET', `/market/listings/${one.id}`);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.json()).toMatchObject({ title: '<b>铸件</b>检测难题', text: script });
  expect(await refused(make({ text: '长'.repeat(5001) }))).toMatchObject({ errors: [{ path: 'text' }] });
  expect((await guo.send('POST', '/listings', { body: { ...demand, text: 'x'.repeat(10_000_000) } })).status).toBe(413);
});
