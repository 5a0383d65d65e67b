// Organizations over HTTP: codes, duplicates on every path, moves, merges and their undoing, who may do what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { verify } from '../../records/server/index.ts';

let house: TestHouse;
let zhou: Person;
let district: Person;
let visitor: Person;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  district = await house.as({ roles: ['districtOfficer'], region: regionIds()[0]! });
  visitor = house.visitor();
});
afterAll(() => house.close());
const regionIds = () => house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);

test('a name written otherwise, a former name or the same code is found on every path, with the field that matched', async () => {
  const made = await zhou.create('organizations', {
    name: '云川市智联检测技术有限公司',
    creditCode: '91320412MACUC3CG71',
    formerNames: ['云川精工检测所'],
    region: regionIds()[0],
  });
  expect(made).toMatchObject({ kind: 'organization', state: 'active', creditCode: '91320412MACUC3CG71', version: 1 });
  const twice = (input: object) => zhou.create('organizations', input);
  await expect(twice({ name: '別的名字有限公司', creditCode: '91320412macuc3cg71' })).rejects.toMatchObject({
    status: 409,
    code: 'organization.duplicate',
    errors: [{ path: 'creditCode' }],
  });
  await expect(twice({ name: ' 云川市智联检测技术有限公司　' })).rejects.toMatchObject({
    status: 409,
    errors: [{ path: 'name' }],
  });
  await expect(twice({ name: '云川精工检测所' })).rejects.toMatchObject({ status: 409, errors: [{ path: 'formerNames' }] });
  const { items } = await zhou.get<{ items: { certain: boolean; matched: { field: string }[] }[] }>('/organizations/duplicates', {
    name: '智联检测技术股份有限公司',
  });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ certain: false, matched: [{ field: 'name' }] });
});

test('a wrong credit code is refused by name; an early one that fails its check character needs a reason', async () => {
  const create = (creditCode: string, more: object = {}) =>
    zhou.create('organizations', { name: `测试机构${creditCode}`, creditCode, ...more });
  await expect(create('9132041160813145')).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'creditCode', code: 'length' }],
  });
  await expect(create('91320412MA1PZXCV5T')).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'creditCode', code: 'character' }],
  });
  await expect(create('000000000000000000')).rejects.toMatchObject({ status: 422, errors: [{ code: 'department' }] });
  await expect(create('91350100M0001TGQXM')).rejects.toMatchObject({ status: 422, errors: [{ code: 'check' }] });
  const early = await create('91350100M0001TGQXM', {
    creditCodeOverride: { reason: '福建早期赋码，营业执照在案', document: '营业执照扫描件 3 号' },
  });
  expect(early).toMatchObject({ creditCode: '91350100M0001TGQXM', creditCodeOverride: { document: '营业执照扫描件 3 号' } });
});

test('a move holds from its day; a district acts only in its own place', async () => {
  const [a, b] = regionIds();
  const made = await district.create('organizations', { name: '搬迁研究院有限公司', region: a });
  await expect(district.create('organizations', { name: '别处的研究院有限公司', region: b })).rejects.toMatchObject({
    status: 403,
  });
  const moved = await district.act(made, 'move', { region: b, on: '2025-07-01' });
  expect(moved['seats']).toEqual([
    { region: a, on: null },
    { region: b, on: '2025-07-01' },
  ]);
  await expect(district.act(moved, 'edit', { size: 'small' })).rejects.toMatchObject({ status: 403 });
  await expect(zhou.act(moved, 'move', { region: a, on: '2999-01-01' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on', code: 'inFuture' }],
  });
  await expect(zhou.act(moved, 'move', { region: 'XX-NO', on: '2026-01-01' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'region' }],
  });
});

test('duplicates become one with both names kept, and are parted again within 30 days', async () => {
  const one = await zhou.create('organizations', { name: '光谷孵化器运营有限公司' });
  const other = await zhou.create('organizations', { name: '光谷创业服务中心' });
  const preview = await zhou.get<{ names: string[] }>(`/organizations/${other.id}/merge-preview`, { into: one.id });
  expect(preview.names).toEqual(['光谷创业服务中心']);
  const merged = await zhou.act(other, 'merge', { into: one.id });
  expect(merged).toMatchObject({ state: 'merged', mergedInto: one.id });
  const kept = await zhou.get<{ aliases: string[]; version: number }>(`/organizations/${one.id}`);
  expect(kept.aliases).toEqual(['光谷创业服务中心']);
  await expect(zhou.act(other, 'merge', { into: one.id })).rejects.toMatchObject({ status: 409, code: 'action.notNow' });
  await expect(zhou.create('organizations', { name: '光谷创业服务中心' })).rejects.toMatchObject({ status: 409 });
  expect(await zhou.act(merged, 'undoMerge')).toMatchObject({ state: 'active', mergedInto: null });
  expect((await zhou.get<{ aliases: string[] }>(`/organizations/${one.id}`)).aliases).toEqual([]);
});

