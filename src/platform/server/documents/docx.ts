// Writes a document as DOCX in the layout of GB/T 9704: an officer goes on writing in it. Fonts by name, as offices have them; not embedded.
import type { ISectionOptions } from 'docx';
import type { Language } from '../../shared/actor.ts';
import { type Block, type Document, numbered, writtenDay } from './document.ts';
import { chartPng } from './chart-draw.ts';
import { blocksOf } from './docx-blocks.ts';
import { centred, fontsOf, fontTable, type Library, line, rightTo, run, spaced, wordSize } from './docx-type.ts';
import { grid, grey, issuerSize, linePitch, mm, page, red, titleSize, twips, typesOf } from './layout.ts';
import { codePng } from './qr.ts';
import { attachmentLines, said } from './said.ts';

let library: Promise<Library> | null = null;

/** The document as DOCX. Files of it are left out: it is for going on writing, and proves nothing. */
export async function makeDocx(of: Document): Promise<Uint8Array> {
  library ??= import('docx');
  const docx = await library;
  const code = of.code ? await codePng(of.code.address) : null;
  const { language } = of;
  const { body } = typesOf(language);
  const file = new docx.Document({
    title: of.title.replaceAll('\n', ''),
    creator: 'Touyan',
    ...(of.signature ? { lastModifiedBy: of.signature.body } : {}),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            font: fontsOf(language).body,
            size: wordSize(body.size),
            language: languagesOf(language),
          },
          paragraph: { spacing: { line: twips(body.pitch), lineRule: docx.LineRuleType.EXACT } },
        },
      },
    },
    // Pages of the contents are known when it is opened: the program that opens it is told to look.
    ...(of.blocks.some((one) => one.kind === 'contents') ? { features: { updateFields: true } } : {}),
    sections: [sectionOf(docx, of, { code, drawn: await drawnOf(of) })],
  });
  return docx.Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable }]);
}

async function drawnOf({ blocks }: Document): Promise<ReadonlyMap<Block, Uint8Array>> {
  const drawn = new Map<Block, Uint8Array>();
  for (const block of blocks) if (block.kind === 'chart') drawn.set(block, await chartPng(block.chart));
  return drawn;
}
type Pictures = { code: Uint8Array | null; drawn: ReadonlyMap<Block, Uint8Array> };

const languagesOf = (language: Language) => ({ value: language === 'en' ? 'en-GB' : 'zh-CN', eastAsia: 'zh-CN' });

/** 16 pt in 28 columns of 156 mm: each character gives up a fifth of a point. In 4096ths of a point, as Word has it. */
const charSpace = Math.round((mm(page.textWidth) / grid.characters - 16) * 4096);

function sectionOf(docx: Library, of: Document, { code, drawn }: Pictures): ISectionOptions {
  const { language } = of;
  const { size } = typesOf(language).page;
  const number = (odd: boolean) =>
    new docx.Footer({
      children: [
        new docx.Paragraph({
          alignment: odd ? docx.AlignmentType.RIGHT : docx.AlignmentType.LEFT,
          indent: odd ? { right: twips(size) } : { left: twips(size) },
          children: [
            new docx.TextRun({
              font: fontsOf(language).page,
              size: `${size}pt`,
              children: ['\u2014 ', docx.PageNumber.CURRENT, ' \u2014'],
            }),
          ],
        }),
      ],
    });
  return {
    properties: {
      ...(of.cover ? { titlePage: true } : {}),
      page: {
        size: { width: twips(mm(page.width)), height: twips(mm(page.height)) },
        margin: {
          top: twips(mm(page.top)),
          bottom: twips(mm(page.bottom)),
          left: twips(mm(page.left)),
          right: twips(mm(page.right)),
          header: twips(mm(14)),
          // The number's own height above, 7 mm of room above that, up to the text block.
          footer: twips(mm(page.bottom - page.numberBelow) - size * 1.3),
        },
      },
      // A book of many pages is set closer than the grid of official documents.
      ...(language === 'en' || of.cover || of.close
        ? {}
        : { grid: { type: docx.DocumentGridType.LINES_AND_CHARS, linePitch: twips(linePitch), charSpace } }),
    },
    ...headersOf(docx, of),
    footers: { default: number(true), even: number(false), ...(of.cover ? { first: new docx.Footer({ children: [] }) } : {}) },
    children: [
      ...(of.cover ? coverOf(docx, of, of.cover.lines) : headOf(docx, of)),
      ...blocksOf(docx, numbered(of.blocks, language), language, drawn),
      ...footOf(docx, of),
      ...(code && of.code ? codeOf(docx, of.code, code, language) : []),
      ...(of.endNote ? blocksOf(docx, [{ kind: 'note', text: of.endNote }], language) : []),
    ],
  };
}

