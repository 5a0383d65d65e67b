// Signing in by the portal, against a real OpenID Connect provider: a legal person's first time, the next, and everything that does not belong to this browser.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import { openPortal, type TestPortal } from '../../../test/harness/portal.ts';

let portal: TestPortal;
let house: TestHouse;
let now = new Date();
beforeAll(async () => {
  const publicUrl = 'https://touyan.test';
  portal = await openPortal(publicUrl);
  house = await startHouse({ oidc: portal.settings, publicUrl, now: () => now });
});
afterAll(async () => {
  await house.close();
  await portal.close();
});

/** One step of the house, without following where it leads. */
async function step(who: Person, path: string) {
  const cookie = [...who.cookies].map((pair) => pair.join('=')).join('; ');
  const answer = await fetch(`${house.url}${path}`, { redirect: 'manual', headers: { cookie } });
  for (const set of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '') who.cookies.delete(name);
    else who.cookies.set(name, value);
  }
  return { status: answer.status, to: answer.headers.get('location') ?? '', set: answer.headers.getSetCookie() };
}
const begin = async (who: Person, next = '') => (await step(who, `/api/session/oidc${next}`)).to;
const back = (address: string): string => new URL(address).pathname + new URL(address).search;
async function signIn(person: string, who = house.visitor(), next = '') {
  const address = await portal.walk(await begin(who, next), person);
  return { who, address, ...(await step(who, back(address))) };
}
const session = (who: Person) =>
  who.get<{ account: string; roles: string[]; organization: string; needs: string | null }>('/session');
const refusals = async () => {
  const { rows } = await house.tables.pool.query<{ why: string }>(
    `select detail->>'why' as why from security_log where event = 'signIn' and outcome = 'refused' order by at desc, id desc limit 1`,
  );
  return rows[0]?.why;
};

test('a legal person whose code the register knows is its administrator at once, and the same account the next time', async () => {
  const zhou = await house.as('bureauOfficer');
  const creditCode = freshCode();
  const organization = await zhou.create('organizations', { name: '云川门户有限公司', creditCode });
  portal.persons.set('legal-1', { credit_code: creditCode, organization_name: '云川门户有限公司', name: '何明' });
  const { who, status, to, set } = await signIn('legal-1', house.visitor(), '?next=%2Forganizations');
  expect([status, to]).toEqual([302, '/organizations']);
  expect(set.join('\n')).toMatch(/HttpOnly; SameSite=Lax/);
  const first = await session(who);
  expect(first).toMatchObject({ roles: ['organizationAdmin'], organization: organization.id, needs: null });
  expect((await session((await signIn('legal-1')).who)).account).toBe(first.account);
  // It has no password, and none fits.
  await expect(house.visitor().post('/session', { account: first.account, password: 'x' })).rejects.toMatchObject({
    code: 'session.wrong',
  });
  expect(await house.visitor().get('/session/ways')).toEqual({ portal: true });
});

test('an unknown code enters the organization; a name without code gets it; one merged stands for the other', async () => {
  const zhou = await house.as('bureauOfficer');
  const creditCode = freshCode();
  portal.persons.set('legal-2', { credit_code: creditCode, organization_name: '云川门户新有限公司', name: '吴蔚' });
  const { organization } = await session((await signIn('legal-2')).who);
  expect(await zhou.get(`/organizations/${organization}`)).toMatchObject({
    creditCode,
    name: '云川门户新有限公司',
    source: { verified: true },
  });
  const { items } = await zhou.get<{ items: { actor: { role: string } }[] }>(`/organizations/${organization}/events`);
  expect(items[0]?.actor.role).toBe('portal');
  const named = await zhou.create('organizations', { name: '云川门户无码研究院' });
  portal.persons.set('legal-3', { credit_code: freshCode(), organization_name: '云川门户无码研究院' });
  expect((await session((await signIn('legal-3')).who)).organization).toBe(named.id);
  const old = freshCode();
  const gone = await zhou.create('organizations', { name: '云川门户旧有限公司', creditCode: old });
  await zhou.act(gone, 'merge', { into: organization });
  portal.persons.set('legal-4', { credit_code: old, organization_name: '云川门户旧有限公司' });
  expect((await session((await signIn('legal-4')).who)).organization).toBe(organization);
  for (const [person, said] of [
    ['legal-5', {}],
    ['legal-6', { credit_code: '91320400MA0000000X', organization_name: '假码' }],
    ['legal-7', { credit_code: freshCode() }],
  ] as const) {
    portal.persons.set(person, said);
    expect((await signIn(person)).to).toBe('/sign-in?portal=noOrganization');
  }
});