test('a list says how many rows there are in all when it is asked, of those that the filters let through', async () => {
  const [, , elsewhere] = regionIds();
  for (const name of ['澄湖数谷研究院', '澄湖云图研究院', '澄湖海纳研究院'])
    await zhou.create('organizations', { name, region: elsewhere });
  const list = (query: object) => visitor.get<{ items: object[]; total?: object }>('/organizations', query as never);
  const first = await list({ region: elsewhere, limit: 2, count: 'yes' });
  expect(first.items).toHaveLength(2);
  expect(first.total).toEqual({ rows: 3, more: false });
  expect((await list({ region: elsewhere, q: '云图', count: 'yes' })).total).toEqual({ rows: 1, more: false });
  expect(await list({ region: elsewhere })).not.toHaveProperty('total');
  await expect(list({ count: 'no' })).rejects.toMatchObject({ status: 400, errors: [{ path: 'count' }] });
});

test('the list is filtered and paged; a visitor reads without contacts and is offered nothing', async () => {
  await zhou.create('organizations', { name: '联系人测试有限公司', contactName: '王芳', contactPhone: '13800000000' });
  const seen = await visitor.get<{ items: Record<string, unknown>[] }>('/organizations', { q: '联系人测试' });
  expect(seen.items).toHaveLength(1);
  expect(seen.items[0]).toMatchObject({ contact: null, actions: [] });
  const own = await zhou.get<{ items: Record<string, unknown>[]; actions: { name: string }[] }>('/organizations', {
    q: '联系人测试',
  });
  expect(own.items[0]).toMatchObject({ contact: { name: '王*', phone: '138******00', email: null, masked: true } });
  expect(own.actions.map((one) => one.name)).toEqual(['create']);
  const first = await visitor.get<{ items: { id: string }[]; next: string }>('/organizations', { limit: 2 });
  const second = await visitor.get<{ items: { id: string }[] }>('/organizations', { limit: 2, after: first.next });
  expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(4);
  await expect(visitor.get('/organizations', { colour: 'red' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'colour' }],
  });
  for (const [path, value] of Object.entries({
    industry: '0000',
    stClass: '99',
    kind: 'circus',
    size: 'huge',
    verified: 'maybe',
  }))
    await expect(visitor.get('/organizations', { [path]: value })).rejects.toMatchObject({ status: 400, errors: [{ path }] });
  await expect(zhou.create('organizations', { name: '杂技团有限公司', kind: 'circus' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'kind', code: 'unknown' }],
  });
  await expect(visitor.get('/organizations', { after: 'nonsense' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'after' }],
  });
  await expect(visitor.get('/organizations', { limit: 0 })).rejects.toMatchObject({ status: 400, errors: [{ path: 'limit' }] });
  await expect(visitor.create('organizations', { name: '访客建的机构' })).rejects.toMatchObject({ status: 401 });
  await expect(visitor.get('/organizations/00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ status: 404 });
});

