// Documents looked at as images and read as text: that characters are drawn and not boxes, margins, grid, page numbers, QR code; DOCX by its XML.
import mammoth from 'mammoth';
import { create } from 'qrcode';
import { afterAll, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { chineseNumber, type Document, documentNumber, numbered, writtenDay } from './document.ts';
import { letter, signUpLetter } from './letters.ts';
import { page as a4 } from './layout.ts';
import { filesIn, inkedIn, linesBetween, linesOf, pageOf, pixelsIn, textsOf } from './paper.fixtures.ts';
import { printed, stopPress } from './press.ts';

afterAll(() => stopPress());

const bare: Document = { language: 'zh-CN', head: null, title: '标题', blocks: [] };
const pdf = (of: Partial<Document>) => printed({ ...bare, ...of }, 'pdf');
const block = { left: a4.left, right: 210 - a4.right, top: a4.top, bottom: 297 - a4.bottom };
const sheet = { left: 0, top: 0, right: 210, bottom: 297 };

test('characters are drawn, each its own: no box stands for any of them', async () => {
  const characters = [...'一国龘㐀䶮龦喆堃镕〇'];
  const { bytes, missing } = await pdf({ blocks: characters.map((text) => ({ kind: 'paragraph', text, indent: false })) });
  expect(missing).toEqual([]);
  const page = await pageOf(bytes, 1);
  const pitch = (28.95 * 25.4) / 72;
  const first = inkedIn(page, { ...block, top: 58 })!.top;
  const drawn = characters.map((one, at) => {
    const top = first - 2.6 + at * pitch;
    return { one, ...pixelsIn(page, { left: block.left, right: block.left + 5.8, top, bottom: top + 5.9 }) };
  });
  // A typeface that lost its outlines would draw the same box for all.
  expect(new Set(drawn.map((one) => one.pixels)).size).toBe(characters.length);
  const share = (of: string) => drawn.find(({ one }) => one === of)!.share;
  expect(share('一')).toBeGreaterThan(0.02);
  expect(share('一')).toBeLessThan(share('国'));
  expect(share('国')).toBeLessThan(share('龘'));
  expect(await textsOf(bytes)).toEqual([`标题${characters.join('')}—1—`]);
});

test('what the typeface lacks is a 〓, named on the paper and told to the caller; what nobody sees is left out', async () => {
  const { bytes, missing } = await pdf({
    title: '𠮷野\u200b家',
    blocks: [{ kind: 'facts', items: [['名称', '𠮷😀']] }],
    signature: { body: '甲\ufe00局', day: '2026-01-02', seal: true },
  });
  expect(missing).toEqual(['𠮷', '😀']);
  const [text] = await textsOf(bytes);
  expect(text).toContain('〓野家');
  expect(text).toContain('名称〓〓');
  expect(text).toContain('甲局2026年1月2日');
  expect(text).toContain('U+20BB7,U+1F600');
});

test('22 lines of 28 characters stand within the text block, the number below it: odd pages right, even pages left', async () => {
  const { bytes } = await pdf({ title: '题', blocks: [{ kind: 'paragraph', text: '永和九年岁在癸丑暮春之初'.repeat(160) }] });
  const [one, two] = [await pageOf(bytes, 1), await pageOf(bytes, 2)];
  expect(linesBetween(two, block.top, block.bottom)).toBe(22);
  expect((await linesOf(bytes)).filter((line) => line.length === 28).length).toBeGreaterThan(15);
  for (const page of [one, two]) {
    const inked = inkedIn(page, { ...sheet, bottom: block.bottom + 1 })!;
    expect(inked.left).toBeGreaterThan(block.left - 0.3);
    expect(inked.right).toBeLessThan(block.right + 0.3);
    expect(inked.top).toBeGreaterThan(block.top - 0.3);
    expect(inked.bottom).toBeLessThan(block.bottom);
    expect(inked.right - inked.left).toBeGreaterThan(a4.textWidth - 2);
  }
  const below = { ...sheet, top: block.bottom + 1 };
  const [odd, even] = [inkedIn(one, below)!, inkedIn(two, below)!];
  expect([odd.left > 150, odd.right < block.right, even.right < 60, even.left > block.left]).toEqual([true, true, true, true]);
  for (const number of [odd, even]) {
    expect(number.top - block.bottom).toBeGreaterThan(6);
    expect(number.top - block.bottom).toBeLessThan(11);
  }
});

test('the red head is red and fills its line; the head of a table stands on each of its pages', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [`第${at + 1}行`, String(at)]);
  const { bytes } = await pdf({
    head: { issuer: '云川市科学技术局文件', number: documentNumber('云科发', 2026, 1) },
    blocks: [
      {
        kind: 'table',
        caption: '表',
        columns: [{ title: '甲栏' }, { title: '乙栏', align: 'right' }],
        rows,
        total: ['合计', '1770'],
      },
    ],
  });
  const texts = await textsOf(bytes);
  expect(texts[0]).toContain('云川市科学技术局文件云科发〔2026〕1号标题');
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text).toContain('表甲栏乙栏');
  expect(texts.at(-1)).toContain('合计1770');
  const head = inkedIn(await pageOf(bytes, 1), { ...sheet, bottom: 60 })!;
  expect(head.right - head.left).toBeGreaterThan(120);
});

