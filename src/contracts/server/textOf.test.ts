// From files to fields: whole contracts as DOCX and PDF are read to the last field, and a file that cannot be read is refused with the reason.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Document, Footer, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import pdfmake from 'pdfmake';
import { beforeAll, describe, expect, test } from 'vitest';
import { zip } from '../../platform/server/documents/fixtures.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { consulting, development, licence, type Line, service, textOfLines, transfer } from '../fixtures.ts';
import { readFields } from '../readFields.ts';
import type { Reading } from '../reading.ts';
import { inOneForm } from '../oneForm.ts';
import { textOf } from './textOf.ts';

const blocks = (lines: readonly Line[]): (Paragraph | Table)[] => {
  const made: (Paragraph | Table)[] = [];
  let rows: TableRow[] = [];
  const close = () => {
    if (rows.length > 0) made.push(new Table({ rows }));
    rows = [];
  };
  for (const line of lines) {
    if (typeof line === 'string') {
      close();
      // As Word saves: a line in several runs, cut wherever the cursor once stood.
      const middle = Math.floor(line.length / 2);
      made.push(
        new Paragraph({ children: [new TextRun(line.slice(0, middle)), new TextRun({ text: line.slice(middle), bold: true })] }),
      );
    } else rows.push(new TableRow({ children: line.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }));
  }
  close();
  return made;
};
const docx = (lines: readonly Line[], head = ''): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          headers: head === '' ? {} : { default: new Header({ children: [new Paragraph(head)] }) },
          footers: { default: new Footer({ children: [new Paragraph('1')] }) },
          children: blocks(lines),
        },
      ],
    }),
  );

beforeAll(() => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  const normal = join(folder, 'NotoSansHans-Regular.otf');
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path: string) => path === normal);
  pdfmake.setFonts({ Text: { normal, bold: normal } });
});
const pdf = (lines: readonly Line[], more: object = {}): Promise<Buffer> =>
  pdfmake
    .createPdf({
      content: lines.map((line) =>
        typeof line === 'string'
          ? { text: line === '' ? ' ' : line, preserveLeadingSpaces: true }
          : { table: { widths: line.map(() => '*'), body: [line] } },
      ),
      defaultStyle: { font: 'Text', fontSize: 12, lineHeight: 1.4 },
      ...more,
    })
    .getBuffer();

/** What a reading says, without the places; the places are tried beside. */
const plain = (reading: Reading) => ({
  title: reading.title?.value,
  parties: reading.parties.map(({ role, name, creditCode }) => [
    role,
    name.value,
    creditCode?.value ?? null,
    creditCode?.valid ?? null,
  ]),
  total: reading.totalAmount && [reading.totalAmount.value, reading.totalAmount.doubt],
  costs: reading.costs.map(({ kind, what, amount }) => [kind, what, amount]),
  days: [reading.signedOn?.value, reading.validFrom?.value, reading.validTo?.value],
  mode: reading.paymentMode?.value,
  schedule: reading.schedule.map(({ amount, share, on, condition }) => [amount, share, on, condition]),
  royalty: reading.royalty && [reading.royalty.base, reading.royalty.rate, reading.royalty.entryFee],
  items: reading.items.map(({ type, number, valid }) => [type, number, valid]),
});