/** What the document wears on every page, and under it, on all but the cover, what it is called. */
function headersOf(docx: Library, { banner, running, cover, language }: Document): Pick<ISectionOptions, 'headers'> {
  if (!banner && !running) return {};
  const header = (isFirst: boolean) =>
    new docx.Header({
      children: [
        ...(banner ? [bannerOf(docx, banner, language)] : []),
        ...(running && !isFirst ? [spaced(docx, { size: 9, pitch: 12 }), bannerOf(docx, running, language)] : []),
      ],
    });
  return { headers: { default: header(false), even: header(false), ...(cover ? { first: header(true) } : {}) } };
}

function coverOf(docx: Library, of: Document, lines: readonly string[]) {
  const { language } = of;
  const [{ cover, fact }, fonts] = [typesOf(language), fontsOf(language)];
  const quiet = (text: string) => centred(docx, [run(docx, text, { font: fonts.body, size: fact.size, color: grey })], fact);
  const gap = (count: number) => Array.from({ length: count }, () => spaced(docx, fact));
  return [
    ...gap(6),
    ...(of.above ? [quiet(of.above)] : []),
    ...gap(1),
    centred(
      docx,
      [run(docx, of.title, { font: fonts.title, size: titleSize(of.title, language, cover, 0.6), bold: fonts.titleBold })],
      cover,
      'title',
    ),
    ...gap(14),
    ...lines.map(quiet),
    new docx.Paragraph({ children: [new docx.PageBreak()] }),
  ];
}

const bannerOf = (docx: Library, banner: string, language: Language) =>
  centred(docx, [run(docx, banner, { font: fontsOf(language).body, size: 9, color: grey })], { size: 9, pitch: 12 });

function headOf(docx: Library, of: Document) {
  const { language, head } = of;
  const [types, fonts] = [typesOf(language), fontsOf(language)];
  const size = head ? issuerSize(head.issuer, language) * (of.close ? 0.85 : 1) : 0;
  const gap = { ...types.body, pitch: types.body.pitch * (of.close ? 0.3 : 1) };
  return [
    ...(head
      ? [
          centred(docx, [run(docx, head.issuer, { font: fonts.issuer, size, color: red, bold: fonts.issuerBold })], {
            size,
            pitch: size * 1.25 + (of.close ? 0 : types.body.pitch),
          }),
          new docx.Paragraph({
            alignment: docx.AlignmentType.CENTER,
            ...line(docx, of.close ? types.fact : types.number),
            border: { bottom: { style: docx.BorderStyle.SINGLE, size: 13, color: red.slice(1), space: 6 } },
            children: [run(docx, head.number ?? ' ', { font: fonts.body, size: (of.close ? types.fact : types.number).size })],
          }),
          spaced(docx, gap),
        ]
      : []),
    ...(of.above
      ? [centred(docx, [run(docx, of.above, { font: fonts.body, size: types.fact.size, color: grey })], types.fact)]
      : []),
    centred(
      docx,
      [run(docx, of.title, { font: fonts.title, size: titleSize(of.title, language), bold: fonts.titleBold })],
      types.title,
      'title',
    ),
    spaced(docx, { ...gap, pitch: gap.pitch * 0.7 }),
    ...(of.to
      ? [
          new docx.Paragraph({
            children: [run(docx, `${of.to}${said(language, 'paper.colon')}`, { font: fonts.body, size: types.body.size })],
          }),
        ]
      : []),
  ];
}