test('the QR code is the code of its address, module by module; files are inside', async () => {
  const address =
    'https://touyan.example.cn/verify/recognition/0190b0f0-aaaa-7bbb-8ccc-123456789012?event=0190b0f0-aaaa-7bbb-8ccc-1234567890ab';
  const { bytes } = await pdf({
    code: { address, title: '核验', lines: ['校验码'] },
    files: [{ name: 'proof.json', type: 'application/json', content: '{"甲":1}', description: '证明' }],
  });
  const { modules } = create(address, { errorCorrectionLevel: 'Q' });
  const page = await pageOf(bytes, 1);
  const code = inkedIn(page, { left: a4.left, right: a4.left + 27.5, top: 60, bottom: 200 })!;
  const one = (code.right - code.left) / modules.size;
  const wrong = Array.from(modules.data).filter((dark, at) => {
    const [x, y] = [(at % modules.size) + 0.5, Math.floor(at / modules.size) + 0.5].map((middle) => middle * one) as [
      number,
      number,
    ];
    const { share } = pixelsIn(page, {
      left: code.left + x - 0.15,
      right: code.left + x + 0.15,
      top: code.top + y - 0.15,
      bottom: code.top + y + 0.15,
    });
    return share > 0.5 !== Boolean(dark);
  });
  // Far below what the code itself mends.
  expect(wrong.length / modules.data.length).toBeLessThan(0.03);
  expect(await filesIn(bytes)).toEqual(new Map([['proof.json', '{"甲":1}']]));
});

/** One part of a DOCX as text. */
const partOf = (docx: Uint8Array, name: string): Promise<string> =>
  new Promise((done, failed) =>
    fromBuffer(Buffer.from(docx), { lazyEntries: true }, (wrong, zip) => {
      if (wrong) return failed(wrong);
      zip.on('end', () => failed(new Error(`no ${name}`)));
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== name) return zip.readEntry();
        zip.openReadStream(entry as never, (bad, stream) => {
          if (bad) return failed(bad);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts).toString('utf8')));
        });
      });
      zip.readEntry();
    }),
  );

