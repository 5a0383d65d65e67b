// A list of the official system over HTTP: read back, put beside the register, noted by a registrar's acts; what differs is told and never decided.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { contentTypes, type Part, parts, text, workbook, zip } from '../../../platform/server/documents/fixtures.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import type { ReadingRow, ReadingWhole } from '../../officialRoutes.ts';

let house: TestHouse;
let bureau: Person;
let registrar: Person;
let other: Person;
let seller: Person;
let today: string;
const made: Record<string, Acted> = {};
beforeAll(async () => {
  house = await startHouse();
  bureau = await house.as('bureauOfficer');
  today = String((await bureau.get('/health'))['today']);
  const { id: organization } = await bureau.create('organizations', {
    name: '云川青禾无人机有限公司',
    region: 'YC-CH',
    creditCode: freshCode(),
  });
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization });
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  other = await house.as({ account: 'fu', roles: ['registrar'] });
  for (const [title, amount] of [
    ['避障系统开发', '100'],
    ['测绘服务', '200'],
    ['仅在本平台', '300'],
    ['金额不同', '400'],
    ['那边不予登记', '500'],
  ] as const) {
    const contract = await seller.create('contracts', {
      title,
      type: 'service',
      amount,
      signedOn: today,
      parties: [{ role: 'buyer', name: '外地买方' }],
    });
    await seller.act(contract, 'submit');
    await registrar.act(contract, 'accept');
    made[title] = await registrar.act(contract, 'register');
  }
});
afterAll(() => house.close());

const own = (title: string): string => String(made[title]?.['ownNumber']);
const list = (): string =>
  [
    '合同登记编号,平台编号,项目名称,卖方名称,合同类别,合同成交总额（万元）,登记日期,登记状态,经办人',
    `2026320401000001,${own('避障系统开发')},避障系统开发,云川青禾无人机有限公司,技术服务,0.01,${today} 09:30,已登记,甲`,
    `2026320401000002,,测绘 服务,云川青禾无人机有限公司,技术服务,0.02,${today},已登记,甲`,
    `2026320401000003,,只在那边,别的公司,技术开发,5,${today},已登记,甲`,
    `2026320401000004,,金额不同,云川青禾无人机有限公司,技术咨询,0.05,${today},已登记,甲`,
    `,,那边不予登记,云川青禾无人机有限公司,技术服务,0.05,,不予登记,甲`,
    `2026320401000006,,读不懂,云川青禾无人机有限公司,技术服务,5万元,${today},已登记,甲`,
  ].join('\r\n');
const read = async (who: Person, content: string, query = '') =>
  (await who.upload<{ id: string }>(`/contracts/official/readings${query}`, { name: '导出.csv', content })).id;
const rowsOf = async (who: Person, id: string, more: object = {}) =>
  (await who.get<{ items: ReadingRow[] }>(`/contracts/official/readings/${id}/rows`, { limit: 200, ...more })).items;
const whole = (who: Person, id: string) => who.get<ReadingWhole>(`/contracts/official/readings/${id}`);

test('a list is put beside the register row by row, with counts and sums, and the unknown column is told', async () => {
  const id = await read(registrar, list());
  const rows = await rowsOf(registrar, id);
  expect(rows.map((one) => [one.there?.title ?? one.here?.title, one.outcome, one.way, one.differs.join(), one.step])).toEqual([
    ['避障系统开发', 'equal', 'ownNumber', '', 'note'],
    ['测绘 服务', 'equal', 'terms', '', 'note'],
    ['只在那边', 'thereOnly', null, '', null],
    ['金额不同', 'differs', 'titleAndSeller', 'amount,type', 'note'],
    ['那边不予登记', 'otherResult', 'terms', '', null],
    ['读不懂', 'unreadable', null, '', null],
    ['仅在本平台', 'hereOnly', null, '', null],
  ]);
  expect(rows.find((one) => one.outcome === 'unreadable')?.words).toContain('以万元计');
  const said = await whole(registrar, id);
  expect(said).toMatchObject({ from: today, to: today, ignored: ['经办人'], steps: { note: 3, noted: 0, left: 0 } });
  expect(said.outcomes.find((one) => one.outcome === 'differs')).toEqual({
    outcome: 'differs',
    count: 1,
    there: '500.00',
    here: '400.00',
    difference: '100.00',
  });
  expect(said.outcomes.find((one) => one.outcome === 'hereOnly')).toMatchObject({ count: 1, here: '300.00' });
  expect(await rowsOf(registrar, id, { differs: 'type' })).toHaveLength(1);
  const sheet = await registrar.send('GET', `/contracts/official/readings/${id}/rows.xlsx`);
  expect([sheet.status, (await sheet.arrayBuffer()).byteLength > 4000]).toEqual([200, true]);
});

