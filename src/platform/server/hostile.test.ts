// What no form of ours takes, refused before a module sees it: characters, forms and addresses made to break the house. Files are in documents/.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startApp, testPassword, type Person, type TestApp } from '../../../test/harness/http.ts';
import { pageOf, pageQuery } from '../shared/page.ts';
import { route } from '../shared/route.ts';
import { mount } from './mount.ts';

const common = { summary: 'platform:routes.session', access: 'public' } as const;
const crew = z.array(z.looseObject({ age: z.number() })).optional();
const boat = z.object({ name: z.string().meta({ title: 'platform:session.account' }), crew });
const boats = {
  list: route({ method: 'GET', path: '/boats', ...common, query: z.object(pageQuery), response: pageOf(z.string()) }),
  build: route({ method: 'POST', path: '/boats', ...common, body: boat, response: boat, status: 201 }),
  paint: route({
    method: 'POST',
    path: '/boats/pictures',
    ...common,
    upload: true,
    response: z.object({ name: z.string(), bytes: z.number() }),
  }),
  leak: route({ method: 'GET', path: '/leak', ...common, response: z.null() }),
};

const lines: string[] = [];
let house: TestApp;
let visitor: Person;
beforeAll(async () => {
  house = await startApp(
    ({ app }) => {
      mount(app, boats.list, () => ({ items: [], next: null }));
      mount(app, boats.build, ({ body }) => body);
      mount(app, boats.paint, ({ file }) => ({ name: file.name, bytes: file.content.length }));
      mount(app, boats.leak, () => {
        throw Object.assign(new Error('invalid input syntax for type date: "13912345678"'), {
          severity: 'ERROR',
          code: '22007',
          detail: 'Failing row contains (王小明).',
          where: 'portal parameter $1 = 13912345678',
        });
      });
    },
    { logLevel: 'debug', log: { write: (line) => lines.push(line) } },
  );
  visitor = house.visitor();
});
afterAll(() => house.close());

test('a limit is digits from 1 to 200, once', async () => {
  for (const limit of ['0', '201', '1e1', '0x10', ' 5', '+5', '', '1.5', '-1', 'many'])
    expect([limit, (await visitor.send('GET', '/boats', { query: { limit } })).status]).toEqual([limit, 400]);
  expect((await visitor.send('GET', '/boats?limit=1&limit=2')).status).toBe(400);
  expect((await visitor.send('GET', '/boats?limit=200')).status).toBe(200);
});

test('a character that cannot be kept is refused by the field that it stands in, wherever that is', async () => {
  const raw = (body: string) => visitor.send('POST', '/boats', { body, headers: { 'content-type': 'application/json' } });
  const told = async (body: string) => {
    const answer = await raw(body);
    const { errors } = (await answer.json()) as { errors: { path: string; code: string; words: string }[] };
    return [answer.status, errors[0]];
  };
  const inName = { path: 'name', code: 'character' };
  expect(await told('{"name":"a\\u0000b"}')).toEqual([400, { ...inName, words: '“账号”含有无法保存的字符（U+0000），请去掉' }]);
  expect(await told('{"name":"a\\ud800b"}')).toMatchObject([400, inName]);
  expect(await told('{"name":"a\\u0007b"}')).toMatchObject([400, inName]);
  expect(await told('{"crew":[{"age":20,"rank":"\\udc00"}]}')).toMatchObject([400, { path: 'crew.0.rank' }]);
  expect(await told('{"na\\u0000me":1}')).toMatchObject([400, { path: '', code: 'character' }]);
  expect((await raw('{"name":"\\ud83d\\ude80 船"}')).status).toBe(201);
});

test('what comes after the one file is refused as well', async () => {
  for (const [name, second] of [
    ['file', new File(['b'], 'b')],
    ['note', 'x'],
  ] as const) {
    const form = new FormData();
    form.append('file', new File(['a'], 'a'));
    form.append(name, second);
    expect((await visitor.send('POST', '/boats/pictures', { body: form })).status).toBe(400);
  }
});

test('a form that cannot be read is a 400, and a name of a file is no more than a name', async () => {
  const send = async (body: string, type = 'multipart/form-data; boundary=b') => {
    const answer = await visitor.send('POST', '/boats/pictures', { body, headers: { 'content-type': type } });
    return [answer.status, await answer.json()];
  };
  const head = (name: string) => `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  for (const body of ['junk', '', `${head('a')}cut off`, '--b\r\nno head\r\n\r\nx\r\n--b--\r\n'])
    expect(await send(body)).toMatchObject([400, { errors: [{ path: 'file' }] }]);
  expect(await send('x', 'multipart/form-data')).toMatchObject([400, {}]);
  expect(await send(`${head('../../etc/passwd')}x\r\n--b--\r\n`)).toEqual([200, { name: 'passwd', bytes: 1 }]);
  expect(await send(`${head('a\0b')}x\r\n--b--\r\n`)).toEqual([200, { name: 'a_b', bytes: 1 }]);
});

test('what the database says of the values at fault is in no line of the log', async () => {
  const before = lines.length;
  expect((await visitor.send('GET', '/leak')).status).toBe(500);
  const told = lines.slice(before).join('');
  expect(told).toContain('invalid input syntax for type date');
  expect(told).toContain('22007');
  expect(told).not.toMatch(/13912345678|王小明/);
});

test('no line of the log carries what a person typed or holds: no password, cookie, body, query or account name', async () => {
  const before = lines.length;
  const zhou = await house.as({ account: 'zhou-min', roles: ['expert'] });
  await zhou.post('/session', { account: 'zhou-min', password: testPassword });
  await zhou.send('POST', '/session', { body: { account: 'zhou-min', password: 'Wrong-password-77' } });
  await zhou.send('GET', '/boats?after=13912345678');
  await zhou.send('POST', '/boats', { body: { name: '王小明' } });
  const told = lines.slice(before);
  expect(told.length).toBeGreaterThanOrEqual(4);
  const token = [...zhou.cookies.values()].join('');
  expect(token.length).toBeGreaterThan(20);
  for (const secret of [testPassword, 'Wrong-password-77', token, '13912345678', '王小明', 'zhou-min'])
    expect(told.filter((line) => line.includes(secret))).toEqual([]);
});

test('every answer keeps others from framing, sniffing and running: pages, problems, files and the API alike', async () => {
  for (const path of ['/boats', '/nothing', '/docs', '/openapi.json', '/boats/%zz']) {
    const { headers } = await visitor.send('GET', path);
    expect([path, headers.get('x-frame-options'), headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(
      [path, 'DENY', 'nosniff', 'same-origin'],
    );
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers.get('cache-control')).toBe('no-store');
  }
});
