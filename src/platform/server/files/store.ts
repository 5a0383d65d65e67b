// Where the bytes of files lie: a folder that all processes of a city share, or an S3-compatible store (s3.ts). Knows digests, not names.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { codeOf } from '../database.ts';

export type Store = {
  /** Whole or not at all; again is the same. Durable when it returns. */
  put: (digest: string, content: Buffer) => Promise<void>;
  /** Null for what is not there. */
  read: (digest: string) => Promise<Readable | null>;
  remove: (digest: string) => Promise<void>;
  /** All that lies there, with the instant of its last writing. */
  list: () => AsyncIterable<{ digest: string; at: Date }>;
};

export const isDigest = (said: string): boolean => /^[0-9a-f]{64}$/.test(said);

/** A folder: `ab/abcdef…`, written beside and renamed. */
export function openFolder(folder: string): Store {
  const placeOf = (digest: string) => {
    if (!isDigest(digest)) throw new Error(`${digest} is no digest`);
    return join(folder, digest.slice(0, 2), digest);
  };
  return {
    async put(digest, content) {
      const place = placeOf(digest);
      const parent = join(place, '..');
      await mkdir(parent, { recursive: true, mode: 0o700 });
      const draft = join(parent, `.${randomUUID()}`);
      try {
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(parent);
    },
    async read(digest) {
      const place = placeOf(digest);
      return (await exists(place)) ? createReadStream(place) : null;
    },
    remove: (digest) => rm(placeOf(digest), { force: true }),
    async *list() {
      for (const name of await within(folder)) {
        for (const digest of await within(join(folder, name))) {
          const place = join(folder, name, digest);
          const found = await stat(place).catch(() => null);
          // What a crash left half written goes after a day as well.
          if (found && !isDigest(digest) && Date.now() - found.mtimeMs > 86_400_000) await rm(place, { force: true });
          if (found && isDigest(digest)) yield { digest, at: found.mtime };
        }
      }
    },
  };
}

async function within(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

const exists = async (place: string): Promise<boolean> => (await stat(place).catch(() => null))?.isFile() ?? false;

/** A name in a folder is durable when the folder is; not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const held = await open(folder, 'r').catch(() => null);
  try {
    await held?.sync().catch(() => undefined);
  } finally {
    await held?.close();
  }
}

/** For what opens a house without files (measuring, loading): nothing is there, and nothing can be kept. */
export const nowhere: Store = {
  put: () => Promise.reject(new Error('this house was opened without a store of files')),
  read: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
  list: async function* () {},
};
