// What the house answers over HTTP: problems in both languages for every way of being wrong, headers, uploads, pages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RefusedError, startApp, type Person, type TestApp } from '../../../test/harness/http.ts';
import { refusal } from '../shared/errors.ts';
import { money } from '../shared/money.ts';
import { pageOf, pageQuery, readCursor } from '../shared/page.ts';
import { route } from '../shared/route.ts';
import { listen, openHttp } from './http.ts';
import { mount } from './mount.ts';

const field = { title: 'platform:session.account' };
const boatInput = z
  .object({
    name: z.string().trim().min(1).max(10).meta(field),
    price: money,
    builtOn: z.iso.date().optional(),
    crew: z.array(z.object({ age: z.number().int().min(16) })).default([]),
    flag: z.enum(['cn', 'de']).default('cn'),
  })
  .refine(({ price }) => price !== '13', { path: ['price'], error: 'platform:form.refused', params: { code: 'unlucky' } });
const boat = z.object({ id: z.uuid(), name: z.string(), version: z.number().int() });
const boatId = '0198c0de-0000-7000-8000-000000000001';
const sunk = refusal('boat.sunk', 409, 'platform:refusals.accountTaken');

const boats = {
  list: route({
    method: 'GET',
    path: '/boats',
    summary: 'platform:routes.session',
    access: 'public',
    query: z.object({ ...pageQuery, flag: z.enum(['cn', 'de']).optional() }),
    response: pageOf(boat),
  }),
  one: route({
    method: 'GET',
    path: '/boats/:id',
    summary: 'platform:routes.session',
    access: 'public',
    params: z.object({ id: z.uuid() }),
    response: boat,
  }),
  build: route({
    method: 'POST',
    path: '/boats',
    summary: 'platform:routes.session',
    access: 'signedIn',
    body: boatInput,
    response: boat,
    status: 201,
  }),
  sink: route({
    method: 'POST',
    path: '/boats/:id/sink',
    summary: 'platform:routes.session',
    access: ['registrar'],
    params: z.object({ id: z.uuid() }),
    response: z.object({ key: z.string().nullable(), ifMatch: z.number().nullable() }),
  }),
  paint: route({
    method: 'POST',
    path: '/boats/pictures',
    summary: 'platform:routes.session',
    access: 'public',
    upload: true,
    response: z.object({ name: z.string(), bytes: z.number() }),
  }),
  plan: route({ method: 'GET', path: '/boats/plan', summary: 'platform:routes.session', access: 'public', response: z.null() }),
  leak: route({
    method: 'GET',
    path: '/leak',
    summary: 'platform:routes.session',
    access: 'public',
    query: z.object({ how: z.string() }),
    response: z.object({ whole: z.boolean() }),
  }),
};

const lines: string[] = [];
let house: TestApp;
let visitor: Person;
let member: Person;
let registrar: Person;
const site = mkdtempSync(join(tmpdir(), 'touyan-site-'));

beforeAll(async () => {
  house = await startApp(
    ({ app }) => {
      const drone = { id: boatId, name: '头雁号', version: 7 };
      mount(app, boats.list, ({ query }) => {
        readCursor(query.after, z.object({ id: z.uuid() }));
        return { items: [drone], next: null };
      });
      mount(app, boats.one, () => drone);
      mount(app, boats.build, ({ body }) => ({ ...drone, name: body.name }));
      mount(app, boats.sink, ({ headers, actor }) => {
        if (actor.region === 'CZ-WJ') throw sunk({ account: '头雁号' });
        return { key: headers.idempotencyKey, ifMatch: headers.ifMatch };
      });
      mount(app, boats.paint, ({ file }) => ({ name: file.name, bytes: file.content.length }));
      mount(app, boats.plan, () => ({ attachment: '船', type: 'text/plain; charset=utf-8', name: '图纸.txt' }));
      mount(app, boats.leak, ({ query }) => {
        if (query.how === 'throw') throw new Error('the keel is made of secrets');
        if (query.how === 'database') throw Object.assign(new Error('gone'), { code: '57P01' });
        return JSON.parse('{"whole":"no"}');
      });
    },
    { site, limits: { body: 2000, file: 3000 }, log: { write: (line) => lines.push(line) } },
  );
  visitor = house.visitor();
  member = await house.as('member');
  registrar = await house.as('registrar');
});
afterAll(async () => {
  await house.close();
  rmSync(site, { recursive: true });
});

const problem = async (asked: Promise<unknown>) => {
  const refused = await asked.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof RefusedError)) throw new Error('was not refused');
  return refused.problem;
};
const english = { headers: { 'accept-language': 'en-GB,en;q=0.9' } };
const sea = { name: '海鸥', price: '5.00' };

