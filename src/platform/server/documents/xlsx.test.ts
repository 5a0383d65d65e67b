// Reading XLSX: what stands in sound sheets, and which cells are not read.
import { expect, test } from 'vitest';
import { mainType, parts, refusalOf, relationship, text, workbook, zip } from './fixtures.ts';
import { readSheet } from './sheet.ts';
import { tidy } from '../../shared/characters.ts';

const header = ['名称', '统一社会信用代码', '成立日期', '收入（万元）'];
const tidied = ['名称', '统一社会信用代码', '成立日期', '收入(万元)'];

test('texts, days and numbers come as they were meant', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(header);
    sheet.addRow([' 常州某某科技有限公司 ', '9132041258558635XF', new Date('2022-09-24T00:00:00Z'), 1234.5]);
    sheet.addRow([]);
    sheet.addRow([{ richText: [{ text: '常州' }, { text: '研究院' }] }, '', new Date('1900-03-05T00:00:00Z'), 0.1 + 0.2]);
    sheet.addRow([true, { text: '官网', hyperlink: 'https://example.org' }, new Date('2024-02-29T08:30:00Z'), -1e-7]);
    sheet.getCell('C5').numFmt = 'yyyy/m/d h:mm';
  });
  expect(await readSheet(file)).toEqual({
    header: tidied,
    problems: [],
    rows: [
      {
        row: 2,
        cells: {
          名称: ' 常州某某科技有限公司 ',
          统一社会信用代码: '9132041258558635XF',
          成立日期: '2022-09-24',
          '收入(万元)': '1234.5',
        },
      },
      { row: 4, cells: { 名称: '常州研究院', 统一社会信用代码: '', 成立日期: '1900-03-05', '收入(万元)': '0.3' } },
      { row: 5, cells: { 名称: 'TRUE', 统一社会信用代码: '官网', 成立日期: '2024-02-29 08:30:00', '收入(万元)': '-0.0000001' } },
    ],
  });
});

test('a formula is refused with its row and column, and its hidden value is not read', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(header);
    sheet.addRow(['甲', '', '', { formula: '1+1', result: 2 }]);
    sheet.addRow(['乙', '', '', 3]);
  });
  const { rows, problems } = await readSheet(file);
  expect(problems).toEqual([
    {
      row: 2,
      column: '收入(万元)',
      code: 'formula',
      words: 'documents:problems.formula',
      params: { row: 2, column: '收入(万元)' },
    },
  ]);
  expect(rows.map(({ cells }) => cells['收入(万元)'])).toEqual(['', '3']);
});

test('merged cells are problems of every row that they cover, and in the header refuse the file', async () => {
  const below = await workbook((sheet) => {
    for (const row of [header, ['甲', 'x', '', 1], ['乙', 'y', '', 2], ['丙', 'z', '', 3]]) sheet.addRow(row);
    sheet.mergeCells('B2:C3');
  });
  expect((await readSheet(below)).problems.map(({ row, column, code, params }) => [row, column, code, params['range']])).toEqual([
    [2, '统一社会信用代码', 'merged', 'B2:C3'],
    [3, '统一社会信用代码', 'merged', 'B2:C3'],
  ]);
  const title = await workbook((sheet) => {
    sheet.addRow(['常州市科技服务机构名单']);
    sheet.addRow(header);
    sheet.mergeCells('A1:D1');
  });
  const refused = await refusalOf(title);
  expect([refused.code, refused.params, refused.errors[0]?.words]).toEqual([
    'sheet.headerUnreadable',
    { row: 1, column: 'A' },
    'documents:problems.merged',
  ]);
});

test('a code stored as a number has lost digits and is a problem; error values too', async () => {
  const file = await workbook((sheet) => {
    sheet.addRow(header);
    sheet.addRow(['甲', 9.1320412585586e17, { error: '#N/A' }, 1e21]);
    sheet.addRow(['乙', 123456789012345, '', 999999999999999]);
  });
  const { rows, problems } = await readSheet(file);
  expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '统一社会信用代码', 'digits'],
    [2, '成立日期', 'errorValue'],
    [2, '收入(万元)', 'digits'],
  ]);
  expect(rows[1]?.cells).toMatchObject({ 统一社会信用代码: '123456789012345', '收入(万元)': '999999999999999' });
});

