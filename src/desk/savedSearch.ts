// A saved search: the filters of a list under a name, for oneself or shared with one's office or organization. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';

const name = line(80).meta({ title: 'desk:saved.name' });
const shared = z.boolean().meta({ title: 'desk:saved.shared' });
const tell = z.boolean().meta({ title: 'desk:saved.tell' });
/** A page of this house: never an address elsewhere. */
const path = z
  .string()
  .max(200)
  .regex(/^\/(?!\/)[A-Za-z0-9/_-]*$/)
  .meta({ title: 'desk:saved.path' });
/** What stands behind the question mark. */
const search = z.string().max(1000).meta({ title: 'desk:saved.search' });

export const savedSearch = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  search: z.string(),
  shared: z.boolean(),
  tell: z.boolean(),
  /** Whether the reader may change it; whose it is otherwise. */
  own: z.boolean(),
  owner: z.string().nullable(),
  at: instant,
});
export type SavedSearch = z.infer<typeof savedSearch>;

export const mostSaved = 50;
const byId = z.object({ id: z.uuid() });
const base = { access: 'signedIn', response: savedSearch } as const;

export const listSearches = route({
  method: 'GET',
  path: '/saved-searches',
  summary: 'desk:routes.searches',
  access: 'signedIn',
  response: z.object({ items: z.array(savedSearch), mayShare: z.boolean() }),
});
export const saveSearch = route({
  ...base,
  method: 'POST',
  path: '/saved-searches',
  summary: 'desk:routes.saveSearch',
  body: z.strictObject({ name, path, search, shared: shared.default(false), tell: tell.default(false) }),
  status: 201,
});
export const changeSearch = route({
  ...base,
  method: 'PUT',
  path: '/saved-searches/:id',
  summary: 'desk:routes.changeSearch',
  params: byId,
  body: z.strictObject({ name: name.optional(), shared: shared.optional(), tell: tell.optional() }),
});
export const dropSearch = route({
  method: 'DELETE',
  path: '/saved-searches/:id',
  summary: 'desk:routes.dropSearch',
  access: 'signedIn',
  params: byId,
  response: z.null(),
  status: 204,
});
/** Brings back what was deleted in the last days. */
export const restoreSearch = route({
  ...base,
  method: 'POST',
  path: '/saved-searches/:id/restore',
  summary: 'desk:routes.restoreSearch',
  params: byId,
});

export const nameTaken = refusal('savedSearch.nameTaken', 409, 'desk:refusals.nameTaken');
export const tooMany = refusal('savedSearch.tooMany', 409, 'desk:refusals.tooMany');
export const noOffice = refusal('savedSearch.noOffice', 422, 'desk:refusals.noOffice');
