// Front door of files: content by its digest, uploads that wait for an act, and the sweep of what nobody took. Knows no record.
import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Generated, type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { Refusal, wrongField } from '../shared/errors.ts';
import { altered, empty, infected, storeAway, tooLarge, tooManyWaiting, type Uploaded } from '../shared/files.ts';
import { codeOf } from './database.ts';
import { cleanName, typeOf } from './files/content.ts';
import type { Scan } from './files/scan.ts';
import type { Store } from './files/store.ts';
import { oneAtATime } from './locks.ts';

export type FileTables = {
  files: { digest: string; size: string | number; type: string; scanned: boolean; at: Generated<Date> };
  uploads: { id: string; file: string; name: string | null; account: string | null; at: Generated<Date>; held_at: Date | null };
};

/** An upload that an act has taken: what the record that did keeps of it. `name` may be that of a person: never into an event. */
export type Taken = { upload: string; digest: string; name: string; type: string; size: number };
export type FileLog = { warn: (what: object, words: string) => void };

export type FilesOptions = {
  db: Kysely<FileTables>;
  store: Store;
  /** The city's suite. */
  algorithm: 'sha256' | 'sm3';
  /** Bytes of one file at most. */
  limit: number;
  /** A virus scanner; without one nothing is scanned, and says so. */
  scan?: Scan | undefined;
  log?: FileLog | undefined;
};
export type Files = ReturnType<typeof openFiles>;

/** Of one account: uploads that wait at most, and their bytes. */
export const mostWaiting = { uploads: 50, bytes: 200 * 1024 * 1024 };
const day = 86_400_000;
export const inMegabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

