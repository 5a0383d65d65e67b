// The file that a backup is: a zip whose parts are written and read piece by piece, each with its digest, and a manifest. Not what stands in it (backup.ts).
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { type Entry, openPromise, type ZipFile as ReadZip } from 'yauzl';
import { ZipFile } from 'yazl';
import { codeOf, diskFull } from './database.ts';
import { StartError } from './env.ts';

/** What was written of a part before it was compressed: how much, and its SHA-256 in hex. */
export type Written = { bytes: number; sha256: string };

export type ArchiveWriter = {
  /** Writes a part; one that is called `….zst` is compressed. */
  add: (name: string, source: Readable) => Promise<Written>;
  /** Writes the manifest, forces all to the disk and gives the file its name. Returns the manifest's digest. */
  close: (manifest: string) => Promise<string>;
  /** Leaves nothing behind. */
  abandon: () => Promise<void>;
};

const manifestName = 'manifest.json';
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Personal values stand in it: nobody but whoever took it reads it. */
const mode = 0o600;

/** Counts and hashes what passes. */
function measured(): { meter: Transform; written: () => Written } {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  return { meter, written: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Begins a file beside `path`, which takes that name when it is whole. Refuses a name that is taken. */
export async function createArchive(path: string): Promise<ArchiveWriter> {
  const [unfinished, zip] = [`${path}.part`, new ZipFile()];
  await reserve(path, unfinished);
  const stopped = new AbortController();
  const file = pipeline(zip.outputStream, createWriteStream(unfinished, { mode }), { signal: stopped.signal });
  const failed = new Promise<never>((_, reject) => {
    file.catch((error: unknown) => {
      stopped.abort();
      reject(codeOf(error) === 'ENOSPC' ? new StartError('backup', diskFull(dirname(path)), error) : error);
    });
    zip.on('error', reject);
  });
  failed.catch(() => {});
  return {
    add: async (name, source) => {
      const { meter, written } = measured();
      const packed = name.endsWith('.zst') ? createZstdCompress() : new PassThrough();
      zip.addReadStream(packed, name, { compress: false, mode: 0o100600 });
      await Promise.race([pipeline(source, meter, packed, { signal: stopped.signal }), failed]);
      return written();
    },
    close: async (manifest) => {
      zip.addBuffer(Buffer.from(manifest), manifestName, { mode: 0o100600 });
      zip.addBuffer(Buffer.from(`${digestOf(manifest)}  ${manifestName}\n`), 'manifest.sha256', { mode: 0o100600 });
      zip.end();
      await Promise.race([file, failed]);
      const handle = await open(unfinished, 'r+');
      await handle.sync().finally(() => handle.close());
      await rename(unfinished, path);
      return digestOf(manifest);
    },
    abandon: async () => {
      stopped.abort();
      await file.catch(() => {});
      await rm(unfinished, { force: true });
    },
  };
}

async function reserve(path: string, unfinished: string): Promise<void> {
  for (const name of [path, unfinished]) {
    try {
      const handle = await open(name, 'wx', mode);
      await handle.close();
      if (name === path) await rm(path);
    } catch (error) {
      const said: Record<string, string> = {
        EEXIST: `${name} is there already: choose another name, or remove it.`,
        ENOENT: `The folder of ${name} is not there: make it first.`,
        EACCES: `This account may not write ${name}.`,
        EROFS: `${name} cannot be written: the disk is read-only.`,
      };
      const sentence = said[codeOf(error) ?? ''];
      throw sentence ? new StartError('backup', sentence, error) : error;
    }
  }
}

export type ArchiveReader = {
  manifest: unknown;
  /** SHA-256 of the manifest, which holds the digests of all parts: keep it elsewhere, and it tells a backup that was exchanged. */
  digest: string;
  /** Reads a part to where it goes and compares it with what was written. Throws `StartError` where it is another. */
  read: (name: string, wanted: Written, to: () => Writable) => Promise<void>;
  close: () => void;
};

/** What is said of a file that is no whole backup. */
export const damagedBackup = (path: string, what: string, cause?: unknown): StartError =>
  new StartError('backup.damaged', `${path} is no whole backup of Touyan: ${what}. Nothing was restored.`, cause);

/** Opens a backup by the directory at its end: one that was cut off has none. Throws `StartError`. */
export async function openArchive(path: string): Promise<ArchiveReader> {
  const zip = await openZip(path);
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const text = await textOf(zip, entries.get(manifestName));
    const kept = await textOf(zip, entries.get('manifest.sha256'));
    const digest = digestOf(text);
    if (kept.slice(0, 64) !== digest) throw damagedBackup(path, 'its manifest is not the one that was written');
    const read = async (name: string, wanted: Written, to: () => Writable) => {
      const entry = entries.get(name);
      if (!entry) throw damagedBackup(path, `the part ${name} is missing`);
      const { meter, written } = measured();
      const packed = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
        throw damagedBackup(path, `the part ${name} cannot be read`, error);
      });
      // Begun only now: a COPY that gets neither rows nor an end would wait for ever.
      await (name.endsWith('.zst') ? pipeline(packed, createZstdDecompress(), meter, to()) : pipeline(packed, meter, to()));
      const found = written();
      if (found.bytes !== wanted.bytes || found.sha256 !== wanted.sha256)
        throw damagedBackup(path, `the part ${name} is not the one that was written`);
    };
    return { manifest: JSON.parse(text) as unknown, digest, read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error instanceof StartError ? error : damagedBackup(path, 'its directory cannot be read', error);
  }
}

async function openZip(path: string): Promise<ReadZip> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new StartError('backup', `There is no file ${path}.`, error);
    if (code === 'EACCES') throw new StartError('backup', `This account may not read ${path}.`, error);
    if (code === 'EISDIR') throw new StartError('backup', `${path} is a folder: name the backup in it.`, error);
    throw damagedBackup(path, 'it was cut off, or is another kind of file', error);
  }
}

async function textOf(zip: ReadZip, entry: Entry | undefined): Promise<string> {
  if (!entry) throw new Error('a part is missing');
  const pieces: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces).toString('utf8');
}
