// The package of an archived record: a ZIP that comes out the same, byte for byte, for the same content; and its check without any database.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { type CatalogueLine, type CheckedPackage, noPackage } from '../archive.ts';
import type { Algorithm } from './hash.ts';

/** A file of a package; `title` in Chinese stands in the catalogue. */
export type Piece = { file: string; title: string; date: string; content: Buffer };
export type Packed = { content: Buffer; digest: string; catalogue: CatalogueLine[] };
type Head = Record<string, unknown>;

const digestOf = (algorithm: Algorithm, content: Buffer): string => createHash(algorithm).update(content).digest('hex');
/** The beginning of ZIP's calendar, in the process's own time: that is what the format holds. */
const noTime = new Date(1980, 0, 1);
const listName = 'catalogue.json';

/** Packs pieces in their order (`columns` head the list: order, title, date, file, bytes, digest) after their catalogue. Not compressed: another zlib would make other bytes. */
export async function packed(
  algorithm: Algorithm,
  head: Head,
  columns: readonly string[],
  pieces: readonly Piece[],
): Promise<Packed> {
  const lines = pieces.map(({ file, title, date, content }, at) => {
    return { order: at + 1, title, date, file, bytes: content.length, digest: digestOf(algorithm, content) };
  });
  const zip = new ZipFile();
  const add = (file: string, content: Buffer) =>
    zip.addBuffer(content, file, { mtime: noTime, mode: 0o100644, compress: false, forceDosTimestamp: true });
  add(listName, Buffer.from(`${JSON.stringify({ ...head, algorithm, files: lines }, null, 2)}\n`));
  add('catalogue.csv', Buffer.from(asCsv(columns, lines)));
  for (const { file, content } of pieces) add(file, content);
  zip.end();
  const content = await buffer(zip.outputStream);
  const catalogue = lines.map(({ order, file, bytes, digest }) => ({ order, file, bytes, digest }));
  return { content, digest: digestOf(algorithm, content), catalogue };
}

type Line = CatalogueLine & { title: string; date: string };
function asCsv(columns: readonly string[], lines: readonly Line[]): string {
  const cell = (said: string | number) => {
    const text = /^[=+\-@\t\r]/.test(String(said)) ? `'${said}` : String(said);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = lines.map((one) => [one.order, one.title, one.date, one.file, one.bytes, one.digest]);
  return `\u{feff}${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const listed = z.object({
  algorithm: z.enum(['sha256', 'sm3']),
  files: z.array(z.object({ file: z.string(), digest: z.string() })).max(10_000),
});
const most = 2 * 1024 * 1024 * 1024;

/** Recomputes the digests of a package: which files are as listed, which are not, are missing, or were put in. */
export async function checked(content: Buffer): Promise<Omit<CheckedPackage, 'archive'>> {
  const found = await filesIn(content).catch(() => null);
  const list = found?.get(listName);
  const read = listed.safeParse(list && jsonIn(list));
  if (!found || !read.success) throw noPackage();
  const { algorithm, files } = read.data;
  const results = files.map(({ file, digest }) => {
    const held = found.get(file);
    return { file, found: held === undefined ? 'missing' : digestOf(algorithm, held) === digest ? 'sound' : 'altered' } as const;
  });
  const known = new Set([listName, 'catalogue.csv', ...files.map((one) => one.file)]);
  const more = [...found.keys()].filter((file) => !known.has(file)).map((file) => ({ file, found: 'notListed' }) as const);
  const all = [...results, ...more];
  return { algorithm, digest: digestOf(algorithm, content), sound: all.every((one) => one.found === 'sound'), files: all };
}

function jsonIn(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return null;
  }
}

async function filesIn(content: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(content, { lazyEntries: true });
  const found = new Map<string, Buffer>();
  let size = 0;
  for await (const entry of zip.eachEntry()) {
    size += entry.uncompressedSize;
    if (size > most || found.has(entry.fileName)) throw noPackage();
    found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return found;
}
