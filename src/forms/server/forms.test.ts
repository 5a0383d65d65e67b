// Forms over HTTP: the catalogue of both cities, a form's head, a template filled with a spreadsheet program's library and read back, and what is refused.
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person, RefusedError } from '../../../test/harness/http.ts';
import { extractText } from 'unpdf';
import { printed } from '../../platform/server/documents/press.ts';
import { openPack } from '../../platform/server/pack.ts';
import { form } from '../form.ts';
import { printOf } from './print.ts';
import type { FormHead, FormSaid, VerdictSaid } from '../routes.ts';
import { openForms, previewOf } from './index.ts';

let house: TestHouse;
let li: Person;
let visitor: Person;
beforeAll(async () => {
  house = await startHouse();
  [li, visitor] = [await house.as('bureauOfficer'), house.visitor()];
});
afterAll(() => house.close());

type Filled = { items: Record<string, string | null>; tables: Record<string, object[]>; verdict: VerdictSaid };
const month = {
  revenue: '12000',
  serviceRevenue: '9000',
  outsideRevenue: '3000',
  profit: '-120.5',
  staff: '60',
  technicalStaff: '40',
  pay: '5400',
  clients: '31',
  orders: '12',
  orderAmount: '8000',
};
const check = (form: string, items: object, tables: object = {}) =>
  li.post<VerdictSaid>(`/forms/${form}/check`, { items, tables });
const told = ({ findings, faults }: VerdictSaid): string[] => [
  ...faults.map(({ place, code }) => `${place} ${code}`),
  ...findings.map(({ check: code, level }) => `${code} ${level}`),
];

describe('the catalogue', () => {
  test('has the forms of the first year, each with who reports and on whose word', async () => {
    const { items } = await visitor.get<{ items: FormHead[] }>('/forms');
    expect(items.map(({ code }) => code)).toEqual([
      'incubator-year',
      'institution-month',
      'institution-year',
      'maker-space-year',
      'new-research-year',
      'transfer-year',
      'transformation-year',
    ]);
    for (const one of items) expect(one.commission).not.toBeNull();
    const statutory = items.find(({ code }) => code === 'institution-month')?.commission;
    expect(statutory).toMatchObject({ open: 'open', standing: { kind: 'statutory', number: '示例KF201' } });
    const incubators = items.find(({ code }) => code === 'incubator-year');
    expect(incubators?.commission?.standing.kind).toBe('administrative');
    expect(incubators?.tables).toBe(1);
  });
  test('a form says its items with their units, in the reader’s language', async () => {
    const said = await visitor.get<FormSaid>('/forms/incubator-year');
    const items = said.sections.flatMap((one) => one.items);
    expect(items.find(({ code }) => code === 'firmRevenue')).toMatchObject({ unit: 'thousandYuan', line: '19', kind: 'number' });
    expect(said.rows[0]?.columns.map(({ code }) => code)).toContain('revenue');
    expect(said.basis.sure).toBe('recalled');
    // What a system of the state asks already is named, with of whom.
    expect(items.find(({ code }) => code === 'firms')?.elsewhere).toContain('火炬统计');
    const month = await visitor.get<FormSaid>('/forms/institution-month');
    expect(month.sections.flatMap((one) => one.items).find(({ code }) => code === 'revenue')?.elsewhere).toContain('F203');
  });
  test('what is not there is not found', async () => {
    await expect(visitor.get('/forms/nothing')).rejects.toMatchObject({ status: 404, code: 'forms.unknown' });
    await expect(visitor.get('/forms/incubator-year', { version: 9 })).rejects.toMatchObject({
      status: 404,
      code: 'forms.noVersion',
    });
  });
  test('a real city collects nothing that nobody has ordered', () => {
    const forms = openForms(openPack('changzhou'));
    expect(forms.list().length).toBe(7);
    expect(forms.list().map(({ code }) => forms.commissionOf(code)?.from)).toEqual(Array.from({ length: 7 }, () => null));
  });
});

