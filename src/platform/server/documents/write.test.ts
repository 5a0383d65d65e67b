// Writing sheets: what is written is read back, nothing in it runs, and nothing piles up in memory.
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, unguarded } from './guard.ts';
import { readSheet, type SheetColumn, type Written, writeSheet } from './sheet.ts';

const columns: SheetColumn[] = [
  { key: 'name', title: '名称' },
  { key: 'code', title: '统一社会信用代码' },
  { key: 'revenue', title: '收入(万元)', kind: 'number' },
];
const rows: Written[] = [
  { name: '=HYPERLINK("http://example.org")', code: '914419000585344943', revenue: '1234.50' },
  { name: '+86 519，"a"\n@b', code: null, revenue: '-5' },
  { name: "'=x", code: '0111', revenue: '12345678901234567890' },
];

test('both kinds read back as they were written', async () => {
  for (const kind of ['xlsx', 'csv'] as const) {
    const read = await readSheet({ name: 'out', bytes: await buffer(writeSheet('机构/名单', columns, rows, kind)) });
    expect(read.problems).toEqual([]);
    expect(read.rows.map(({ cells }) => Object.values(cells))).toEqual([
      ['=HYPERLINK("http://example.org")', '914419000585344943', kind === 'csv' ? '1234.50' : '1234.5'],
      ['+86 519，"a"\n@b', '', '-5'],
      ["'=x", '0111', '12345678901234567890'],
    ]);
  }
});

test('a CSV begins with a mark and no cell of it begins a formula', async () => {
  const text = (await buffer(writeSheet('a', columns, rows, 'csv'))).toString();
  expect(text.startsWith('\ufeff名称,统一社会信用代码,收入(万元)\r\n"\'=HYPERLINK(""http')).toBe(true);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\'＝"a,1 .') }), (said) => {
      expect(unguarded(guarded(said))).toBe(said);
      expect(guarded(said)).not.toMatch(/^([=+@\t\r＝]|-(?!\d+(\.\d+)?$))/);
    }),
  );
});

test('an XLSX opens elsewhere: a sound name, no formulas, codes as text', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await buffer(writeSheet('机构/名单', columns, rows))).buffer as ArrayBuffer);
  const [sheet] = book.worksheets;
  expect([sheet?.name, sheet?.getCell('A2').type, sheet?.getCell('B2').value, sheet?.getCell('C2').value]).toEqual([
    '机构 名单',
    exceljs.ValueType.String,
    '914419000585344943',
    1234.5,
  ]);
});

test('a reader that is slow or goes away holds back the rows', async () => {
  let made = 0;
  const endless = function* () {
    for (;;) yield { name: `行${(made += 1)} ${Math.random()}`, code: '', revenue: String(made) };
  };
  for (const kind of ['xlsx', 'csv'] as const) {
    made = 0;
    const stream = writeSheet('a', columns, endless(), kind);
    await new Promise((go) => stream.once('readable', go));
    stream.read();
    await expect
      .poll(
        async () => {
          const before = made;
          await new Promise((go) => setTimeout(go, 250));
          return made - before;
        },
        { timeout: 10_000 },
      )
      .toBe(0);
    expect(made).toBeLessThan(200_000);
    stream.destroy();
  }
});

test('an error of the rows is an error of the stream', async () => {
  const failing = async function* (): AsyncGenerator<Written> {
    yield rows[0] ?? {};
    throw new Error('the query failed');
  };
  for (const kind of ['xlsx', 'csv'] as const)
    await expect(buffer(writeSheet('a', columns, failing(), kind))).rejects.toThrow('the query failed');
});
