// A monitoring brief as its readers have it: what the release froze, before and after an amendment, and what is refused. Called by statistics.test.ts.
import { expect } from 'vitest';
import { textsOf } from '../src/platform/server/documents/paper.fixtures.ts';
import { readBook } from '../src/platform/server/documents/sheet.ts';
import { shownWithUnit } from '../src/platform/shared/shown.ts';
import { displayIn } from '../src/indicators/indicator.ts';
import type { FrozenFigure } from '../src/statistics/release.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

const source = { title: '2024年统计公报', verified: true, address: 'https://tj.example.cn/2024', confidence: 'high', note: null };

/** What the brief says. */
export async function readBrief(house: TestHouse, zhou: Person, root: string): Promise<string> {
  const visitor = house.visitor();
  const report = (period: string, amount: string) =>
    house.report(zhou, { series: 'revenue', region: root, period, value: amount, source, reason: '年报' });
  await report('2021', '50000000000');
  const stated = await report('2022', '56150000000');
  const made = await zhou.create('releases', { title: '2022年', asOf: '2022-12-31' });
  await house.sealNow();
  const fetched = async (path: string) => {
    const answer = await visitor.send('GET', `/releases/${made.id}/${path}`);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  const said = async () =>
    (await textsOf((await fetched('brief.pdf?every=quarter')).bytes)).join('').replaceAll(/校验码.*出具时间：[\d:-]+/g, '');
  const before = await said();
  const figures = made['figures'] as FrozenFigure[];
  const shown = (code: string) => {
    const one = figures.find((each) => each.code === code)!;
    return one.value === null ? null : shownWithUnit(one.value, displayIn(one.display, 'zh-CN'), 'zh-CN').replaceAll(' ', '');
  };
  expect(before).toContain(`科技服务业营业收入${shown('revenue')}，同比增长12.3%。`);
  expect(shown('revenue')).toBe('561.5亿元');
  // Nobody reported staff, and the registers were complete for no day of that year.
  expect([shown('staff'), shown('contract-turnover')]).toEqual([null, null]);
  expect(before).toContain('科技服务业从业人员暂无数据。');
  expect(before).toContain('技术合同登记成交额暂无数据。');
  expect(before).toContain('科技服务业营业收入没有分项数据。');
  expect(before).toContain('这一天没有适用的行动计划。');
  expect(before).not.toMatch(/(?<![\d.])0(?:\.0+)?(?:亿元|人|家|项)/);

  await house.confirm(await zhou.act(stated, 'amend', { value: '90000000000', reason: '公报修订' }));
  await report('2021-12', '1000');
  expect(await said()).toBe(before);

  const sheets = await readBook({ name: 'tables.xlsx', bytes: Buffer.from((await fetched('tables.xlsx')).bytes) }, () => true);
  const cells = sheets.find(({ name }) => name === '表1')!.rows.map((row) => row.cells.map(String));
  expect(cells).toContainEqual(['科技服务业营业收入（亿元）', '561.5', '500', '12.3']);
  expect(cells).toContainEqual(['统计发布', String(made['number'])]);
  return before;
}

/** What is asked, and what is answered. */
export async function refusedReports(house: TestHouse, zhou: Person): Promise<[number, string][]> {
  const visitor = house.visitor();
  const made = await zhou.create('releases', { title: '五月', asOf: '2024-05-31' });
  const odd = await zhou.create('releases', { title: '半月', asOf: '2024-05-15' });
  await house.sealNow();
  const refused = async (path: string): Promise<[number, string]> => {
    const answer = await visitor.send('GET', path);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const asked = [
    `/releases/${made.id}/brief.pdf?every=quarter`,
    `/releases/${odd.id}/brief.docx`,
    `/releases/${made.id}/report.pdf`,
    `/releases/${made.id}/brief.pdf?every=day`,
    `/releases/${made.id}/report.docx?indicator=${'x'.repeat(5000)}`,
    '/releases/0190a0a0-0000-7000-8000-000000000000/tables.xlsx',
    '/releases/not-an-id/brief.pdf',
  ];
  const answers: [number, string][] = [];
  for (const path of asked) answers.push(await refused(path));
  return answers;
}
