// Copies that bear who took them away: on each page as it is looked at, whatever its size and turn; in texts and sheets; and files that are locked, broken or huge.
import { createCanvas } from '@napi-rs/canvas';
import { Document, Header, Packer, Paragraph } from 'docx';
import ExcelJS from 'exceljs';
import mammoth from 'mammoth';
import { afterAll, expect, test } from 'vitest';
import { lockedPdf, pagesPdf, paperPng } from '../../../../test/harness/papers.ts';
import { Refusal } from '../../shared/errors.ts';
import { docxType } from '../../shared/files.ts';
import { markBusy, markSlow, xlsxType } from '../../shared/marks.ts';
import { madeApart, stopApart } from '../apart.ts';
import { inkedIn, pageOf, textsOf } from '../documents/paper.fixtures.ts';
import { openArchive } from '../documents/zip.ts';
import { sheetLimits } from '../documents/refusals.ts';
import { apart } from './make.ts';
import { marked } from './marked.ts';
import { turnOf } from './picture.ts';

afterAll(stopApart);
const text = '邓一鸣 · 云川市登记处 2026-11-26 09:10 下载';
const drawn = text.replaceAll(' ', '');
const made = async (type: string, content: Buffer, name = 'a.pdf') => {
  const copy = await apart({ name, content, with: { type, text, sheet: '下载标注' } });
  return { ...copy, content: Buffer.from(copy.content) };
};
const pdfType = 'application/pdf';
const refused = (making: Promise<unknown>) =>
  making.then(
    () => 'made',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

test('a PDF bears the mark twice on each page, at its foot as it is looked at however it is turned, and once more when it is marked again', async () => {
  const original = await pagesPdf(4, 'Page', 90);
  const before = Buffer.from(original);
  const copy = await made(pdfType, original);
  expect(original.equals(before)).toBe(true);
  for (const page of await textsOf(copy.content)) expect(page.split(drawn)).toHaveLength(3);
  for (const [number, [width, height]] of [
    [1, [210, 297]],
    [2, [297, 210]],
    [4, [297, 210]],
  ] as const) {
    const page = await pageOf(copy.content, number);
    const foot = inkedIn(page, { left: 0, top: height - 9, right: width, bottom: height })!;
    expect((foot.left + foot.right) / 2).toBeCloseTo(width / 2, -0.5);
    // Light across the page: what is dark is the foot and the page's own line alone.
    expect(inkedIn(page, { left: width * 0.3, top: height * 0.4, right: width * 0.7, bottom: height * 0.6 })).toBeNull();
  }
  const again = await apart({ name: 'a.pdf', content: copy.content, with: { type: pdfType, text: 'Chen Yu' } });
  for (const page of await textsOf(again.content)) {
    expect(page).toContain('ChenYu');
    expect(page.split(drawn)).toHaveLength(3);
  }
});

test('a password that stops reading and a file without pages are said; one that stops changes, a wrong table and two thousand pages are marked', async () => {
  const one = await pagesPdf(1);
  expect(await refused(made(pdfType, await lockedPdf(one, { userPassword: 'open', ownerPassword: 'own' })))).toBe('mark.locked');
  for (const open of [
    await lockedPdf(one, { ownerPassword: 'own' }),
    Buffer.from(one.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n99999'), 'latin1'),
  ])
    expect((await textsOf((await made(pdfType, open)).content)).join('')).toContain(`Page1${drawn}`);
  for (const nothing of ['%PDF-1.4\n%%EOF\n', '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\n%%EOF\n'])
    expect(await refused(made(pdfType, Buffer.from(nothing)))).toBe('mark.broken');
  // In the threads: the process itself goes on.
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 20);
  const content = await pagesPdf(2000, '');
  turns = 0;
  const copy = await marked({ name: 'a.pdf', type: pdfType, content }, { text, sheet: '' });
  clearInterval(clock);
  expect(copy.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(turns).toBeGreaterThan(20);
});

test('a picture becomes a page that bears the mark, as its camera was held', async () => {
  const dot = await made('image/png', paperPng, '照片.png');
  expect([dot.name, dot.type]).toEqual(['照片.pdf', pdfType]);
  const canvas = createCanvas(300, 200);
  const pen = canvas.getContext('2d');
  pen.fillRect(0, 0, 300, 200);
  for (const type of ['image/png', 'image/jpeg'] as const) {
    const { content } = await made(type, type === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg'));
    expect((await textsOf(content))[0]!.split(drawn)).toHaveLength(3);
  }
  const exif = (turn: number) => Buffer.from(`457869660000${'49492a0008000000010012010300010000000'}${turn}000000`, 'hex');
  expect([1, 3, 6, 8].map((turn) => turnOf(exif(turn)))).toEqual([0, 180, 90, 270]);
  expect(turnOf(exif(6).subarray(0, 20))).toBe(0);
  expect(await refused(marked({ name: 'a.webp', type: 'image/webp', content: paperPng }, { text, sheet: '' }))).toBe(
    'mark.unmarkable',
  );
});

const partOf = async (content: Buffer, name: string) => {
  const pieces: Buffer[] = [];
  for await (const piece of (await openArchive(content, sheetLimits)).read(name)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

test('a DOCX bears the mark in every head, and in one of its own where there was none; its text is what it was', async () => {
  const children = (said: string) => [new Paragraph(said)];
  const head = new Header({ children: children('机密以外') });
  const original = await Packer.toBuffer(
    new Document({ sections: [{ children: children('第一节') }, { headers: { default: head }, children: children('第二节') }] }),
  );
  const { content } = await made(docxType, original);
  const said = async (of: Buffer) => (await mammoth.extractRawText({ buffer: of })).value;
  expect(await said(content)).toBe(await said(original));
  const heads = (await openArchive(content, sheetLimits)).names;
  const parts = [...heads].filter((name) => /^word\/header\d+\.xml$/.test(name));
  for (const part of parts) expect(await partOf(content, part)).toContain(text);
  expect((await Promise.all(parts.map((part) => partOf(content, part)))).join('')).toContain('机密以外');
  const first = /<w:sectPr.*?<\/w:sectPr>/s.exec(await partOf(content, 'word/document.xml'))![0];
  for (const type of ['default', 'first', 'even']) expect(first).toContain(`w:type="${type}"`);
  expect(await refused(made(docxType, Buffer.from('PK\x03\x04')))).toBe('mark.broken');
});

test('an XLSX opens on a sheet that says the mark, prints it on each page, and keeps its cells, names and feet', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('明细');
  sheet.addRow(['甲', 1]);
  sheet.pageSetup.printArea = 'A1:B2';
  sheet.headerFooter.oddFooter = '&P';
  book.addWorksheet('下载标注').addTable({ name: 'T', ref: 'A1', columns: [{ name: '乙' }], rows: [['丙']] });
  const { content } = await made(xlsxType, Buffer.from(await book.xlsx.writeBuffer()));
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(Uint8Array.from(content).buffer);
  expect(read.worksheets.map(({ name }) => name)).toEqual(['下载标注 2', '明细', '下载标注']);
  expect(read.worksheets.map((one) => one.getCell('A1').value)).toEqual([text, '甲', '乙']);
  const [, first, second] = read.worksheets;
  expect([first!.pageSetup.printArea, first!.headerFooter.oddFooter]).toEqual(['A1:B2', '&P']);
  for (const one of [first!, second!]) expect(one.headerFooter.oddHeader).toContain(text);
  expect(second!.getTable('T')).toBeDefined();
});

test('a text bears the mark as its first line, whatever it was written in', async () => {
  const gb = Buffer.from('d2bbb6fe', 'hex');
  const { content } = await made('text/plain', gb, 'a.txt');
  expect(content.toString()).toBe(`\ufeff${text}\n一二`);
});

test('what unpacks to more than a thread may hold beside its heap is given up long before its time', async () => {
  const greedy = `const held = []; export async function apart() {
    for (;;) { held.push(Buffer.alloc(20_000_000, 1)); await new Promise((done) => setTimeout(done, 2)); } }`;
  const module = new URL(`data:text/javascript,${encodeURIComponent(greedy)}`);
  const began = performance.now();
  const making = madeApart({
    module,
    file: { name: '', content: Buffer.from('') },
    why: { slow: () => markSlow(), busy: () => markBusy() },
  });
  expect(await refused(making)).toBe('mark.slow');
  expect(performance.now() - began).toBeLessThan(30_000);
  expect((await marked({ name: 'a.txt', type: 'text/plain', content: Buffer.from('一') }, { text, sheet: '' })).name).toBe(
    'a.txt',
  );
});
