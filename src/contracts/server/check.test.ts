// The self-check over HTTP: title and text are enough, and hostile input gets a problem that names the field.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

type Answer = { verdict: string; type: string | null; clauses: { name: string }[]; errors?: { path: string }[] };
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