const wanted: Record<string, { lines: Line[]; says: ReturnType<typeof plain> }> = {
  development: {
    lines: development,
    says: {
      title: '面向动力电池极片的在线缺陷检测系统开发',
      parties: [
        ['buyer', '常州锐芯动力电池有限公司', '91320413MA1N2AB422', true],
        ['seller', '江南智造技术研究院（常州）有限公司', '91320412MA2P3CD75A', true],
      ],
      total: ['1860000.00', null],
      costs: [
        ['equipment', '设备费', '325000.00'],
        ['materials', '材料费', '180000.00'],
      ],
      days: ['2026-03-18', '2026-03-18', '2027-06-30'],
      mode: 'instalments',
      schedule: [
        ['558000.00', '30', null, '合同签订后10个工作日内'],
        ['744000.00', '40', null, '样机通过甲方阶段评审后15日内'],
        ['465000.00', '25', null, '现场验收合格后20日内'],
        ['93000.00', '5', null, '验收合格满一年后7日内'],
      ],
      royalty: null,
      items: [],
    },
  },
  licence: {
    lines: licence,
    says: {
      title: '专利实施许可合同',
      parties: [
        ['seller', '常州大观新材料研究所', '12320400MB0A1B2C6A', true],
        ['buyer', '苏州恒拓高分子股份有限公司', '91320500MA3Q4EF18H', false],
      ],
      total: null,
      costs: [],
      days: ['2026-05-08', '2026-06-01', '2031-05-31'],
      mode: 'royaltyWithEntryFee',
      schedule: [['500000.00', null, null, '本合同生效后15日内']],
      royalty: ['sales', '3.5', '500000.00'],
      items: [
        ['inventionPatent', 'ZL201811564288.X', true],
        ['utilityModel', 'ZL202322865413.3', true],
      ],
    },
  },
  transfer: {
    lines: transfer,
    says: {
      title: '高纯电子级双氧水纯化工艺技术秘密转让',
      parties: [
        ['buyer', '溧阳晶源电子化学品有限公司', '91320481MA4R5GH26T', true],
        ['seller', '南屏理工大学', '12320000466007890D', true],
        ['intermediary', '常州技联科技服务有限公司', null, null],
      ],
      total: ['3200000.00', null],
      costs: [
        ['equipment', '纯化装置设备费', '480000.00'],
        ['materials', '树脂等原材料费', '120000.00'],
      ],
      days: ['2026-07-02', '2026-07-02', '2029-07-02'],
      mode: 'lumpSum',
      schedule: [[null, '100', null, '合同生效后30日内']],
      royalty: null,
      items: [['technicalSecret', null, null]],
    },
  },
  consulting: {
    lines: consulting,
    says: {
      title: '常州市新北区氢能产业园项目可行性研究技术咨询合同',
      parties: [
        ['buyer', '常州滨江产业发展有限公司', null, null],
        ['seller', '常州远见工程咨询中心（有限合伙）', null, null],
      ],
      total: ['280000.00', null],
      costs: [],
      days: ['2026-03-25', '2026-04-01', '2026-08-31'],
      mode: 'instalments',
      schedule: [
        [null, '40', null, '合同签订后'],
        [null, '30', null, '提交初稿后'],
        [null, '30', null, '报告通过专家评审后'],
      ],
      royalty: null,
      items: [],
    },
  },
  service: {
    lines: service,
    says: {
      title: '注塑车间能耗在线优化技术服务',
      parties: [
        ['buyer', '常州宏远塑业有限公司', null, null],
        ['seller', '常州智汇节能科技有限公司', null, null],
      ],
      total: ['600000.00', 'differs'],
      costs: [],
      days: ['2026-01-22', '2026-01-22', '2027-07-22'],
      mode: 'instalments',
      schedule: [
        ['300000.00', '50', '2026-02-10', '合同签订后，2026年2月10日前'],
        ['180000.00', '30', '2026-09-30', '能耗优化模型上线后，2026年9月30日前'],
        ['120000.00', '20', null, '验收合格后10日内'],
      ],
      royalty: null,
      items: [['softwareCopyright', '2023SR0123456', null]],
    },
  },
};

describe.each(Object.entries(wanted))('a whole contract: %s', (name, { lines, says }) => {
  test('as pasted text', () => {
    const text = textOfLines(lines);
    const reading = readFields(text);
    expect(plain(reading)).toEqual(says);
    for (const { name: party } of reading.parties) expect(text.slice(party.at.from, party.at.to)).toBe(party.value);
    const { from = 0, to = 0 } = reading.totalAmount?.at ?? {};
    expect(text.slice(from, to)).toBe(reading.totalAmount?.said ?? '');
  });
  test('as DOCX', async () => {
    const { text, pages } = await textOf({ name: `${name}.docx`, content: await docx(lines) });
    expect(plain(readFields(text))).toEqual(says);
    expect(pages).toBeNull();
  });
  test('as PDF', async () => {
    const { text, pages } = await textOf({ name: `${name}.pdf`, content: await pdf(lines) });
    expect(plain(readFields(text))).toEqual(says);
    expect(pages).toBeGreaterThan(0);
  });
});

