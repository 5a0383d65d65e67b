// Scanned letters of visitors: taken in small, checked by content, held for a few hours under a secret of their own, taken by one application. Not what stands in them.
import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { inMegabytes, type Files, type Taken } from '../../platform/server/files.ts';
import { cleanName, typeOf } from '../../platform/server/files/content.ts';
import type { Upload } from '../../platform/server/mount.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { letterTooLarge, letterType, tooManyLetters } from '../signUp.ts';
import { letterEndings, letterTypes, mostOfLetter } from '../signUpRoutes.ts';
import type { SignUpWorld } from './tables.ts';

export const newSecret = (): string => randomBytes(24).toString('base64url');
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Of one address: letters that it may upload in an hour. A whole business park may stand behind one. */
const mostOfAddress = 30;
/** How long a letter waits for its application; visitors share one quota of what waits, and nobody may fill it for a day. */
const hoursWaiting = 2;

export type Letters = ReturnType<typeof openLetters>;

export function openLetters(db: Kysely<SignUpWorld>, files: Files) {
  async function put(file: Upload, address: string) {
    if (file.content.length > mostOfLetter) throw letterTooLarge({ limit: inMegabytes(mostOfLetter) });
    const type = await typeOf(file.content, cleanName(file.name));
    if (!letterTypes.some((one) => one === type)) throw letterType({ allowed: letterEndings.join(', ') });
    await forget();
    const { many } = await db
      .selectFrom('sign_up_letters')
      .select((row) => row.fn.countAll<string>().as('many'))
      .where('address', '=', address)
      .where('at', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
      .executeTakeFirstOrThrow();
    if (Number(many) >= mostOfAddress) throw tooManyLetters({ retryAfter: 3600 });
    const { id, name, size } = await files.put({ name: file.name, content: file.content, uploadedBy: null });
    const secret = newSecret();
    await db
      .insertInto('sign_up_letters')
      .values({ upload: id, digest: digestOf(secret), address: address.slice(0, 100) })
      .execute();
    return { upload: id, secret, name, size, type };
  }

  /** In the transaction of the application: whose secret is wrong, or whose letter another application has, gets one answer. */
  async function take(tx: Transaction<SignUpWorld>, { upload, secret }: { upload: string; secret: string }): Promise<Taken> {
    const held = await tx
      .deleteFrom('sign_up_letters')
      .where('upload', '=', upload)
      .where('digest', '=', digestOf(secret))
      .executeTakeFirst();
    const [taken] = held.numDeletedRows === 0n ? [] : await files.take(tx, null, [upload], () => 'letter');
    if (!taken) throw wrongField('letter', 'notWaiting', 'files:refusals.notWaiting');
    return taken;
  }

  /** Lets go of letters that nobody took. */
  async function forget(): Promise<void> {
    const gone = await db
      .deleteFrom('sign_up_letters')
      .where('at', '<', sql<Date>`clock_timestamp() - make_interval(hours => ${hoursWaiting})`)
      .returning('upload')
      .execute();
    if (gone.length > 0)
      await files.letGo(
        db,
        gone.map((one) => one.upload),
      );
  }
  return { put, take, forget, files };
}
