// Files as everybody knows them: the types that are taken, uploading, and how an action's input names uploads. Pure; not the store.
import { z } from 'zod';
import { refusal } from './errors.ts';
import { route } from './route.ts';

/** Each type that is taken, by the media type that its content shows, with the endings that a name may have. */
export const fileTypes = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/ofd': ['ofd'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'text/plain': ['txt', 'csv'],
} as const;
export type FileType = keyof typeof fileTypes;
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Types as endings, as an `<input accept>` and a sentence name them. */
export const endingsOf = (types: readonly FileType[]): readonly string[] => types.flatMap((type) => fileTypes[type]);
export const allTypes = Object.keys(fileTypes) as readonly FileType[];
/** All endings that are taken, as an `<input accept>` and a sentence name them. */
export const endings = endingsOf(allTypes);

/** An upload that waits for the act that takes it; it is swept after a day. */
export const uploaded = z.object({
  id: z.uuid(),
  digest: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
});
export type Uploaded = z.infer<typeof uploaded>;

/** A field of an action's input that names uploads: `files: attached`. The handler takes them with `files.take`. */
export const attached = z.array(z.uuid()).max(20).meta({ title: 'files:files' });

export const postFile = route({
  method: 'POST',
  path: '/files',
  summary: 'files:routes.upload',
  access: 'signedIn',
  upload: true,
  status: 201,
  response: uploaded,
});

export const tooLarge = refusal('file.tooLarge', 413, 'files:refusals.tooLarge');
export const empty = refusal('file.empty', 422, 'files:refusals.empty');
export const tooManyWaiting = refusal('file.tooManyWaiting', 429, 'files:refusals.tooManyWaiting');
export const notTaken = refusal('file.notTaken', 415, 'files:refusals.notTaken');
export const notItsName = refusal('file.notItsName', 415, 'files:refusals.notItsName');
export const encrypted = refusal('file.encrypted', 415, 'files:refusals.encrypted');
export const macros = refusal('file.macros', 422, 'files:refusals.macros');
export const twoInOne = refusal('file.twoInOne', 422, 'files:refusals.twoInOne');
export const unsound = refusal('file.unsound', 422, 'files:refusals.unsound');
export const tooManyPixels = refusal('file.tooManyPixels', 422, 'files:refusals.tooManyPixels');
export const badName = refusal('file.badName', 422, 'files:refusals.badName');
export const infected = refusal('file.infected', 422, 'files:refusals.infected');
export const notScanned = refusal('file.notScanned', 503, 'files:refusals.notScanned');
export const altered = refusal('file.altered', 503, 'files:refusals.altered');
export const storeAway = refusal('file.storeAway', 503, 'files:refusals.storeAway');
