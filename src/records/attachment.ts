// An attachment: a file beside a record of any kind. Fields, life, refusals, routes. Pure; who sees and adds is told where the house is put together.
import { z } from 'zod';
import { refusal } from '../platform/shared/errors.ts';
import { instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from './lifecycle.ts';
import { recordKind } from './record.ts';

/** What a file is there for. */
export const purposes = ['evidence', 'source', 'letter', 'other'] as const;

/**
 * Who is shown a file: whoever sees the record that it belongs to; those as well whom its kind admits to more; everybody. A kind that says
 * nothing of others (`Papers.opens`) knows the first alone.
 */
export const audiences = ['record', 'admitted', 'everybody'] as const;
export type Audience = (typeof audiences)[number];
export const openAudiences = ['admitted', 'everybody'] as const;
export type OpenAudience = (typeof openAudiences)[number];
/** Whether the second is shown it to more than the first. */
export const isWider = (from: Audience, to: Audience): boolean => audiences.indexOf(to) > audiences.indexOf(from);

const kindName = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const reason = z.string().trim().min(1).max(500).meta({ title: 'attachments:reason' });

export const AttachmentInput = z.strictObject({
  recordKind: kindName.meta({ title: 'attachments:recordKind' }),
  record: z.uuid().meta({ title: 'attachments:record' }),
  /** An upload of one's own that waits. */
  upload: z.uuid().meta({ title: 'attachments:upload' }),
  purpose: z.enum(purposes).default('evidence').meta({ title: 'attachments:purpose' }),
});

export const life = lifecycle('attachment', {
  states: ['attached', 'withdrawn', 'erased'],
  /** `adder`: who may add to the record that it belongs to. `uploader`: whose upload it was. */
  parties: ['adder', 'uploader'],
  actions: {
    create: { from: 'nothing', to: 'attached', by: ['bureauOfficer', 'adder'], input: AttachmentInput },
    /** Who else is shown it, as far as its kind allows. */
    openTo: {
      from: 'attached',
      to: 'same',
      by: 'adder',
      input: z.strictObject({ audience: z.enum(audiences).meta({ title: 'attachments:audience' }) }),
    },
    /** From then on it is shown to nobody else; put back, it is its record's alone. */
    withdraw: { from: 'attached', to: 'withdrawn', by: ['bureauOfficer', 'uploader'] },
    restore: { from: 'withdrawn', to: 'attached', by: ['bureauOfficer', 'uploader'] },
    /** Name and content go, the digest stays. */
    erase: { from: ['attached', 'withdrawn'], to: 'erased', by: ['bureauOfficer', 'clock'], input: z.strictObject({ reason }) },
  },
});

export const previews = ['image', 'pdf', 'html', 'text'] as const;
export const fields = z.object({
  recordKind: z.string(),
  record: z.string(),
  /** Null once erased. */
  name: z.string().nullable(),
  type: z.string(),
  size: z.number().int(),
  digest: z.string(),
  purpose: z.enum(purposes),
  audience: z.enum(audiences),
  uploadedBy: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  uploadedAt: instant,
  /** How it can be shown: by its content, or by one of the routes below; null: only taken away. */
  preview: z.enum(previews).nullable(),
});

export const attachmentRecords = recordKind({
  life,
  path: '/attachments',
  fields,
  filters: { record: z.uuid().optional(), recordKind: kindName.optional(), state: z.enum(life.states).optional() },
  readers: 'signedIn',
});

export const notAttachable = refusal('attachment.notAttachable', 422, 'attachments:refusals.notAttachable');
export const tooMany = refusal('attachment.tooMany', 409, 'attachments:refusals.tooMany');
export const notShown = refusal('attachment.notShown', 422, 'attachments:refusals.notShown');
/** Of one record. */
export const mostAttachments = 100;

/** What the reader may do with the files of a record, and how its case stands for the archive. */
export const filesStanding = z.object({
  sees: z.boolean(),
  adds: z.boolean(),
  /** What the reader may choose for a file that is its record's alone, or the words that say why not; null where the kind has no choice. */
  audiences: z.array(z.strictObject({ audience: z.enum(audiences), refused: z.string().nullable() })).nullable(),
  /** What the reader takes away bears his name. */
  marked: z.boolean(),
  /** Megabytes of one file. */
  limit: z.number().int(),
  endings: z.array(z.string()),
  archives: z.boolean(),
  closed: z.boolean(),
  /** Retention of its kind unless said; null where it is not archived. */
  retention: z.string().nullable(),
});
export const getStanding = route({
  method: 'GET',
  path: '/attachments/of/:recordKind/:record',
  summary: 'attachments:routes.standing',
  access: 'signedIn',
  params: z.object({ recordKind: kindName, record: z.uuid() }),
  response: filesStanding,
});

const params = z.object({ id: z.uuid() });
const part = <const P extends string, const F extends string>(name: P, file: F) =>
  route({
    method: 'GET',
    path: `/attachments/:id/${name}`,
    summary: `attachments:routes.${name}`,
    access: 'signedIn',
    params,
    file,
    response: z.unknown(),
  });
/** To take away, whatever it is. */
export const getContent = part('content', 'application/octet-stream');
export const getPdf = part('pdf', 'application/pdf');
/** A DOCX as a page without script, links or outside resources, for a frame without rights. */
export const getHtml = part('html', 'text/html');
