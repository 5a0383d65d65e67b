// The batch file for the official system over HTTP: every column of its form in its order, by its codes and units; read back it is what the register holds.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import { officialFile } from '../../official.ts';
import type { ReadingRow, ReadingWhole } from '../../officialRoutes.ts';

const { forms } = officialFile.parse(JSON.parse(readFileSync('law/contract-official.json', 'utf8')));
const title = '=HYPERLINK("http://example.com","点我")';
const codes = { seller: freshCode(), buyer: freshCode() };
let house: TestHouse;
let registrar: Person;
let today: string;
let year: string;
let transfer: Acted;
let equity: Acted;
beforeAll(async () => {
  house = await startHouse();
  const bureau = await house.as('bureauOfficer');
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  today = String((await bureau.get('/health'))['today']);
  year = today.slice(0, 4);
  const firm = async (name: string, creditCode: string) =>
    (await bureau.create('organizations', { name, region: 'YC-CH', creditCode })).id;
  const [selling, buying] = [await firm('云川青禾无人机有限公司', codes.seller), await firm('云川农服集团有限公司', codes.buyer)];
  const seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization: selling });
  const registered = async (more: object): Promise<Acted> => {
    const draft = await seller.create('contracts', { type: 'transfer', signedOn: `${year}-01-05`, ...more });
    await seller.act(draft, 'submit');
    await registrar.act(draft, 'accept');
    return registrar.act(draft, 'register');
  };
  const side = { country: '142', division: '320411', nature: '152' };
  transfer = await registered({
    title,
    subtype: 'patent',
    parties: [
      { role: 'seller', organization: selling, ...side },
      { role: 'buyer', organization: buying, ...side },
      { role: 'intermediary', name: '云川技术经纪所' },
    ],
    validFrom: `${year}-01-06`,
    validTo: `${Number(year) + 2}-12-31`,
    amount: '1234567.89',
    costs: [{ kind: 'equipment', what: '检测台架', amount: '234567.89' }],
    paymentMode: 'lumpSum',
    items: [{ type: 'inventionPatent', number: 'ZL201811564288.X' }],
    technologyField: '03',
    objective: '10',
    planSource: 'none',
    industry: '3963',
    relatedParty: false,
  });
  equity = await registered({ title: '股权投资', subtype: 'equity', amount: '100.05' });
});
afterAll(() => house.close());

const sheetOf = async (form: string, ids: readonly Acted[]) => {
  const answer = await registrar.send('GET', '/contracts/official/batch.xlsx', {
    query: { form, ids: ids.map((one) => one.id).join() },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { bytes, sheet: await readSheet({ name: 'a.xlsx', bytes }) };
};

test('the registration form: its columns in their order, codes as the form has them, yuan to the fen, days, and a title that stays words', async () => {
  const { sheet } = await sheetOf('JJ-001', [transfer]);
  expect(sheet.header).toEqual(forms.find((one) => one.code === 'JJ-001')?.columns.map((one) => one.header));
  // A formula would be a problem of its row: what begins like one is text.
  expect(sheet.problems).toEqual([]);
  expect(sheet.rows.map((one) => one.cells)).toEqual([
    {
      平台编号: transfer['ownNumber'],
      合同登记编号: '',
      项目名称: title,
      合同有效期起: `${year}-01-06`,
      合同有效期止: `${Number(year) + 2}-12-31`,
      合同签订日期: `${year}-01-05`,
      卖方名称: '云川青禾无人机有限公司',
      卖方统一社会信用代码: codes.seller,
      卖方国别代码: '142',
      卖方行政区划代码: '320411',
      卖方性质代码: '152',
      买方名称: '云川农服集团有限公司',
      买方统一社会信用代码: codes.buyer,
      买方国别代码: '142',
      买方行政区划代码: '320411',
      买方性质代码: '152',
      合同类别: '技术转让',
      合同类别代码: 'TT',
      合同子类: '专利权转让',
      知识产权类型: '发明专利',
      知识产权编号: 'ZL201811564288.X',
      技术领域: '先进制造',
      技术领域代码: '03',
      社会经济目标: '工商业发展',
      计划来源: '计划外',
      服务国民经济行业代码: '3963',
      合同成交总额: '1234567.89',
      技术交易额: '1000000.00',
      支付方式: '一次总付',
      是否关联交易: '否',
      是否跨境: '不涉及',
      中介方: '云川技术经纪所',
    },
  ]);
});

test('the provincial market: its own codes by sub-type before type, and 万元 without losing a fen', async () => {
  const { sheet } = await sheetOf('jiangsu-market', [transfer, equity]);
  expect(sheet.header).toEqual(
    forms.find((one) => one.code === 'jiangsu-market')?.columns.map((one) => one.header.normalize('NFKC')),
  );
  expect(
    sheet.rows.map(({ cells }) => [cells['合作方式代码'], cells['合作方式'], cells['意向价格(万元)'], cells['签订日期']]),
  ).toEqual([
    ['01', '技术转让', '123.456789', `${year}-01-05`],
    ['00', '股权投资', '0.010005', `${year}-01-05`],
  ]);
});

test('read back as a list of the official system, every contract of the batch is equal', async () => {
  const { bytes } = await sheetOf('JJ-001', [transfer, equity]);
  const { id } = await registrar.upload<{ id: string }>(`/contracts/official/readings?from=${today}&to=${today}`, {
    name: 'JJ-001.xlsx',
    content: bytes,
  });
  const { items } = await registrar.get<{ items: ReadingRow[] }>(`/contracts/official/readings/${id}/rows`, { limit: 10 });
  expect(items.map((one) => [one.here?.title, one.there?.title, one.outcome, one.way, one.differs])).toEqual([
    [title, title, 'equal', 'ownNumber', []],
    ['股权投资', '股权投资', 'equal', 'ownNumber', []],
  ]);
  const { outcomes } = await registrar.get<ReadingWhole>(`/contracts/official/readings/${id}`);
  expect(outcomes.find((one) => one.outcome === 'equal')).toMatchObject({ count: 2, there: '1234667.94', here: '1234667.94' });
});
