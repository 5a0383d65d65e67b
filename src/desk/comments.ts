// Comments on a record: working notes of those who handle it, among officers or shared with its organization. Shapes, operations, refusals. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';

/** Who reads it: officers who see the record, or besides them the organization that the record concerns. */
export const audiences = ['officers', 'organization'] as const;
export type CommentAudience = (typeof audiences)[number];
export const longestComment = 2000;
/** How long its author may change it. */
export const minutesToEdit = 15;

/** Stands for the officers in charge of the record, whom an organization need not know by name. */
export const office = 'office';
const mentioned = z.union([z.uuid(), z.literal(office)]);

const body = z.string().trim().min(1).max(longestComment).meta({ title: 'notices:comments.body' });
const mentions = z.array(mentioned).max(20).default([]).meta({ title: 'notices:comments.mentions' });

export const comment = z.object({
  id: z.string(),
  audience: z.enum(audiences),
  /** Null once withdrawn. Plain text; what looks like an address is shown as a link. */
  body: z.string().nullable(),
  author: z.object({ name: z.string(), role: z.string() }),
  at: instant,
  editedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  /** What the caller may do with it now. */
  may: z.object({ edit: z.boolean(), withdraw: z.boolean() }),
});
export type Comment = z.infer<typeof comment>;

const byId = z.object({ id: z.uuid() });

export const listComments = route({
  method: 'GET',
  path: '/comments',
  summary: 'notices:routes.comments',
  access: 'signedIn',
  query: z.strictObject({ ...pageQuery, record: z.uuid() }),
  response: pageOf(comment).extend({
    /** Audiences for which the caller may write here; none for who has no part in it. */
    audiences: z.array(z.enum(audiences)),
    /** The organization that would read what is shared. */
    organization: z.string().nullable(),
  }),
});
export const writeComment = route({
  method: 'POST',
  path: '/comments',
  summary: 'notices:routes.writeComment',
  access: 'signedIn',
  headers: ['Idempotency-Key'],
  body: z.strictObject({
    record: z.uuid().meta({ title: 'notices:comments.record' }),
    audience: z.enum(audiences).meta({ title: 'notices:comments.audience' }),
    body,
    mentions,
  }),
  response: comment,
  status: 201,
});
export const editComment = route({
  method: 'PUT',
  path: '/comments/:id',
  summary: 'notices:routes.editComment',
  access: 'signedIn',
  params: byId,
  body: z.strictObject({ body, mentions }),
  response: comment,
});
export const withdrawComment = route({
  method: 'POST',
  path: '/comments/:id/withdraw',
  summary: 'notices:routes.withdrawComment',
  access: 'signedIn',
  params: byId,
  body: z.strictObject({}),
  response: comment,
});
export const mentionable = z.object({ id: mentioned, name: z.string(), note: z.string().nullable() });
export type Mentionable = z.infer<typeof mentionable>;
export const listMentionable = route({
  method: 'GET',
  path: '/comments/people',
  summary: 'notices:routes.mentionable',
  access: 'signedIn',
  query: z.strictObject({ record: z.uuid(), audience: z.enum(audiences), q: z.string().trim().max(50).default('') }),
  response: z.object({ items: z.array(mentionable) }),
});

export const notForYou = refusal('comment.notForYou', 403, 'notices:refusals.notForYou');
export const noOrganization = refusal('comment.noOrganization', 422, 'notices:refusals.noOrganization');
export const tooLate = refusal('comment.tooLate', 409, 'notices:refusals.tooLate');
export const withdrawnAlready = refusal('comment.withdrawn', 409, 'notices:refusals.withdrawn');
export const notTheirs = refusal('comment.notTheirs', 403, 'notices:refusals.notTheirs');
