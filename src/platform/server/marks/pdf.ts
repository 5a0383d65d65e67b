// A mark on each page of a PDF: light across it, and readable at its foot. Drawn as the page is looked at, whichever way it is turned.
import { randomBytes } from 'node:crypto';
import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  PDFName,
  PDFStream,
  type PDFOperator,
  type PDFPage,
  type PDFRef,
  ParseSpeeds,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  fill,
  setFillingGrayscaleColor,
  setGraphicsState,
} from '@cantoo/pdf-lib';
import { markBroken, markLocked, markTooLarge } from '../../shared/marks.ts';
import type { Line } from '../documents/pdf.ts';

/** Each page takes the mark and a way to draw it; more than this is no contract. */
const mostPages = 3000;

/** A copy with the mark. Refuses what opens with a password, has no page that can be read, or too many. */
export async function markedPdf(content: Uint8Array, line: Line): Promise<Uint8Array> {
  const pdf = await opened(content);
  if (pdf.getPageCount() === 0) throw markBroken();
  if (pdf.getPageCount() > mostPages) throw markTooLarge({ limit: `> ${mostPages}` });
  await setMark(pdf, line);
  return saved(pdf);
}

export const saved = (pdf: PDFDocument): Promise<Uint8Array> =>
  pdf.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: Number.POSITIVE_INFINITY });

const reading = { parseSpeed: ParseSpeeds.Fastest, updateMetadata: false, preserveXFA: true };

/** Without the password that only stops copying and printing, as every viewer opens it; with one that stops reading it stays shut. */
async function opened(content: Uint8Array): Promise<PDFDocument> {
  const pdf = await PDFDocument.load(content, { ...reading, ignoreEncryption: true });
  if (!pdf.isEncrypted) return pdf;
  return PDFDocument.load(content, { ...reading, password: '' }).catch(() => {
    throw markLocked();
  });
}

type Set = { form: PDFRef; faint: PDFRef; plain: PDFRef; paper: PDFRef; line: Line; key: string };

/** The mark on each page of the document. */
export async function setMark(pdf: PDFDocument, line: Line): Promise<void> {
  const [drawn] = await pdf.embedPdf(line.bytes, [0]);
  if (!drawn) throw new Error('the line has no page');
  await drawn.embed();
  // As one thing to be faint together: what it is drawn with would say for itself that it is not.
  pdf.context.lookup(drawn.ref, PDFStream).dict.set(PDFName.of('Group'), pdf.context.obj({ S: 'Transparency', CS: 'DeviceRGB' }));
  const opacity = (of: number): PDFRef =>
    pdf.context.register(pdf.context.obj({ Type: 'ExtGState', ca: of, CA: of, BM: 'Normal' }));
  // A file that was marked before has such names already.
  const key = `Mark${randomBytes(6).toString('hex')}`;
  const set: Set = { form: drawn.ref, faint: opacity(0.2), plain: opacity(0.85), paper: opacity(0.7), line, key };
  for (const page of pdf.getPages()) markPage(page, set);
}

/** Of the longest line across a page, and of the height of its letters. */
const across = 0.72;
const footSize = 8;

function markPage(page: PDFPage, { form, faint, plain, paper, line, key }: Set): void {
  const seen = seenAs(page);
  const { width, height } = seen;
  const name = (of: string) => PDFName.of(`${key}${of}`);
  page.node.setXObject(name(''), form);
  page.node.setExtGState(name('a'), faint);
  page.node.setExtGState(name('b'), plain);
  page.node.setExtGState(name('c'), paper);
  const slope = Math.atan2(height, width);
  // A short line on a large page would be a headline, a long one on a strip of paper taller than it.
  const large = Math.min((across * Math.hypot(width, height)) / line.width, (0.09 * Math.min(width, height) * 1.5) / 20);
  // The foot is as a note on a sheet of A4, and so on a larger or a smaller one.
  const footHeight = (footSize / 20) * (Math.max(width, height) / 842);
  const small = Math.min(footHeight, (0.94 * width) / line.width);
  const foot = { x: width / 2, y: 0.012 * height + (small * line.height) / 2 };
  const [w, h] = [line.width * small, line.height * small];
  page.pushOperators(
    pushGraphicsState(),
    placed(seen, { x: width / 2, y: height / 2 }, slope, large, line),
    setGraphicsState(name('a')),
    drawObject(name('')),
    popGraphicsState(),
    pushGraphicsState(),
    placed(seen, foot, 0, 1, { width: w, height: h }),
    setGraphicsState(name('c')),
    setFillingGrayscaleColor(1),
    rectangle(0, 0, w, h),
    fill(),
    popGraphicsState(),
    pushGraphicsState(),
    placed(seen, foot, 0, small, line),
    setGraphicsState(name('b')),
    drawObject(name('')),
    popGraphicsState(),
  );
}

type Seen = {
  width: number;
  height: number /** From a place as it is looked at to the page's own. */;
  place: (x: number, y: number) => [number, number];
  turn: number;
};

/** The page as a reader sees it: what is cut off is no part of it, and it may be turned. */
function seenAs(page: PDFPage): Seen {
  const [crop, media] = [page.getCropBox(), page.getMediaBox()];
  const [left, bottom] = [Math.max(crop.x, media.x), Math.max(crop.y, media.y)];
  const right = Math.min(crop.x + crop.width, media.x + media.width);
  const top = Math.min(crop.y + crop.height, media.y + media.height);
  // A crop beside the page is no crop: viewers show the page.
  const {
    x,
    y,
    width: w,
    height: h,
  } = right - left > 1 && top - bottom > 1 ? { x: left, y: bottom, width: right - left, height: top - bottom } : media;
  if (!(w > 1 && h > 1)) throw markBroken();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const radians = (turn * Math.PI) / 180;
  if (turn === 90) return { width: h, height: w, place: (vx, vy) => [x + w - vy, y + vx], turn: radians };
  if (turn === 180) return { width: w, height: h, place: (vx, vy) => [x + w - vx, y + h - vy], turn: radians };
  if (turn === 270) return { width: h, height: w, place: (vx, vy) => [x + vy, y + h - vx], turn: radians };
  return { width: w, height: h, place: (vx, vy) => [x + vx, y + vy], turn: 0 };
}

/** The matrix that sets something of a size with its middle at a place, sloping as seen, and scaled. */
function placed(
  { place, turn }: Seen,
  middle: { x: number; y: number },
  slope: number,
  scale: number,
  { width, height }: { width: number; height: number },
): PDFOperator {
  const [cos, sin] = [Math.cos(slope + turn) * scale, Math.sin(slope + turn) * scale];
  const [x, y] = place(middle.x, middle.y);
  return concatTransformationMatrix(
    cos,
    sin,
    -sin,
    cos,
    x - (cos * width) / 2 + (sin * height) / 2,
    y - (sin * width) / 2 - (cos * height) / 2,
  );
}
