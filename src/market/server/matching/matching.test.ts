// Matching over HTTP: who sees what fits a listing, in which order and why; what was declined does not come back; what newly fits is told once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

type Listed = {
  group: string;
  items: {
    id: string;
    title: string;
    organization: { name: string } | null;
    strength: string;
    for: { code: string }[];
    against: { code: string } | null;
  }[];
};
type Matches = { building: unknown; groups: Listed[]; declined: number };

let house: TestHouse;
let zhou: Person;
let wanting: Person;
let offering: Person;
let stranger: Person;
let demand: Acted;
let near: Acted;
let far: Acted;

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
async function published(who: Person, body: object): Promise<Acted> {
  const one = await who.create('listings', body);
  await who.act(one, 'submit', { noSecret: true });
  return zhou.act(one, 'publish');
}
const supply = (title: string, text: string, more: object = {}) => ({
  sort: 'result',
  title,
  text,
  field: '03',
  industry: '33',
  cooperation: ['02', '03'],
  maturity: 8,
  price: 'fixed',
  priceLow: '300000',
  ...more,
});
const matchesOf = (who: Person, one: Acted, query: Record<string, string> = {}) =>
  who.get<Matches>(`/listings/${one.id}/matches`, query);
const ofGroup = ({ groups }: Matches, group: string) => groups.find((one) => one.group === group)?.items ?? [];

beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  const firm = await zhou.create('organizations', { name: '云川铸件有限公司', region: 'YC-CH' });
  const institute = await zhou.create('organizations', { name: '云川检测研究院', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川旁观者有限公司', region: 'YC-WY' });
  wanting = await house.as({ account: 'wanting', roles: ['organizationAdmin'], organization: firm.id });
  offering = await house.as({ account: 'offering', roles: ['organizationAdmin'], organization: institute.id });
  stranger = await house.as({ account: 'stranger', roles: ['member'], organization: other.id });
  demand = await published(wanting, {
    sort: 'problem',
    title: '铝合金铸件内部气孔在线检测难题',
    text: '每分钟三十件，要求识别零点二毫米以上的气孔，现场有粉尘。',
    field: '03',
    industry: '3391',
    cooperation: ['03'],
    demandType: '00',
    price: 'fixed',
    priceLow: '800000',
  });
  near = await published(offering, supply('铸件气孔X射线在线检测装置', '用于铝合金铸件内部缺陷检测，识别气孔，节拍每件两秒。'));
  far = await published(
    offering,
    supply('水稻育秧营养土配方', '用于水稻育秧，出苗整齐。', { field: '09', industry: '01', maturity: 3 }),
  );
  await published(offering, supply('铸件表面缺陷视觉识别', '用相机识别铸件表面的裂纹和划伤。', { priceLow: '2000000' }));
  await published(offering, { ...supply('铸造检测专家', '二十年铸件无损检测经验。', { maturity: null }), sort: 'expert' });
  // One's own is no match.
  await published(wanting, supply('铝合金铸件气孔检测服务', '本厂自用的铸件气孔检测，对外服务。'));
});
afterAll(() => house.close());

test('the closest leads, with at most three reasons for it and the strongest against; experts and organizations stand apart', async () => {
  const found = await matchesOf(wanting, demand);
  expect(found.building).toBeNull();
  const supplies = ofGroup(found, 'supply');
  expect(supplies.map((one) => one.title)).toEqual(['铸件气孔X射线在线检测装置', '铸件表面缺陷视觉识别']);
  const [first, second] = supplies;
  expect(first?.for.map(({ code }) => code)).toEqual(['sharedWords', 'sameField', 'withinBudget']);
  expect(first?.against).toBeNull();
  expect(second?.against).toMatchObject({ code: 'aboveBudget', params: { percent: 150 } });
  expect(ofGroup(found, 'expert').map((one) => one.title)).toEqual(['铸造检测专家']);
  expect(ofGroup(found, 'organization').map((one) => one.title)).toEqual(['云川检测研究院']);
  expect(await matchesOf(wanting, demand)).toEqual(found);
});

