// Technology managers at work on the market, over HTTP: listings taken on and kept alive, contacts, listings entered for a firm, proposals answered.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import type { Sms } from '../../../platform/server/sms.ts';

let house: TestHouse;
let [zhou, owner, other, qin, he]: Person[] = [];
let today: string;
const be = (who: Person | undefined): Person => who as Person;
const firms: Record<string, string> = {};
const managers: Record<string, Acted> = {};
/** What arrived at the gateway's far end. */
const taken: Sms[] = [];

beforeAll(async () => {
  const send = async (one: Sms) => {
    taken.push(one);
    return { outcome: 'sent' as const };
  };
  house = await startHouse({ sending: { mailer: null, sms: { send }, publicUrl: 'https://market.example/' } });
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  for (const [who, name] of [
    ['owner', '云川委托单位有限公司'],
    ['other', '云川另一单位有限公司'],
    ['small', '云川小微加工厂'],
    ['agency', '云川技术转移有限公司'],
  ] as const)
    firms[who] = (await zhou.create('organizations', { name, region: 'YC-CH' })).id;
  owner = await house.as({ account: 'owner', roles: ['organizationAdmin'], organization: firms['owner'] ?? '' });
  other = await house.as({ account: 'other', roles: ['member'], organization: firms['other'] ?? '' });
  qin = await house.as({ account: 'qin', roles: ['technologyManager'] });
  he = await house.as({ account: 'he', roles: ['technologyManager'] });
  for (const [account, name, phone] of [
    ['qin', '秦怀远', '13911112222'],
    ['he', '何知秋', '13933334444'],
  ] as const) {
    const said = { name, phone, account, certificateNumber: `YC-${account}`, certificateLevel: 'senior', issuedOn: '2024-01-01' };
    const made = await zhou.create('technology-managers', said);
    managers[account] = await zhou.act(made, 'affiliate', { organization: firms['agency'], on: '2025-01-01' });
  }
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const demandSaid = (title: string) => ({
  sort: 'problem',
  title,
  text: '车间三十台加工中心，刀具崩刃要等质检才发现。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
  deadline: '2999-12-31',
});
const supplySaid = (title: string) => ({
  sort: 'service',
  title,
  text: '加工中心刀具磨损在线监测服务，崩刃即时报警。',
  field: '03',
  cooperation: ['07'],
});
async function published(who: Person | undefined, said: object): Promise<Acted> {
  const made = await be(who).act(await be(who).create('listings', said), 'submit', { noSecret: true });
  return be(zhou).act(made, 'publish');
}
const offer = (who: Person | undefined, listing: { id: string }, more: object = {}) =>
  be(who).create('engagements', { listing: listing.id, ...more });
const read = (who: Person | undefined, path: string) => be(who).get<Record<string, unknown>>(path);
const status = async (who: Person | undefined, path: string) => (await be(who).send('GET', path)).status;
async function engaged(title: string): Promise<{ listing: Acted; engagement: Acted }> {
  const listing = await published(owner, demandSaid(title));
  const engagement = await offer(owner, listing, { manager: managers['qin']?.id });
  return { listing, engagement: await be(qin).act(engagement, 'accept') };
}

test('asked by its owner and accepted, a manager reads the listing, keeps it alive and logs contacts that both sides alone read', async () => {
  const listing = await published(owner, demandSaid('委托一号'));
  expect(await status(qin, `/listings/${listing.id}`)).toBe(404);
  const asked = await offer(owner, listing, { manager: managers['qin']?.id, note: '请帮忙对接' });
  expect(asked).toMatchObject({ state: 'proposed', mine: 'owner', proposedBy: 'owner' });
  await expect(be(owner).act(asked, 'accept')).rejects.toMatchObject({ status: 403 });
  await expect(be(qin).act(asked, 'logContact', { how: 'phone', with: '技术总监', note: '已联系' })).rejects.toMatchObject({
    status: 409,
  });
  const { items: desk } = await be(qin).get<{ items: { record: string | null }[] }>('/desk', { limit: 50 });
  expect(desk.map((one) => one.record)).toContain(asked.id);
  const standing = await be(qin).act(asked, 'accept');
  expect(standing).toMatchObject({ state: 'standing', since: today, owner: { id: firms['owner'] }, mine: 'manager' });
  expect(await read(qin, `/listings/${listing.id}`)).toMatchObject({
    manager: { id: managers['qin']?.id, since: today, organization: '云川技术转移有限公司' },
  });
  // Nobody confirmed it for long: he does, in its owner's stead.
  await house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - 100, last_confirmed_on = last_confirmed_on - 100 where id = $1`,
    [listing.id],
  );
  await house.house.listings.fallDue();
  expect((await read(qin, `/listings/${listing.id}`))['state']).toBe('expired');
  expect(await be(qin).act(listing, 'confirmForOwner')).toMatchObject({ state: 'published', lastConfirmedOn: today });
  for (const action of ['confirm', 'revise', 'withdraw', 'close'])
    await expect(
      be(qin).act(listing, action, action === 'close' ? { outcome: 'other', reason: '代办' } : {}),
    ).rejects.toMatchObject({ status: 403 });
  const logged = await be(qin).act(standing, 'logContact', {
    how: 'visit',
    with: '云川委托单位技术总监',
    note: '现场看了三台加工中心，崩刃每月两次。',
    nextOn: today,
  });
  expect(logged).toMatchObject({ contacts: [{ number: 1, on: today, how: 'visit' }], nextOn: today });
  expect(await read(owner, `/engagements/${standing.id}`)).toMatchObject({ mine: 'owner', contacts: [{ number: 1 }] });
  const due = await be(qin).get<{ items: { id: string }[] }>('/engagements', { dueBy: today });
  expect(due.items.map((one) => one.id)).toEqual([standing.id]);
  for (const who of [zhou, other, he]) expect([403, 404]).toContain(await status(who, `/engagements/${standing.id}`));
});

test('offered by the manager of what everybody sees; an anonymous owner is known to him once it accepts', async () => {
  const listing = await published(owner, { ...demandSaid('匿名委托'), anonymous: true });
  const made = await offer(he, listing, { note: '做过同类项目' });
  expect(made).toMatchObject({ mine: 'manager', owner: null, proposedBy: 'manager' });
  const seen = await read(owner, `/engagements/${made.id}`);
  expect(seen).toMatchObject({ mine: 'owner', owner: { name: '云川委托单位有限公司' } });
  expect(String((seen['manager'] as { title: string }).title)).toMatch(/^何\* TM-/);
  expect(JSON.stringify(await read(he, `/engagements/${made.id}`))).not.toContain(firms['owner']);
  const history = await be(he).send('GET', `/engagements/${made.id}/events`);
  expect(await history.text()).not.toContain('"owner"');
  expect(await status(he, `/listings/${listing.id}`)).toBe(404);
  expect(await be(owner).act(made, 'accept')).toMatchObject({ state: 'standing' });
  expect(await read(he, `/engagements/${made.id}`)).toMatchObject({ owner: { name: '云川委托单位有限公司' } });
  // One at a time, whoever else offers.
  expect(await refused(offer(qin, listing))).toMatchObject({ status: 409, code: 'engagement.takenAlready' });
  await be(owner).act(made, 'end', { reason: '自行对接' });
  expect(await status(he, `/listings/${listing.id}`)).toBe(404);
  expect(await read(he, `/engagements/${made.id}`)).toMatchObject({ state: 'ended', reason: '自行对接' });
});

test('what cannot be is refused with its field, and a listing that ends ends it', async () => {
  const { listing, engagement } = await engaged('委托边界');
  const draft = await be(owner).create('listings', demandSaid('还是草稿'));
  for (const [who, body, wrong] of [
    [owner, { listing: listing.id, manager: managers['he']?.id }, { code: 'engagement.takenAlready' }],
    [owner, { listing: draft.id }, { errors: [{ path: 'manager', code: 'required' }] }],
    [owner, { listing: draft.id, manager: draft.id }, { errors: [{ path: 'manager', code: 'unknown' }] }],
    [he, { listing: draft.id }, { errors: [{ path: 'listing', code: 'unknown' }] }],
    [other, { listing: draft.id, manager: managers['he']?.id }, { errors: [{ path: 'listing', code: 'unknown' }] }],
    [he, { listing: listing.id, manager: managers['qin']?.id }, { errors: [{ path: 'manager', code: 'notSelf' }] }],
    [zhou, { listing: listing.id }, { status: 403 }],
    [he, { listing: 'x' }, { status: 400 }],
  ] as const)
    expect(await refused(be(who).create('engagements', body))).toMatchObject(wrong);
  const log = (more: object) => be(qin).act(engagement, 'logContact', { how: 'phone', with: '总监', note: '谈了', ...more });
  for (const [more, path] of [
    [{ on: '2999-01-01' }, 'on'],
    [{ on: '2020-01-01' }, 'on'],
    [{ nextOn: '2020-01-01' }, 'nextOn'],
  ] as const)
    expect(await refused(log(more))).toMatchObject({ errors: [{ path }] });
  expect(await refused(log({ note: 'x'.repeat(301) }))).toMatchObject({ status: 400 });
  await expect(be(owner).act(engagement, 'logContact', { how: 'phone', with: '总监', note: '谈了' })).rejects.toMatchObject({
    status: 403,
  });
  await be(owner).act(listing, 'close', { outcome: 'noLonger', reason: '不再需要' });
  expect(await read(qin, `/engagements/${engagement.id}`)).toMatchObject({ state: 'ended', reason: 'listingEnded' });
  // Whoever is not in the register, or whose account stands for nobody, takes on nothing.
  const nobody = await house.as({ account: 'nobody', roles: ['technologyManager'] });
  expect(await refused(offer(nobody, await published(owner, demandSaid('不在名册的'))))).toMatchObject({
    status: 403,
  });
});

test('two managers who are accepted at the same moment: one has it', async () => {
  const listing = await published(owner, demandSaid('同时受托'));
  const both = [await offer(qin, listing), await offer(he, listing)];
  const done = await Promise.all(both.map((one) => refused(be(owner).act(one, 'accept'))));
  expect(done.filter((one) => one instanceof RefusedError)).toMatchObject([{ code: 'engagement.takenAlready' }]);
});

test('a manager enters a listing for a firm; it is shown once the firm has confirmed it by a link that he never sees', async () => {
  const made = await be(qin).create('listings', { ...demandSaid('代填的需求'), organization: firms['small'] });
  expect(made).toMatchObject({ state: 'draft', manager: { id: managers['qin']?.id, since: null } });
  await be(qin).act(made, 'edit', { title: '代填的需求（改）' });
  const reviewed = await be(zhou).act(await be(qin).act(made, 'submit', { noSecret: true }), 'publish');
  expect(reviewed['state']).toBe('toConfirm');
  // Neither his word nor his own telephone is the firm's.
  await expect(be(qin).act(made, 'confirmForOwner')).rejects.toMatchObject({ status: 403 });
  await expect(be(qin).act(made, 'confirm')).rejects.toMatchObject({ status: 403 });
  const link = (phone: string | null) =>
    be(qin).post<{ sent: boolean; path: string | null }>(`/listings/${made.id}/links`, { phone });
  expect(await refused(link(null))).toMatchObject({ errors: [{ path: 'phone', code: 'required' }] });
  expect(await refused(link('139 1111 2222'))).toMatchObject({ errors: [{ path: 'phone', code: 'ownPhone' }] });
  const mine = await offer(qin, made, { note: '受贵厂委托填报' });
  expect(mine).toMatchObject({ owner: { name: '云川小微加工厂' } });
  expect(await link('13800138000')).toMatchObject({ sent: true, path: null });
  const token = /confirm-listing\/([\w-]+)/.exec(taken.at(-1)?.text ?? '')?.[1] ?? '';
  type Said = { version: number; manager: { title: string } | null };
  const said = await house.visitor().post<Said>('/listing-links/read', { token });
  expect(said.manager?.title).toMatch(/^秦\* TM-/);
  await house.visitor().post('/listing-links/confirm', { token, version: said.version, entrust: true });
  expect(await read(qin, `/listings/${made.id}`)).toMatchObject({ state: 'published', manager: { since: today } });
  expect(await read(qin, `/engagements/${mine.id}`)).toMatchObject({ state: 'standing' });
  expect(await be(qin).act(made, 'confirmForOwner')).toMatchObject({ state: 'published' });
  expect(await refused(be(qin).create('listings', demandSaid('没有单位')))).toMatchObject({ errors: [{ path: 'organization' }] });
});

test('he proposes what fits with his reason: a yes is interest in it, a no keeps it away', async () => {
  const { listing } = await engaged('推荐用需求');
  const [one, two] = [await published(other, supplySaid('监测服务一')), await published(other, supplySaid('监测服务二'))];
  const propose =
    (candidate: { id: string }, who = qin) =>
    () =>
      be(who).create('proposals', { listing: listing.id, candidate: candidate.id, argument: '已在两家工厂运行，价格合适。' });
  const made = await propose(one)();
  expect(made).toMatchObject({ state: 'proposed', mine: 'manager', candidateTitle: '监测服务一' });
  for (const [asked, wrong] of [
    [propose(one), { code: 'proposal.already' }],
    [propose(two, he), { code: 'proposal.notEngaged' }],
    [propose(listing), { errors: [{ path: 'candidate', code: 'sameSide' }] }],
    [propose(await published(owner, supplySaid('自家服务'))), { errors: [{ path: 'candidate', code: 'own' }] }],
    [propose(await be(other).create('listings', supplySaid('没展示的'))), { errors: [{ path: 'candidate', code: 'unknown' }] }],
    [() => be(owner).act(made, 'withdraw'), { status: 403 }],
    [() => be(qin).act(made, 'accept', { message: '我方有意向。' }), { status: 403 }],
  ] as const)
    expect(await refused(asked())).toMatchObject(wrong);
  for (const who of [zhou, other, he]) expect([403, 404]).toContain(await status(who, `/proposals/${made.id}`));
  const yes = await be(owner).act(made, 'accept', { message: '我公司有意向，希望面谈。' });
  expect(yes).toMatchObject({ state: 'accepted', dealState: 'interested' });
  expect(await read(other, `/deals/${String(yes['deal'])}`)).toMatchObject({
    message: '我公司有意向，希望面谈。',
    mine: 'owner',
  });
  const no = await propose(two)();
  expect(await be(owner).act(no, 'decline', { why: 'price', note: '超出预算' })).toMatchObject({
    state: 'declined',
    why: 'price',
  });
  const declined = await be(owner).get<{ items: unknown[] }>('/declined-matches', { listing: listing.id });
  expect(declined.items).toMatchObject([{ candidate: two.id, why: 'price', note: '超出预算' }]);
  expect(await refused(propose(two)())).toMatchObject({ code: 'proposal.declinedBefore' });
  expect(await read(qin, `/proposals/${no.id}`)).toMatchObject({ note: '超出预算', answeredOn: today });
});

test('who signs in with another account keeps his listings and proposals', async () => {
  const { listing, engagement } = await engaged('更换账号');
  const anew = await house.as({ account: 'qin-anew', roles: ['technologyManager'] });
  await be(zhou).act(managers['qin'] as Acted, 'edit', { account: 'qin-anew' });
  expect(await status(qin, `/listings/${listing.id}`)).toBe(404);
  expect(await read(anew, `/engagements/${engagement.id}`)).toMatchObject({ state: 'standing', mine: 'manager' });
  expect(await read(anew, `/listings/${listing.id}`)).toMatchObject({ id: listing.id });
  await be(zhou).act(managers['qin'] as Acted, 'edit', { account: 'qin' });
});
