// Keys of programs over HTTP: drawn once, read by, counted, used up, revoked; what a key never opens, and what is no key.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { testSchema } from '../../../test/harness/database.ts';

let house: TestHouse;
let zhou: Person;
let guo: Person;
let member: Person;
let stranger: Person;
let firm: Acted;
beforeAll(async () => {
  house = await startHouse({ rateLimit: 1 });
  zhou = await house.as('bureauOfficer');
  firm = await zhou.create('organizations', { name: '云川密钥持有有限公司', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川密钥旁观有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  member = await house.as({ account: 'shao', roles: ['member'], organization: firm.id });
  stranger = await house.as({ account: 'tuo', roles: ['organizationAdmin'], organization: other.id });
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const today = () => house.house.kernel.dayOf(new Date());
const later = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);
const both = ['market', 'ownListings'];
const made = (who: Person, scopes = both) => who.create('api-keys', { name: '园区官网', scopes, expiresOn: later(30) });
const drawn = async (who: Person, id: string) =>
  (await who.post<{ token: string; key: Acted }>(`/api-keys/${id}/token`, {})) as { token: string; key: Acted };
const by = (token: string, path: string, method = 'GET') =>
  house.visitor().send(method, path, { headers: { authorization: `Bearer ${token}` } });
const listing = { sort: 'service', title: '精密检测服务', text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };

test('a key is made, drawn by who holds it, and told once; the house keeps a digest and no event names the token', async () => {
  const one = await made(guo);
  expect(one).toMatchObject({ state: 'toDraw', hint: null, draws: true, organization: { id: firm.id }, perMinute: 300 });
  expect(await refused(member.get('/api-keys'))).toMatchObject({ status: 403 });
  expect(await refused(drawn(stranger, one.id))).toMatchObject({ status: 404 });
  expect(await refused(drawn(zhou, one.id))).toMatchObject({ status: 403, code: 'apiKey.notHolder' });
  const { token, key } = await drawn(guo, one.id);
  expect(token).toMatch(/^tyk_[\w-]{43}$/);
  expect(key).toMatchObject({ state: 'active', hint: token.slice(-4), usedOn: null });
  const everything = await house.tables.ownerPool.query(
    `select (select string_agg(body::text, ' ') from ${testSchema}.events where kind = 'apiKey')
      || (select string_agg(t::text, ' ') from ${testSchema}.api_key_tokens t)
      || coalesce((select string_agg(r::text, ' ') from ${testSchema}.repeats r), '') as said`,
  );
  expect(everything.rows[0].said).toContain(firm.id);
  expect(everything.rows[0].said).not.toContain(token);
  const { items } = await guo.get<{ items: { action: string; actor: { name: string } }[] }>(`/api-keys/${one.id}/events`);
  expect(items.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['draw', 'guo'],
    ['create', 'guo'],
  ]);
});

test('it reads the market and its own organization’s listings, and nothing else; no session counts beside it', async () => {
  const own = await guo.create('listings', listing);
  await stranger.create('listings', listing);
  const { token } = await drawn(guo, (await made(guo)).id);
  expect((await by(token, '/market/listings')).status).toBe(200);
  const answer = await by(token, '/listings');
  const { items, actions } = (await answer.json()) as { items: Acted[]; actions: unknown[] };
  expect(items.map(({ id }) => id)).toEqual([own.id]);
  expect([actions, items[0]?.actions]).toEqual([[], []]);
  expect(answer.headers.get('ratelimit-limit')).toBe('300');
  for (const [method, path] of [
    ['GET', '/deals'],
    ['GET', '/contracts'],
    ['GET', '/api-keys'],
    ['GET', '/session'],
    ['GET', `/listings/${own.id}/events`],
    ['POST', '/listings'],
    ['POST', `/listings/${own.id}/submit`],
    ['DELETE', '/session'],
  ] as const)
    expect([path, (await by(token, path, method)).status]).toEqual([path, 403]);
  // A session that comes along gives it no more.
  const asGuo = await guo.send('GET', '/deals', { headers: { authorization: `Bearer ${token}` } });
  expect(asGuo.status).toBe(403);
  expect(await guo.get<Acted>(`/api-keys/${(await guo.get<{ items: Acted[] }>('/api-keys')).items[0]?.id}`)).toMatchObject({
    usedOn: today(),
  });
});

test('a key of the market alone reads no listings of its organization; the bureau’s own has none to read', async () => {
  const { token } = await drawn(guo, (await made(guo, ['market'])).id);
  expect((await by(token, '/listings')).status).toBe(403);
  expect((await by(token, '/market/venues')).status).toBe(200);
  expect(await refused(made(zhou))).toMatchObject({ status: 422, errors: [{ path: 'scopes', code: 'ofOrganization' }] });
  const bureaus = await drawn(zhou, (await made(zhou, ['market'])).id);
  expect((await by(bureaus.token, '/market/notices')).status).toBe(200);
});

test('what is no key is refused, whatever it is made of; another scheme is a proxy’s matter', async () => {
  const { token } = await drawn(guo, (await made(guo)).id);
  for (const wrong of [
    '',
    'x',
    `${token}x`,
    token.slice(0, -1),
    'tyk_',
    `${token} ${token}`,
    "tyk_' or 1=1 --",
    'é'.repeat(40),
    '%00',
  ]) {
    const answer = await house.visitor().send('GET', '/market/listings', {
      headers: { authorization: `Bearer ${encodeURI(wrong)}` },
    });
    expect([wrong, answer.status]).toEqual([wrong, 401]);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await answer.json()).toMatchObject({ code: 'key.unknown' });
  }
  expect((await house.visitor().send('GET', '/market/listings', { headers: { authorization: 'Basic eDp5' } })).status).toBe(200);
});

test('drawn anew, revoked or over, the token before is none from that moment on', async () => {
  const one = await made(guo);
  const first = await drawn(guo, one.id);
  const second = await drawn(guo, one.id);
  expect((await by(first.token, '/market/listings')).status).toBe(401);
  expect((await by(second.token, '/market/listings')).status).toBe(200);
  const seen = await zhou.get<Acted>(`/api-keys/${one.id}`);
  expect(seen.actions.map(({ name }) => name)).toEqual(['allow', 'revoke']);
  expect(await refused(guo.act(await guo.get<Acted>(`/api-keys/${one.id}`), 'allow', { perMinute: 6000 }))).toMatchObject({
    status: 403,
  });
  await zhou.act(seen, 'revoke', { reason: '异常流量' });
  expect((await by(second.token, '/market/listings')).status).toBe(401);
  expect(await refused(drawn(guo, one.id))).toMatchObject({ status: 403 });

  const last = await made(guo);
  const { token } = await drawn(guo, last.id);
  await house.tables.ownerPool.query(`update ${testSchema}.api_keys set expires_on = $2 where id = $1`, [last.id, later(-1)]);
  expect((await by(token, '/market/listings')).status).toBe(401);
  await house.house.exchange.apiKeys.fallDue();
  expect(await guo.get<Acted>(`/api-keys/${last.id}`)).toMatchObject({ state: 'expired', draws: false });
});

test('each key has a limit of its own that the bureau sets, told with every answer and with 429', async () => {
  const [one, two] = [await made(guo), await made(guo)];
  await zhou.act(await zhou.get<Acted>(`/api-keys/${one.id}`), 'allow', { perMinute: 10 });
  const [slow, quick] = [await drawn(guo, one.id), await drawn(guo, two.id)];
  const answers: Response[] = [];
  for (let at = 0; at < 12; at++) answers.push(await by(slow.token, '/market/listings'));
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(200), 429, 429]);
  expect(answers.slice(0, 3).map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['9', '8', '7']);
  const seconds = Number(answers.at(-1)?.headers.get('retry-after'));
  expect(seconds > 0 && seconds <= 60).toBe(true);
  expect((await by(quick.token, '/market/listings')).status).toBe(200);
  expect((await house.visitor().send('GET', '/market/listings')).status).toBe(200);
  // A drawn key's limit stays what the bureau allowed, and a new token is no way round it.
  const again = await drawn(guo, one.id);
  expect((await by(again.token, '/market/listings')).status).toBe(429);
});

test('a key that could not be good is not made: days past or too far, no or unknown scopes, too many, script as a name', async () => {
  const said = { name: '园区官网', scopes: ['market'], expiresOn: later(30) };
  for (const [wrong, status] of [
    [{ expiresOn: later(-1) }, 422],
    [{ expiresOn: later(400) }, 422],
    [{ scopes: [] }, 400],
    [{ scopes: ['contracts'] }, 400],
    [{ name: 'x'.repeat(61) }, 400],
    [{ name: 'a\u0000b' }, 400],
    [{ organization: firm.id }, 400],
    [{ perMinute: 6000 }, 400],
  ] as const) {
    const answer = await stranger.send('POST', '/api-keys', { body: { ...said, ...wrong } });
    expect([wrong, answer.status]).toEqual([wrong, status]);
  }
  for (let at = 0; at < 20; at++) await stranger.create('api-keys', said);
  expect(await refused(stranger.create('api-keys', said))).toMatchObject({ status: 409, code: 'apiKey.tooMany' });
});
