// A campaign's workbook over HTTP: read row by row with the reasons, near duplicates shown, firms asked by links, and the export that reads in as it was.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { readSheet, writeSheet } from '../../../platform/server/documents/sheet.ts';
import type { ImportedRow, ImportStatus } from '../../../records/import.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let firm: Acted;
const code = freshCode();
const institute = freshCode('12');
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  firm = await zhou.create('organizations', { name: '云川征集精工有限公司', region: 'YC-CH', creditCode: code });
  await zhou.create('organizations', { name: '云川征集重工有限公司', region: 'YC-CH' });
  await zhou.create('organizations', { name: '云川外区铸造有限公司', region: 'YC-WY' });
  await zhou.create('organizations', { name: '云川应用研究院', region: 'YC-CH', creditCode: institute });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
});
afterAll(() => house.close());

type Cells = Record<string, string>;
const demand: Cells = {
  企业名称: '云川征集精工有限公司',
  供给或需求: '需求',
  标题: '刀具磨损在线监测',
  说明: '车间三十台加工中心，刀具崩刃要等质检才发现，希望在线监测磨损并提前换刀。',
  关键词: '刀具；磨损',
  技术领域: '先进制造',
  行业: '通用设备制造业',
  合作方式: '合作开发、07',
  '预算或价格下限（万元）': '30',
  '预算或价格上限（万元）': '50.5',
  截止日期: '2999/6/30',
  验收标准: '漏报率不高于1%。',
  公开程度: '公开',
  是否确认不含国家秘密: '是',
  联系人: '王小明',
  联系电话: '13800138000',
};
const headOf = (rows: readonly Cells[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
const csv = (rows: readonly Cells[]): string =>
  [headOf(rows), ...rows.map((row) => headOf(rows).map((name) => row[name] ?? ''))]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');
async function settled(who: Person, id: string): Promise<ImportStatus> {
  await house.house.imports.listings.idle();
  return who.get<ImportStatus>(`/listings/imports/${id}`);
}
async function judged(who: Person, content: string | Buffer, name = '征集表.csv') {
  const { id } = await who.upload<{ id: string }>('/listings/imports', { name, content });
  const status = await settled(who, id);
  const { items } = await who.get<{ items: ImportedRow[] }>(`/listings/imports/${id}/rows`, { limit: 200 });
  return { id, status, items };
}
async function written(who: Person, content: string | Buffer, name?: string) {
  const { id, status } = await judged(who, content, name);
  await who.post(`/listings/imports/${id}/commit`, { fingerprint: status.fingerprint });
  return settled(who, id);
}
type Listing = Acted & { organization: { id: string; name: string } };
const titled = async (who: Person, q: string) => (await who.get<{ items: Listing[] }>('/listings', { q })).items;
type ToConfirm = { items: { id: string; title: string; linkUntil: string | null }[]; total: number; withoutLink: number };
const waiting = (who: Person) => who.get<ToConfirm>('/listings/to-confirm');
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));

test('each row is judged with its column and reason; nothing is written before the preview is committed', async () => {
  const rows: Cells[] = [
    demand,
    { ...demand, 企业名称: code, 标题: '按信用代码认出的需求' },
    { ...demand, 企业名称: '名册里没有的有限公司' },
    { ...demand, 企业名称: '云川外区铸造有限公司' },
    { ...demand, 技术领域: '炼金术' },
    { ...demand, 行业: '不存在的行业' },
    { ...demand, '预算或价格下限（万元）': '三五万' },
    { ...demand, '预算或价格下限（万元）': '60' },
    { ...demand, 截止日期: '2020-01-01' },
    { ...demand, 类别: '科技成果' },
    { ...demand, 标题: '没有确认不涉密的需求', 是否确认不含国家秘密: '' },
    {
      ...demand,
      企业名称: '云川应用研究院',
      供给或需求: '供给',
      类别: '科技成果',
      标题: '院所的成果',
      截止日期: '',
      验收标准: '',
    },
    { ...demand, 标题: '' },
  ];
  const { status, items } = await judged(lin, csv(rows));
  expect(status).toMatchObject({ state: 'judged', ignored: ['联系人', '联系电话'] });
  const of = (row: number) => items.find((one) => one.row === row);
  expect(of(2)).toMatchObject({ verdict: 'create', words: expect.stringContaining('等单位确认后公开') });
  expect(of(3)).toMatchObject({ verdict: 'create' });
  expect(of(4)).toMatchObject({ verdict: 'refuse', column: '企业名称', words: expect.stringContaining('名册中没有') });
  expect(of(5)).toMatchObject({ verdict: 'refuse', column: '企业名称' });
  expect(of(6)).toMatchObject({ verdict: 'refuse', column: '技术领域', words: expect.stringContaining('炼金术') });
  expect(of(7)).toMatchObject({ verdict: 'refuse', column: '行业' });
  expect(of(8)).toMatchObject({ verdict: 'refuse', column: '预算或价格下限（万元）'.normalize('NFKC') });
  expect(of(9)).toMatchObject({ verdict: 'refuse', column: '预算或价格上限（万元）'.normalize('NFKC') });
  expect(of(10)).toMatchObject({ verdict: 'refuse', column: '截止日期', words: expect.stringContaining('2020-01-01') });
  expect(of(11)).toMatchObject({ verdict: 'refuse', column: '供给或需求' });
  expect(of(12)).toMatchObject({ verdict: 'create', words: expect.stringContaining('草稿') });
  expect(of(13)).toMatchObject({ verdict: 'create', words: expect.stringContaining('转化条件') });
  expect(of(14)).toMatchObject({ verdict: 'refuse', column: '标题' });
  expect(await titled(lin, '按信用代码认出的需求')).toEqual([]);
  // Who runs no venue enters for nobody, his own organization included: he has the form.
  expect((await judged(guo, csv([demand]))).items).toMatchObject([{ verdict: 'refuse', column: '企业名称' }]);
});

