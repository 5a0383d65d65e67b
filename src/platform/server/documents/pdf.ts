// Draws a document as PDF in the layout of GB/T 9704 with pdfmake and the typeface that we ship. Runs in a thread of its own (press.ts).
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Language } from '../../shared/actor.ts';
import { type Block, type Document, numbered, writtenDay } from './document.ts';
import { seriesColours } from '../../shared/palette.ts';
import { printable } from './glyphs.ts';
import { grey, issuerSize, mm, page, red, titleSize, typesOf } from './layout.ts';
import { chartSvg } from './chart-draw.ts';
import { codeOf, contentOf, roomBelow, textWidth, typed } from './pdf-blocks.ts';
import { codeUrl } from './qr.ts';
import { attachmentLines, said } from './said.ts';

export type Made = {
  bytes: Uint8Array;
  /** Characters that the typeface lacks; the document says so itself. */
  missing: string[];
};

/** Where the text of a page ends. */
const foot = mm(page.height - page.bottom);

type Press = { make: (of: TDocumentDefinitions) => Promise<Buffer>; covered: ReadonlySet<number> };
let press: Promise<Press> | null = null;

/** Kept by the name that stands in the typeface itself: by it a drawing finds what its page has opened. */
const files = { normal: 'NotoSansHans-Regular', bold: 'NotoSansHans-Bold', medium: 'NotoSansHans-Medium' };

/** Loads pdfmake and the typeface, once: 25 MB that a house which prints nothing never holds. */
async function openPress(): Promise<Press> {
  const { default: pdfmake } = await import('pdfmake');
  const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  const store: { writeFileSync(name: string, content: Buffer): void } = Reflect.get(pdfmake, 'virtualfs');
  for (const file of Object.values(files)) store.writeFileSync(file, await readFile(join(folder, `${file}.otf`)));
  // What a document says must never make the server read a file or call an address.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  pdfmake.setFonts({
    Text: { normal: files.normal, bold: files.bold },
    Medium: { normal: files.medium, bold: files.bold },
  });
  const make = (of: TDocumentDefinitions) => pdfmake.createPdf(of).getBuffer();
  const probe = await pdfmake.createPdf({ content: '', defaultStyle: { font: 'Text' } }).getStream();
  const characters: number[] = Reflect.get(
    Reflect.get(Reflect.get(probe, 'provideFont').call(probe, 'Text', false, false), 'font'),
    'characterSet',
  );
  return { make, covered: new Set(characters) };
}

/** The document as PDF. Files of it are embedded as they are. */
export async function makePdf(of: Document): Promise<Made> {
  press ??= openPress();
  const { make, covered } = await press;
  const { document, missing } = printable(of, covered);
  const code = document.code && codeOf(document.code, await codeUrl(document.code.address), document.language);
  return {
    bytes: await make(definitionOf(document, code, { drawn: await drawnOf(document), pageCode: await pageCodeOf(document) })),
    missing,
  };
}

async function drawnOf({ blocks }: Document): Promise<ReadonlyMap<Block, string>> {
  const drawn = new Map<Block, string>();
  for (const block of blocks) if (block.kind === 'chart') drawn.set(block, await chartSvg(block.chart));
  return drawn;
}

export type Line = { bytes: Uint8Array; width: number; height: number };

/** One line of text as a page of its own, as small as the line: what is set on pages that are not ours (marks). */
export async function makeLine(text: string): Promise<Line> {
  press ??= openPress();
  const { make, covered } = await press;
  const said = printable({ language: 'zh-CN', head: null, title: text, blocks: [] }, covered).document.title;
  const fontSize = 20;
  // Latin letters are about half as wide as the others; the line stands in the middle, with an em at either end.
  const ems = [...said].reduce((sum, one) => sum + (one < '\u2000' ? 0.6 : 1), 2);
  const [width, height] = [Math.ceil(ems * fontSize), Math.ceil(1.5 * fontSize)];
  const bytes = await make({
    pageSize: { width, height },
    pageMargins: [0, 0, 0, 0],
    defaultStyle: { font: 'Text' },
    content: { text: said, fontSize, alignment: 'center', noWrap: true, color: '#1b2433' },
  });
  return { bytes, width, height };
}

