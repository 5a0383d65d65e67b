// Blocks of a document as paragraphs and tables of a DOCX. Not the page around them (docx.ts).
import type { Language } from '../../shared/actor.ts';
import { type Align, type Block, type Column } from './document.ts';
import { fontsOf, type Library, line, run, spaced } from './docx-type.ts';
import { grey, hairline, mm, page, twips, type Type, typesOf } from './layout.ts';

type Child = InstanceType<Library['Paragraph'] | Library['Table'] | Library['TableOfContents']>;
type Drawn = ReadonlyMap<Block, Uint8Array>;
type Words = Extract<Block, { kind: 'heading' | 'paragraph' | 'note' }>;
type TableBlock = Extract<Block, { kind: 'table' }>;

export const blocksOf = (docx: Library, blocks: readonly Block[], language: Language, drawn?: Drawn): Child[] =>
  blocks.flatMap((block): Child[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'note':
        return [wordsOf(docx, block, language)];
      case 'facts':
        return [factsOf(docx, block.items, language), spaced(docx, { size: 6, pitch: 8 })];
      case 'table':
        return tableOf(docx, block, language);
      case 'places':
        return [placesOf(docx, block.items, language)];
      case 'image':
        return imageOf(docx, block, language);
      case 'chart':
        return chartOf(docx, block, language, drawn?.get(block));
      case 'contents':
        return contentsOf(docx, block.title, blocks, language);
      case 'pageBreak':
        return [new docx.Paragraph({ children: [new docx.PageBreak()] })];
    }
  });

const alignmentOf = (docx: Library, align: Align | undefined, usual: 'left' | 'both') =>
  align === 'right'
    ? docx.AlignmentType.RIGHT
    : align === 'centre'
      ? docx.AlignmentType.CENTER
      : align === 'left' || usual === 'left'
        ? docx.AlignmentType.LEFT
        : docx.AlignmentType.BOTH;

/** Two characters whatever their size: `firstLineChars` is in hundredths of a character. */
const indented = (size: number) => ({ firstLine: twips(2 * size), firstLineChars: 200 });

function wordsOf(docx: Library, block: Words, language: Language): Child {
  const [{ body: usual, note, book, section }, fonts] = [typesOf(language), fontsOf(language)];
  const close = block.kind !== 'note' && block.close;
  const body = !close ? usual : block.kind === 'heading' ? section : book;
  const chinese = language !== 'en';
  if (block.kind === 'note')
    return new docx.Paragraph({
      ...line(docx, note),
      children: [run(docx, block.text, { font: fonts.body, size: note.size, color: grey })],
    });
  if (block.kind === 'paragraph') {
    const { text, align, indent = align === undefined } = block;
    return new docx.Paragraph({
      alignment: alignmentOf(docx, align, chinese ? 'both' : 'left'),
      ...(chinese && indent ? { indent: indented(body.size) } : {}),
      spacing: { line: twips(body.pitch), lineRule: docx.LineRuleType.EXACT, ...(chinese ? {} : { after: 120 }) },
      children: [run(docx, text, { font: fonts.body, size: body.size })],
    });
  }
  const { level, text, chapter, newPage } = block;
  const levels = {
    1: docx.HeadingLevel.HEADING_1,
    2: docx.HeadingLevel.HEADING_2,
    3: docx.HeadingLevel.HEADING_3,
    4: docx.HeadingLevel.HEADING_4,
  };
  if (chapter) {
    const { chapter: large } = typesOf(language);
    return new docx.Paragraph({
      heading: levels[level],
      pageBreakBefore: true,
      keepNext: true,
      alignment: docx.AlignmentType.CENTER,
      spacing: { line: twips(large.pitch), lineRule: docx.LineRuleType.EXACT, before: 0, after: twips(large.pitch * 0.6) },
      children: [run(docx, text, { font: fonts.heading, size: large.size, bold: !chinese, color: '#000000', upright: true })],
    });
  }
  const font = level === 1 ? fonts.heading : level === 2 ? fonts.second : chinese ? fonts.body : fonts.second;
  return new docx.Paragraph({
    heading: levels[level],
    ...(newPage ? { pageBreakBefore: true } : {}),
    keepNext: true,
    spacing: { line: twips(body.pitch), lineRule: docx.LineRuleType.EXACT, before: chinese ? 0 : 120, after: 0 },
    ...(chinese ? { indent: indented(body.size) } : {}),
    children: [run(docx, text, { font, size: body.size, bold: !chinese, color: '#000000', upright: true })],
  });
}