test('numbers are noted once, by acts of the registrar; refusals and differences decide nothing', async () => {
  const id = await read(registrar, list());
  await registrar.post(`/contracts/official/readings/${id}/note`, {});
  await house.house.officialReadings.idle();
  expect((await whole(registrar, id)).steps).toEqual({ note: 0, noted: 3, left: 0 });
  const noted = await registrar.get<Acted>(`/contracts/${made['测绘服务']?.id}`);
  expect(noted).toMatchObject({ registrationNumber: '2026320401000002', state: 'registered', amount: '200.00' });
  expect(await registrar.get(`/contracts/${made['金额不同']?.id}`)).toMatchObject({
    amount: '400.00',
    registrationNumber: '2026320401000004',
  });
  expect(await registrar.get(`/contracts/${made['那边不予登记']?.id}`)).toMatchObject({
    state: 'registered',
    registrationNumber: null,
  });
  const { items } = await registrar.get<{ items: { action: string; actor: unknown }[] }>(
    `/contracts/${made['测绘服务']?.id}/events`,
  );
  expect(items[0]).toMatchObject({ action: 'noteOfficial' });
  await expect(registrar.post(`/contracts/official/readings/${id}/note`, {})).rejects.toMatchObject({ status: 409 });
  // Read again, nothing is left to be noted; of an earlier one what was found still stands.
  const again = await read(registrar, list());
  expect((await whole(registrar, again)).steps).toEqual({ note: 0, noted: 0, left: 0 });
  expect((await rowsOf(registrar, again))[1]).toMatchObject({ way: 'registrationNumber', outcome: 'equal' });
  expect((await rowsOf(registrar, id))[1]).toMatchObject({ way: 'terms', here: { registrationNumber: null } });
});

test('a number that was given away meanwhile is told; a reading is its reader’s and the bureau’s; other files are refused', async () => {
  const contract = made['仅在本平台'];
  const row = `2026320401000009,,仅在本平台,云川青禾无人机有限公司,技术服务,0.03,${today},已登记,甲`;
  const id = await read(registrar, [list().split('\r\n')[0], row].join('\r\n'));
  await registrar.act(made['那边不予登记'] as Acted, 'noteOfficial', { registrationNumber: '2026320401000009' });
  await registrar.post(`/contracts/official/readings/${id}/note`, {});
  await house.house.officialReadings.idle();
  expect(await whole(registrar, id)).toMatchObject({ state: 'compared', steps: { note: 0, noted: 0, left: 1 } });
  expect((await rowsOf(registrar, id))[0]?.words).toContain('另一份合同');
  expect(await registrar.get(`/contracts/${contract?.id}`)).toMatchObject({ registrationNumber: null });

  await expect(other.get(`/contracts/official/readings/${id}`)).rejects.toMatchObject({ status: 404 });
  await expect(other.post(`/contracts/official/readings/${id}/note`, {})).rejects.toMatchObject({ status: 404 });
  expect((await bureau.get<{ items: { id: string }[] }>('/contracts/official/readings')).items.map((one) => one.id)).toContain(
    id,
  );
  await expect(bureau.post(`/contracts/official/readings/${id}/note`, {})).rejects.toMatchObject({ status: 403 });
  await expect(seller.get('/contracts/official/readings')).rejects.toMatchObject({ status: 403 });
  const codeOf = (content: string) =>
    registrar.upload('/contracts/official/readings', { name: 'a.csv', content }).then(
      () => 'taken',
      (error: { code?: string; problem?: { code: string } }) => error.problem?.code ?? error.code,
    );
  expect(await codeOf('经办人,电话\r\n甲,乙')).toBe('official.nothingRecognised');
  expect(await codeOf('项目名称,合同名称\r\n甲,乙')).toBe('official.columnTwice');
  expect(await codeOf('项目名称\r\n甲')).toBe('official.noPeriod');
  expect(await codeOf('项目名称\r\n')).toBe('official.noRows');
});