/** What takes a moment to make: charts as vectors, and the code that stands on every page. */
type Prepared = { drawn: ReadonlyMap<Block, string>; pageCode: readonly Content[] };
function definitionOf(of: Document, code: Content | undefined, { drawn, pageCode }: Prepared): TDocumentDefinitions {
  const { language, files: embedded = [] } = of;
  const types = typesOf(language);
  return {
    version: '1.7',
    pageSize: 'A4',
    pageMargins: [mm(page.left), mm(page.top), mm(page.right), mm(page.bottom)],
    info: {
      title: of.title.replaceAll('\n', ''),
      creator: 'Touyan',
      producer: 'Touyan',
      ...(of.signature ? { author: of.signature.body } : {}),
    },
    language: language,
    displayTitle: true,
    // In English the quotation marks of a Chinese typeface would stand a whole character wide.
    defaultStyle: { font: 'Text', ...typed(types.body), ...(language === 'en' ? { fontFeatures: ['pwid'] } : {}) },
    content: [
      ...headOf(of),
      ...numbered(of.blocks, language).map((block, at, all) => contentOf(block, language, { next: all[at + 1], drawn })),
      ...footOf(of),
      ...(code ? [code] : []),
      ...(of.endNote ? [contentOf({ kind: 'note', text: of.endNote }, language)] : []),
    ],
    ...(of.banner || of.running || pageCode.length > 0 ? { header: (current: number) => headerOf(of, current, pageCode) } : {}),
    ...(of.watermark ? { watermark: { text: of.watermark, color: grey, opacity: 0.13, fontSize: 26, angle: -40 } } : {}),
    footer: (current: number) => (of.cover && current === 1 ? '' : pageNumber(current, types.page.size)),
    // A heading never stands alone at the foot of a page, nor far from its table.
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      (node.headlineLevel ?? 0) > 1
        ? node.startPosition.top > foot - roomBelow(node.headlineLevel ?? 0)
        : node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
    files: Object.fromEntries(
      embedded.map(({ name, type, content, description }, at) => [
        `file${at}`,
        { src: `data:${type};base64,${Buffer.from(content).toString('base64')}`, name, type, description, relationship: 'Data' },
      ]),
    ),
  };
}

/** What the document wears on every page, under it what it is called, and the code of the page. */
const headerOf = ({ banner, running, cover }: Document, current: number, pageCode: readonly Content[]): Content => [
  ...(banner ? [bannerOf(banner, pageCode.length > 0 ? 5 : 14)] : []),
  ...(running && !(cover && current === 1)
    ? [
        {
          text: running,
          fontSize: 9,
          color: grey,
          alignment: 'center' as const,
          margin: [mm(page.left), banner ? mm(4) : mm(24), mm(page.right), 0] as Margin,
        },
      ]
    : []),
  ...pageCode,
];

const bannerOf = (banner: string, above: number) => ({
  text: banner,
  fontSize: 9,
  color: grey,
  alignment: 'center' as const,
  margin: [mm(page.left), mm(above), mm(page.right), 0] as Margin,
});

/** Where the code of each page stands, clear of the text and of the seal at the end of it. */
const pageCodeAt = { side: mm(20), top: mm(11), gap: mm(3) };

async function pageCodeOf({ pageCode: code, language }: Document): Promise<Content[]> {
  if (!code) return [];
  const { note } = typesOf(language);
  const { side, top, gap } = pageCodeAt;
  const x = mm(page.width - page.right) - side;
  return [
    { image: await codeUrl(code.address), width: side, height: side, absolutePosition: { x, y: top } },
    {
      absolutePosition: { x: mm(page.left), y: top + mm(2) },
      columns: [
        {
          width: x - mm(page.left) - gap,
          stack: code.lines.map((text, at) => ({
            text,
            alignment: 'right' as const,
            ...typed(note),
            ...(at === 0 ? { fontSize: note.size + 3, bold: true } : { color: grey }),
          })),
        },
      ],
    },
  ];
}

/** “— 1 —”, 7 mm below the text; odd pages right, even pages left, one character from the edge. */
function pageNumber(current: number, size: number): Content {
  const odd = current % 2 === 1;
  return {
    text: `\u2014 ${current} \u2014`,
    fontSize: size,
    alignment: odd ? 'right' : 'left',
    margin: [mm(page.left) + (odd ? 0 : size), mm(page.numberBelow), mm(page.right) + (odd ? size : 0), 0],
  };
}

const rule = (width: number, color: string, margin: [number, number, number, number]): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: width, lineColor: color }],
  margin,
});

/** Red head, document number and red rule; else the line that says whose register it is; then title and recipients. */
function headOf(of: Document): Content[] {
  const types = typesOf(of.language);
  const { head } = of;
  const gap = types.body.pitch * (of.close ? 0.3 : 1);
  if (of.cover) return coverOf(of, of.cover.lines);
  return [
    ...(head
      ? [
          {
            text: head.issuer,
            fontSize: issuerSize(head.issuer, of.language) * (of.close ? 0.85 : 1),
            bold: true,
            color: red,
            alignment: 'center' as const,
            margin: [0, of.close ? 0 : 4, 0, of.close ? 0 : types.body.pitch] as Margin,
          },
          { text: head.number ?? ' ', ...typed(of.close ? types.fact : types.number), alignment: 'center' as const },
          rule(1.6, red, [0, of.close ? 0 : mm(2), 0, gap]),
        ]
      : []),
    ...(of.above
      ? [{ text: of.above, ...typed(types.fact), color: grey, alignment: 'center' as const, margin: [0, 0, 0, 8] as Margin }]
      : []),
    {
      text: of.title,
      ...typed({ ...types.title, size: titleSize(of.title, of.language) }),
      bold: true,
      alignment: 'center',
      margin: [0, 0, 0, gap * 0.7],
    },
    ...(of.to ? [{ text: `${of.to}${said(of.language, 'paper.colon')}`, ...typed(types.body) }] : []),
  ];
}

