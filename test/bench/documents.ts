// Time and memory of documents: a plan's report as of its size, and a hundred pages, as PDF and DOCX; how long the server's own thread was held up.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Block, Document } from '../../src/platform/server/documents/document.ts';
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