type CellLook = { width: number; type: Type; align?: Align; bold?: boolean; color?: string; borders: object };

function cellOf(docx: Library, text: string, { width, type, align, bold, color, borders }: CellLook, language: Language) {
  const fonts = fontsOf(language);
  return new docx.TableCell({
    width: { size: width, type: docx.WidthType.DXA },
    borders,
    verticalAlign: docx.VerticalAlign.CENTER,
    margins: { top: 30, bottom: 30, left: 70, right: 70 },
    children: [
      new docx.Paragraph({
        alignment: alignmentOf(docx, align, 'left'),
        ...line(docx, type),
        children: [
          run(docx, text, {
            font: bold ? fonts.heading : fonts.cell,
            size: type.size,
            ...(bold ? { bold } : {}),
            ...(color ? { color } : {}),
          }),
        ],
      }),
    ],
  });
}

const rulesOf = (docx: Library, top: number, bottom: number) => {
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const rule = (size: number) =>
    size === 0 ? none : { style: docx.BorderStyle.SINGLE, size, color: size < 4 ? hairline.slice(1) : '000000' };
  return { left: none, right: none, top: rule(top), bottom: rule(bottom) };
};

function tableWith(docx: Library, widths: readonly number[], rows: InstanceType<Library['TableRow']>[]) {
  return new docx.Table({
    columnWidths: [...widths],
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: docx.WidthType.DXA },
    layout: docx.TableLayoutType.FIXED,
    rows,
  });
}

function factsOf(docx: Library, items: Extract<Block, { kind: 'facts' }>['items'], language: Language) {
  const { fact: type } = typesOf(language);
  const widths = [twips(mm(44)), twips(mm(page.textWidth - 44))];
  return tableWith(
    docx,
    widths,
    items.map(([title, value], at) => {
      const borders = rulesOf(docx, at === 0 ? 0 : 3, at === items.length - 1 ? 0 : 3);
      return new docx.TableRow({
        cantSplit: true,
        children: [
          cellOf(docx, title, { width: widths[0] ?? 0, type, color: grey, borders }, language),
          cellOf(docx, value, { width: widths[1] ?? 0, type, borders }, language),
        ],
      });
    }),
  );
}

/** Three rules (三线表), the head repeated on each page. */
function tableOf(docx: Library, { caption, columns, rows, total }: TableBlock, language: Language): Child[] {
  const { cell: type, fact } = typesOf(language);
  const widths = widthsOf(columns);
  const last = rows.length + (total ? 1 : 0);
  const rowOf = (row: readonly string[], at: number, bold: boolean) =>
    new docx.TableRow({
      cantSplit: true,
      tableHeader: at === 0,
      children: columns.map((column, index) => {
        const borders = rulesOf(docx, at === 0 ? 8 : at === 1 ? 6 : 2, at === last ? 8 : at === 0 ? 6 : 2);
        return cellOf(
          docx,
          row[index] ?? '',
          { width: widths[index] ?? 0, type, align: column.align ?? 'left', bold, borders },
          language,
        );
      }),
    });
  const head = columns.map((one) => one.title);
  const table = tableWith(docx, widths, [
    rowOf(head, 0, true),
    ...rows.map((row, at) => rowOf(row, at + 1, false)),
    ...(total ? [rowOf(total, last, true)] : []),
  ]);
  const title = caption
    ? [
        new docx.Paragraph({
          alignment: docx.AlignmentType.CENTER,
          keepNext: true,
          ...line(docx, { ...fact, pitch: fact.pitch + 4 }),
          children: [run(docx, caption, { font: fontsOf(language).heading, size: fact.size, bold: true })],
        }),
      ]
    : [];
  return [...title, table, spaced(docx, { size: 6, pitch: 10 })];
}