test('a contact stands apart from the seal: masked in lists, each reading logged, erased with every proof still valid', async () => {
  const made = await zhou.create('organizations', {
    name: '联系方式有限公司',
    contactName: '赵敏',
    contactPhone: '13900001234',
    contactEmail: 'zhao@example.cn',
  });
  const target = await zhou.create('organizations', { name: '联系方式存续有限公司' });
  const own = await house.as({ account: 'contact-admin', roles: ['organizationAdmin'], organization: made.id });
  const stranger = await house.as({ account: 'contact-stranger', roles: ['organizationAdmin'], organization: target.id });
  expect(await own.get(`/organizations/${made.id}`)).toMatchObject({ contact: { name: '赵敏', masked: false } });
  expect(await stranger.get(`/organizations/${made.id}`)).toMatchObject({ contact: null });
  const audit = await house.as('auditAdmin');
  const reads = await audit.get<{ items: { fields: string[] }[] }>(`/organizations/${made.id}/reads`);
  expect(reads.items.map((one) => one.fields)).toEqual([
    ['contactName', 'contactPhone', 'contactEmail'],
    ['contactName', 'contactPhone', 'contactEmail'],
  ]);
  await expect(zhou.get(`/organizations/${made.id}/reads`)).rejects.toMatchObject({ status: 403 });

  // Though merged, it is still a person's.
  await zhou.act(made, 'merge', { into: target.id });
  const security = await house.as('securityAdmin');
  await security.act(await security.get<Acted>(`/organizations/${made.id}`), 'eraseContact', { reason: '本人申请' });
  expect(await own.get(`/organizations/${made.id}`)).toMatchObject({ contact: { name: null, phone: null, email: null } });
  const left = async (text: string) =>
    Number((await house.tables.ownerPool.query<{ n: string }>(`select count(*) as n from ${text}`)).rows[0]?.n);
  expect(await left(`personal_values where record = '${made.id}'`)).toBe(0);
  expect(await left(`events where body like '%赵敏%' or body like '%13900001234%' or body like '%zhao@example.cn%'`)).toBe(0);
  expect(await left(`repeats where answer like '%赵敏%'`)).toBe(0);
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('what came from elsewhere says on which day it was stated there, as exactly as the source does', async () => {
  const source = { verified: true, address: 'https://example.cn/2021', confidence: 'high', note: null };
  const made = await zhou.create('organizations', { name: '另行记载有限公司', source: { ...source, statedOn: '2021-06' } });
  expect(made['source']).toMatchObject({ statedOn: '2021-06' });
  const none = await zhou.create('organizations', { name: '未记日期有限公司', source });
  expect(none['source']).toMatchObject({ statedOn: null });
  await expect(
    zhou.create('organizations', { name: '未来记载有限公司', source: { ...source, statedOn: '2999' } }),
  ).rejects.toMatchObject({ status: 422, errors: [{ path: 'source.statedOn', code: 'inFuture' }] });
  const title = await zhou.create('recognitions', {
    title: '另行记载孵化器',
    kind: 'incubator',
    stage: 'known',
    source: { ...source, statedOn: '2021-06-11' },
  });
  expect(title['source']).toMatchObject({ statedOn: '2021-06-11' });
});

test('a name sent with line ends, joiners or marks of direction is kept as it is read; what cannot be printed is refused', async () => {
  const made = await zhou.create('organizations', {
    name: ' 折行\n检测\u200b技术\u202e有限\u2066公司\u2069（云川）',
    aliases: ['折行\u200d检测'],
  });
  expect(made).toMatchObject({ name: '折行 检测技术有限公司（云川）', aliases: ['折行检测'] });
  await expect(zhou.create('organizations', { name: '折行检测技术有限公司（云川）' })).rejects.toMatchObject({ status: 409 });
  await expect(zhou.create('organizations', { name: '私用\ue000区有限公司' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'name', code: 'character', words: expect.stringContaining('U+E000') }],
  });
  await expect(zhou.create('organizations', { name: '\u200b\u200b' })).rejects.toMatchObject({ status: 400 });
  const title = await zhou.create('recognitions', { title: '折行\r\n孵化\u200b器', kind: 'incubator', issuer: '市科技局\n' });
  expect(title).toMatchObject({ title: '折行 孵化器', issuer: '市科技局' });
  await expect(
    zhou.create('recognitions', { title: '折行 孵化器', kind: 'incubator', documentNumber: '一\ue000号' }),
  ).rejects.toMatchObject({ errors: [{ path: 'documentNumber', code: 'character' }] });
});

test('an organization that is renamed keeps its old name, and is found by it; a slip of the pen leaves nothing', async () => {
  const made = await zhou.create('organizations', { name: '旧名检测有限公司', formerNames: ['更旧检测所'] });
  const renamed = await zhou.act(made, 'edit', { name: '新名检测有限公司' });
  expect(renamed).toMatchObject({ name: '新名检测有限公司', formerNames: ['更旧检测所', '旧名检测有限公司'] });
  await expect(zhou.create('organizations', { name: '旧名检测　有限公司' })).rejects.toMatchObject({
    status: 409,
    errors: [{ path: 'formerNames' }],
  });
  expect((await zhou.act(renamed, 'edit', { name: '新名检测 有限公司' }))['formerNames']).toHaveLength(2);
  const mended = await zhou.act(renamed, 'edit', { name: '新铭检测有限公司', nameWasWrong: true });
  expect(mended['formerNames']).toEqual(['更旧检测所', '旧名检测有限公司']);
  expect(await zhou.create('organizations', { name: '新名检测有限公司' })).toMatchObject({ state: 'active' });
  const back = await zhou.act(mended, 'edit', { name: '旧名检测有限公司' });
  expect(back['formerNames']).toEqual(['更旧检测所', '新铭检测有限公司']);
});

test('an organization may edit itself, but not say where it is known from, nor that its name was never right', async () => {
  const source = { verified: false, address: null, confidence: 'low', note: null, statedOn: null };
  const made = await zhou.create('organizations', { name: '自行维护有限公司', source });
  const own = await house.as({ account: 'own-admin', roles: ['organizationAdmin'], organization: made.id });
  for (const said of [
    { source: { ...source, verified: true } },
    { source: null },
    { name: '自行维护公司二', nameWasWrong: true },
  ])
    await expect(own.act(made, 'edit', said)).rejects.toMatchObject({ status: 403 });
  expect(await own.act(made, 'edit', { size: 'small', source })).toMatchObject({ size: 'small', source });
  expect(await zhou.act(made, 'edit', { source: { ...source, verified: true } })).toMatchObject({ source: { verified: true } });
});

test('where an organization has been from the start is said without a day, once, while nobody knew', async () => {
  const [a, b] = regionIds();
  const made = await zhou.create('organizations', { name: '地区不详有限公司' });
  const seated = await zhou.act(made, 'move', { region: a, on: null });
  expect(seated).toMatchObject({ region: a, seats: [{ region: a, on: null }] });
  await expect(zhou.act(seated, 'move', { region: b, on: null })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on', code: 'required' }],
  });
});