function footOf(docx: Library, of: Document) {
  const { language, attachments = [], signature, remark } = of;
  const [{ body }, fonts] = [typesOf(language), fontsOf(language)];
  const text = (words: string) => run(docx, words, { font: fonts.body, size: body.size });
  const centre = signature ? [spaced(docx, body), ...signatureOf(docx, signature, language)] : [];
  return [
    ...attachmentLines(attachments, language).map(
      ({ text: words, within }) => new docx.Paragraph({ indent: { left: twips(within * body.size) }, children: [text(words)] }),
    ),
    ...centre,
    ...(remark
      ? [
          new docx.Paragraph({
            indent: { left: language === 'en' ? 0 : twips(2 * body.size) },
            children: [text(said(language, 'paper.remark', { text: remark }))],
          }),
        ]
      : []),
    ...imprintOf(docx, of),
  ];
}

/** The name centred over the day, the day four characters from the right; a seal is set over both. */
function signatureOf(docx: Library, { body: name, day, seal }: NonNullable<Document['signature']>, language: Language) {
  const [{ body, note }, fonts] = [typesOf(language), fontsOf(language)];
  const within = { left: twips(mm(page.textWidth - 84)), right: twips(language === 'en' ? 0 : 2 * body.size) };
  const lineOf = (words: string, size: number, color?: string) =>
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      indent: within,
      keepNext: true,
      children: [run(docx, words, { font: fonts.body, size, ...(color ? { color } : {}) })],
    });
  return [
    lineOf(name, body.size),
    ...(day ? [lineOf(writtenDay(day, language), body.size)] : []),
    ...(seal ? [lineOf(said(language, 'paper.sealPlace'), note.size, grey)] : []),
  ];
}

function imprintOf(docx: Library, of: Document) {
  const { language } = of;
  const { imprint } = typesOf(language);
  const fonts = fontsOf(language);
  const lines = [
    ...(of.copyTo ? [`${said(language, 'paper.copyTo')}${of.copyTo}`] : []),
    ...(of.issued ? [`${of.issued.by}\t${said(language, 'paper.issued', { day: writtenDay(of.issued.on, language) })}`] : []),
  ];
  const rule = { style: docx.BorderStyle.SINGLE, size: 6, color: '000000', space: 2 };
  return lines.map(
    (words, at) =>
      new docx.Paragraph({
        ...line(docx, imprint),
        indent: { left: twips(imprint.size) },
        tabStops: rightTo(docx),
        border: { top: rule, ...(at === lines.length - 1 ? { bottom: rule } : {}) },
        children: [run(docx, words, { font: fonts.body, size: imprint.size })],
      }),
  );
}

function codeOf(docx: Library, { title, lines }: NonNullable<Document['code']>, png: Uint8Array, language: Language) {
  const [{ fact, note, body }, fonts] = [typesOf(language), fontsOf(language)];
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const side = Math.round((27 / 25.4) * 96);
  const words = [
    new docx.Paragraph({
      ...line(docx, fact),
      children: [run(docx, title, { font: fonts.heading, size: fact.size, bold: true })],
    }),
    ...lines.map(
      (text) =>
        new docx.Paragraph({
          ...line(docx, note),
          children: [run(docx, text, { font: fonts.body, size: note.size, color: grey })],
        }),
    ),
  ];
  const image = new docx.ImageRun({ type: 'png', data: png, transformation: { width: side, height: side } });
  const widths = [twips(mm(31)), twips(mm(page.textWidth - 31))];
  const cell = (width: number | undefined, children: InstanceType<Library['Paragraph']>[]) =>
    new docx.TableCell({ borders, width: { size: width ?? 0, type: docx.WidthType.DXA }, children });
  return [
    spaced(docx, body),
    new docx.Table({
      columnWidths: widths,
      width: { size: twips(mm(page.textWidth)), type: docx.WidthType.DXA },
      layout: docx.TableLayoutType.FIXED,
      rows: [
        new docx.TableRow({
          cantSplit: true,
          children: [
            cell(widths[0], [
              new docx.Paragraph({ spacing: { line: 240, lineRule: docx.LineRuleType.AUTO }, children: [image] }),
            ]),
            cell(widths[1], words),
          ],
        }),
      ],
    }),
  ];
}