function widthsOf(columns: readonly Column[]): number[] {
  const all = columns.reduce((sum, one) => sum + (one.share ?? 1), 0);
  return columns.map((one) => Math.floor((twips(mm(page.textWidth)) * (one.share ?? 1)) / all));
}

/** Each place has room for a stamp or a signature. */
function placesOf(docx: Library, items: readonly string[], language: Language) {
  const { fact: type } = typesOf(language);
  const half = Math.floor(twips(mm(page.textWidth)) / 2);
  const borders = rulesOf(docx, 0, 0);
  const rows = Array.from(
    { length: Math.ceil(items.length / 2) },
    (_, at) =>
      new docx.TableRow({
        cantSplit: true,
        height: { value: twips(54), rule: docx.HeightRule.ATLEAST },
        children: [0, 1].map((side) => cellOf(docx, items[2 * at + side] ?? '', { width: half, type, borders }, language)),
      }),
  );
  return tableWith(docx, [half, half], rows);
}

function imageOf(docx: Library, { png, width, caption }: Extract<Block, { kind: 'image' }>, language: Language): Child[] {
  const { note } = typesOf(language);
  // Width and height stand in the head of a PNG.
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const across = Math.round((width / 25.4) * 96);
  const high = Math.round((across * view.getUint32(20)) / view.getUint32(16));
  return [
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      spacing: { line: 240, lineRule: docx.LineRuleType.AUTO },
      children: [new docx.ImageRun({ type: 'png', data: png, transformation: { width: across, height: high } })],
    }),
    ...(caption === undefined
      ? []
      : [
          new docx.Paragraph({
            alignment: docx.AlignmentType.CENTER,
            ...line(docx, note),
            children: [run(docx, caption, { font: fontsOf(language).body, size: note.size, color: grey })],
          }),
        ]),
  ];
}

/** The caption over the picture and what it shows under it, kept on one page. */
function chartOf(
  docx: Library,
  { chart, caption, note, alt }: Extract<Block, { kind: 'chart' }>,
  language: Language,
  png: Uint8Array | undefined,
): Child[] {
  const { fact, note: small } = typesOf(language);
  const fonts = fontsOf(language);
  const pixels = (of: number) => Math.round((of / 25.4) * 96);
  const picture = png && [
    new docx.ImageRun({
      type: 'png',
      data: png,
      transformation: { width: pixels(page.textWidth), height: pixels(chart.height) },
      altText: { name: caption, title: caption, description: alt },
    }),
  ];
  return [
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      keepNext: true,
      spacing: { line: twips(fact.pitch), lineRule: docx.LineRuleType.EXACT, before: 160 },
      children: [run(docx, caption, { font: fonts.heading, size: fact.size, bold: true })],
    }),
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      keepNext: true,
      spacing: { line: 240, lineRule: docx.LineRuleType.AUTO },
      children: picture ?? [],
    }),
    new docx.Paragraph({
      spacing: { line: twips(small.pitch), lineRule: docx.LineRuleType.EXACT, after: 160 },
      children: [run(docx, note, { font: fonts.body, size: small.size, color: grey })],
    }),
  ];
}

/** Word sets the pages when the document is opened; until then the chapters stand there without. */
function contentsOf(docx: Library, title: string, blocks: readonly Block[], language: Language): Child[] {
  const { chapter } = typesOf(language);
  const entries = blocks.flatMap((one) =>
    one.kind === 'heading' && one.level <= 2 ? [{ title: one.text, level: one.level }] : [],
  );
  return [
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      spacing: { line: twips(chapter.pitch), lineRule: docx.LineRuleType.EXACT, after: twips(chapter.pitch * 0.6) },
      children: [run(docx, title, { font: fontsOf(language).heading, size: chapter.size, bold: true })],
    }),
    new docx.TableOfContents(title, { hyperlink: true, headingStyleRange: '1-2', cachedEntries: entries }),
  ];
}