test('of contracts without an official number a list of another year means those of its titles; the others stay out of it', async () => {
  const year = Number(today.slice(0, 4)) - 2;
  const on = `${year}-06-30`;
  const rows = [
    list().split('\r\n')[0],
    `,,仅在本平台,云川青禾无人机有限公司,技术服务,0.03,${on},已登记,甲`,
    `,,仅在 本平台,云川青禾无人机有限公司,技术服务,0.03,${on},已登记,甲`,
  ];
  const of = async (title: string) => {
    const id = await read(registrar, [rows[0], rows.find((one) => one?.includes(`,${title},`))].join('\r\n'));
    return (await rowsOf(registrar, id)).map((one) => one.outcome);
  };
  expect((await of('仅在本平台'))[0]).not.toBe('thereOnly');
  expect(await of('仅在 本平台')).toEqual(['thereOnly']);
});

test('a hostile list is refused as a whole with the reason, and a hostile cell as its row with the column', async () => {
  const sound = parts(`<row>${text('项目名称')}</row><row>${text('避障系统开发')}</row>`);
  const packed = (...more: Part[]) => bytesOf(zip([...sound, ...more]));
  const refusalOf = (name: string, content: string | Buffer) =>
    registrar.upload('/contracts/official/readings', { name, content }).then(
      () => 'taken',
      ({ status, code, problem }) => [status, code, problem.detail.length > 5],
    );
  const bomb = { name: 'xl/media/a.bin', content: Buffer.alloc(30 * 1024 * 1024) };
  const typed = [contentTypes('application/vnd.ms-excel.sheet.macroEnabled.main+xml'), ...sound.slice(1)];
  const before = (await registrar.get<{ items: unknown[] }>('/contracts/official/readings')).items.length;
  for (const [name, content, status, code] of [
    ['a.xlsx', packed(bomb), 422, 'sheet.hostile'],
    ['a.xlsx', packed({ name: 'xl/vbaProject.bin', content: 'x' }), 422, 'sheet.macros'],
    ['a.xlsm', bytesOf(zip(typed)), 422, 'sheet.macros'],
    ['a.xlsx', '%PDF-1.7 x', 415, 'sheet.wrongKind'],
    ['a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 415, 'sheet.oldOrEncrypted'],
    ['a.csv', '', 422, 'sheet.empty'],
    ['a.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 0x61), 413, 'sheet.tooLarge'],
  ] as const)
    expect([code, await refusalOf(name, content)]).toEqual([code, [status, code, true]]);
  await expect(registrar.post('/contracts/official/readings', { file: 'a' })).rejects.toMatchObject({ status: 415 });
  expect((await registrar.get<{ items: unknown[] }>('/contracts/official/readings')).items).toHaveLength(before);

  const book = await workbook((sheet) => {
    sheet.addRow(['项目名称', '合同成交总额（万元）', '登记日期']);
    sheet.addRow(['公式', { formula: '1+1', result: 2 }, today]);
    sheet.addRow(['过长'.repeat(6000), 1, today]);
    sheet.addRow(['=HYPERLINK("http://example.com")', 1, today]);
  });
  const { id } = await registrar.upload<{ id: string }>('/contracts/official/readings', {
    name: 'a.xlsx',
    content: bytesOf(book),
  });
  const rows = (await rowsOf(registrar, id)).filter((one) => one.row !== null);
  expect(rows.map((one) => [one.row, one.outcome])).toEqual([
    [2, 'unreadable'],
    [3, 'unreadable'],
    [4, 'thereOnly'],
  ]);
  expect(rows[0]?.words).toContain('合同成交总额');
  expect(rows[1]?.words).toContain('项目名称');
  const sheet = await registrar.send('GET', `/contracts/official/readings/${id}/rows.xlsx`);
  expect([sheet.status, (await sheet.arrayBuffer()).byteLength > 4000]).toEqual([200, true]);
});
const bytesOf = (file: object): Buffer => {
  if ('bytes' in file && Buffer.isBuffer(file.bytes)) return file.bytes;
  throw new Error('a file of bytes');
};
