// Files of a listing (供需附件): who besides those who see its record is shown one, who may say so and when, under which name; HTTP operations. Pure.
import { z } from 'zod';
import { refusal, type Refusal } from '../platform/shared/errors.ts';
import { type FileType, fileTypes } from '../platform/shared/files.ts';
import { route } from '../platform/shared/route.ts';
import { type Audience, isWider, type OpenAudience, openAudiences, previews } from '../records/attachment.ts';
import type { StateOf } from '../records/lifecycle.ts';
import { masked } from './contacts.ts';
import { admittedStates } from './deal.ts';
import { isShown, type life, type Stated } from './listing.ts';
import { marketScope } from './scopes.ts';

/** Nothing that is looked into beforehand tells whose a demand is; a file may: by its letterhead, its drawing frame, the author that its program wrote into it. */
export const anonymousFile = refusal('listing.anonymousFile', 409, 'market:files.refusals.anonymous');
/** What everybody reads is looked through first, as its text is: it is opened in the draft. */
export const reviewedFirst = refusal('listing.fileReviewedFirst', 409, 'market:files.refusals.reviewedFirst');
export const ownersWord = refusal('listing.fileOwnersWord', 403, 'market:files.refusals.ownersWord');
export const listingOver = refusal('listing.fileOver', 409, 'market:files.refusals.over');

const over: readonly string[] = ['closed', 'withdrawn', 'voided'];
type Opening = {
  from: Audience;
  to: Audience;
  state: StateOf<typeof life>;
  anonymous: boolean;
  /** Whether its owner says it, or the manager to whom he entrusted it. */
  own: boolean;
};
/** Showing it to fewer is always allowed; to more, as what it says: in the draft by whoever writes that, later only to those whom its owner admits. */
export function openingRefused({ from, to, state, anonymous, own }: Opening): Refusal | null {
  if (!isWider(from, to)) return null;
  if (over.includes(state)) return listingOver();
  if (to === 'everybody' && anonymous) return anonymousFile();
  if (state === 'draft') return null;
  if (to === 'everybody') return reviewedFirst();
  return own ? null : ownersWord();
}

type Shown = { state: string; confidentiality: Stated['confidentiality'] };
/** A deal on it of the reader's organization, which asked: how far it is, and whether both sides have accepted the confidentiality terms. */
export type Talk = { state: string; accepted: boolean };
/**
 * What a reader is shown, as he is shown its text: everybody while the hall shows it; who was admitted (where it is confidential: once both
 * have accepted the terms) as long as that deal stands.
 */
export function audiencesShown({ state, confidentiality }: Shown, talks: readonly Talk[]): readonly OpenAudience[] {
  const admitted = talks.some(
    (one) => admittedStates.some((each) => each === one.state) && (confidentiality === 'public' || one.accepted),
  );
  return admitted ? openAudiences : isShown(state) ? ['everybody'] : [];
}

/** Without contact data, and with the ending that its content has: a name may be all telephone number. */
export function publicName({ name, type }: { name: string; type: string }): string {
  const allowed: readonly string[] = Object.hasOwn(fileTypes, type) ? fileTypes[type as FileType] : [];
  const ending = allowed.find((one) => name.toLowerCase().endsWith(`.${one}`));
  return ending === undefined ? masked(name) : `${masked(name.slice(0, -(ending.length + 1)))}.${ending}`;
}

export const shownFile = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  audience: z.enum(openAudiences),
  preview: z.enum(previews).nullable(),
});
export type ShownFile = z.output<typeof shownFile>;

const given = { method: 'GET', access: 'public', keyed: marketScope } as const;
export const listFilesShown = route({
  ...given,
  path: '/market/listings/:id/files',
  summary: 'market:files.routes.list',
  params: z.object({ id: z.uuid() }),
  response: z.strictObject({ items: z.array(shownFile) }),
});
const part = <const P extends string, const F extends string>(name: P, file: F) =>
  route({
    ...given,
    path: `/market/listings/:id/files/:file/${name}`,
    summary: `market:files.routes.${name}`,
    params: z.object({ id: z.uuid(), file: z.uuid() }),
    file,
    response: z.unknown(),
  });
export const getFileContent = part('content', 'application/octet-stream');
export const getFilePdf = part('pdf', 'application/pdf');
export const getFileHtml = part('html', 'text/html');