test('a DOCX has the page, grid, typefaces and page numbers of GB/T 9704, and says what the PDF says', async () => {
  const reply = letter({
    language: 'zh-CN',
    issuer: '云川市科学技术局',
    number: documentNumber('云科函', 2026, 12),
    to: '澄湖区科学技术局',
    subject: '孵化器评价办法',
    answer: '同意试行。\n\n请于年底前报送总结。',
    day: '2026-03-05',
    contact: { name: '周明', phone: '0519-12345678' },
    attachments: ['评价办法', '报送表'],
    copyTo: '市政府办公室',
  });
  const { bytes } = await printed(reply, 'docx');
  const xml = await partOf(bytes, 'word/document.xml');
  // 210 × 297 mm; 37, 35, 28 and 26 mm; 22 lines, 28 characters: in twentieths of a point, and 4096ths for the characters.
  expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  expect(xml).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  expect(xml).toMatch(/<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-8\d\d"\/>/);
  for (const font of ['仿宋_GB2312', '方正小标宋简体']) expect(xml).toContain(`w:eastAsia="${font}"`);
  expect(xml).toMatch(/<w:spacing w:line="579" w:lineRule="exact"/);
  expect(xml).toContain('w:firstLineChars="200"');
  expect(await partOf(bytes, 'word/fontTable.xml')).toContain('<w:altName w:val="FangSong_GB2312,仿宋,FangSong"/>');
  expect(await partOf(bytes, 'word/settings.xml')).toContain('<w:evenAndOddHeaders');
  const [first, second] = [await partOf(bytes, 'word/footer1.xml'), await partOf(bytes, 'word/footer2.xml')];
  expect([first, second].map((one) => /<w:jc w:val="(\w+)"/.exec(one)?.[1]).sort()).toEqual(['left', 'right']);
  const said = (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value.replaceAll(/\s+/g, '');
  const drawn = (await textsOf((await printed(reply, 'pdf')).bytes)).join('').replaceAll(/—\d—|（盖章处）/g, '');
  const words =
    '云川市科学技术局云科函〔2026〕12号关于孵化器评价办法的复函澄湖区科学技术局：《孵化器评价办法》收悉。经研究，现函复如下：同意试行。请于年底前报送总结。特此函复。附件：1.评价办法2.报送表云川市科学技术局2026年3月5日';
  expect(said).toContain(words);
  expect(drawn).toContain(words);
  for (const one of [said, drawn]) expect(one).toContain('抄送：市政府办公室');
});

test('the letter of authority to sign and seal: who, for whom, where to; in both languages on one page', async () => {
  const of = {
    city: '云川市',
    organization: '云川青禾检测有限公司',
    creditCode: '91990112M41812320H',
    administrator: '李青',
    reference: 'A-2026-17',
    district: '澄湖区科学技术局',
    address: '澄湖区湖滨路 1 号 302 室',
  };
  for (const language of ['zh-CN', 'en'] as const) {
    const texts = await textsOf((await printed(signUpLetter({ ...of, language }), 'pdf')).bytes);
    expect(texts).toHaveLength(1);
    for (const said of [of.organization, of.creditCode, of.administrator, of.reference, of.district, '湖滨路1号302室'])
      expect(texts[0]).toContain(said);
    expect(texts[0]).toContain(language === 'en' ? 'Officialsealoftheorganization:' : '单位公章：');
  }
});

test('numbers, days and headings as official documents write them', () => {
  expect([1, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
  expect([writtenDay('2026-01-02', 'zh-CN'), writtenDay('2026-01', 'zh-CN'), writtenDay('2026-01-02', 'en')]).toEqual([
    '2026年1月2日',
    '2026年1月',
    '2 January 2026',
  ]);
  const heading = (level: 1 | 2 | 3 | 4) => ({ kind: 'heading', level, text: '' }) as const;
  const levels = [1, 2, 3, 4, 2, 1, 2] as const;
  const marks = (language: 'zh-CN' | 'en') =>
    numbered(levels.map(heading), language).map((one) => (one.kind === 'heading' ? one.text.trim() : ''));
  expect(marks('zh-CN')).toEqual(['一、', '（一）', '1.', '（1）', '（二）', '二、', '（一）']);
  expect(marks('en')).toEqual(['1.', '1.1', '1.1.1', '(1)', '1.2', '2.', '2.1']);
});

test('a hundred pages hold up nobody: the thread of the server goes on meanwhile; what is queued comes in order', async () => {
  const long = pdf({
    blocks: Array.from({ length: 440 }, () => ({ kind: 'paragraph', text: '永和九年岁在癸丑暮春之初'.repeat(11) })),
  });
  const after = pdf({ blocks: [] });
  let turns = 0;
  let going = true;
  const counting = (async () => {
    while (going) {
      await new Promise((next) => setImmediate(next));
      turns++;
    }
  })();
  const { bytes } = await long;
  going = false;
  await counting;
  expect((await textsOf(bytes)).length).toBeGreaterThan(90);
  expect(turns).toBeGreaterThan(1000);
  expect((await after).missing).toEqual([]);
});
