// Time of the reports of a release of the example city, over HTTP as anybody takes them away: pages, charts, seconds; what of it is figures and what is drawing.
import { extractText, getDocumentProxy } from 'unpdf';
import type { OwnHouse } from './own-house.ts';

const limitMs = 10_000;
type Release = { id: string; number: string; asOf: string };

export async function benchReports(print: (line: string) => void, { url }: Pick<OwnHouse, 'url'>, runs: number): Promise<void> {
  const get = (path: string, language = 'zh-CN') => fetch(`${url}/api${path}`, { headers: { 'accept-language': language } });
  const { items } = (await (await get('/releases?limit=50')).json()) as { items: Release[] };
  const release = items.find(({ asOf }) => asOf.endsWith('-12-31'));
  if (!release) throw new Error('the example city has no release of a whole year');
  print(`Release ${release.number} of ${release.asOf}; ${runs} runs each after the first.`);
  print('');
  print('| report | language | pages | charts | tables | size kB | first s | median s | slowest s | under 10 s |');
  print('|---|---|---|---|---|---|---|---|---|---|');
  for (const [path, language] of [
    ['report.pdf', 'zh-CN'],
    ['report.pdf', 'en'],
    ['report.docx', 'zh-CN'],
    ['brief.pdf?every=quarter', 'zh-CN'],
    ['tables.xlsx', 'zh-CN'],
  ] as const) {
    const times: number[] = [];
    let bytes = new Uint8Array();
    for (let run = 0; run <= runs; run++) {
      const began = performance.now();
      const answer = await get(`/releases/${release.id}/${path}`, language);
      bytes = new Uint8Array(await answer.arrayBuffer());
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      times.push(performance.now() - began);
    }
    const [first = 0, ...again] = times;
    const sorted = again.toSorted((a, b) => a - b);
    const [median = 0, slowest = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    const read = path.includes('.pdf') ? await readPdf(bytes) : { pages: '', charts: '', tables: '' };
    const seconds = (ms: number) => (ms / 1000).toFixed(1);
    print(
      `| ${path} | ${language} | ${read.pages} | ${read.charts} | ${read.tables} | ${Math.round(bytes.length / 1000)} | ${seconds(first)} | ${seconds(median)} | ${seconds(slowest)} | ${Math.max(first, slowest) < limitMs ? 'yes' : 'no'} |`,
    );
  }
}

/** Captions are counted, each once, as they stand on the paper. */
async function readPdf(bytes: Uint8Array) {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { text } = await extractText(document, { mergePages: true });
  const count = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([one]) => one)).size;
  return {
    pages: document.numPages,
    charts: count(/(?:图|Figure )\s*\d+(?=\s|\.)/g),
    tables: count(/(?:表|Table )\s*\d+(?=\s|\.)/g),
  };
}
