// Moves out of order, and organizations that become one: names, codes, titles and managers follow, and part again exactly, in any order.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { verify } from '../../records/server/index.ts';

type Shown = Acted & { aliases: string[]; absorbed: { id: string; name: string }[]; region: string | null };
let house: TestHouse;
let zhou: Person;
let [a, b, c]: string[] = [];
let today: string;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  [a, b, c] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  today = await house.house.organizations.today();
});
afterAll(() => house.close());

const make = (name: string, more: object = {}) => zhou.create('organizations', { name, region: a, ...more });
const again = (of: { id: string }) => zhou.get<Shown>(`/organizations/${of.id}`);
type Parts = { items: { value: string | null; parts: { key: string; value: string }[] }[] };
const stock = async (code: string, region: string | undefined, asOf: string) =>
  Number(
    (await zhou.get<Parts>('/indicators', { code, asOf, by: 'region' })).items[0]?.parts.find((one) => one.key === region)
      ?.value ?? 0,
  );
const communities = (region: string | undefined, asOf: string) => stock('innovation-communities', region, asOf);
const community = (title: string, organization: string, more: object = {}) =>
  zhou.create('recognitions', {
    title,
    kind: 'innovationCommunity',
    level: 'municipal',
    organization,
    stage: 'recognised',
    recognisedOn: '2025-01-15',
    ...more,
  });

test('two moves stated out of order, and one corrected on its own day, hold each from its day', async () => {
  const made = await make('乱序搬迁有限公司');
  await community('乱序社区', made.id);
  const before = await Promise.all([communities(a, '2025-02-01'), communities(c, '2025-04-15'), communities(b, '2025-08-01')]);
  await zhou.act(made, 'move', { region: b, on: '2025-06-01' });
  const late = await zhou.act(made, 'move', { region: c, on: '2025-03-01' });
  expect(late).toMatchObject({ region: b });
  expect(await Promise.all([communities(a, '2025-02-01'), communities(c, '2025-04-15'), communities(b, '2025-08-01')])).toEqual([
    before[0],
    before[1]! + 1,
    before[2]! + 1,
  ]);
  const corrected = await zhou.act(made, 'move', { region: a, on: '2025-06-01' });
  expect(corrected).toMatchObject({ region: a });
  expect(await communities(b, '2025-08-01')).toBe(before[2]);
});

test('the register of a past day shows region and level of that day, of moved and raised titles, and nothing that was void', async () => {
  const made = await make('往日搬迁有限公司');
  const title = await community('往日社区', made.id);
  await zhou.act(made, 'move', { region: b, on: '2025-06-01' });
  await zhou.act(title, 'upgrade', { level: 'provincial', on: '2025-07-01' });
  await zhou.act(await community('误录社区', made.id), 'void', { reason: '误录' });
  const listed = async (query: Record<string, string>) =>
    (await house.visitor().get<{ items: Acted[] }>('/recognitions', { organization: made.id, ...query })).items.map((one) => [
      one['title'],
      one['level'],
      one['countedIn'],
    ]);
  expect(await listed({ asOf: '2025-05-31', region: a!, level: 'municipal' })).toEqual([['往日社区', 'municipal', a]]);
  expect(await listed({ asOf: '2025-05-31', region: b! })).toEqual([]);
  expect(await listed({ asOf: '2025-05-31', level: 'provincial' })).toEqual([]);
  expect(await listed({ asOf: '2025-08-01', region: b!, level: 'provincial', state: 'counting' })).toEqual([
    ['往日社区', 'provincial', b],
  ]);
  expect(await listed({ state: 'recognised' })).toEqual([['往日社区', 'provincial', b]]);
});

test('A into B, B into C: names, codes and titles are found at C; undone in odd orders each has exactly its own again', async () => {
  const one = await make('链甲研究院', { creditCode: '91320412MA1WKD3445', aliases: ['甲院'] });
  const two = await make('链乙研究院', { aliases: ['乙院'] });
  const three = await make('链丙研究院');
  const title = await community('链甲社区', one.id);
  const intoTwo = await zhou.act(one, 'merge', { into: two.id });
  await zhou.act(two, 'merge', { into: three.id });
  expect((await again(three)).aliases.toSorted()).toEqual(['乙院', '甲院', '链乙研究院', '链甲研究院']);
  // A form that shows them sends them back: they stay with the one that brought them.
  await zhou.act(three, 'edit', { size: 'small', aliases: (await again(three)).aliases });

  for (const twice of [{ name: '甲院' }, { name: '全新名称有限公司', creditCode: '91320412ma1wkd3445' }, { name: '链乙研究院' }])
    await expect(make('', twice)).rejects.toMatchObject({ status: 409, code: 'organization.duplicate' });
  const { items } = await zhou.get<{ items: { id: string; certain: boolean; matched: { field: string }[] }[] }>(
    '/organizations/duplicates',
    { name: '链甲研究院', creditCode: '91320412MA1WKD3445' },
  );
  expect(items).toMatchObject([{ id: three.id, certain: true, matched: [{ field: 'creditCode' }, { field: 'alias' }] }]);
  const held = await zhou.get<{ items: { id: string }[] }>('/recognitions', { organization: three.id });
  expect(held.items.map((each) => each.id)).toEqual([title.id]);
  await expect(community('链甲社区', three.id)).rejects.toMatchObject({ status: 409, code: 'recognition.duplicate' });

  expect(await zhou.act(intoTwo, 'undoMerge')).toMatchObject({
    state: 'active',
    creditCode: '91320412MA1WKD3445',
    aliases: ['甲院'],
  });
  expect((await again(three)).aliases.toSorted()).toEqual(['乙院', '链乙研究院']);
  await zhou.act(await again(two), 'undoMerge');
  expect([(await again(two)).aliases, (await again(three)).aliases]).toEqual([['乙院'], []]);
});