test('contact data is taken in nowhere: not in its columns, not in a text, not in what was staged', async () => {
  const row = { ...demand, 标题: '联系方式不入库的需求', 说明: `${demand['说明']}请电13900139001联系，微信 casting_2026。` };
  const { id, items } = await judged(lin, csv([row]));
  expect(items[0]).toMatchObject({ verdict: 'create', words: expect.stringContaining('联系方式已隐去') });
  expect(JSON.stringify(items)).not.toContain('13900139001');
  const status = await settled(lin, id);
  await lin.post(`/listings/imports/${id}/commit`, { fingerprint: status.fingerprint });
  await settled(lin, id);
  const [one] = await titled(lin, '联系方式不入库的需求');
  expect(one?.['text']).toContain('***');
  const { rows } = await house.tables.ownerPool.query(
    `select (select string_agg(r::text, ' ') from ${testSchema}.import_rows r) || (select string_agg(e::text, ' ') from ${testSchema}.events e) as all`,
  );
  for (const secret of ['13900139001', 'casting_2026', '13800138000', '王小明'])
    expect(String(rows[0].all)).not.toContain(secret);
});

test('written rows wait for their firms; chosen ones get links at once, and a firm’s word by its link publishes', async () => {
  const rows = ['甲', '乙', '丙'].map((one) => ({
    ...demand,
    标题: `征集来的需求${one}`,
    说明: `${one}车间的第${one}号生产线节拍不稳，求改造方案。`,
  }));
  const before = (await waiting(lin)).total;
  const { rows: counts } = await written(lin, csv(rows));
  expect(counts).toMatchObject({ create: 3, refuse: 0 });
  const list = await waiting(lin);
  expect(list.total).toBe(before + 3);
  const [first] = await titled(lin, '征集来的需求甲');
  expect(first).toMatchObject({
    state: 'toConfirm',
    field: '03',
    industry: '34',
    cooperation: ['03', '07'],
    demandType: '99',
    price: 'range',
    priceLow: '300000.00',
    priceHigh: '505000.00',
    deadline: '2999-06-30',
    keywords: ['刀具', '磨损'],
    publishedOn: null,
    organization: { id: firm.id },
  });
  // What a neighbour has is none of this district's.
  const ids = list.items.filter(({ title }) => title.startsWith('征集来的需求')).map(({ id }) => id);
  expect((await waiting(wang)).items.filter(({ id }) => ids.includes(id))).toEqual([]);
  expect(await refused(guo.get('/listings/to-confirm'))).toMatchObject({ status: 403 });
  type Links = { links: { listing: string; firm: string; path: string }[]; left: { listing: string }[] };
  const foreign = await wang.post<Links>('/listing-links/many', { listings: ids });
  expect(foreign).toMatchObject({ links: [], left: ids.map((listing) => ({ listing })) });
  const { links } = await lin.post<Links>('/listing-links/many', { listings: ids });
  expect(links.map(({ listing }) => listing)).toEqual(ids);
  expect(links[0]).toMatchObject({ firm: '云川征集精工有限公司' });
  const after = await waiting(lin);
  expect(after.withoutLink).toBe(list.withoutLink - 3);
  expect(after.items.find(({ id }) => id === ids[0])?.linkUntil).toMatch(/^\d{4}-/);
  const token = String(links[0]?.path).split('/').at(-1) ?? '';
  const visitor = house.visitor();
  const said = await visitor.post<{ version: number }>('/listing-links/read', { token });
  await visitor.post('/listing-links/confirm', { token, version: said.version });
  expect(await lin.get(`/listings/${ids[0]}`)).toMatchObject({ state: 'published' });
  expect((await waiting(lin)).total).toBe(before + 2);
  const { items } = await lin.get<{ items: { action: string }[] }>(`/listings/${ids[0]}/events`);
  expect(items.map(({ action }) => action).toSorted()).toEqual(['confirmByLink', 'enter']);
});