describe('an answer', () => {
  test('passes when it hangs together', async () => {
    const said = await check('institution-month', month);
    expect(told(said)).toEqual([]);
    expect(said.passes).toBe(true);
  });
  test('is told what a check of the form finds, with the values it was judged by', async () => {
    const said = await check('institution-month', { ...month, orders: '0', staff: '0', technicalStaff: '0' });
    expect(said.passes).toBe(false);
    expect(told(said)).toContain('ordersWithoutAmount mandatory');
    const orders = said.findings.find((one) => one.check === 'ordersWithoutAmount');
    expect(orders?.facts.map(({ value }) => value).sort()).toEqual(['0', '8000']);
    expect(told(said)).toContain('noStaffNoPay mandatory');
  });
  test('a warning stops nothing', async () => {
    const said = await check('institution-month', { ...month, staff: '1', technicalStaff: '1' });
    expect(told(said)).toContain('revenuePerHead warning');
    expect(said.passes).toBe(true);
  });
  test('a list is added up and counted', async () => {
    const tenant = {
      name: '甲',
      creditCode: '',
      joinedOn: '2026/3/1',
      staff: '5',
      freshGraduates: '1',
      revenue: '100',
      research: '10',
      ip: '2',
      patents: '1',
    };
    const said = await check('incubator-year', { firms: '2', firmStaff: '5', firmRevenue: '90' }, { tenants: [tenant] });
    expect(told(said)).toEqual(expect.arrayContaining(['total mandatory', 'firmsInTable mandatory']));
    expect(told(said)).not.toContain('tenants.0.joinedOn notADay');
  });
  test('what is not asked is refused by name, and a visitor does not ask', async () => {
    const items = { items: { income: '5' } };
    await expect(li.post('/forms/institution-month/check', items)).rejects.toMatchObject({
      status: 422,
      code: 'forms.notAsked',
      errors: [{ path: 'income' }],
    });
    await expect(visitor.post('/forms/institution-month/check', {})).rejects.toMatchObject({ status: 401 });
  });
});

describe('a template', () => {
  const load = async (form: string) => {
    const answer = await visitor.send('GET', `/forms/${form}/template`);
    const book = new exceljs.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    return book;
  };
  const put = (sheet: exceljs.Worksheet | undefined, row: number, column: number, value: exceljs.CellValue) => {
    if (sheet) sheet.getCell(row, column).value = value;
  };
  const fill = (book: exceljs.Workbook, values: Record<string, exceljs.CellValue>) => {
    book.getWorksheet('1')?.eachRow((row) => {
      const code = String(row.getCell(1).value ?? '');
      if (code in values) row.getCell(5).value = values[code] ?? null;
    });
    return book;
  };
  const send = async (form: string, book: exceljs.Workbook) =>
    li.upload<Filled>(`/forms/${form}/read`, { name: '月报.xlsx', content: Buffer.from(await book.xlsx.writeBuffer()) });

  test('filled and read back is what was typed, numbers as numbers too', async () => {
    const book = fill(await load('institution-month'), { ...month, revenue: 12_000, profit: -120.5 });
    const read = await send('institution-month', book);
    expect(read.items).toMatchObject(month);
    expect(read.verdict.passes).toBe(true);
  });
  test('only the cells to be filled are open', async () => {
    const sheet = (await load('institution-month')).getWorksheet('1');
    expect(sheet?.getCell('E8').protection).toMatchObject({ locked: false });
    expect(sheet?.getCell('C8').protection?.locked).not.toBe(false);
    expect(sheet?.getColumn(1).hidden).toBe(true);
  });
  test('a formula is refused at its cell, the rest is read', async () => {
    const book = fill(await load('institution-month'), { ...month, revenue: { formula: '1+1', result: 12_000 } });
    const read = await send('institution-month', book);
    expect(told(read.verdict)).toContain('revenue formula');
    expect(read.items['staff']).toBe('60');
  });
  test('rows of a table come with their columns, blank ones are none', async () => {
    const book = await load('incubator-year');
    const sheet = book.getWorksheet('2');
    for (const [at, value] of ['甲公司', '', '2026-03-01', 5, 1, 100.5, 10, 2, 1].entries()) put(sheet, 3, at + 1, value);
    put(sheet, 5, 1, '乙公司');
    const read = await send('incubator-year', book);
    expect(read.tables['tenants']).toHaveLength(2);
    expect(read.tables['tenants']?.[0]).toMatchObject({ name: '甲公司', revenue: '100.5', joinedOn: '2026-03-01' });
  });
  test('another form, no template, a column too many: refused with the reason', async () => {
    const content = Buffer.from(await (await load('incubator-year')).xlsx.writeBuffer());
    const refusedAs = (form: string, file: Buffer): Promise<unknown> =>
      li.upload(`/forms/${form}/read`, { name: 'a.xlsx', content: file }).catch((error: RefusedError) => error.code);
    expect(await refusedAs('institution-month', content)).toBe('forms.otherTemplate');
    const strange = await load('incubator-year');
    put(strange.getWorksheet('2'), 3, 12, 'x');
    expect(await refusedAs('incubator-year', Buffer.from(await strange.xlsx.writeBuffer()))).toBe('forms.strangeColumn');
    const changed = await load('incubator-year');
    put(changed.getWorksheet('touyan'), 3, 2, 'x');
    expect(await refusedAs('incubator-year', Buffer.from(await changed.xlsx.writeBuffer()))).toBe('forms.otherVersion');
    const plain = new exceljs.Workbook();
    plain.addWorksheet('1').getCell('A1').value = 'x';
    expect(await refusedAs('incubator-year', Buffer.from(await plain.xlsx.writeBuffer()))).toBe('forms.noTemplate');
    expect(await refusedAs('incubator-year', Buffer.from('a,b\n1,2'))).toBe('sheet.wrongKind');
  });
});