test('a file on its way in shows contacts masked, loses them once written, and gives up what is erased meanwhile', async () => {
  const made = await zhou.create('organizations', { name: '导入联系有限公司', contactName: '钱进', contactPhone: '13700005678' });
  const content = [
    '名称,规模,联系人,联系电话,联系邮箱,身份证号',
    '导入联系有限公司,小型,钱进,13700005678,qian@example.cn,320400199001011234',
    '导入新建有限公司,小型,孙立,13600009999,sun@example.cn,320400199001015678',
    '导入有误有限公司,极大,钱进,13700005678,,',
  ].join('\n');
  const { id } = await zhou.upload<{ id: string }>('/organizations/imports', { name: 'contacts.csv', content });
  type Rows = { items: { row: number; verdict: string; cells: Record<string, string> }[] };
  const until = async (state: string) => {
    for (;;) {
      const now = await zhou.get<{ state: string; fingerprint: string }>(`/organizations/imports/${id}`);
      if (now.state === state) return now;
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  const shown = async () => (await zhou.get<Rows>(`/organizations/imports/${id}/rows`)).items;
  const kept = async (text: string) =>
    (
      await house.tables.ownerPool.query(`select row from import_rows where (cells::text || coalesce(calls::text, '')) like $1`, [
        `%${text}%`,
      ])
    ).rows.map((one: { row: number }) => one.row);
  const before = await until('judged');
  expect((await shown()).map(({ verdict, cells }) => [verdict, cells['联系人'], cells['联系电话'], cells['联系邮箱']])).toEqual([
    ['change', '钱*', '137******78', 'q***@example.cn'],
    ['create', '孙*', '136******99', 's***@example.cn'],
    ['refuse', '钱*', '137******78', ''],
  ]);
  expect([await kept('3204001990'), await kept('13700005678')]).toEqual([[], [2, 4]]);

  await zhou.act(made, 'eraseContact', { reason: '本人申请' });
  expect([await kept('13700005678'), await kept('13600009999')]).toEqual([[], [3]]);
  const commit = (fingerprint: string) => zhou.post(`/organizations/imports/${id}/commit`, { fingerprint });
  await expect(commit(before.fingerprint)).rejects.toMatchObject({ status: 409, code: 'import.changed' });
  await commit((await until('judged')).fingerprint);
  await until('written');
  expect([await kept('孙立'), await kept('example.cn'), await kept('13600009999')]).toEqual([[], [], []]);
  const { items } = await zhou.get<{ items: { contact: object }[] }>('/organizations', { q: '导入新建有限公司' });
  expect(items).toMatchObject([{ contact: { name: '孙*', phone: '136******99' } }]);
});
