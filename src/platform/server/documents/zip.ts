// Opens the zip of an XLSX without trusting it: all of its directory is checked before a byte is inflated. Not a general unzipper.
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl';
import { Refusal } from '../../shared/errors.ts';
import { damaged, hostile, inMebibytes, type SheetLimits, unpackedTooLarge } from './refusals.ts';

export type Archive = {
  /** Part names in lower case: OPC compares them so. */
  names: ReadonlySet<string>;
  /** A part's name as the file spells it. */
  spelt: (name: string) => string;
  /** Inflates a part piece by piece; stops and refuses at what its directory entry or the limits say. */
  read: (name: string) => AsyncGenerator<Buffer>;
};

const mayBeAnySize = 1024 * 1024;
const localHeader = 30;

export async function openArchive(bytes: Buffer, limits: SheetLimits): Promise<Archive> {
  const { zip, entries } = await readDirectory(bytes, limits);
  const spent = { bytes: 0 };
  return {
    names: new Set(entries.keys()),
    spelt: (name) => {
      const entry = entries.get(name.toLowerCase());
      return entry ? nameOf(entry) : name;
    },
    read: (name) => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw damaged({ part: name });
      return inflate(zip, entry, name, limits, spent);
    },
  };
}

async function readDirectory(bytes: Buffer, limits: SheetLimits): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const entries = new Map<string, Entry>();
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: false });
    if (zip.entryCount > limits.entries) throw hostile({ part: `${zip.entryCount} > ${limits.entries}` });
    let declared = 0;
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      checkEntry(entry, name, limits);
      if (entries.has(name.toLowerCase())) throw hostile({ part: shown(name) });
      declared += entry.uncompressedSize;
      if (declared > limits.unpacked) throw unpackedTooLarge({ limit: inMebibytes(limits.unpacked) });
      entries.set(name.toLowerCase(), entry);
    }
    checkOverlaps([...entries.values()]);
    return { zip, entries };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged({ part: 'zip' });
  }
}

const nameOf = (entry: Entry): string =>
  getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false).replaceAll('\\', '/');

const shown = (name: string): string => name.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);

function checkEntry(entry: Entry, name: string, limits: SheetLimits): void {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const wellNamed = validateFileName(name) === null && !name.split('/').includes('.') && !name.includes('\0');
  const plain = !entry.isEncrypted() && (compressionMethod === 0 || compressionMethod === 8);
  const sane = uncompressedSize <= mayBeAnySize || uncompressedSize <= compressedSize * limits.ratio;
  if (!wellNamed || !plain || !sane) throw hostile({ part: shown(name) });
}

/** Parts that share bytes are how a small file unpacks to a huge one. */
function checkOverlaps(entries: Entry[]): void {
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const at = entry.relativeOffsetOfLocalHeader;
    if (at < free) throw hostile({ part: shown(nameOf(entry)) });
    free = at + localHeader + entry.fileNameLength + entry.compressedSize;
  }
}

async function* inflate(
  zip: ZipFile,
  entry: Entry,
  name: string,
  limits: SheetLimits,
  spent: { bytes: number },
): AsyncGenerator<Buffer> {
  let size = 0;
  let crc = 0;
  try {
    const pieces: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const piece of pieces) {
      size += piece.length;
      spent.bytes += piece.length;
      if (size > entry.uncompressedSize) throw hostile({ part: name });
      if (spent.bytes > limits.unpacked) throw unpackedTooLarge({ limit: inMebibytes(limits.unpacked) });
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged({ part: name });
  }
  if (size !== entry.uncompressedSize || crc !== entry.crc32) throw damaged({ part: name });
}
