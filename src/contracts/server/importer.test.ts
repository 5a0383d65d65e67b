// Files of contracts over HTTP: a past register comes in by its numbers and days and counts on them; an organization's drafts stay its own.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { contentTypes, type Part, parts, text, workbook, zip } from '../../platform/server/documents/fixtures.ts';
import { readSheet } from '../../platform/server/documents/sheet.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import type { ImportedRow, ImportStatus } from '../../records/import.ts';

let house: TestHouse;
let bureau: Person;
let registrar: Person;
let seller: Person;
const ids: Record<string, string> = {};
const codes = { seller: freshCode(), buyer: freshCode() };
beforeAll(async () => {
  house = await startHouse();
  bureau = await house.as('bureauOfficer');
  for (const [who, name, region] of [
    ['seller', '云川青禾无人机有限公司', 'YC-CH'],
    ['buyer', '云川农服集团有限公司', 'YC-WY'],
  ] as const)
    ids[who] = (await bureau.create('organizations', { name, region, creditCode: codes[who] })).id;
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization: ids['seller'] ?? '' });
});
afterAll(() => house.close());

const head = [
  '合同登记编号',
  '登记日期',
  '项目名称',
  '合同类别',
  '合作方式',
  '卖方名称',
  '买方名称',
  '买方自然人姓名',
  '签订日期',
  '合同成交总额',
  '技术交易额',
  '知识产权类型',
  '专利号',
];
type Cells = Partial<Record<string, string>>;
const past: Cells = {
  合同登记编号: '2025320401000001',
  登记日期: '2025/3/18',
  项目名称: '植保无人机避障系统开发',
  合同类别: '技术开发',
  卖方名称: '云川青禾无人机有限公司',
  买方名称: '云川农服集团有限公司',
  签订日期: '2025年3月2日',
  合同成交总额: '１２０万元',
  技术交易额: '1,000,000.00',
};
const csv = (rows: readonly Cells[], columns = head): string =>
  [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');

async function judged(who: Person, content: string | Buffer) {
  const { id } = await who.upload<{ id: string }>('/contracts/imports', { name: '合同.csv', content });
  const status = await settled(who, id);
  const { items } = await who.get<{ items: ImportedRow[] }>(`/contracts/imports/${id}/rows`, { limit: 200 });
  return { id, status, items };
}
async function settled(who: Person, id: string): Promise<ImportStatus> {
  await house.house.imports.contracts.idle();
  return who.get<ImportStatus>(`/contracts/imports/${id}`);
}
async function written(who: Person, content: string) {
  const { id, status } = await judged(who, content);
  await who.post(`/contracts/imports/${id}/commit`, { fingerprint: status.fingerprint });
  return settled(who, id);
}
type Shown = Record<string, unknown> & { id: string; title: string };
const found = async (who: Person, title: string) => (await who.get<{ items: Shown[] }>('/contracts', { q: title })).items;

const pastRows: Cells[] = [
  past,
  {
    ...past,
    合同登记编号: '25320401000002',
    项目名称: '云川测绘服务',
    合同类别: '',
    合作方式: '07',
    买方名称: '',
    买方自然人姓名: '欧阳小明',
  },
  { ...past, 合同登记编号: '2025320401000003', 项目名称: '合办企业', 合同类别: '', 合作方式: '04' },
  { ...past, 合同登记编号: '123', 项目名称: '短号' },
  { ...past, 合同登记编号: '2025320401000004', 项目名称: '三万五', 合同成交总额: '三万五' },
  { ...past, 合同登记编号: '2025320401000005', 项目名称: '外币', 合同成交总额: 'USD 5,000' },
  { ...past, 合同登记编号: '2025320401000006', 项目名称: '倒挂', 技术交易额: '130万' },
  { ...past, 合同登记编号: '2025320401000007', 项目名称: '无卖方', 卖方名称: '不在名册有限公司' },
  { ...past, 合同登记编号: '2025320401000008', 项目名称: '晚签', 签订日期: '2025-03-19' },
  { ...past, 合同登记编号: '2025320401000009', 项目名称: '专利', 知识产权类型: '发明专利', 专利号: 'ZL201811564288.1' },
  { ...past, 合同登记编号: '', 项目名称: '无号' },
  { ...past, 项目名称: '同号不同' },
  past,
];

test('a past register is read row by row, what cannot be is refused with its column, and what is written counts on its own day', async () => {
  const { id, status, items } = await judged(registrar, csv(pastRows));
  expect(status.rows).toEqual({ create: 2, change: 0, duplicate: 1, refuse: 10 });
  const at = (title: string) => items.find((one) => one.cells['项目名称'] === title);
  expect(
    Object.fromEntries(items.filter((one) => one.verdict === 'refuse').map((one) => [one.cells['项目名称'], one.column])),
  ).toEqual({
    合办企业: '合作方式',
    短号: '合同登记编号',
    三万五: '合同成交总额',
    外币: '合同成交总额',
    倒挂: '技术交易额',
    无卖方: '卖方名称',
    晚签: '签订日期',
    专利: '专利号',
    无号: '合同登记编号',
    同号不同: null,
  });
  expect(at('合办企业')?.words).toContain('没有对应');
  expect(at('三万五')?.words).toContain('两种读法');
  expect(at('云川测绘服务')?.cells['买方自然人姓名']).toBe('欧*');
  await registrar.post(`/contracts/imports/${id}/commit`, { fingerprint: status.fingerprint });
  expect((await settled(registrar, id)).state).toBe('written');
  const [drone] = await found(registrar, '植保无人机');
  expect(drone).toMatchObject({
    state: 'registered',
    amount: '1200000.00',
    technologyAmount: '1000000.00',
    registrationNumber: '2025320401000001',
    registeredOn: '2025-03-18',
    region: 'YC-CH',
    ownNumber: null,
    statements: [{ what: 'registered', on: '2025-03-18', amount: '1200000.00' }],
  });
  const [survey] = await found(registrar, '云川测绘服务');
  expect(survey).toMatchObject({ type: 'service', registrationNumber: '25320401000002' });
  expect(await found(seller, '云川测绘服务')).toHaveLength(1);
  const { items: history } = await registrar.get<{ items: { action: string }[] }>(`/contracts/${drone?.id}/events`);
  expect(history.map((one) => one.action)).toEqual(['recordRegistered']);
});

test('the same file again brings nothing twice, and a number that is taken is no other contract’s', async () => {
  const again = await judged(
    registrar,
    csv([past, { ...past, 合同成交总额: '121万' }, { ...past, 合同登记编号: '2025320401000010' }]),
  );
  expect(again.items.map((one) => [one.verdict, one.column])).toEqual([
    ['duplicate', null],
    ['refuse', '合同登记编号'],
    ['refuse', '合同登记编号'],
  ]);
});

test('an organization brings in drafts of its own, which no officer sees; a register it cannot bring in', async () => {
  const columns = ['项目名称', '合同类别', '买方名称', '签订日期', '成交额（万元）'];
  const draft = {
    项目名称: '草稿合同',
    合同类别: '技术服务',
    买方名称: '云川农服集团有限公司',
    签订日期: '2026-01-05',
    '成交额（万元）': '12.345',
  };
  const { id, status, items } = await judged(
    seller,
    csv([draft, { ...draft, 项目名称: '单位两次', '成交额（万元）': '12万' }], columns),
  );
  expect(status.rows).toEqual({ create: 1, change: 0, duplicate: 0, refuse: 1 });
  expect(items.find((one) => one.verdict === 'refuse')).toMatchObject({
    column: '成交额(万元)',
    words: expect.stringContaining('以万元计'),
  });
  for (const other of [bureau, registrar])
    await expect(other.get(`/contracts/imports/${id}`)).rejects.toMatchObject({ status: 404 });
  await seller.post(`/contracts/imports/${id}/commit`, { fingerprint: status.fingerprint });
  await settled(seller, id);
  expect((await found(seller, '草稿合同'))[0]).toMatchObject({ state: 'draft', amount: '123450.00', seller: ids['seller'] });
  expect(await found(registrar, '草稿合同')).toEqual([]);
  const past5 = await judged(seller, csv([{ ...past, 合同登记编号: '2025320401000077', 项目名称: '越权' }]));
  expect(past5.status.rows).toEqual({ create: 0, change: 0, duplicate: 0, refuse: 1 });
});

const columnsOf = (...of: readonly [string, string, string]): string[] => {
  const [costs, schedule, rate] = of;
  return [
    '项目名称',
    '合同类别',
    '签订日期',
    '合同成交总额',
    '技术交易额',
    costs,
    '支付方式',
    schedule,
    '提成基数',
    rate,
    '入门费',
  ];
};

/** A row that is right, and one for each way of being wrong. */
function rowsOf(costs: string, schedule: string, rate: string): Cells[] {
  const row = { 合同类别: '技术开发', 签订日期: '2026-01-05', 合同成交总额: '100万' };
  return [
    {
      ...row,
      项目名称: '逐项',
      [costs]: '设备费:20万；材料费（载体:1000）:31,000',
      [schedule]: '2026-02-01:300000;验收合格后:70万',
    },
    { ...row, 项目名称: '相符', 技术交易额: '80万', [costs]: '设备费:20万' },
    { ...row, 项目名称: '提成', 合同成交总额: '', 提成基数: '销售额', [rate]: '3.5%', 入门费: '5万' },
    { ...row, 项目名称: '不符', 技术交易额: '81万', [costs]: '设备费:20万' },
    { ...row, 项目名称: '无名', [costs]: '20万' },
    { ...row, 项目名称: '过多', [costs]: '设备:100万' },
    { ...row, 项目名称: '载体', [costs]: '设备（载体:3万）:2万' },
    { ...row, 项目名称: '差额', [schedule]: '2026-02-01:300000;验收合格后:60万' },
    { ...row, 项目名称: '坏日', [schedule]: '2026-02-30:100万' },
    { ...row, 项目名称: '比例', 提成基数: '利润', [rate]: '0.03' },
    { ...row, 项目名称: '无基数', [rate]: '3%' },
    { ...row, 项目名称: '方式', 支付方式: '一次总付', 提成基数: '利润', [rate]: '3%' },
  ];
}

test('costs, instalments and royalties come in as on the form: technology amounts computed from them, what does not fit refused by its column', async () => {
  const template = await seller.send('GET', '/contracts/imports/template');
  const { header } = await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await template.arrayBuffer()) });
  const named = (start: string) => header.find((one) => one.startsWith(start)) ?? '';
  const [costs, schedule, rate] = [named('非技术性费用'), named('付款计划'), named('提成比例')];
  expect(costs).toContain('设备费:120000');
  const columns = columnsOf(costs, schedule, rate);
  const rows = rowsOf(costs, schedule, rate);
  const { id, status, items } = await judged(seller, csv(rows, columns));
  expect(Object.fromEntries(items.map((one) => [one.cells['项目名称'], one.column]))).toEqual({
    逐项: null,
    相符: null,
    提成: null,
    不符: '技术交易额',
    无名: costs,
    过多: costs,
    载体: costs,
    差额: schedule,
    坏日: schedule,
    比例: rate,
    无基数: '提成基数',
    方式: '支付方式',
  });
  expect(items[0]?.words).toContain('770000.00');
  expect(items.find((one) => one.cells['项目名称'] === '不符')?.words).toContain('800000.00');
  await seller.post(`/contracts/imports/${id}/commit`, { fingerprint: status.fingerprint });
  await settled(seller, id);
  expect((await found(seller, '逐项'))[0]).toMatchObject({
    technologyAmount: '770000.00',
    costs: [
      { kind: 'equipment', what: '设备费', amount: '200000.00' },
      { kind: 'materials', what: '材料费', amount: '31000.00', carriers: '1000.00' },
    ],
    paymentMode: 'instalments',
    schedule: [
      { amount: '300000.00', on: '2026-02-01', condition: null },
      { amount: '700000.00', on: null, condition: '验收合格后' },
    ],
  });
  expect((await found(seller, '提成'))[0]).toMatchObject({
    paymentMode: 'royaltyWithEntryFee',
    royalty: { base: 'sales', rate: '3.5', entryFee: '50000.00' },
  });
  // A past register takes them alike.
  const before = { ...past, 合同登记编号: '2025320401000200', 项目名称: '补录逐项', 技术交易额: '', [costs]: '设备费:20万' };
  expect(await written(registrar, csv([before], [...head, costs]))).toMatchObject({ state: 'written', rows: { create: 1 } });
  expect((await found(registrar, '补录逐项'))[0]).toMatchObject({ amount: '1200000.00', technologyAmount: '1000000.00' });
});

