// The words of a DOCX as far as a mark of secrecy needs them, read in the browser: body, heads, feet and notes, a line each paragraph. Not for showing.

/** Bytes unpacked of all parts: beyond it the file is left to the server, which refuses it. */
const most = 64 * 1024 * 1024;
const parts = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;

type Entry = { name: string; method: number; from: number; size: number };

/** The lines of all parts, null where this is no DOCX that the browser can open. */
export async function docxWords(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const entries = entriesOf(new DataView(content.buffer, content.byteOffset, content.byteLength));
  if (entries === null) return null;
  const said: string[] = [];
  let left = most;
  for (const one of entries.filter(({ name }) => parts.test(name))) {
    const packed = content.subarray(one.from, one.from + one.size);
    const xml = one.method === 0 ? packed : one.method === 8 ? await inflated(packed, left) : null;
    if (xml === null) return null;
    left -= xml.length;
    said.push(linesOf(new TextDecoder().decode(xml)));
  }
  return said.length === 0 ? null : said.join('\n');
}

/** The directory at the end of the archive; what stands in it decides, as in every program that opens one. */
function entriesOf(view: DataView): Entry[] | null {
  let end = view.byteLength - 22;
  while (end >= 0 && end >= view.byteLength - 22 - 65_535 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null;
  const found: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return null;
    const [length, extra, comment] = [28, 30, 32].map((by) => view.getUint16(at + by, true)) as [number, number, number];
    const local = view.getUint32(at + 42, true);
    if (at + 46 + length > view.byteLength || local + 30 > view.byteLength) return null;
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, length));
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    found.push({ name, method: view.getUint16(at + 10, true), from, size: view.getUint32(at + 20, true) });
    at += 46 + length + extra + comment;
  }
  return found;
}

async function inflated(packed: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.length;
      if (size > limit) return null;
      pieces.push(read.value);
    }
  } catch {
    return null;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function linesOf(xml: string): string {
  let said = '';
  for (const [, tag, text] of xml.matchAll(/<(w:t(?=[\s>])[^>]*(?<!\/)>([^<]*)|\/w:p>|w:br\b|w:cr\b|w:tab\/?>)/g))
    said += text ?? (tag?.startsWith('w:tab') ? '\t' : '\n');
  return said.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}