describe('a printed form', () => {
  test('bears its head and who signs, with no sign that the typeface lacks', async () => {
    const answer = await visitor.send('GET', '/forms/institution-month/print.pdf');
    const { text } = await extractText(new Uint8Array(await answer.arrayBuffer()), { mergePages: true });
    const said = text.replaceAll(/\s/g, '');
    for (const wanted of [
      '示例KF201',
      '批准机关：示例市统计局',
      '例统制〔2025〕6号',
      '营业收入（自年初累计）',
      '千元',
      '统计负责人',
    ])
      expect(said).toContain(wanted);
    const one = house.house.forms.one('incubator-year');
    const { version } = house.house.forms.version('incubator-year', { on: '2026-12-31' });
    const reader = { language: 'zh-CN' as const, say: house.app.say, today: '2026-12-31' };
    const made = await printed(printOf(one, version, null, reader), 'pdf');
    expect(made.missing).toEqual([]);
  });
});

describe('a form’s file before it is loaded', () => {
  const pack = openPack('changzhou');
  const known = (code: string) =>
    openForms(pack)
      .list()
      .find((one) => one.code === code);
  const loaded = () => structuredClone(pack.read('law/forms/transfer-year.json', form));
  const preview = (json: unknown) => previewOf(json, known, house.app.say, 'en');
  const successor = () => {
    const one = loaded();
    const last = structuredClone(one.versions.at(-1));
    if (last === undefined) throw new Error('no version');
    one.versions[0] = { ...one.versions[0], to: '2026-12-31' } as (typeof one.versions)[number];
    one.versions.push({ ...last, version: 2, from: '2027-01-01' });
    return one;
  };

  test('as it is loaded it says nothing new; under another code it is a new form', () => {
    expect(preview(loaded())).toEqual({ faults: [], lines: ['No new version.'] });
    expect(preview({ ...loaded(), code: 'transfer-quarter' })).toEqual({ faults: [], lines: ['A new form; it can be loaded.'] });
  });
  test('a new version tells how it differs from the one before', () => {
    const one = successor();
    const [first] = one.versions[1]?.sections ?? [];
    if (first?.items[0]) first.items[0].name = { zh: '在职人员', en: 'Persons employed' };
    first?.items.pop();
    expect(preview(one)).toEqual({
      faults: [],
      lines: [
        'Version 1 → version 2 (for periods from 2027-01-01)',
        '  Removed of which: technology brokers and managers',
        '  Changed Persons employed (name)',
      ],
    });
  });
  test('what is published is never changed, a rule that asks for what is not there is named, so is a wrong shape', () => {
    const changed = loaded();
    if (changed.versions[0]?.sections[0]?.items[0]) changed.versions[0].sections[0].items[0].required = false;
    expect(preview(changed).faults).toEqual(['version 1: is loaded and would change (sections): make a new version']);
    const broken = successor();
    const [check] = broken.versions[1]?.checks ?? [];
    if (check) check.expression = 'now.income > 0';
    expect(preview(broken).faults.join()).toMatch(/^version 2: check projectsHaveAmount: .*income/);
    expect(preview({ ...loaded(), length: 'week' }).faults.join()).toMatch(/^length: /);
  });
});

test('a pack whose form is broken does not start: each fault is named', () => {
  const pack = openPack('changzhou');
  const file = 'law/forms/institution-month.json';
  const broken = pack.read(file, form);
  for (const one of broken.versions[0]?.checks ?? []) one.expression = 'now.income > 0';
  const read: typeof pack.read = (name, schema) => (name === file ? schema.parse(broken) : pack.read(name, schema)) as never;
  expect(() => openForms({ ...pack, read })).toThrow(/version 1: check noStaffNoPay: .*income/);
});