/** The title in the upper half, whose it is and of when at the foot. */
function coverOf(of: Document, lines: readonly string[]): Content[] {
  const { cover, fact } = typesOf(of.language);
  const centre = { alignment: 'center' as const };
  return [
    { text: of.above ?? '', ...typed(fact), color: grey, ...centre, margin: [0, mm(30), 0, cover.pitch] as Margin },
    { text: of.title, ...typed({ ...cover, size: titleSize(of.title, of.language, cover, 0.6) }), bold: true, ...centre },
    rule(1.2, seriesColours[0] ?? grey, [0, cover.pitch * 0.6, 0, mm(78)]),
    ...lines.map(
      (text, at): Content => ({
        text,
        ...typed(fact),
        ...centre,
        ...(at === lines.length - 1 ? { pageBreak: 'after' as const } : {}),
      }),
    ),
  ];
}

type Margin = [number, number, number, number];

/** Attachments named, signature with day and the place of the seal, remark, copies. */
function footOf(of: Document): Content[] {
  const { language, remark, signature } = of;
  const { body } = typesOf(language);
  const indent = language === 'en' ? 0 : 2 * body.size;
  const margin: Margin = [indent, 0, 0, 0];
  const issued = of.issued ? [of.issued.by, said(language, 'paper.issued', { day: writtenDay(of.issued.on, language) })] : null;
  const imprinted = [...(of.copyTo ? [[`${said(language, 'paper.copyTo')}${of.copyTo}`, '']] : []), ...(issued ? [issued] : [])];
  return [
    ...attachmentsOf(of),
    ...(signature ? [signatureOf(of, signature)] : []),
    ...(remark ? [{ text: said(language, 'paper.remark', { text: remark }), ...typed(body), margin }] : []),
    ...(imprinted.length === 0 ? [] : [imprintOf(imprinted, language)]),
  ];
}

/** 附件：1.… with the next ones under the first's number. */
function attachmentsOf({ language, attachments = [] }: Document): Content[] {
  const { body } = typesOf(language);
  return attachmentLines(attachments, language).map(({ text, within }, at): Content => {
    const margin: Margin = [within * body.size, at === 0 ? body.pitch * 0.6 : 0, 0, 0];
    return { text, ...typed(body), margin };
  });
}

/** 42 mm: a round seal of a city's bureau. */
const sealAcross = mm(42);

function signatureOf({ language }: Document, { body: name, day, seal }: NonNullable<Document['signature']>): Content {
  const { body, note } = typesOf(language);
  const lines: Content[] = [
    { text: name, ...typed(body), alignment: 'center' },
    ...(day ? [{ text: writtenDay(day, language), ...typed(body), alignment: 'center' as const }] : []),
  ];
  const place: Content[] = seal
    ? [
        {
          canvas: [
            {
              type: 'ellipse',
              x: sealAcross / 2,
              y: sealAcross / 2,
              r1: sealAcross / 2,
              r2: sealAcross / 2,
              dash: { length: 3 },
              lineColor: '#b8c2ce',
              lineWidth: 0.7,
            },
          ],
          alignment: 'center',
        },
        {
          text: said(language, 'paper.sealPlace'),
          ...typed(note),
          color: '#8592a3',
          alignment: 'center',
          relativePosition: { x: 0, y: -mm(9) },
        },
        // The name and the day stand across the place of the seal, as a seal is set over them.
        { stack: lines, relativePosition: { x: 0, y: -sealAcross / 2 - body.pitch } },
      ]
    : lines;
  return {
    unbreakable: true,
    margin: [0, body.pitch, 0, body.pitch * 0.5],
    columns: [
      { width: '*', text: '' },
      { width: mm(84), stack: place },
    ],
  };
}

const imprintOf = (lines: readonly (readonly string[])[], language: Language): Content => ({
  unbreakable: true,
  margin: [0, 16, 0, 0],
  table: {
    widths: ['*', 'auto'],
    body: lines.map(([left = '', right = '']) => {
      const style = typed(typesOf(language).imprint);
      return [
        { text: left, ...style, margin: [10, 4, 0, 0] },
        { text: right, ...style, margin: [0, 4, 10, 0], alignment: 'right' },
      ];
    }),
  },
  layout: {
    hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 1 : 0.5),
    vLineWidth: () => 0,
  },
});