test('an unknown parameter is refused, with those that are allowed', async () => {
  const told = await problem(visitor.get('/boats', { colour: 'red' }));
  expect(told).toMatchObject({ status: 400, code: 'input.malformed', type: 'urn:touyan:problem:input.malformed' });
  expect(told.errors).toEqual([{ path: 'colour', code: 'unknown', words: '没有“colour”这一项，可用的有：limit, after, flag' }]);
  expect(told.trace).toMatch(/^[0-9a-f]{32}$/);
  expect(await problem(visitor.get('/session/demo-accounts', { all: 1 }))).toMatchObject({
    status: 400,
    errors: [{ path: 'all' }],
  });
});

test('a bad limit, flag and cursor say what is allowed, each a 400', async () => {
  expect((await problem(visitor.get('/boats', { limit: 900 }))).errors).toEqual([
    { path: 'limit', code: 'tooBig', words: '“limit”不得大于 200' },
  ]);
  expect((await problem(visitor.get('/boats', { limit: 'many' }))).errors[0]?.words).toBe('“limit”应为数字');
  expect((await problem(visitor.get('/boats', { flag: 'fr' }))).errors[0]?.words).toBe('“flag”应为下列之一：cn, de');
  const cursor = await problem(visitor.get('/boats', { after: 'x!' }));
  expect(cursor).toMatchObject({ status: 400, errors: [{ path: 'after', code: 'cursor' }] });
});

test('each wrong field is named by its title, in the language that was asked for', async () => {
  const wrong = { name: '', builtOn: '2026-02-30', crew: [{ age: 3 }], flag: 1, extra: true };
  const chinese = await problem(member.post('/boats', wrong));
  expect(chinese).toMatchObject({ status: 400, title: '请求的格式不对' });
  const said = (of: typeof chinese) => Object.fromEntries(of.errors.map(({ path, words }) => [path, words]));
  expect(said(chinese)).toEqual({
    name: '请填写“账号”',
    price: '请填写“price”',
    builtOn: '“builtOn”应为真实的日期，如 2026-03-31',
    'crew.0.age': '“crew.0.age”不得小于 16',
    flag: '“flag”应为下列之一：cn, de',
    extra: '没有“extra”这一项，可用的有：name, price, builtOn, crew, flag',
  });
  const inEnglish = await problem(member.post('/boats', wrong, english));
  expect(said(inEnglish)).toMatchObject({
    name: '“Account” is required',
    builtOn: '“builtOn” must be a real day such as 2026-03-31',
  });
  expect(JSON.stringify(inEnglish)).not.toMatch(/\p{Script=Han}/u);
  expect((await problem(member.post('/boats', { ...sea, price: 'free' }))).errors[0]?.words).toContain('如 3000000.00');
});

test('what has the form and not the sense is a 422', async () => {
  const told = await problem(member.post('/boats', { ...sea, price: '13' }));
  expect(told).toMatchObject({
    status: 422,
    code: 'input.invalid',
    errors: [{ path: 'price', code: 'unlucky', words: '“price”不符合要求' }],
  });
});