test('a registrar brings in his own registry’s register only, and nothing in which he or it is a party', async () => {
  const reg = await house.as({ account: 'reg-1', roles: ['registrar'] });
  await house.as({ account: 'reg-2', roles: ['registrar'] });
  const candidates = (await bureau.get<{ items: { id: string; name: string }[] }>('/registrars')).items;
  const trained = { trainedOn: '2025-01-01', filedOn: '2025-01-02' };
  const registrars = ['reg-1', 'reg-2'].map((name) => ({ account: candidates.find((one) => one.name === name)?.id, ...trained }));
  const made = await bureau.create('registries', {
    name: '澄湖登记处',
    code: 'CH',
    territory: ['YC-CH'],
    organization: ids['buyer'],
    registrars,
  });
  await bureau.act(made, 'open');
  const columns = [...head, '登记机构'];
  const row = { ...past, 合同登记编号: '2025320401000100', 项目名称: '本处合同', 买方名称: '外地买方有限公司' };
  const own = await written(
    reg,
    csv(
      [
        row,
        { ...row, 合同登记编号: '2025320401000101', 项目名称: '自己的', 买方名称: '云川农服集团有限公司' },
        { ...row, 合同登记编号: '2025320401000102', 登记机构: '没有' },
      ],
      columns,
    ),
  );
  expect(own).toMatchObject({ state: 'written', rows: { create: 1, refuse: 2 } });
  expect((await found(reg, '本处合同'))[0]).toMatchObject({ registryName: '澄湖登记处' });
  // A registrar of no registry there cannot record at this one, nor at none.
  const other = await written(registrar, csv([{ ...row, 合同登记编号: '2025320401000103', 项目名称: '别处' }], columns));
  expect(other).toMatchObject({ rows: { create: 0, refuse: 1 } });
  expect(await found(bureau, '别处')).toEqual([]);
});