test('what is there already is left out, what is nearly the same is shown with it, in the register and in the file', async () => {
  const text = '铝合金压铸件内部气孔在线识别，每分钟三十件，现场有粉尘，要求识别零点二毫米以上的缺陷，可进厂测试样件。';
  const row = { ...demand, 标题: '压铸件气孔在线识别难题', 说明: text };
  await written(lin, csv([row]));
  const [kept] = await titled(lin, '压铸件气孔在线识别难题');
  const { items } = await judged(
    lin,
    csv([
      row,
      { ...row, 企业名称: '云川征集重工有限公司', 说明: `${text}欢迎来厂。` },
      { ...row, 说明: '同名而内容不同：这次要的是离线检测设备，放在质检室里使用，由质检员操作。' },
      { ...demand, 标题: '齿轮箱异响诊断', 说明: '齿轮箱运行两百小时后出现异响，拆检后未见明显损伤，求诊断方法。' },
      {
        ...demand,
        企业名称: '云川征集重工有限公司',
        标题: '齿轮箱异响诊断',
        说明: '齿轮箱运行两百小时后出现异响，拆检后未见明显损伤，求诊断的方法。',
      },
      { ...demand, 标题: '齿轮箱异响诊断', 说明: '齿轮箱运行两百小时后出现异响，拆检后未见明显损伤，求诊断方法。' },
    ]),
  );
  const of = (row: number) => items.find((one) => one.row === row);
  expect(of(2)).toMatchObject({ verdict: 'duplicate', match: { id: kept?.id } });
  expect(of(3)).toMatchObject({ verdict: 'create', match: { id: kept?.id }, words: expect.stringContaining('内容相近') });
  expect(of(4)).toMatchObject({ verdict: 'create', match: { id: kept?.id }, words: expect.stringContaining('同名') });
  expect(of(6)).toMatchObject({ verdict: 'create', match: { row: 5 } });
  expect(of(7)).toMatchObject({ verdict: 'duplicate', match: { row: 5 } });
});

test('the template opens in both languages, and the export reads in as it was written', async () => {
  const template = await lin.send('GET', '/listings/imports/template');
  const empty = await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await template.arrayBuffer()) });
  expect(empty.header.slice(0, 4)).toEqual(['企业名称', '统一社会信用代码', '供给或需求', '类别']);
  const supply = {
    企业名称: '云川征集重工有限公司',
    供给或需求: '供给',
    类别: '技术服务',
    标题: '大型结构件焊接变形校正服务',
    说明: '用于五吨以下结构件，\n含现场测量与校正方案。',
    技术领域: '03',
    合作方式: '07',
    '预算或价格下限（万元）': '面议',
    公开程度: '不公开',
    是否确认不含国家秘密: '是',
  };
  await written(lin, csv([supply, { ...demand, 标题: '导出再导入的需求', 匿名: '是', '预算或价格上限（万元）': '' }]));
  const sheetOf = async (q: string, who: Person) => {
    const answer = await who.send('GET', '/listings/export', { query: { q, state: 'toConfirm' } });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { bytes, rows: (await readSheet({ name: 'a.xlsx', bytes })).rows };
  };
  const english = await house.as({ account: 'lin-en', roles: ['districtOfficer'], region: 'YC-CH', language: 'en' });
  for (const [q, who] of [
    ['大型结构件焊接变形校正服务', lin],
    ['导出再导入的需求', english],
  ] as const) {
    const one = await sheetOf(q, who);
    expect(one.rows).toHaveLength(1);
    const again = await judged(who, one.bytes, 'a.xlsx');
    expect(again.status).toMatchObject({
      rows: { duplicate: 1, create: 0, change: 0, refuse: 0 },
      ignored: [who === lin ? '状态' : 'State'],
    });
    const [kept] = await titled(who, q);
    await who.act(kept ?? firm, 'void', { reason: '再导入一遍' });
    await written(who, one.bytes, 'a.xlsx');
    expect((await sheetOf(q, who)).rows.map(({ cells }) => cells)).toEqual(one.rows.map(({ cells }) => cells));
  }
  expect(await refused(wang.get('/listings/export', { venue: 'x' }))).toMatchObject({ status: 400 });
  expect((await house.visitor().send('GET', '/listings/export')).status).toBe(401);
});

