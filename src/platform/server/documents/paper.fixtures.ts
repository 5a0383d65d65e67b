// Looking at documents in tests: pages as images, what is inked on them, their text and the files inside.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { extractText, getDocumentProxy, renderPageAsImage } from 'unpdf';

/** Pixels a millimetre: enough to tell one character of 16 pt from another. */
export const perMm = 5;
export type Page = { width: number; height: number /** 0 white to 255 black, row by row. */; ink: Uint8Array };

const copy = (bytes: Uint8Array) => Uint8Array.from(bytes);

export async function pageOf(pdf: Uint8Array, number: number): Promise<Page> {
  const scale = (perMm * 25.4) / 72;
  const png = await renderPageAsImage(copy(pdf), number, { canvasImport: () => import('@napi-rs/canvas'), scale });
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, image.width, image.height);
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const ink = new Uint8Array(image.width * image.height);
  for (let at = 0; at < ink.length; at++)
    ink[at] = 255 - Math.min(data[4 * at] ?? 255, data[4 * at + 1] ?? 255, data[4 * at + 2] ?? 255);
  return { width: image.width, height: image.height, ink };
}

/** A rectangle in millimetres. */
export type Box = { left: number; top: number; right: number; bottom: number };
const dark = 60;

/** Smallest box around what is inked within another; null where nothing is. In millimetres. */
export function inkedIn({ width, ink }: Page, within: Box): Box | null {
  const [x0, x1, y0, y1] = [within.left, within.right, within.top, within.bottom].map((one) => Math.round(one * perMm)) as [
    number,
    number,
    number,
    number,
  ];
  const found = { left: width, right: 0, top: y1, bottom: 0 };
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      if ((ink[y * width + x] ?? 0) < dark) continue;
      found.left = Math.min(found.left, x);
      found.right = Math.max(found.right, x + 1);
      found.top = Math.min(found.top, y);
      found.bottom = Math.max(found.bottom, y + 1);
    }
  if (found.right === 0) return null;
  const { left, right, top, bottom } = found;
  return { left: left / perMm, right: right / perMm, top: top / perMm, bottom: bottom / perMm };
}

/** How many lines of text there are between two heights: bands of inked rows with white between. */
export function linesBetween(page: Page, top: number, bottom: number): number {
  let lines = 0;
  let before = false;
  for (let y = Math.round(top * perMm); y < bottom * perMm; y++) {
    const inked = page.ink.subarray(y * page.width, (y + 1) * page.width).some((one) => one >= dark);
    if (inked && !before) lines++;
    before = inked;
  }
  return lines;
}

/** Share of ink in a box, and its pixels, to compare characters by. */
export function pixelsIn({ width, ink }: Page, box: Box): { share: number; pixels: string } {
  const bits: string[] = [];
  for (let y = Math.round(box.top * perMm); y < Math.round(box.bottom * perMm); y++)
    for (let x = Math.round(box.left * perMm); x < Math.round(box.right * perMm); x++)
      bits.push((ink[y * width + x] ?? 0) >= 128 ? '#' : ' ');
  return { share: bits.filter((one) => one === '#').length / bits.length, pixels: bits.join('') };
}

/** The text of each page, spaces and line ends left out. */
export async function textsOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(copy(pdf)), { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, ''));
}

/** Lines of the first page as they stand. */
export async function linesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(copy(pdf)), { mergePages: false });
  return (text[0] ?? '').split('\n');
}

/** The files inside a PDF, by name. */
export async function filesIn(pdf: Uint8Array): Promise<Map<string, string>> {
  const document = await getDocumentProxy(copy(pdf));
  const held = new Map<string, string>();
  for (const name of ((await document.getAttachments()) as Map<string, unknown> | null)?.keys() ?? []) {
    held.set(name, Buffer.from((await document.getAttachmentContent(name)) ?? []).toString('utf8'));
  }
  return held;
}
