// Reading CSV: encodings, separators, quotation marks, and what is wrong in them.
import { expect, test } from 'vitest';
import { csv, refusalOf } from './fixtures.ts';
import { readSheet } from './sheet.ts';

const bytes = (...values: (number | string)[]) =>
  Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value))));
/** 名称,地区 / 常州大学,武进 in GBK. */
const gbk = bytes(
  0xc3,
  0xfb,
  0xb3,
  0xc6,
  ',',
  0xb5,
  0xd8,
  0xc7,
  0xf8,
  '\r\n',
  0xb3,
  0xa3,
  0xd6,
  0xdd,
  0xb4,
  0xf3,
  0xd1,
  0xa7,
  ',',
  0xce,
  0xe4,
  0xbd,
  0xf8,
  '\r\n',
);
const read = { header: ['名称', '地区'], rows: [{ row: 2, cells: { 名称: '常州大学', 地区: '武进' } }], problems: [] };
const plain = '名称,地区\r\n常州大学,武进\r\n';

test('UTF-8 with and without a mark, GB18030 and UTF-16 with a mark read the same', async () => {
  const utf16 = Buffer.from(`\ufeff${plain.replaceAll(',', '\t')}`, 'utf16le');
  for (const file of [Buffer.from(plain), Buffer.from(`\ufeff${plain}`), gbk, utf16, Buffer.from(utf16).swap16()]) {
    expect(await readSheet(csv(file))).toEqual(read);
  }
});

test('another encoding is refused with the row of its first bad byte', async () => {
  const bad = await refusalOf(csv(bytes('名称,地区\n"两\n行",a\n', 0xb3, 0xff, ',b\n')));
  expect([bad.code, bad.params]).toEqual(['sheet.encoding', { row: 3 }]);
  const marked = await refusalOf(csv(bytes(0xef, 0xbb, 0xbf, 'a\n', 0xb3, 0xa3, '\n')));
  expect([marked.code, marked.params]).toEqual(['sheet.encoding', { row: 2 }]);
  const half = await refusalOf(csv(Buffer.concat([Buffer.from('\ufeffa\nb\nc', 'utf16le'), Buffer.from([0x00, 0xd8])])));
  expect([half.code, half.params]).toEqual(['sheet.encoding', { row: 3 }]);
  const nul = await refusalOf(csv('a,b\n1,2\n3,\0\n'));
  expect([nul.code, nul.params]).toEqual(['sheet.nul', { row: 3 }]);
});

test('quotation marks: cells with commas, lines and marks; unclosed and misplaced ones are refused with their row', async () => {
  const { rows } = await readSheet(csv('a,b\n"x,""y""\nz",1\n\n ,\n2,3\n'));
  expect(rows).toEqual([
    { row: 2, cells: { a: 'x,"y"\nz', b: '1' } },
    { row: 5, cells: { a: '2', b: '3' } },
  ]);
  for (const body of ['a,b\n1,2\n"3,4\n5,6\n', 'a,b\n1,2\n3,x"y\n', 'a,b\n1,2\n"3"x,4\n']) {
    const refused = await refusalOf(csv(body));
    expect([body, refused.code, refused.params]).toEqual([body, 'sheet.quotes', { row: 3 }]);
  }
  const long = await refusalOf(csv(`a,b\n1,2\n"${'x,y\n'.repeat(2_000_000)}`));
  expect([long.code, long.params]).toEqual(['sheet.quotes', { row: 3 }]);
});

test('line ends and separators of other programs', async () => {
  const expected = [
    { row: 2, cells: { a: '1', b: '2' } },
    { row: 3, cells: { a: '3', b: '4' } },
  ];
  for (const body of ['a,b\r1,2\r3,4', 'a,b\r\n1,2\n3,4', 'a;b\n1;2\n3;4\n', 'a\tb\n1\t2\n3\t4\n', '"a",b,,\n1,2,,\n3,4,,\n']) {
    expect((await readSheet(csv(body))).rows).toEqual(expected);
  }
});

test('rows of another width, formulas and numbers that lost their end are problems', async () => {
  const { problems } = await readSheet(csv('a,b\n1\n1,2,3\n=1+1,2\n"=""007""",2\n9.13204E+17,-5\n'));
  expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, null, 'cells'],
    [3, null, 'cells'],
    [4, 'a', 'formula'],
    [5, 'a', 'formula'],
    [6, 'a', 'digits'],
  ]);
  const bare = await refusalOf(csv('a,b\n="007",2\n'));
  expect([bare.code, bare.params]).toEqual(['sheet.formula', { row: 2 }]);
  expect(problems[0]?.params).toEqual({ row: 2, found: 1, expected: 2 });
});

test('headers, width and height have the limits of XLSX', async () => {
  expect((await refusalOf(csv('a,,c\n'))).params).toEqual({ row: 1, column: 'B' });
  expect((await refusalOf(csv('a,b,a\n'))).code).toBe('sheet.headerDoubled');
  expect((await refusalOf(csv(`a\n1\n${','.repeat(200)}\n`))).params).toEqual({ row: 3, limit: 200 });
  const rows = (count: number) => csv(`a,b,c,d,e,f,g,h,i,j,k,l\n${'常州,2,3,4,5,6,7,8,9,10,11,12\n'.repeat(count)}`);
  let began = performance.now();
  expect((await readSheet(rows(10_000))).rows).toHaveLength(10_000);
  expect(performance.now() - began).toBeLessThan(12_000);
  began = performance.now();
  expect((await refusalOf(rows(100_000))).params).toEqual({ limit: 10_000 });
  expect(performance.now() - began).toBeLessThan(12_000);
});
