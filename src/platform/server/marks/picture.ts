// A picture as a page of PDF that bears a mark: a PNG or JPEG is set on it as it is, without loss, and as its camera was held.
import {
  degrees,
  PDFDocument,
  type PDFPage,
  type PDFRef,
  PDFName,
  concatTransformationMatrix,
  drawObject,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib';
import { markBroken, markTooLarge } from '../../shared/marks.ts';
import type { Line } from '../documents/pdf.ts';
import { saved, setMark } from './pdf.ts';

/** The longer side of a page, A4's; a smaller picture's page is smaller, down to what the line needs. */
const longest = 842;
const shortest = 240;
/** Below the picture, so that the line at the foot hides none of it. */
const foot = 26;

export async function markedPicture(content: Buffer, type: string, line: Line): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { ref, width, height } = type === 'image/png' ? await png(pdf, content) : await jpeg(pdf, content);
  const scale = Math.min(longest / Math.max(width, height), 1);
  const turn = type === 'image/jpeg' ? turnOf(content) : 0;
  const [w, h] = [width * scale, height * scale];
  const upright = turn % 180 === 0;
  // The foot is below as the picture is looked at: of one that lies on its side that is its right or its left.
  const page = pdf.addPage([Math.max(w, shortest) + (upright ? 0 : foot), Math.max(h, shortest) + (upright ? foot : 0)]);
  page.setRotation(degrees(turn));
  setPicture(page, ref, { w, h, turn });
  await setMark(pdf, line);
  return saved(pdf);
}

function setPicture(page: PDFPage, ref: PDFRef, { w, h, turn }: { w: number; h: number; turn: number }): void {
  const { width, height } = page.getSize();
  const upright = turn % 180 === 0;
  const x = (width - w - (upright ? 0 : foot)) / 2 + (turn === 270 ? foot : 0);
  const y = (height - h - (upright ? foot : 0)) / 2 + (turn === 0 ? foot : 0);
  page.node.setXObject(PDFName.of('Picture'), ref);
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(w, 0, 0, h, x, y),
    drawObject('Picture'),
    popGraphicsState(),
  );
}

type Set = { ref: PDFRef; width: number; height: number };

async function jpeg(pdf: PDFDocument, content: Buffer): Promise<Set> {
  const image = await pdf.embedJpg(content);
  await image.embed();
  return { ref: image.ref, width: image.width, height: image.height };
}

/** One that must be decoded, since it is interlaced or lets through what is behind it, takes eight bytes a pixel at the least. */
const mostDecoded = 16_000_000;

/** PDF knows the rows of a PNG as they are packed: most are set on the page without being unpacked. */
async function png(pdf: PDFDocument, content: Buffer): Promise<Set> {
  const { width, height, bits, colours, interlaced, palette, pieces, through } = partsOf(content);
  if (colours === null || interlaced || through) {
    if (width * height > mostDecoded) throw markTooLarge({ limit: `> ${mostDecoded / 1e6} MP` });
    const image = await pdf.embedPng(content);
    await image.embed();
    return { ref: image.ref, width, height };
  }
  const indexed = colours === 'palette';
  if (indexed && palette === null) throw markBroken();
  const { context } = pdf;
  const table = palette && context.register(context.stream(palette));
  const stream = context.stream(Buffer.concat(pieces), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: bits,
    ColorSpace:
      indexed && table && palette
        ? ['Indexed', 'DeviceRGB', palette.length / 3 - 1, table]
        : colours === 3
          ? 'DeviceRGB'
          : 'DeviceGray',
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: colours === 3 ? 3 : 1, BitsPerComponent: bits, Columns: width },
  });
  return { ref: context.register(stream), width, height };
}

/** Kinds of colour whose pixels hide all that is behind them. */
const known: Readonly<Record<number, 1 | 3 | 'palette'>> = { 0: 1, 2: 3, 3: 'palette' };

/** What a PNG's parts say; `colours` is null where each pixel says how much of it shows. */
function partsOf(content: Buffer) {
  const said = {
    width: content.readUInt32BE(16),
    height: content.readUInt32BE(20),
    bits: content.readUInt8(24),
    colours: known[content.readUInt8(25)] ?? null,
    interlaced: content.readUInt8(28) !== 0,
    palette: null as Buffer | null,
    pieces: [] as Buffer[],
    through: false,
  };
  for (let at = 8; at + 8 <= content.length; at += 12 + content.readUInt32BE(at)) {
    const kind = content.toString('latin1', at + 4, at + 8);
    const part = content.subarray(at + 8, at + 8 + content.readUInt32BE(at));
    if (kind === 'IDAT') said.pieces.push(part);
    if (kind === 'PLTE') said.palette = part;
    if (kind === 'tRNS') said.through = true;
  }
  return said;
}

const turns: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };

/** How far a camera says that its picture is to be turned, clockwise; 0 where it says nothing. Mirrors are not looked at. */
export function turnOf(content: Buffer): number {
  const at = content.indexOf(Buffer.from('Exif\0\0', 'latin1'));
  if (at === -1 || at > 65_536) return 0;
  const base = at + 6;
  const little = content.toString('latin1', base, base + 2) === 'II';
  const two = (from: number) => (little ? content.readUInt16LE(from) : content.readUInt16BE(from));
  try {
    const first = base + (little ? content.readUInt32LE(base + 4) : content.readUInt32BE(base + 4));
    for (let tag = 0; tag < two(first); tag++)
      if (two(first + 2 + 12 * tag) === 0x0112) return turns[two(first + 2 + 12 * tag + 8)] ?? 0;
  } catch (error) {
    // It says more than there is.
    if (!(error instanceof RangeError)) throw error;
  }
  return 0;
}
