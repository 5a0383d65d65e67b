// Charts on paper: what is written in them is what was given, a gap is never 0, and both formats draw the same figures; cover, contents and running head around them.
import { loadImage } from '@napi-rs/canvas';
import mammoth from 'mammoth';
import { afterAll, expect, test } from 'vitest';
import type { Chart } from './chart.ts';
import { chartPng, chartSvg, optionOf } from './chart-draw.ts';
import type { Document } from './document.ts';
import { textsOf } from './paper.fixtures.ts';
import { printed, stopPress } from './press.ts';

afterAll(() => stopPress());

const chart: Chart = {
  shape: 'bars',
  unit: '亿元',
  categories: ['石渡市', '东篱区', '澄湖区'],
  series: [
    { name: '2025年', values: [12.34, null, 5], labels: ['12.34', '', '5.00'] },
    { name: '2024年', values: [10, 3, 4], labels: ['', '', ''] },
  ],
  height: 60,
  mark: { value: 8, name: '目标' },
};

test('names, units and labels are written as they were given; a gap stays one', async () => {
  const svg = await chartSvg(chart);
  for (const text of ['石渡市', '东篱区', '澄湖区', '亿元', '12.34', '5.00', '2025年', '目标'])
    expect(svg).toContain(`>${text}<`);
  // Names of its classes are counted on from chart to chart.
  const plain = (of: string) => of.replaceAll(/zr\d+-cls-\d+/g, '');
  expect(plain(svg)).toBe(plain(await chartSvg(chart)));
  const { series } = optionOf(chart) as { series: { data: unknown[]; type: string }[] };
  expect(series[0]).toMatchObject({ type: 'bar', data: [12.34, null, 5] });
});

test.each(['line', 'columns', 'stacked', 'bars'] as const)('%s is drawn as a picture two dots a point', async (shape) => {
  const image = await loadImage(Buffer.from(await chartPng({ ...chart, shape })));
  expect([image.width, image.height]).toEqual([884, 340]);
});

const book: Document = {
  language: 'zh-CN',
  head: null,
  title: '发展报告',
  cover: { lines: ['据统计发布'] },
  running: '页眉',
  blocks: [
    { kind: 'contents', title: '目录' },
    { kind: 'heading', level: 1, text: '总体', chapter: true },
    { kind: 'chart', chart, caption: '图1 各地区', note: '单位：亿元', alt: '石渡市 12.34' },
    { kind: 'heading', level: 1, text: '方法', chapter: true },
    { kind: 'paragraph', text: '正文', close: true },
  ],
};

test('a PDF has the chart’s words in its text, the contents with pages, no head on its cover', async () => {
  const { bytes } = await printed(book, 'pdf');
  const [cover = '', contents = '', first = '', second = ''] = await textsOf(bytes);
  expect(cover).toBe('发展报告据统计发布');
  expect(contents).toMatch(/目录一、总体3二、方法4页眉—2—/);
  expect(first).toContain('图1各地区');
  for (const text of ['12.34', '石渡市', '单位：亿元', '—3—']) expect(first).toContain(text);
  expect(second).toMatch(/二、方法正文页眉—4—/);
});

test('a DOCX has the picture with its words for who does not see it', async () => {
  const { bytes } = await printed(book, 'docx');
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  expect(value.match(/<img alt="石渡市 12.34" src="data:image\/png/g)).toHaveLength(1);
  for (const text of ['发展报告', '目录', '图1 各地区', '单位：亿元', '二、方法']) expect(value).toContain(text);
});