test('another browser’s answer, a second use, a changed state or nonce, and one that is too old open nothing, and are logged', async () => {
  portal.persons.set('legal-8', { credit_code: freshCode(), organization_name: '云川门户八号' });
  const mine = house.visitor();
  const address = await portal.walk(await begin(mine), 'legal-8');
  const refused = async (who: Person, at: string, why: string | RegExp) => {
    expect(await step(who, back(at))).toMatchObject({ status: 302, to: '/sign-in?portal=broken' });
    expect(await refusals()).toMatch(why);
    await expect(session(who)).rejects.toMatchObject({ status: 401 });
  };
  await refused(house.visitor(), address, 'portal attempt');
  const other = house.visitor();
  await begin(other);
  await refused(other, address, /portal OAUTH/);
  expect((await step(mine, back(address))).to).toBe('/');
  await refused(house.visitor(), address, 'portal attempt');
  // The state is mine, the code another's: PKCE does not fit.
  const [one, two] = [house.visitor(), house.visitor()];
  const [ofOne, ofTwo] = [await portal.walk(await begin(one), 'legal-8'), await portal.walk(await begin(two), 'legal-8')];
  const mixed = new URL(ofOne);
  mixed.searchParams.set('code', new URL(ofTwo).searchParams.get('code') ?? '');
  await refused(one, mixed.href, /portal OAUTH/);
  // A nonce that the house did not send.
  const third = house.visitor();
  const asked = new URL(await begin(third));
  asked.searchParams.set('nonce', 'planted');
  await refused(third, await portal.walk(asked.href, 'legal-8'), /portal OAUTH/);
  const late = house.visitor();
  const old = await portal.walk(await begin(late), 'legal-8');
  now = new Date(now.getTime() + 11 * 60_000);
  await refused(late, old, 'portal attempt');
  const denied = house.visitor();
  const state = new URL(await begin(denied)).searchParams.get('state') ?? '';
  await refused(denied, `http://x/api/session/oidc/callback?error=access_denied&state=${state}`, /portal OAUTH/);
  // A planted session is never the one after; a foreign address is never where it leads.
  const planted = house.visitor();
  planted.cookies.set(house.app.cookieName, 'planted');
  await signIn('legal-8', planted, '?next=%2F%2Fevil.example');
  expect(planted.cookies.get(house.app.cookieName)).not.toBe('planted');
  expect((await signIn('legal-8', house.visitor(), '?next=https%3A%2F%2Fevil.example')).to).toBe('/');
});

test('a disabled account, and one that was given rights over others, do not come in by the portal', async () => {
  portal.persons.set('legal-9', { credit_code: freshCode(), organization_name: '云川门户九号' });
  const { account } = await session((await signIn('legal-9')).who);
  await house.tables.ownerPool.query(
    `insert into account_roles select id, duty, 'bureauOfficer' from accounts where account = $1`,
    [account],
  );
  expect((await signIn('legal-9')).to).toBe('/sign-in?portal=closed');
  expect(await refusals()).toBe('portal privileged');
  await house.tables.ownerPool.query(`delete from account_roles where account = (select id from accounts where account = $1)`, [
    account,
  ]);
  await house.tables.ownerPool.query(`update accounts set disabled = true where account = $1`, [account]);
  expect((await signIn('legal-9')).to).toBe('/sign-in?portal=closed');
});