test('the other way round a supply finds the demand', async () => {
  const found = await matchesOf(offering, near);
  expect(found.groups.map(({ group }) => group)).toEqual(['demand']);
  expect(ofGroup(found, 'demand').map((one) => one.id)).toEqual([demand.id]);
  expect(ofGroup(await matchesOf(offering, far), 'demand')).toEqual([]);
});

test('its owner and the officers in charge read the list; to others the listing is not there', async () => {
  expect((await matchesOf(zhou, demand)).groups).toHaveLength(3);
  expect(await refused(matchesOf(stranger, demand))).toMatchObject({ status: 404 });
  expect((await house.visitor().send('GET', `/listings/${demand.id}/matches`)).status).toBe(401);
});

test('what was declined does not come back, on either side, until it is restored', async () => {
  const said = { listing: demand.id, kind: 'listing', candidate: near.id, why: 'tried', note: '去年谈过' };
  expect(await refused(stranger.create('declined-matches', said))).toMatchObject({ status: 422, code: 'input.invalid' });
  const one = await wanting.create('declined-matches', said);
  expect(one).toMatchObject({
    state: 'declined',
    candidateTitle: '铸件气孔X射线在线检测装置',
    listingTitle: '铝合金铸件内部气孔在线检测难题',
  });
  expect(await refused(wanting.create('declined-matches', said))).toMatchObject({ status: 409 });
  const after = await matchesOf(wanting, demand);
  expect(ofGroup(after, 'supply').map(({ id }) => id)).not.toContain(near.id);
  expect(after.declined).toBe(1);
  // The other side is not told, and is not led there either.
  expect(await matchesOf(offering, near)).toMatchObject({ declined: 0, groups: [{ items: [] }] });
  expect(await refused(offering.get(`/declined-matches/${one.id}`))).toMatchObject({ status: 404 });
  await wanting.act(one, 'restore');
  expect(ofGroup(await matchesOf(wanting, demand), 'supply')[0]?.id).toBe(near.id);
});

test('what is published is found soon, what is withdrawn is gone', async () => {
  const late = await published(offering, supply('铝合金铸件气孔超声检测', '铝合金铸件内部气孔在线检测，识别零点二毫米。'));
  const found = async () => ofGroup(await matchesOf(wanting, demand), 'supply').map(({ id }) => id);
  await expect.poll(found).toContain(late.id);
  await offering.act(late, 'withdraw');
  await expect.poll(found).not.toContain(late.id);
});

test('an anonymous demand leads without its owner', async () => {
  const hidden = await published(wanting, {
    sort: 'problem',
    title: '铸件气孔X射线检测装置国产替代',
    text: '寻找铸件气孔X射线在线检测装置的国产替代方案。',
    field: '03',
    cooperation: ['02'],
    demandType: '01',
    anonymous: true,
  });
  const found = async () => ofGroup(await matchesOf(offering, near), 'demand').find(({ id }) => id === hidden.id);
  await expect.poll(found).toBeDefined();
  const item = await found();
  expect(item).toMatchObject({ organization: null, region: null });
  expect(JSON.stringify(item)).not.toContain('云川铸件');
});

test('what newly fits is told to both sides, once', async () => {
  const { matching } = house.house;
  const told = async () => {
    const { rows } = await house.tables.ownerPool.query<{ record: string }>(
      `select record from ${testSchema}.tellings where cause like 'matches %'`,
    );
    return rows.map(({ record }) => record);
  };
  expect(await told()).toEqual([]);
  // In the morning alone, and once a day: what is told is told whenever it is made.
  expect(await matching.tellNew()).toBeGreaterThan(2);
  const first = await told();
  expect(first).toContain(demand.id);
  expect(first).toContain(near.id);
  expect(await matching.tellNew()).toBe(0);
  await published(offering, supply('铸件气孔X射线检测装置二代', '铝合金铸件内部气孔在线检测第二代装置，识别零点一毫米。'));
  await expect.poll(() => matching.tellNew()).toBeGreaterThan(0);
  expect((await told()).length).toBeGreaterThan(first.length);
});