const refusal = async (name: string, content: Buffer): Promise<string> => {
  const read = await textOf({ name, content }).catch((error: unknown) => error);
  return read instanceof Refusal ? read.code : `read: ${JSON.stringify(read).slice(0, 200)}`;
};
const types = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const bytesOf = (file: ReturnType<typeof zip>): Buffer => ('bytes' in file ? Buffer.from(file.bytes) : Buffer.alloc(0));
const word = (body: string, main = wordType, more: Parameters<typeof zip>[0] = []): Buffer =>
  bytesOf(
    zip([
      { name: '[Content_Types].xml', content: types(main) },
      {
        name: 'word/document.xml',
        content: `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
      },
      ...more,
    ]),
  );
const paragraph = '<w:p><w:r><w:t>技术服务合同</w:t></w:r></w:p>';

test('what cannot be read is refused by name', async () => {
  const picture =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const of = async (lines: Line[], more: object) => pdf(lines, more);
  const cases: [string, string, Buffer][] = [
    ['reading.scanned', 'a.pdf', await of([], { content: [{ image: picture, width: 400 }] })],
    ['reading.locked', 'a.pdf', await of(['技术服务合同'], { userPassword: 'secret' })],
    [
      'file.macros',
      'a.docm',
      word(
        paragraph,
        wordType
          .replace('document.main', 'document.macroEnabled.main')
          .replace('openxmlformats-officedocument.wordprocessingml.document.macroEnabled', 'ms-word.document.macroEnabled'),
      ),
    ],
    ['file.macros', 'a.docx', word(paragraph, wordType, [{ name: 'word/vbaProject.bin', content: 'x' }])],
    ['reading.oldWord', 'a.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)])],
    ['file.notItsName', 'a.pdf', word(paragraph)],
    ['file.notItsName', 'a.docx', await of(['技术服务合同'], {})],
    ['file.unsound', 'a.docx', word(paragraph).subarray(0, 300)],
    ['file.unsound', 'a.docx', word('<w:p><w:r><w:t>技术')],
    [
      'file.unsound',
      'a.docx',
      word(paragraph, wordType, [{ name: 'word/media/a.bin', content: Buffer.alloc(200 * 1024 * 1024) }]),
    ],
    ['file.unsound', 'a.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')],
    ['reading.nothing', 'a.docx', word('<w:p/>')],
    ['reading.nothing', 'a.txt', Buffer.from(' \n\t\n')],
    ['reading.notReadable', 'a.png', Buffer.from(picture.split(',')[1] ?? '', 'base64')],
    ['file.notTaken', 'a.exe', Buffer.from('MZ\x90\0'.repeat(50), 'latin1')],
    ['file.empty', 'a.docx', Buffer.alloc(0)],
    ['file.tooLarge', 'a.docx', Buffer.alloc(20 * 1024 * 1024 + 1)],
  ];
  const got: string[] = [];
  for (const [, name, content] of cases) got.push(await refusal(name, content));
  expect(got).toEqual(cases.map(([code]) => code));
});

test('a DOCX as a reader sees it: nothing struck out, no codes of fields, text boxes once, heads and feet behind', async () => {
  const body = `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">总价 </w:t></w:r>
    <w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>120万元</w:t></w:r></w:ins>
    <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
    <w:p><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>
    <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t><w:br/><w:t>方</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`;
  const { text } = await textOf({ name: 'a.docx', content: word(body) });
  expect(text).toBe('总价 120万元\n框\n\n甲\n方\t乙');
  const marked = await textOf({ name: 'b.docx', content: await docx(['技术服务合同'], '机密★5年') });
  expect(marked.text).toBe('技术服务合同\n\n1\n\n机密★5年');
});

test('one form of text: signs that are the same become one, and nothing else', () => {
  expect(inOneForm('\ufeff合同\u200b金额：１２０万元\r\n⼄⽅\u00a0Ａ\0①½（一）　，\f\n\n\n\n\n完 ')).toBe(
    '合同金额：120万元\n乙方 A①½（一）　，\n\n\n完',
  );
});

test('five megabytes are read within a second', async () => {
  const clause = textOfLines(development).split('\n');
  const many: Line[] = [...development];
  while (many.length < 3000) many.push(...clause.slice(22, 40));
  const media = Buffer.alloc(4 * 1024 * 1024);
  for (let at = 0; at < media.length; at += 4) media.writeUInt32LE((Math.imul(at, 2654435761) ^ (at << 7)) >>> 0, at);
  const xml = many.map((line) => `<w:p><w:r><w:t>${String(line).replaceAll('&', '')}</w:t></w:r></w:p>`).join('');
  const content = word(xml, wordType, [{ name: 'word/media/image1.png', content: media }]);
  const began = performance.now();
  const { text } = await textOf({ name: 'a.docx', content });
  const reading = readFields(text);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(reading.totalAmount?.value).toBe('1860000.00');
  expect(content.length).toBeGreaterThan(3_000_000);
});
