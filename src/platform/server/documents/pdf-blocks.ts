// Blocks of a document as content of pdfmake, in the measures of layout.ts. Not the page around them (pdf.ts).
import type { Content, TableCell } from 'pdfmake';
import type { ContentTable, CustomTableLayout } from 'pdfmake/interfaces.js';
import type { Language } from '../../shared/actor.ts';
import type { Block, Code, Column } from './document.ts';
import { grey, hairline, mm, page, type Type, type Types, typesOf } from './layout.ts';

const alignments = { left: 'left', centre: 'center', right: 'right' } as const;
export const textWidth = mm(page.textWidth);
/** A line's own height is its size; the rest of its pitch is leading. */
export const typed = ({ size, pitch }: Type) => ({ fontSize: size, lineHeight: pitch / size });

/** A text without a place to break (a digest, a code) may be longer than its column: it breaks anywhere. */
const breaking = (text: string, characters: number) =>
  text.split(/[\s\u2e80-\uffff]/u).some((run) => run.length > characters) ? ({ wordBreak: 'break-all' } as const) : {};

/** `next`: what a heading stays with. `drawn`: the charts as SVG. */
export function contentOf(block: Block, language: Language, { next, drawn }: Around = {}): Content {
  const types = typesOf(language);
  switch (block.kind) {
    case 'heading':
      return headingOf(block, types, { language, next });
    case 'paragraph':
      return paragraphOf(block, types, language);
    case 'note':
      return {
        text: block.text,
        ...typed(types.note),
        color: grey,
        margin: block.close ? 0 : [0, 4, 0, 4],
        ...breaking(block.text, 70),
      };
    case 'facts':
      return factsOf(block.items, types);
    case 'table':
      return tableOf(block, types);
    case 'places':
      return placesOf(block.items, types, language);
    case 'image':
      return imageOf(block, types);
    case 'chart':
      return chartOf(block, types, drawn?.get(block) ?? '');
    case 'contents':
      return contentsOf(block.title, types);
    case 'pageBreak':
      return { text: '', pageBreak: 'after' };
  }
}

type Around = { next?: Block | undefined; drawn?: ReadonlyMap<Block, string> | undefined };

/** How much room a heading needs below it, in points; told by its level, which is all that pdfmake hands on. */
export const roomBelow = (headlineLevel: number): number => (headlineLevel > 2 ? headlineLevel : headlineLevel === 2 ? 105 : 0);
const levelBefore = (next: Block | undefined, { body, book }: Types): number => {
  if (next?.kind === 'table') return 2;
  if (next?.kind === 'chart') return Math.round(mm(next.chart.height)) + 80;
  // Two lines of what it is over.
  return next?.kind === 'paragraph' ? Math.round(3.4 * (next.close ? book : body).pitch) : 1;
};

/** 一级黑体、二级楷体、其余仿宋: of one family, told apart by weight. Never the last line of a page. */
function headingOf(
  { level, text, chapter, newPage, close }: Extract<Block, { kind: 'heading' }>,
  types: Types,
  { language, next }: { language: Language; next: Block | undefined },
): Content {
  const chinese = language !== 'en';
  const { chapter: large, fact } = types;
  const body = close ? types.section : types.body;
  if (chapter)
    return {
      text,
      ...typed(large),
      bold: true,
      alignment: 'center',
      margin: [0, 4, 0, large.pitch * 0.6],
      pageBreak: 'before',
      tocItem: true,
      tocStyle: { ...typed({ ...fact, pitch: fact.pitch - 3.5 }), bold: true },
    };
  return {
    text,
    ...(level <= 2
      ? { tocItem: true, tocStyle: typed({ ...types.cell, pitch: types.cell.pitch - 3.5 }), tocMargin: [18, 0, 0, 0] as const }
      : {}),
    ...typed(body),
    ...(newPage ? { pageBreak: 'before' as const } : {}),
    ...(level === 1 || !chinese ? { bold: true } : level === 2 ? { font: 'Medium' } : {}),
    ...(chinese ? { leadingIndent: 2 * body.size } : { margin: [0, level === 1 ? 10 : 6, 0, 2] as const }),
    headlineLevel: levelBefore(next, types),
  };
}

function paragraphOf(block: Extract<Block, { kind: 'paragraph' }>, types: Types, language: Language): Content {
  const body = block.close ? types.book : types.body;
  const { text, align, indent = align === undefined } = block;
  const chinese = language !== 'en';
  return {
    text,
    ...typed(body),
    alignment: align ? alignments[align] : chinese ? 'justify' : 'left',
    ...(chinese && indent ? { leadingIndent: 2 * body.size } : {}),
    ...(chinese ? {} : { margin: [0, 0, 0, 6] as const }),
    ...breaking(text, 40),
  };
}

const ruled: CustomTableLayout = {
  hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => hairline,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  // A line's leading is below its letters.
  paddingTop: () => 3.5,
  paddingBottom: () => 0,
};

function factsOf(items: Extract<Block, { kind: 'facts' }>['items'], { fact }: Types): Content {
  const titleWidth = mm(42);
  return {
    table: {
      widths: [titleWidth, '*'],
      dontBreakRows: true,
      body: items.map(([title, value]) => [
        { text: title, color: grey, ...typed(fact) },
        { text: value, ...typed(fact), ...breaking(value, 34) },
      ]),
    },
    layout: ruled,
    margin: [0, 6, 0, 8],
  };
}

