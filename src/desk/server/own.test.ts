// What is a person's own: the calendar feed at its secret address, and saved searches. Guessed, renewed, ended, disabled: not found. Foreign: not found.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import type { SavedSearch } from '../savedSearch.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
beforeAll(async () => {
  house = await startHouse({ anchor: new Date().getUTCFullYear() });
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ roles: ['districtOfficer'], region: 'YC-CH', account: 'lin' });
});
afterAll(() => house.close());

type Feed = { path: string; createdAt: string; readAt: string | null };
const renewed = async (who: Person, language = 'zh-CN') =>
  (await who.post<Feed>('/calendar/feed', { language })).path.slice('/api'.length);
const read = (path: string) => house.visitor().send('GET', path);

/** Lines of the file put together again, by RFC 5545: what was folded is one line. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('a feed is a calendar of whole days with ids that stay, in the language that was chosen, and only of what its person sees', async () => {
  await zhou.create('recognitions', { title: '澄湖孵化器，名称里有;分号、逗号,和\\反斜杠', kind: 'incubator', region: 'YC-CH' });
  await zhou.create('recognitions', { title: '望岳孵化器', kind: 'incubator', region: 'YC-WY' });
  const path = await renewed(lin);
  const answer = await read(path);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
  expect(text.trimEnd().endsWith('END:VCALENDAR')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = linesOf(text);
  const named = (name: string) => lines.filter((one) => one.startsWith(name));
  const events = named('BEGIN:VEVENT').length;
  expect(events).toBeGreaterThan(5);
  for (const name of ['UID:', 'DTSTAMP:', 'SUMMARY:', 'DTSTART;VALUE=DATE:']) expect(named(name)).toHaveLength(events);
  expect(named('DTSTART;VALUE=DATE:').every((one) => /:\d{8}$/.test(one))).toBe(true);
  expect(new Set(named('UID:')).size).toBe(events);
  expect(text).not.toContain('望岳孵化器');
  expect(named('SUMMARY:').some((one) => one.includes('澄湖孵化器，名称里有\\;分号、逗号\\,和\\\\反斜杠'))).toBe(true);
  const english = await (await read(await renewed(lin, 'en'))).text();
  expect(linesOf(english).filter((one) => one.startsWith('UID:'))).toEqual(named('UID:'));
  expect(english).toContain('Touyan deadlines');
});

test('a token that is guessed, renewed, ended or of a disabled account is the same 404', async () => {
  const first = await renewed(lin);
  const second = await renewed(lin);
  expect((await read(second)).status).toBe(200);
  const kept = await sql<{ digest: string }>`select encode(digest, 'hex') as digest from calendar_feeds`.execute(house.tables.db);
  const token = second.split('/').at(-1)!.replace('.ics', '');
  expect(kept.rows.map((row) => row.digest).join()).not.toContain(token);
  const guesses = [first, `/calendar/feed/${'A'.repeat(43)}.ics`, '/calendar/feed/x.ics', `/calendar/feed/${token}`];
  for (const guess of guesses) expect([guess, (await read(guess)).status]).toEqual([guess, 404]);
  await sql`update accounts set disabled = true where account = 'lin'`.execute(house.tables.db);
  expect((await read(second)).status).toBe(404);
  await sql`update accounts set disabled = false where account = 'lin'`.execute(house.tables.db);
  expect((await read(second)).status).toBe(200);
  expect((await lin.get<{ feed: Feed | null }>('/calendar/feed')).feed?.readAt).not.toBeNull();
  await lin.delete('/calendar/feed');
  expect((await read(second)).status).toBe(404);
  expect((await house.visitor().send('POST', '/calendar/feed', { body: { language: 'en' } })).status).toBe(401);
});

const saved = (name: string, more: object = {}) => ({ name, path: '/organizations', search: 'region=YC-CH', ...more });
const names = async (who: Person) => (await who.get<{ items: SavedSearch[] }>('/saved-searches')).items.map((one) => one.name);

test('a search is saved, renamed, shared with one’s office, deleted and brought back; others see it only when it is shared with them', async () => {
  const colleague = await house.as({ roles: ['bureauOfficer'], account: 'colleague' });
  const own = await zhou.post<SavedSearch>('/saved-searches', saved('澄湖的机构'));
  expect(await names(colleague)).toEqual([]);
  await zhou.send('PUT', `/saved-searches/${own.id}`, { body: { shared: true, name: '澄湖机构' } });
  expect((await colleague.get<{ items: SavedSearch[] }>('/saved-searches')).items).toMatchObject([
    { name: '澄湖机构', own: false, owner: 'bureauofficer' },
  ]);
  expect(await names(lin)).toEqual([]);
  for (const [method, path] of [
    ['PUT', `/saved-searches/${own.id}`],
    ['DELETE', `/saved-searches/${own.id}`],
    ['POST', `/saved-searches/${own.id}/restore`],
  ] as const)
    expect((await colleague.send(method, path, method === 'PUT' ? { body: { name: 'x' } } : {})).status).toBe(404);
  await zhou.delete(`/saved-searches/${own.id}`);
  expect([await names(zhou), await names(colleague)]).toEqual([[], []]);
  expect((await zhou.send('DELETE', `/saved-searches/${own.id}`)).status).toBe(404);
  await zhou.post(`/saved-searches/${own.id}/restore`);
  expect([await names(zhou), await names(colleague)]).toEqual([['澄湖机构'], ['澄湖机构']]);
  await expect(zhou.post('/saved-searches', saved('澄湖机构'))).rejects.toMatchObject({ code: 'savedSearch.nameTaken' });
});

test('members of one organization share, those of another see nothing; who has no office shares nothing', async () => {
  const [one, two] = await Promise.all(
    ['甲机构', '乙机构'].map((name) => zhou.create('organizations', { name, region: 'YC-CH' })),
  );
  const as = (account: string, organization: string) => house.as({ roles: ['member'], organization, account });
  const [ann, ben, eve] = [await as('ann', one!.id), await as('ben', one!.id), await as('eve', two!.id)];
  await ann.post('/saved-searches', saved('自家的', { shared: true }));
  expect([await names(ben), await names(eve)]).toEqual([['自家的'], []]);
  const expert = await house.as('expert');
  await expect(expert.post('/saved-searches', saved('评审', { shared: true }))).rejects.toMatchObject({
    code: 'savedSearch.noOffice',
  });
});

test.each([
  ['an address elsewhere', { path: '//evil.example/x' }],
  ['an address with a scheme', { path: 'https://evil.example' }],
  ['a script', { path: 'javascript:alert(1)' }],
  ['a name of nothing', { name: '  \u200b ' }],
  ['a name too long', { name: '名'.repeat(81) }],
  ['a lone surrogate', { name: 'x\ud800' }],
  ['a NUL', { name: 'x\u0000y' }],
  ['filters too long', { search: 'q='.padEnd(1001, 'x') }],
  ['another owner', { account: '0198c0de-0000-7000-8000-00000000000a' }],
  ['a number for a name', { name: 7 }],
])('%s is refused', async (_what, wrong) => {
  expect([400, 422]).toContain((await zhou.send('POST', '/saved-searches', { body: saved('好', wrong) })).status);
});

test('a name that looks like markup stays a name; fifty searches are enough', async () => {
  const many = await house.as({ roles: ['registrar'], account: 'many' });
  const name = '<img src=x onerror=alert(1)>"\'';
  expect((await many.post<SavedSearch>('/saved-searches', saved(name))).name).toBe(name);
  for (let n = 1; n < 50; n += 1) await many.post('/saved-searches', saved(`第${n}个`));
  await expect(many.post('/saved-searches', saved('多余'))).rejects.toMatchObject({ status: 409, code: 'savedSearch.tooMany' });
});