test('dates in every way that they are stored', async () => {
  const formats = ['14', '57', '164', '165', '166', '167', '22', '1', '168', '169'];
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="yyyy"/><numFmt numFmtId="166" formatCode="[$-804]yyyy/mm/dd"/><numFmt numFmtId="167" formatCode="[Red]0.00&quot;day&quot;"/><numFmt numFmtId="168" formatCode="0000"/><numFmt numFmtId="169" formatCode="[h]:mm"/></numFmts><cellXfs>${formats.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
  const cell = (style: number, value: string, type = 'n') => `<c s="${style}" t="${type}"><v>${value}</v></c>`;
  const names = `<row>${'abcdefghijklm'.split('').map(text).join('')}</row>`;
  const row = [
    cell(0, '45000'),
    cell(1, '44986'),
    cell(1, '45000'),
    cell(2, '45000.7'),
    cell(3, '44927'),
    cell(4, '59'),
    cell(5, '45000'),
    cell(6, '45000.5'),
    cell(0, '60'),
    cell(8, '111'),
    cell(9, '0.75'),
    cell(0, '2024-02-29T00:00:00', 'd'),
    cell(0, '2023-02-29', 'd'),
  ].join('');
  const read = await readSheet(zip(parts(`${names}<row>${row}</row>`, { styles })));
  expect(Object.values(read.rows[0]?.cells ?? {})).toEqual([
    '2023-03-15',
    '2023-03',
    '2023-03-15',
    '2023-03-15',
    '2023',
    '1900-02-28',
    '45000',
    '2023-03-15 12:00:00',
    '',
    '0111',
    '18:00:00',
    '2024-02-29',
    '',
  ]);
  expect(read.problems.map(({ column, code }) => [column, code])).toEqual([
    ['i', 'date'],
    ['m', 'date'],
  ]);
  const from1904 = await readSheet(
    zip(parts(`<row>${text('a')}</row><row>${cell(0, '43538')}</row>`, { styles, pr: '<workbookPr date1904="1"/>' })),
  );
  expect(from1904.rows[0]?.cells).toEqual({ a: '2023-03-15' });
});

test('the first sheet that can be seen is read; prefixes, phonetic texts, CDATA and escapes are understood', async () => {
  const strings =
    '<si><r><t>常</t></r><r><t xml:space="preserve">州 </t></r><rPh><t>chang</t></rPh></si><si><t>a_x000A_b&amp;<![CDATA[<c>]]></t></si>';
  const sheets = '<sheet name="h" sheetId="1" state="veryHidden" r:id="s1"/><sheet name="v" sheetId="2" r:id="s2"/>';
  const visible = {
    name: 'XL/worksheets/Sheet2.xml',
    content: `<x:worksheet xmlns:x="x"><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="A3" t="str"><x:v>n</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  };
  expect((await refusalOf(zip([...parts('', { strings, sheets }), visible]))).code).toBe('sheet.damaged');
  const sound = {
    ...visible,
    content: visible.content
      .replace('<x:c r="A3" t="str"><x:v>n</x:v></x:c>', '')
      .replace('</x:row>', '</x:row><x:row r="7"><x:c r="B7" t="s"><x:v>1</x:v></x:c></x:row>')
      .replace('<x:row r="3">', '<x:row r="3"><x:c r="A3" t="str"><x:v>n</x:v></x:c>'),
  };
  expect((await readSheet(zip([...parts('', { strings, sheets }), sound]))).rows).toEqual([
    { row: 7, cells: { n: '', 常州: 'a\nb&<c>' } },
  ]);
});

test('a workbook that only the links of the package point at', async () => {
  const [, ...rest] = parts(`<row>${text('a')}</row><row>${text('1')}</row>`);
  const types = `<Types><Default Extension="xml" ContentType="${mainType}"/></Types>`;
  const links = `<Relationships>${relationship('r', 'officeDocument', '/xl/workbook.xml')}</Relationships>`;
  const file = zip([{ name: '[Content_Types].xml', content: types }, { name: '_rels/.rels', content: links }, ...rest]);
  expect((await readSheet(file)).rows).toEqual([{ row: 2, cells: { a: '1' } }]);
});

test('headers that are missing, doubled or formulas are refused with their column', async () => {
  const missing = await refusalOf(await workbook((sheet) => sheet.addRow(['a', '', 'c'])));
  expect([missing.code, missing.params]).toEqual(['sheet.headerMissing', { row: 1, column: 'B' }]);
  const doubled = await refusalOf(await workbook((sheet) => sheet.addRow(['收入（元）', 'b', ' 收入(元)'])));
  expect([doubled.code, doubled.params]).toEqual(['sheet.headerDoubled', { row: 1, name: '收入(元)', first: 'A', column: 'C' }]);
  const formula = await refusalOf(await workbook((sheet) => sheet.addRow([{ formula: '"a"', result: 'a' }])));
  expect([formula.code, formula.errors[0]?.code]).toEqual(['sheet.headerUnreadable', 'formula']);
  expect((await refusalOf(await workbook(() => {}))).code).toBe('sheet.empty');
});

test('too wide, too long, beyond the header, not showable', async () => {
  const wide = await refusalOf(await workbook((sheet) => sheet.addRow(Array.from({ length: 201 }, (_, at) => `c${at}`))));
  expect([wide.code, wide.params]).toEqual(['sheet.tooManyColumns', { row: 1, limit: 200 }]);
  const odd = await workbook((sheet) => {
    sheet.addRow(['a', '__proto__']);
    sheet.addRow(['x'.repeat(10_001), 'p']);
    sheet.addRow(['x'.repeat(10_000), 'p', 'beyond']);
    sheet.addRow(['lost \ufffd', 'p']);
  });
  const { problems, rows } = await readSheet(odd);
  expect(problems.map(({ row, column, code, params }) => [row, column, code, params['limit'] ?? params['found']])).toEqual([
    [2, 'a', 'tooLong', 10_000],
    [3, 'C', 'beyondHeader', undefined],
    [4, 'a', 'unreadable', 'U+FFFD'],
  ]);
  expect(Object.entries(rows[0]?.cells ?? {})).toEqual([
    ['a', ''],
    ['__proto__', 'p'],
  ]);
});

const cellOf = (row: number, at: number) => (at % 3 === 0 ? row * at : `常州${row}-${at}`);
const many = (rows: number) =>
  workbook((sheet) => {
    sheet.addRow(Array.from({ length: 12 }, (_, at) => `列${at}`));
    for (let row = 0; row < rows; row += 1) sheet.addRow(Array.from({ length: 12 }, (_, at) => cellOf(row, at)));
  });
/** Made by hand: the library would take half a minute. */
const tooManyRows = (rows: number) => {
  const cells = (row: number) => Array.from({ length: 12 }, (_, at) => text(`${cellOf(row, at)}`)).join('');
  return zip(parts(Array.from({ length: rows }, (_, row) => `<row r="${row + 1}">${cells(row)}</row>`).join('')));
};

test('10,000 rows are read and 100,000 refused, each at once', async () => {
  const accepted = await many(10_000);
  let began = performance.now();
  const { rows, problems } = await readSheet(accepted);
  const reading = performance.now() - began;
  expect([rows.length, problems.length, rows.at(-1)?.row, rows.at(-1)?.cells['列11']]).toEqual([
    10_000,
    0,
    10_001,
    '常州9999-11',
  ]);
  const tooMany = tooManyRows(100_000);
  began = performance.now();
  const refused = await refusalOf(tooMany);
  const refusing = performance.now() - began;
  expect([refused.code, refused.params]).toEqual(['sheet.tooManyRows', { limit: 10_000 }]);
  expect(Math.max(reading, refusing)).toBeLessThan(12_000);
}, 300_000);

test('tidy makes full-width plain and drops what cannot be seen', () => {
  expect(tidy('\u3000９１３２Ａ\u200b （常州）\ufeff ')).toBe('9132A (常州)');
});