const padding = 3.5;
/** Three rules (三线表): strong ones above and below, one under the head, hairlines between rows. A caption stands over the first. */
function threeRules(captioned: boolean): CustomTableLayout {
  const first = captioned ? 1 : 0;
  const strong = (line: number, { table }: ContentTable) => line === first || line === table.body.length;
  return {
    hLineWidth: (line, node) => (line < first ? 0 : strong(line, node) ? 1 : line === first + 1 ? 0.8 : 0.35),
    hLineColor: (line, node) => (strong(line, node) || line === first + 1 ? 'black' : hairline),
    vLineWidth: () => 0,
    paddingLeft: () => padding,
    paddingRight: () => padding,
    paddingTop: () => 3,
    paddingBottom: () => 0,
  };
}

function tableOf({ caption, columns, rows, total, whole }: Extract<Block, { kind: 'table' }>, { cell, fact }: Types): Content {
  const widths = widthsOf(columns);
  const lineOf = (row: readonly string[], more: object = {}): TableCell[] =>
    columns.map((column, at) => {
      const text = row[at] ?? '';
      const characters = Math.floor((widths[at] ?? 0) / (cell.size * 0.58));
      return { text, ...typed(cell), alignment: alignments[column.align ?? 'left'], ...breaking(text, characters), ...more };
    });
  const titles = columns.map((one) => one.title);
  // In the head of the table the caption cannot be left behind on the page before.
  const captions: TableCell[][] = caption
    ? [
        [
          { text: caption, ...typed(fact), bold: true, alignment: 'center', colSpan: columns.length },
          ...titles.slice(1).map(() => ''),
        ],
      ]
    : [];
  const table: Content = {
    table: {
      headerRows: captions.length + 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        ...captions,
        lineOf(titles, { bold: true }),
        ...rows.map((row) => lineOf(row)),
        ...(total ? [lineOf(total, { bold: true })] : []),
      ],
    },
    layout: threeRules(captions.length > 0),
    margin: [0, 4, 0, 10],
  };
  return whole ? { stack: [table], unbreakable: true } : table;
}

function widthsOf(columns: readonly Column[]): number[] {
  const shares = columns.map((one) => one.share ?? 1);
  const room = textWidth - columns.length * 2 * padding;
  const all = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => (room * one) / all);
}

/** Each place has room for a stamp or a signature. */
function placesOf(items: readonly string[], { fact }: Types, language: Language): Content {
  const gap = language === 'en' ? 30 : 34;
  return {
    unbreakable: true,
    margin: [0, 14, 0, 6],
    table: {
      widths: ['*', '*'],
      heights: gap + fact.pitch,
      body: pairsOf(items).map((pair) =>
        pair.map((one) => ({ text: one, ...typed(fact), border: [false, false, false, false] })),
      ),
    },
    layout: 'noBorders',
  };
}
const pairsOf = (items: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(items.length / 2) }, (_, at) => [items[2 * at] ?? '', items[2 * at + 1] ?? '']);

/** Side of a QR code in millimetres: a telephone reads 0.5 mm a module from a hand's breadth. */
export const codeSide = 27;

/** The code, with what it is for beside it; never torn apart. */
export function codeOf({ title, lines }: Code, image: string, language: Language): Content {
  const { note, fact } = typesOf(language);
  return {
    unbreakable: true,
    margin: [0, 4, 0, 0],
    table: {
      widths: [mm(codeSide), '*'],
      body: [
        [
          { image, width: mm(codeSide), height: mm(codeSide) },
          {
            stack: [
              { text: title, ...typed(fact), bold: true },
              ...lines.map((text) => ({ text, ...typed(note), color: grey, ...breaking(text, 60) })),
            ],
          },
        ],
      ],
    },
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0.5 : 0),
      hLineColor: () => hairline,
      vLineWidth: () => 0,
      paddingLeft: (column: number) => (column === 0 ? 0 : 10),
      paddingRight: () => 0,
      paddingTop: () => 6,
      paddingBottom: () => 0,
    },
  };
}

function imageOf({ png, width, caption }: Extract<Block, { kind: 'image' }>, { note }: Types): Content {
  const image = {
    image: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    width: mm(width),
    alignment: 'center' as const,
  };
  if (caption === undefined) return image;
  return [image, { text: caption, ...typed(note), alignment: 'center', color: grey }];
}

/** Caption above nothing else than its chart, and never torn from it. */
function chartOf(
  { caption, note, chart }: Extract<Block, { kind: 'chart' }>,
  { fact, note: small }: Types,
  svg: string,
): Content {
  return {
    unbreakable: true,
    margin: [0, 8, 0, 8],
    stack: [
      { text: caption, ...typed(fact), bold: true, alignment: 'center', margin: [0, 0, 0, 2] },
      { svg, width: textWidth, height: mm(chart.height) },
      { text: note, ...typed(small), color: grey, margin: [0, 3, 0, 0] },
    ],
  };
}

const contentsOf = (title: string, { chapter, fact }: Types): Content => ({
  toc: {
    title: { text: title, ...typed(chapter), bold: true, alignment: 'center', margin: [0, 0, 0, chapter.pitch * 0.3] },
    numberStyle: typed(fact),
  },
});
