// Time and memory of documents: a plan's report as of its size, and a hundred pages, as PDF and DOCX; copies that bear their reader; how long the server's own thread was held up.
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { concatTransformationMatrix, drawObject, PDFDocument } from '@cantoo/pdf-lib';
import { stopApart } from '../../src/platform/server/apart.ts';
import type { Block, Document } from '../../src/platform/server/documents/document.ts';
import { marked } from '../../src/platform/server/marks/marked.ts';
import { printed, stopPress } from '../../src/platform/server/documents/press.ts';
import type { DocumentFormat } from '../../src/platform/shared/document.ts';

const sentence = '为贯彻落实科技服务业行动计划（2023—2025年），现将有关情况通报如下，各辖市、区和市各有关单位继续推进。';
const table = (rows: number, columns: number): Block => ({
  kind: 'table',
  columns: Array.from({ length: columns }, (_, at) => ({ title: `第${at + 1}栏` })),
  rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_none, at) => `${row * columns + at}`)),
});
const paragraphs = (count: number, sentences: number): Block[] =>
  Array.from({ length: count }, () => ({ kind: 'paragraph', text: sentence.repeat(sentences) }));

const papers: Record<string, readonly Block[]> = {
  'one page': paragraphs(3, 2),
  'like a plan’s report (16 targets, 7 districts, 18 tasks)': [
    ...paragraphs(4, 2),
    table(16, 6),
    table(16, 8),
    table(18, 5),
    ...paragraphs(10, 1),
  ],
  'a hundred pages of text': paragraphs(360, 3),
  'a table of 1,000 rows': [table(1000, 6)],
  'one paragraph of 10,000 characters': paragraphs(1, 185),
};

export async function benchDocuments(print: (line: string) => void): Promise<void> {
  print(`Memory before the first document: ${memory()} MB.`);
  print('');
  print('| document | format | size kB | first ms | again ms | memory of the process MB | server held up at most ms |');
  print('|---|---|---|---|---|---|---|');
  for (const [name, blocks] of Object.entries(papers))
    for (const format of ['pdf', 'docx'] as const) print(await measured(name, blocks, format));
  await stopPress();
  print('');
  print(`Memory after the thread has ended: ${memory()} MB.`);
  print('');
  await benchMarks(print);
}

const limitMs = 3000;

/** A copy with its reader's name on each page; the limit is for 10 MB and 300 pages. */
async function benchMarks(print: (line: string) => void): Promise<void> {
  print(
    '| copy that bears its reader | size kB | first ms | again ms | memory of the process MB | server held up at most ms | under 3 s |',
  );
  print('|---|---|---|---|---|---|---|');
  for (const [pages, bytes] of [
    [1, 20_000],
    [300, 35_000],
    [2000, 500],
  ] as const) {
    const content = await scans(pages, bytes);
    const held = monitorEventLoopDelay({ resolution: 5 });
    held.enable();
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const began = performance.now();
      await marked(
        { name: 'a.pdf', type: 'application/pdf', content },
        { text: '邓一鸣 · 云川市登记处 2026-11-26 09:10 下载', sheet: '' },
      );
      times.push(performance.now() - began);
    }
    held.disable();
    const [first = 0, ...again] = times;
    print(
      `| PDF of ${pages} pages | ${Math.round(content.length / 1000)} | ${Math.round(first)} | ${Math.round(Math.min(...again))} | ${memory()} | ${Math.round(held.max / 1e6)} | ${first < limitMs ? 'yes' : 'no'} |`,
    );
  }
  await stopApart();
}

/** Pages with a picture each that packs no further, as scans are. */
async function scans(pages: number, bytes: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const side = Math.floor(Math.sqrt(bytes));
  for (let at = 0; at < pages; at++) {
    const head = { Type: 'XObject', Subtype: 'Image', Width: side, Height: side, BitsPerComponent: 8, ColorSpace: 'DeviceGray' };
    const page = pdf.addPage([595, 842]);
    page.node.newXObject('Scan', pdf.context.register(pdf.context.stream(randomBytes(side * side), head)));
    const [name = 'Scan'] = page.node
      .normalizedEntries()
      .XObject.keys()
      .map((key) => key.asString().slice(1));
    page.pushOperators(concatTransformationMatrix(595, 0, 0, 842, 0, 0), drawObject(name));
  }
  return Buffer.from(await pdf.save());
}

const memory = (): number => Math.round(process.memoryUsage.rss() / 1e6);

async function measured(name: string, blocks: readonly Block[], format: DocumentFormat): Promise<string> {
  const document: Document = { language: 'zh-CN', head: null, title: '关于计划进展情况的报告', blocks };
  const held = monitorEventLoopDelay({ resolution: 5 });
  held.enable();
  const times: number[] = [];
  let bytes = 0;
  for (let run = 0; run < 3; run++) {
    const began = performance.now();
    bytes = (await printed(document, format)).bytes.length;
    times.push(performance.now() - began);
  }
  held.disable();
  const [first = 0, ...again] = times;
  return `| ${name} | ${format} | ${Math.round(bytes / 1000)} | ${Math.round(first)} | ${Math.round(Math.min(...again))} | ${memory()} | ${Math.round(held.max / 1e6)} |`;
}
