// Scans for tests: a printed page as a scanner or a telephone would give it, turned, skewed, grey and noisy; and what is no scan.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PDFDocument } from '@cantoo/pdf-lib';
import { renderPageAsImage } from 'unpdf';

const canvasImport = () => import('@napi-rs/canvas');
export type Look = { degrees?: number; dpi?: number; without?: boolean };

/** A page as JPEG; `without`: somebody's stamp is on its code. */
export async function scanOf(pdf: Uint8Array, page = 1, { degrees = 0, dpi = 150, without = false }: Look = {}): Promise<Buffer> {
  const image = await loadImage(
    Buffer.from(await renderPageAsImage(Uint8Array.from(pdf), page, { canvasImport, scale: dpi / 72 })),
  );
  const upright = Math.round(degrees / 90) % 2 === 0;
  const [width, height] = upright ? [image.width, image.height] : [image.height, image.width];
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ddd';
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2, height / 2);
  pen.rotate((degrees * Math.PI) / 180);
  pen.drawImage(image, -image.width / 2, -image.height / 2);
  if (without) {
    pen.fillStyle = '#b00';
    pen.fillRect(0, -image.height / 2, image.width / 2, image.height / 8);
  }
  const seen = pen.getImageData(0, 0, width, height);
  // The same noise each time: a test that fails now and then shows nothing.
  let seed = 7;
  for (let at = 0; at < seen.data.length; at += 4) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const grey = 0.75 * (seen.data[at] ?? 0) + 30 + (seed / 2_147_483_648 - 0.5) * 70;
    seen.data.fill(Math.max(0, Math.min(255, grey)), at, at + 3);
  }
  pen.putImageData(seen, 0, 0);
  return canvas.toBuffer('image/jpeg', 60);
}

/** Pictures as the pages of one PDF, as a scanner puts them together. */
export async function pdfOf(pictures: readonly Buffer[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (const one of pictures) {
    const image = await pdf.embedJpg(one);
    const scale = 842 / Math.max(image.width, image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return Buffer.from(await pdf.save());
}

export async function emptyPdf(pages: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let at = 0; at < pages; at += 1) pdf.addPage([595, 842]);
  return Buffer.from(await pdf.save());
}

/** A page of a few megabytes whose drawing is far more blanks than a thread may hold. */
export async function bombPdf(): Promise<Buffer> {
  const blanks = Buffer.alloc(32 * 1024 * 1024, ' ');
  const packed = await buffer(Readable.from(Array.from({ length: 18 }, () => blanks)).pipe(createDeflate({ level: 1 })));
  const head = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream\n`;
  const tail = '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from(tail, 'latin1')]);
}

/** A picture whose head says more points than are taken; nobody unpacks it. */
export function hugePng(width: number, height: number): Buffer {
  const png = createCanvas(1, 1).toBuffer('image/png');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
