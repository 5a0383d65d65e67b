// A DOCX as a page to look at: text, tables and pictures, without script, links or anything from outside. Not its layout.
import { type ApartFile, madeApart } from '../../platform/server/apart.ts';
import { pressBusy } from '../../platform/shared/document.ts';
import { sheetLimits } from '../../platform/server/documents/refusals.ts';
import { openArchive } from '../../platform/server/documents/zip.ts';
import { notShown } from '../attachment.ts';

const style = `body{font:15px/1.7 system-ui,"Noto Sans SC",sans-serif;margin:24px;max-width:46rem;color:#1b2433}
table{border-collapse:collapse}td,th{border:1px solid #c9d2de;padding:4px 8px}img{max-width:100%;height:auto}.mark{color:#5a6675;font-size:13px;margin:0 0 16px}`;
const most = 20_000_000;
/** Bytes of the text part: beyond it the reading would hold up everybody else. */
const mostText = 8_000_000;

/** In a thread of its own: what mammoth makes of a large text takes seconds. */
export const apart = ({ content, with: told }: ApartFile): Promise<string> => docxAsHtml(content, told?.['mark']);
const why = { slow: () => notShown(), busy: () => pressBusy() };
/** `mark` stands above the text: who looks at it, and when. */
export const shownApart = (content: Buffer, mark?: string): Promise<string> =>
  madeApart({
    module: new URL(import.meta.url),
    file: { name: '', content, ...(mark === undefined ? {} : { with: { mark } }) },
    why,
  }) as Promise<string>;

async function sizeOfText(content: Buffer): Promise<number> {
  const archive = await openArchive(content, { ...sheetLimits, entries: 5000 });
  let size = 0;
  for await (const piece of archive.read('word/document.xml')) size += piece.length;
  return size;
}

/** The whole page. What mammoth writes is cut down to names of tags, and pictures to raster images in the page itself. */
export async function docxAsHtml(content: Buffer, mark?: string): Promise<string> {
  if ((await sizeOfText(content)) > mostText) throw notShown();
  // Loaded in the thread that reads: the house itself never does.
  const { default: mammoth } = await import('mammoth');
  const made = await mammoth
    .convertToHtml(
      { buffer: content },
      { includeEmbeddedStyleMap: false, externalFileAccess: false, ignoreEmptyParagraphs: true },
    )
    .catch(() => null);
  if (made === null || made.value.length > most) throw notShown();
  const above = mark === undefined ? '' : `<p class="mark">${mark.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>DOCX</title><style>${style}</style></head><body>${above}${harmless(made.value)}</body></html>`;
}

const allowed = new Set(
  'a p h1 h2 h3 h4 h5 h6 strong em s u sub sup br ul ol li table thead tbody tr td th img dl dt dd pre hr'.split(' '),
);
const picture = /^\ssrc="(data:image\/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=]*)"$/;
const spans = /\s(?:colspan|rowspan)="\d{1,3}"/g;

/** Every tag anew from its name: of attributes only the spans of cells and the content of pictures are kept. */
export function harmless(html: string): string {
  return html.replaceAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)\/?>|<|>/g,
    (whole, close?: string, name?: string, more = '') => {
      if (name === undefined) return whole === '<' ? '&lt;' : '&gt;';
      const tag = name.toLowerCase();
      if (!allowed.has(tag)) return '';
      if (close === '/') return `</${tag}>`;
      if (tag === 'img') {
        const src = picture.exec(more.replaceAll(/\s(?!src=)[a-z-]+="[^"]*"|\s*\/?$/g, ''))?.[1];
        return src === undefined ? '' : `<img alt="" src="${src}">`;
      }
      return tag === 'td' || tag === 'th' ? `<${tag}${(more.match(spans) ?? []).join('')}>` : `<${tag}>`;
    },
  );
}
