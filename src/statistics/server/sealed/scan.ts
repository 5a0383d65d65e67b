// Reads the QR codes of a scan: a picture as it is, a PDF page by page as it would be looked at. Runs in a thread of its own (scanApart.ts); fetches nothing.
import { createIsomorphicCanvasFactory, getDocumentProxy, renderPageAsImage } from 'unpdf';
import type { ApartFile } from '../../../platform/server/apart.ts';
import { codesIn } from '../../../platform/server/documents/qr-reader.ts';
import { pictureOf } from '../../../platform/server/files/pictures.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import { brokenScan, lockedScan, mostMegapixels, readScanned, tooFine, tooManyPages } from '../../sealedCopy.ts';

/** Codes of ours, page by page; what else stands on a paper is nobody's here. */
export type ScanRead = { pages: number; found: { page: number; record: string; code: string }[] };

/** Every page bears the code: after so many the rest of a long return is believed. */
const pagesLooked = 8;
/** The thread is ended after 20 s; what was found by then is told. */
const longestMs = 12_000;
/** Points of the longer side of a page: A4 at 200 dpi, at which a code is read though it is a little skewed; then finer. */
const sizes = [2400, 3600] as const;

export async function apart({ content, with: told = {} }: ApartFile): Promise<ScanRead> {
  const type = told['type'] ?? '';
  return type === 'application/pdf' ? pdf(content, Number(told['pages'])) : picture(content, type);
}

async function picture(content: Buffer, type: string): Promise<ScanRead> {
  const size = pictureOf(content, type);
  if (size === null || size === 'unsound' || size === 'more') throw brokenScan();
  if (size.width * size.height > mostMegapixels * 1_000_000) throw tooFine({ limit: mostMegapixels });
  const found = await codesIn(content, readScanned);
  return { pages: 1, found: found.map((one) => ({ page: 1, ...one })) };
}

const canvasImport = () => import('@napi-rs/canvas');

async function pdf(content: Buffer, limit: number): Promise<ScanRead> {
  const began = performance.now();
  const CanvasFactory = await createIsomorphicCanvasFactory(canvasImport);
  const document = await getDocumentProxy(Uint8Array.from(content), {
    verbosity: 0,
    CanvasFactory,
    // A picture beyond it is left out of its page, and not unpacked.
    maxImageSize: mostMegapixels * 1_000_000,
  }).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'PasswordException' ? lockedScan() : brokenScan();
  });
  try {
    const pages = document.numPages;
    if (pages > limit) throw tooManyPages({ pages, limit });
    const found: ScanRead['found'] = [];
    for (let page = 1; page <= Math.min(pages, pagesLooked); page += 1) {
      for (const one of await pageCodes(document, page)) found.push({ page, ...one });
      if (performance.now() - began > longestMs) break;
    }
    return { pages, found };
  } catch (error) {
    // pdf.js says in many ways that it cannot draw a page.
    throw error instanceof Refusal ? error : brokenScan();
  } finally {
    await document.loadingTask.destroy();
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
async function pageCodes(document: Pdf, number: number): Promise<{ record: string; code: string }[]> {
  const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
  for (const size of sizes) {
    const scale = size / Math.max(width, height, 1);
    const drawn = await renderPageAsImage(document, number, { canvasImport, scale });
    const found = await codesIn(new Uint8Array(drawn), readScanned);
    if (found.length > 0) return found;
  }
  return [];
}