test('from the day of a merge a title counts where the other reports, its moves included, and back again when undone', async () => {
  const one = await make('并入社区运营有限公司', { region: a });
  const other = await make('存续社区运营有限公司', { region: b });
  await community('并入社区', one.id);
  const [inA, inB, inC, past] = [
    await communities(a, today),
    await communities(b, today),
    await communities(c, today),
    await communities(a, '2025-06-01'),
  ];
  const merged = await zhou.act(one, 'merge', { into: other.id });
  expect([await communities(a, today), await communities(b, today), await communities(a, '2025-06-01')]).toEqual([
    inA - 1,
    inB + 1,
    past,
  ]);
  await zhou.act(other, 'move', { region: c, on: today });
  expect([await communities(b, today), await communities(c, today)]).toEqual([inB, inC + 1]);
  const inRegion = await zhou.get<{ items: { title: string }[] }>('/recognitions', { q: '并入社区', region: c! });
  expect(inRegion.items).toHaveLength(1);
  await zhou.act(merged, 'undoMerge');
  expect([await communities(a, today), await communities(b, today), await communities(c, today)]).toEqual([inA, inB, inC]);
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('technology managers of a merged organization are confirmed by the other, once, and go back when it is undone', async () => {
  const one = await make('并入转移中心有限公司');
  const other = await make('存续转移中心有限公司', { region: b });
  const [admin, otherAdmin] = [
    await house.as({ account: 'merged-admin', roles: ['organizationAdmin'], organization: one.id }),
    await house.as({ account: 'surviving-admin', roles: ['organizationAdmin'], organization: other.id }),
  ];
  const manager = await zhou.create('technology-managers', { name: '陈立', certificateLevel: 'junior', issuedOn: '2024-01-01' });
  await zhou.act(manager, 'affiliate', { organization: one.id, on: '2025-01-01' });
  const [before, inB] = [await stock('technology-managers', a, today), await stock('technology-managers', b, today)];
  const merged = await zhou.act(one, 'merge', { into: other.id });
  const path = `/technology-managers/${manager.id}`;
  // Who administers the merged one acts for the other now.
  expect(await admin.get(path)).toMatchObject({ organization: other.id });
  expect(await otherAdmin.get(path)).toMatchObject({ organization: other.id });
  await otherAdmin.act(manager, 'confirm', { on: addDays(today, -5) });
  expect(await stock('technology-managers', b, today)).toBe(inB + 1);
  await expect(zhou.act(manager, 'affiliate', { organization: other.id, on: today })).rejects.toMatchObject({
    code: 'technologyManager.alreadyAffiliated',
  });
  await zhou.act(merged, 'undoMerge');
  expect(await admin.get(path)).toMatchObject({ organization: one.id });
  expect([await stock('technology-managers', a, today), await stock('technology-managers', b, today)]).toEqual([before + 1, inB]);
});

test('a merge can be undone on its 30th day and not on the 31st; not while another has been given its code; two at once are one', async () => {
  const into = await make('存续的甲有限公司');
  const late = await zhou.act(await make('过期的乙有限公司', { creditCode: '91320412MA1MGBN10R' }), 'merge', { into: into.id });
  const mergedOn = (days: number) =>
    house.tables.ownerPool.query(
      `update organizations set merged_at = ($1::date)::timestamp at time zone 'Asia/Shanghai' where id = $2`,
      [addDays(today, -days), late.id],
    );
  await mergedOn(31);
  await expect(zhou.act(late, 'undoMerge')).rejects.toMatchObject({ status: 409, code: 'organization.undoTooLate' });
  await mergedOn(30);
  const given = await zhou.act(into, 'edit', { creditCode: '91320412MA1MGBN10R' });
  await expect(zhou.act(late, 'undoMerge')).rejects.toMatchObject({
    status: 409,
    errors: [{ path: 'creditCode', code: 'duplicate' }],
  });
  await zhou.act(given, 'edit', { creditCode: null });
  expect(await zhou.act(late, 'undoMerge')).toMatchObject({ state: 'active' });

  const [left, right] = [await make('左右互并左有限公司'), await make('左右互并右有限公司')];
  const both = await Promise.allSettled([
    zhou.act(left, 'merge', { into: right.id }),
    zhou.act(right, 'merge', { into: left.id }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
});

test('the same organization or title entered by two at once is entered once', async () => {
  const twice = async (kind: string, input: object) => {
    const both = await Promise.allSettled([1, 2, 3].map(() => zhou.create(kind, input)));
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(both.filter((one) => one.status === 'rejected').map((one) => one.reason.status)).toEqual([409, 409]);
  };
  await twice('organizations', { name: '同时录入有限公司' });
  await twice('organizations', { name: '同时录入乙有限公司', creditCode: '9132041258558635XF' });
  await twice('recognitions', { title: '同时录入社区', kind: 'innovationCommunity', level: 'municipal' });
});

test('a reason for an early code holds for that code alone', async () => {
  const early = {
    creditCode: '91350100M0001TGQXM',
    creditCodeOverride: { reason: '福建早期赋码，执照在案', document: '执照 1 号' },
  };
  const made = await make('早期赋码有限公司', early);
  await expect(zhou.act(made, 'edit', { creditCode: '91350211M0000XUF46' })).rejects.toMatchObject({
    errors: [{ code: 'check' }],
  });
  await expect(zhou.act(made, 'edit', { creditCodeOverride: null })).rejects.toMatchObject({ errors: [{ code: 'check' }] });
  expect(await zhou.act(made, 'edit', { size: 'small' })).toMatchObject(early);
  expect(await zhou.act(made, 'edit', { creditCode: '91110000600037341L' })).toMatchObject({ creditCodeOverride: null });
});

test('what a merge would do is shown before: names, what differs, records, and titles that both hold', async () => {
  const [one, other] = [await make('预览甲有限公司'), await make('预览乙有限公司', { region: b })];
  const first = await community('预览社区', one.id);
  const second = await community('预览创新社区', other.id);
  const preview = await zhou.get(`/organizations/${one.id}/merge-preview`, { into: other.id });
  expect(preview).toMatchObject({
    names: ['预览甲有限公司'],
    differs: [{ field: 'region', from: a, into: b }],
    records: [{ kind: 'recognition', count: 1 }],
    twice: [{ id: first.id, other: { id: second.id } }],
    undoneUntil: addDays(today, 30),
  });
});

test('members of a merged organization act for the one that it has become one with, and for their own again when undone', async () => {
  const one = await make('成员并入有限公司', { contactName: '吴成' });
  const other = await make('成员存续有限公司', { contactName: '郑续' });
  const last = await make('成员再存续有限公司');
  const admin = await house.as({ account: 'absorbed-admin', roles: ['organizationAdmin'], organization: one.id });
  const stranger = await house.as({ account: 'last-admin', roles: ['organizationAdmin'], organization: last.id });
  const manager = await zhou.create('technology-managers', { name: '冯经', certificateLevel: 'junior', issuedOn: '2025-01-10' });
  await zhou.act(manager, 'affiliate', { organization: one.id, on: '2025-02-01' });
  const actsFor = async () => (await admin.get<{ organization: string }>('/session')).organization;

  const merged = await zhou.act(one, 'merge', { into: other.id });
  expect(await actsFor()).toBe(other.id);
  expect(await admin.act(await again(other), 'edit', { size: 'small' })).toMatchObject({ size: 'small' });
  expect(await admin.get(`/organizations/${one.id}`)).toMatchObject({ contact: { name: '吴成' } });
  expect(await stranger.get(`/organizations/${one.id}`)).toMatchObject({ contact: null });
  await admin.act(await admin.get<Acted>(`/technology-managers/${manager.id}`), 'confirm');
  const onward = await zhou.act(await again(other), 'merge', { into: last.id });
  expect(await actsFor()).toBe(last.id);
  expect(await admin.get(`/organizations/${one.id}`)).toMatchObject({ contact: { name: '吴成' } });

  await zhou.act(onward, 'undoMerge');
  await zhou.act(merged, 'undoMerge');
  expect(await actsFor()).toBe(one.id);
  await expect(admin.act(await again(other), 'edit', { size: 'large' })).rejects.toMatchObject({ status: 403 });
  expect(await admin.act(await again(one), 'edit', { size: 'micro' })).toMatchObject({ size: 'micro' });
  const { rows } = await house.tables.ownerPool.query(
    `select distinct organization from memberships where organization = any($1)`,
    [[one.id, other.id, last.id]],
  );
  expect(rows).toHaveLength(2);
});