export function openFiles({ db, store, algorithm, limit, scan, log: first }: FilesOptions) {
  let log = first;
  const digestOf = (content: Buffer): string => createHash(algorithm).update(content).digest('hex');

  /** Looks at an upload, keeps it under its digest, and lets it wait a day for the act that takes it. */
  async function put(of: { name: string; content: Buffer; uploadedBy: string | null }): Promise<Uploaded> {
    const { content, uploadedBy } = of;
    if (content.length > limit) throw tooLarge({ limit: inMegabytes(limit) });
    if (content.length === 0) throw empty();
    const name = cleanName(of.name);
    const type = await typeOf(content, name);
    await refuseTooMany(uploadedBy, content.length);
    const found = scan ? await scan(content) : null;
    if (found) {
      log?.warn({ account: uploadedBy, digest: digestOf(content), found }, 'an infected file was refused');
      throw infected({ found });
    }
    return keep({ name, content, type, uploadedBy });
  }

  async function refuseTooMany(account: string | null, size: number): Promise<void> {
    const { rows } = await sql<{ uploads: string; bytes: string }>`
      select count(*) as uploads, coalesce(sum(f.size), 0) as bytes from uploads u join files f on f.digest = u.file
      where u.account is not distinct from ${account}::uuid and u.held_at is null`.execute(db);
    const waiting = { uploads: Number(rows[0]?.uploads ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
    if (waiting.uploads >= mostWaiting.uploads || waiting.bytes + size > mostWaiting.bytes)
      throw tooManyWaiting({ uploads: mostWaiting.uploads, limit: inMegabytes(mostWaiting.bytes) });
  }

  /** Keeps content that the house made itself, or that `put` has looked at. */
  async function keep(of: { name: string; content: Buffer; type: string; uploadedBy: string | null }): Promise<Uploaded> {
    const { name, content, type, uploadedBy: account } = of;
    const digest = digestOf(content);
    const size = content.length;
    const id = uuidv7();
    await db.transaction().execute(async (tx) => {
      await hold(tx, digest);
      await away(() => store.put(digest, content));
      const row = { digest, size, type, scanned: scan !== undefined };
      await tx
        .insertInto('files')
        .values(row)
        .onConflict((on) => on.column('digest').doNothing())
        .execute();
      await tx.insertInto('uploads').values({ id, file: digest, name, account, held_at: null }).execute();
    });
    return { id, digest, name, type, size };
  }

  /**
   * Takes an account's own waiting uploads, in the transaction of the act that names them. Each goes into one record only; what is
   * another's, was taken or swept is refused alike. From here on the caller's record keeps the names.
   */
  async function take(
    tx: QueryExecutorProvider,
    account: string | null,
    ids: readonly string[],
    path: (at: number) => string = (at) => `files.${at}`,
  ): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const [at, id] of ids.entries()) {
      const { rows } = await sql<{ digest: string; name: string; type: string; size: string }>`
        with waiting as (select id, name from uploads where id = ${id}::uuid and account is not distinct from ${account}::uuid
          and held_at is null for update)
        update uploads u set held_at = clock_timestamp(), name = null from waiting w, files f
        where u.id = w.id and f.digest = u.file returning f.digest, w.name, f.type, f.size`.execute(tx);
      const [row] = rows;
      if (!row) throw wrongField(path(at), 'notWaiting', 'files:refusals.notWaiting');
      taken.push({ upload: id, ...row, size: Number(row.size) });
    }
    return taken;
  }

  /** Lets go of uploads that a record held: their content goes with the next sweep when no other holds it. */
  const letGo = async (tx: QueryExecutorProvider, ids: readonly string[]): Promise<void> => {
    await sql`delete from uploads where id = any(${[...ids]}::uuid[])`.execute(tx);
  };

  /** The content as a stream, which breaks off before its end when it is not what its digest says. */
  async function read(digest: string): Promise<Readable> {
    const found = await away(() => store.read(digest));
    if (!found) throw alteredIs(digest);
    // Whoever breaks off, both ends are closed.
    return pipeline(found, checking(digest, algorithm, alteredIs), () => undefined);
  }

  /** The whole content, checked. */
  async function bytes(digest: string): Promise<Buffer> {
    const found = await away(() => store.read(digest));
    const content = found && (await buffer(found));
    if (!content || digestOf(content) !== digest) throw alteredIs(digest);
    return content;
  }

  /** Removes what nobody took within a day, and what lies in the store without a row. Safe beside uploads, and in several processes. */
  async function sweep(now = Date.now()): Promise<number> {
    const before = new Date(now - day);
    await db.deleteFrom('uploads').where('held_at', 'is', null).where('at', '<', before).execute();
    const { rows } = await sql<{ digest: string }>`select digest from files f where at < ${before}
      and not exists (select 1 from uploads u where u.file = f.digest)`.execute(db);
    const loose = new Set(rows.map((row) => row.digest));
    for await (const one of store.list()) if (one.at < before) loose.add(one.digest);
    let removed = 0;
    for (const digest of loose) if (await removeLoose(digest, before)) removed += 1;
    return removed;
  }

  const removeLoose = (digest: string, before: Date): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      await hold(tx, digest);
      const { rows } = await sql<{ kept: boolean }>`select exists (select 1 from uploads where file = ${digest})
        or exists (select 1 from files where digest = ${digest} and at >= ${before}) as kept`.execute(tx);
      if (rows[0]?.kept) return false;
      await tx.deleteFrom('files').where('digest', '=', digest).execute();
      await store.remove(digest);
      return true;
    });

  /** Where what is found amiss is told from now on. */
  const tellTo = (to: FileLog): void => {
    log = to;
  };
  /** Told once more where whoever runs the house reads it: a user is not told which file it is. */
  function alteredIs(digest: string): Refusal {
    log?.warn({ digest }, 'a stored file is missing or was altered');
    return altered();
  }
  return { put, keep, take, letGo, read, bytes, sweep, tellTo, digestOf, algorithm, limit };
}

/** Writing and sweeping one digest take turns, whatever the process. */
async function hold(tx: Transaction<FileTables>, digest: string): Promise<void> {
  await oneAtATime(tx, 'file', digest);
}

/** What the store says when it cannot be reached is told as that; a full disk is told by its own words. */
async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal || codeOf(error) === 'ENOSPC') throw error;
    throw Object.assign(storeAway({ retryAfter: 30 }), { cause: error });
  }
}

/** Passes bytes on, the last of them only when all together are what the digest says. */
function checking(digest: string, algorithm: string, fault: (digest: string) => Error): Transform {
  const hash = createHash(algorithm);
  let last: Buffer | null = null;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      const before = last;
      last = piece;
      done(null, before);
    },
    flush(done) {
      if (hash.digest('hex') === digest) done(null, last);
      else done(fault(digest));
    },
  });
}