const result = {
  企业名称: '云川应用研究院',
  供给或需求: '供给',
  类别: '科技成果',
  标题: '院所的刀具监测成果',
  说明: '用于加工中心的刀具磨损监测方法，已完成中试。',
  技术领域: '先进制造',
  合作方式: '技术转让',
  市场机构: '云川表格工作站',
  知识产权: '发明专利|ZL201010000001.8|刀具磨损监测方法；软件著作权||监测软件|与他人共有',
  转化条件: '成果归谁所有：本单位；完成人数：3；财政资金项目形成：是；赋予完成人的权利：长期使用权；完成人同意：是',
  是否确认不含国家秘密: '是',
};
test('intellectual property, transfer conditions and the venue are read with the reason per cell, and the export reads in again', async () => {
  const runner = await zhou.create('organizations', { name: '云川表格站运营有限公司', region: 'YC-CH' });
  const said = { kind: 'workstation', name: '云川表格工作站', organization: runner.id, address: '云川市创新路1号' };
  const venue = await zhou.act(await zhou.create('venues', said), 'open', { on: '2025-01-01' });
  const { items } = await judged(
    lin,
    csv([
      result,
      { ...result, 标题: '号码校验位不对的', 知识产权: '发明专利|ZL201010000001.5|监测方法' },
      { ...result, 标题: '写得不成样的知识产权', 知识产权: '刀具专利一件' },
      { ...result, 标题: '没有这样的转化条件', 转化条件: '成果归谁所有：本单位；天气：晴' },
      { ...result, 标题: '没有写明归谁所有的', 转化条件: '完成人数：3' },
      { ...result, 标题: '没有这个市场机构的', 市场机构: '没有的工作站' },
      { ...result, 标题: '没有转化条件的成果', 转化条件: '' },
    ]),
  );
  const of = (row: number) => items.find((one) => one.row === row);
  expect(of(2)).toMatchObject({ verdict: 'create', words: expect.stringContaining('等单位确认后公开') });
  for (const [row, column] of [
    [3, '知识产权'],
    [4, '知识产权'],
    [5, '转化条件'],
    [6, '转化条件'],
    [7, '市场机构'],
  ] as const)
    expect([row, of(row)]).toMatchObject([row, { verdict: 'refuse', column: expect.stringContaining(column) }]);
  expect(of(5)?.words).toContain('天气');
  expect(of(8)).toMatchObject({ verdict: 'create', words: expect.stringContaining('转化条件') });
  await written(lin, csv([{ ...result, 市场机构: venue.id }]));
  const [kept] = await titled(lin, '院所的刀具监测成果');
  expect(kept).toMatchObject({
    state: 'toConfirm',
    venue: { id: venue.id },
    ipItems: [
      { kind: 'inventionPatent', number: 'ZL201010000001.8', holder: 'own' },
      { kind: 'software', number: null, holder: 'joint' },
    ],
    transfer: { owner: 'institution', inventors: 3, stateFunded: true, rights: 'longTermUse', pledged: false },
  });
  const english = await house.as({ account: 'lin-rights', roles: ['districtOfficer'], region: 'YC-CH', language: 'en' });
  for (const who of [lin, english]) {
    const answer = await who.send('GET', '/listings/export', { query: { q: '院所的刀具监测成果', state: 'toConfirm' } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect((await judged(who, bytes, 'a.xlsx')).status.rows).toMatchObject({ duplicate: 1, refuse: 0 });
    const [one] = await titled(who, '院所的刀具监测成果');
    await who.act(one ?? firm, 'void', { reason: '再导入一遍' });
    await written(who, bytes, 'a.xlsx');
    const [again] = (await titled(who, '院所的刀具监测成果')).filter(({ state }) => state === 'toConfirm');
    expect(again).toMatchObject({ ipItems: kept?.['ipItems'], transfer: kept?.['transfer'], venue: kept?.['venue'] });
  }
});

test('five hundred rows are judged and written; a hostile file is refused whole', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => ({
    ...demand,
    标题: `第${at}号需求`,
    说明: `编号${at}的工序存在第${at * 7}类问题，需要专门的办法解决。`,
  }));
  const columns = headOf(rows).map((name) => ({ key: name, title: name }));
  const chunks: Buffer[] = [];
  for await (const chunk of writeSheet('征集表', columns, rows)) chunks.push(Buffer.from(chunk));
  expect((await written(lin, Buffer.concat(chunks), '征集表.xlsx')).rows).toMatchObject({ create: 500, refuse: 0 });
  const formula = csv([{ ...demand, 标题: '=cmd|calc' }]);
  expect((await judged(lin, formula)).items[0]).toMatchObject({ verdict: 'refuse', column: '标题' });
  expect(
    await refused(lin.upload('/listings/imports', { name: 'a.xlsx', content: Buffer.from('MZ not a sheet') })),
  ).toMatchObject({ status: 422 });
  expect(await refused(lin.upload('/listings/imports', { name: 'a.csv', content: '标题\n只有标题\n' }))).toMatchObject({
    code: 'import.columnMissing',
  });
});