test('a body that is no JSON, too large, of another type or with a NUL is refused', async () => {
  const json = { 'content-type': 'application/json' };
  const post = async (body: string, headers: Record<string, string> = json) => {
    const answer = await member.send('POST', '/boats', { body, headers });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  expect(await post('{"name":')).toEqual([400, 'input.notJson']);
  expect(await post('{"__proto__":{"admin":true}}')).toEqual([400, 'input.notJson']);
  expect(await post(`{"name":"${'a'.repeat(3000)}"}`)).toEqual([413, 'input.tooLarge']);
  expect(await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([415, 'input.contentType']);
  expect(await post(`${'['.repeat(900)}${']'.repeat(900)}`)).toEqual([400, 'input.malformed']);
  expect(await post('{"toString":1,"constructor":{"prototype":1},"name":"海鸥","price":"1"}')).toEqual([400, 'input.notJson']);
  expect(await post('{"toString":1,"name":"海鸥","price":"1"}')).toEqual([400, 'input.malformed']);
  expect(await post('"text"')).toEqual([400, 'input.malformed']);
  expect((await visitor.send('GET', '/boats?flag=%00')).status).toBe(400);
});

test('an unknown path is a 404, a wrong method a 405 that says which there are', async () => {
  expect(await problem(visitor.get('/ships'))).toMatchObject({ status: 404, code: 'notFound' });
  expect(await problem(visitor.get('/boats/not-an-id'))).toMatchObject({ status: 404, errors: [{ path: 'id' }] });
  expect((await visitor.send('GET', '/boats/%E0%A4%A')).status).toBe(404);
  expect(await problem(visitor.get(`/boats/${'a'.repeat(600)}`))).toMatchObject({ status: 404 });
  const badAddress = await visitor.send('GET', '/boats/%E0%A4%A');
  expect(badAddress.headers.get('x-content-type-options')).toBe('nosniff');
  expect(badAddress.headers.get('content-security-policy')).toContain("default-src 'self'");
  const answer = await visitor.send('PUT', `/boats/${boatId}`);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('who may not is told why: 401 signed out, 403 without the role, and the role before the form', async () => {
  expect(await problem(visitor.post('/boats', { junk: 1 }))).toMatchObject({ status: 401, code: 'session.none' });
  expect(await problem(member.post(`/boats/${boatId}/sink`))).toMatchObject({ status: 403, code: 'notAllowed' });
  expect(await registrar.post(`/boats/${boatId}/sink`, {}, { key: 'k1', ifMatch: 7 })).toEqual({ key: 'k1', ifMatch: 7 });
});

test('a refusal of a module keeps its code, status and words', async () => {
  const district = await house.as({ account: 'wj', roles: ['registrar'], region: 'CZ-WJ' });
  const told = await problem(district.post(`/boats/${boatId}/sink`));
  expect(told).toMatchObject({ status: 409, code: 'boat.sunk', detail: '账号“头雁号”已被使用' });
});

test('the version comes as an ETag, and If-Match and Idempotency-Key must have their form', async () => {
  expect((await visitor.send('GET', `/boats/${boatId}`)).headers.get('etag')).toBe('"7"');
  const sink = (headers: Record<string, string>) => registrar.send('POST', `/boats/${boatId}/sink`, { headers });
  expect((await sink({ 'if-match': '7' })).status).toBe(400);
  expect((await sink({ 'idempotency-key': 'with space' })).status).toBe(400);
  expect((await sink({ 'if-match': '*' })).status).toBe(200);
});

test('a fault tells its trace and nothing else, and the log has the rest', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const answer = await visitor.send('GET', '/leak?how=throw', { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'fault', trace, errors: [] });
  expect(text).not.toContain('keel');
  expect(lines.filter((line) => line.includes('the keel') && line.includes(trace))).toHaveLength(1);
});

test('a database that is away is a 503 that says when to come back', async () => {
  const answer = await visitor.send('GET', '/leak?how=database');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
});

test('in a test an answer that is not as declared is a fault', async () => {
  expect(await problem(visitor.get('/leak', { how: 'drip' }))).toMatchObject({ status: 500 });
  expect(lines.some((line) => line.includes('GET /leak answered what it does not declare'))).toBe(true);
});

test('an upload is one file called file, up to the limit', async () => {
  const picture = { name: '船.png', content: Buffer.alloc(2500, 1) };
  expect(await visitor.upload('/boats/pictures', picture)).toEqual({ name: '船.png', bytes: 2500 });
  expect(await problem(visitor.upload('/boats/pictures', { ...picture, content: Buffer.alloc(3500) }))).toMatchObject({
    status: 413,
  });
  expect(await problem(visitor.post('/boats/pictures', {}))).toMatchObject({ status: 415 });
  const twice = new FormData();
  twice.append('note', 'x');
  twice.append('file', new File(['a'], 'a'));
  expect((await visitor.send('POST', '/boats/pictures', { body: twice })).status).toBe(400);
  const form = new FormData();
  form.append('file', new File(['a'], 'a'));
  expect((await member.send('POST', '/boats', { body: form })).status).toBe(415);
  form.append('file', new File(['b'], 'b'));
  expect((await visitor.send('POST', '/boats/pictures', { body: form })).status).toBe(400);
  const other = new FormData();
  other.append('picture', new File(['a'], 'a'));
  for (const body of [other, new FormData()]) expect((await visitor.send('POST', '/boats/pictures', { body })).status).toBe(400);
});

test('a file to take away has its name', async () => {
  const answer = await visitor.send('GET', '/boats/plan');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="__.txt"; filename*=UTF-8''${encodeURIComponent('图纸.txt')}`,
  );
  expect(await answer.text()).toBe('船');
});

test('the language is the one asked for, else the account’s, else Chinese', async () => {
  const briton = await house.as({ account: 'briton', roles: ['registrar'], language: 'en' });
  const detail = async (person: Person, language?: string) => {
    const answer = await person.send('GET', '/ships', language === undefined ? {} : { headers: { 'accept-language': language } });
    return [answer.headers.get('content-language'), ((await answer.json()) as { title: string }).title];
  };
  expect(await detail(visitor)).toEqual(['zh-CN', '未找到']);
  expect(await detail(briton)).toEqual(['en', 'Not found']);
  expect(await detail(briton, 'fr, zh-TW;q=0.5')).toEqual(['zh-CN', '未找到']);
  expect(await detail(visitor, 'zh;q=0.2, en;q=0.9')).toEqual(['en', 'Not found']);
  expect(await detail(visitor, 'fr')).toEqual(['zh-CN', '未找到']);
});

test('a page of another site is refused, our own is not', async () => {
  const from = (origin: string) => member.send('POST', '/boats', { body: sea, headers: { origin } });
  const foreign = await from('https://evil.example');
  expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([403, 'origin.foreign']);
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  expect((await from('null')).status).toBe(403);
  expect((await from(house.url)).status).toBe(201);
});

test('every answer has its security headers, and none of https without https', async () => {
  const { headers } = await visitor.send('GET', '/boats');
  expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('trace-id')).toMatch(/^[0-9a-f]{32}$/);
});

test('bytes that are no HTTP get a problem as well', async () => {
  const socket = connect(Number(new URL(house.url).port), '127.0.0.1');
  socket.write('NONSENSE\r\n\r\n');
  const answer = (await socket.toArray()).join('');
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('input.malformed');
});

type Operation = {
  parameters: unknown[];
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> } }> };
};
type Document = { openapi: string; paths: Record<string, { get?: Operation; post?: Operation }> };

test('the OpenAPI document is 3.1 and has every route, in both languages', async () => {
  const document = await visitor.get<Document>('/openapi.json');
  expect(document.openapi).toBe('3.1.0');
  const paths = Object.keys(document.paths).filter((path) => !/^\/(account|session|security-log|hand-overs|exports)/.test(path));
  expect(paths).toEqual(['/boats', '/boats/pictures', '/boats/plan', '/boats/{id}', '/boats/{id}/sink', '/leak']);
  const { get, post: build } = document.paths['/boats']!;
  expect(build).toMatchObject({
    summary: '当前登录者 / Who is signed in',
    security: [{ session: [] }],
    operationId: 'postBoats',
  });
  expect(build?.requestBody?.content['application/json']?.schema.properties['name']).toMatchObject({
    type: 'string',
    title: '账号 / Account',
  });
  expect(get?.parameters[0]).toMatchObject({ name: 'limit', in: 'query', required: false });
  const page = await (await visitor.send('GET', '/docs')).text();
  expect(page).not.toMatch(/https?:|<script>/);
  expect((await (await visitor.send('GET', '/docs/scalar.js')).text()).length).toBeGreaterThan(1_000_000);
});

test('the pages: how to build them, then files for ever, and index.html for the addresses of the web', async () => {
  const page = (path: string) =>
    fetch(`${house.url}${path}`, { headers: { accept: 'text/html', 'accept-encoding': 'gzip, br' } });
  const missing = await page('/plans');
  expect([missing.status, await missing.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  mkdirSync(join(site, 'assets'));
  writeFileSync(join(site, 'index.html'), '<!doctype html>头雁');
  writeFileSync(join(site, 'assets/app-Xy12.js'), `// ${'x'.repeat(5000)}`);
  const asset = await page('/assets/app-Xy12.js');
  expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(asset.headers.get('content-encoding')).toBe('br');
  for (const path of ['/', '/plans/changzhou?asOf=2025-12-31', '/organizations/1']) {
    const answer = await page(path);
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([
      200,
      'no-cache',
      '<!doctype html>头雁',
    ]);
  }
  expect((await page('/assets/old-Ab34.js')).status).toBe(404);
  expect((await page('/api/ships')).headers.get('content-type')).toContain('problem+json');
  for (const path of ['/..%2f..%2fetc%2fhosts.txt', '/assets/../../../package.json', '/.env.local', '/%E0%A4%A', '/a%00.js'])
    expect(await rawStatus(path)).toBe(404);
});

/** fetch tidies `..` away before it asks. */
const rawStatus = (path: string) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(house.url);
    ask({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });

test('a port that is taken is told in a sentence', async () => {
  const port = Number(new URL(house.url).port);
  const second = await openHttp({ words: {}, city: { code: 'test' } });
  await expect(listen(second, { port, host: '127.0.0.1' })).rejects.toThrow(`Port ${port} is taken`);
  await second.close();
});