test('a hostile file of contracts is refused as a whole with the reason, and a hostile cell as its row with the column', async () => {
  const sound = parts(`<row>${text('项目名称')}</row><row>${text('避障系统开发')}</row>`);
  const packed = (...more: Part[]) => bytesOf(zip([...sound, ...more]));
  const refusalOf = (name: string, content: string | Buffer) =>
    seller.upload('/contracts/imports', { name, content }).then(
      () => 'taken',
      ({ status, code }) => [status, code],
    );
  const typed = [contentTypes('application/vnd.ms-excel.sheet.macroEnabled.main+xml'), ...sound.slice(1)];
  for (const [name, content, status, code] of [
    ['a.xlsx', packed({ name: 'xl/media/a.bin', content: Buffer.alloc(30 * 1024 * 1024) }), 422, 'sheet.hostile'],
    ['a.xlsx', packed({ name: 'xl/vbaProject.bin', content: 'x' }), 422, 'sheet.macros'],
    ['a.xlsm', bytesOf(zip(typed)), 422, 'sheet.macros'],
    ['a.xlsx', '%PDF-1.7 x', 415, 'sheet.wrongKind'],
    ['a.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 0x61), 413, 'sheet.tooLarge'],
  ] as const)
    expect([code, await refusalOf(name, content)]).toEqual([code, [status, code]]);
  const book = await workbook((sheet) => {
    sheet.addRow(['项目名称', '合同类别', '买方名称', '合同成交总额']);
    sheet.addRow(['公式', '技术服务', '外地买方', { formula: '1+1', result: 2 }]);
    sheet.addRow(['过长'.repeat(6000), '技术服务', '外地买方', 100]);
    sheet.addRow(['不是数', '技术服务', '外地买方', '很多钱']);
    sheet.addRow(['负数', '技术服务', '外地买方', -5]);
  });
  const { status, items } = await judged(seller, bytesOf(book));
  expect(status.rows).toMatchObject({ create: 0, refuse: 4 });
  expect(items.map(({ row, column }) => [row, column])).toEqual([
    [2, '合同成交总额'],
    [3, '项目名称'],
    [4, '合同成交总额'],
    [5, '合同成交总额'],
  ]);
});
const bytesOf = (file: object): Buffer => {
  if ('bytes' in file && Buffer.isBuffer(file.bytes)) return file.bytes;
  throw new Error('a file of bytes');
};
