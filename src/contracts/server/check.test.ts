// The self-check over HTTP: title and text are enough, and hostile input gets a problem that names the field.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

type Answer = {
  signals: { code: string; params: object }[];
  verdict: string;
  type: string | null;
  clauses: { name: string }[];
  errors?: { path: string }[];
};
const ask = async (body: unknown, language = 'zh-CN') => {
  const answer = await fetch(`${house.url}/api/contracts/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer };
};

const title = '一种传感器技术开发合同';
const text = '甲方委托乙方研制一种新型压力传感器，双方订立合同时均未掌握该技术。';

test('title and text are enough for a verdict, in the language of who asks, signed in or not', async () => {
  const { status, body } = await ask({ title, text });
  expect(status).toBe(200);
  expect(body).toMatchObject({ verdict: 'registrable', type: 'development' });
  const english = await ask({ title, text }, 'en');
  expect(english.body.clauses.every(({ name }) => /^[\x20-\x7e’“”]+$/.test(name))).toBe(true);
});

test('five megabytes are taken; more, a NUL, deep nesting and unknown fields are refused by name', async () => {
  expect((await ask({ text: text.repeat(50_000) })).status).toBe(200);
  expect((await ask({ text: 'x'.repeat(6_000_001) })).body.errors?.[0]?.path).toBe('text');
  expect((await ask({ text: 'x'.repeat(21 * 1024 * 1024) })).status).toBe(413);
  expect((await ask({ text: 'a\0b' })).body.errors?.[0]?.path).toBe('text');
  expect((await ask(`{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status).toBe(400);
  expect((await ask({ text, fields: { totalAmount: '三百万' } })).body.errors?.[0]?.path).toBe('fields.totalAmount');
  expect((await ask({ text, seller: 1 })).body.errors?.[0]?.path).toBe('seller');
});

test('slips of the text itself are told to everybody alike, and nothing of other contracts or parties to anybody', async () => {
  const bureau = await house.as('bureauOfficer');
  const made = { name: '云川青禾无人机有限公司', region: 'YC-CH', creditCode: freshCode() };
  const { id: organization } = await bureau.create('organizations', made);
  const seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization });
  const own = `技术开发合同\n签订日期：2026年3月5日\n合同期限：自2026年3月5日起至2026年12月31日止。\n合同总金额为人民币86万元。${text.repeat(20)}`;
  const said = { title, text: own, type: 'development', amount: '860000', signedOn: '2026-03-05', noSecrets: true };
  // The same text is registered already, of the same seller: a signal to registrars.
  for (const more of [{}, { amount: '850000' }])
    await seller.act(await seller.create('contracts', { ...said, ...more }), 'submit');
  await house.house.signals.work();
  const fields = { totalAmount: '86', signedOn: '2027-01-02', technologyAmount: '86' };
  const visitor = await ask({ title, text: own, fields });
  expect(visitor.body.signals).toEqual([
    { code: 'amountSlip.text', params: { entered: '86', said: '860000.00', times: 10_000 } },
    { code: 'outsideValidity.signedAfter', params: { signedOn: '2027-01-02', validTo: '2026-12-31' } },
  ]);
  for (const who of [seller, await house.as('registrar'), bureau])
    expect((await who.post<Answer>('/contracts/check', { title, text: own, fields })).signals).toEqual(visitor.body.signals);
  // Two contracts with these very words are known: of them nothing is said, and nothing where nothing has slipped.
  expect((await ask({ title, text: own })).body.signals).toEqual([]);
  expect((await ask({ title, text })).body.signals).toEqual([]);
  const capitals = await ask({ text: own.replace('86万元', '860,000元（大写：捌万陆仟元整）') });
  expect(capitals.body.signals.map(({ code }) => code)).toEqual(['amountSlip.capitals']);
});
