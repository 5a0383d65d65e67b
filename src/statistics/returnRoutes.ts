// Operations of returns beside those that every record kind has: the sheet as it is read and typed, its draft, its template, what is collected. Pure.
import { z } from 'zod';
import { recordId } from '../platform/shared/document.ts';
import { day, instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { formCode } from '../forms/form.ts';
import { period } from '../forms/period.ts';
import { formSaid, given, verdictSaid } from '../forms/routes.ts';
import { explanations, life, readers } from './statisticalReturn.ts';

/** A finding with the key under which it is explained; a warning without an explanation stops handing in. */
export const returnVerdict = verdictSaid.extend({
  findings: z.array(verdictSaid.shape.findings.element.extend({ key: z.string(), explanation: z.string().nullable() })),
});
export type ReturnVerdict = z.infer<typeof returnVerdict>;

const cells = z.record(z.string(), z.string().nullable());
/** Another period's figures, as the form writes them. */
const beside = z.object({ period, items: cells }).nullable();
/** One figure that an amendment changes: `place` as in findings, values as the form writes them. */
const change = z.object({ place: z.string(), name: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const returnSheet = z.object({
  form: formSaid,
  period,
  from: day,
  to: day,
  /** Whether the reader may type in it now. */
  editable: z.boolean(),
  /** The draft that is shown; null where what was handed in is. */
  draft: z.object({ revision: z.number().int(), savedAt: instant }).nullable(),
  /** Cells as typed, or as the form writes what was handed in. */
  given,
  explanations,
  /** Items that the platform fills: locked, with the records behind them. `unit`s are those of the form. */
  filled: z.array(z.object({ item: z.string(), value: z.string(), words: z.string(), address: z.string().nullable() })),
  /** Tables whose rows the platform fills: locked as well. */
  filledTables: z.array(z.string()),
  before: beside,
  lastYear: beside,
  verdict: returnVerdict,
  /** An amendment that waits: the figures above are those that count until then. */
  proposed: z.object({ on: day, reason: z.string(), changes: z.array(change) }).nullable(),
  /** What was accepted before and put right since, the last first. */
  superseded: z.array(z.object({ on: day, reason: z.string(), changes: z.array(change) })),
});
export type ReturnSheet = z.infer<typeof returnSheet>;

export const getSheet = route({
  method: 'GET',
  path: '/returns/:id/sheet',
  summary: 'returns:routes.sheet',
  access: readers,
  params: recordId,
  response: returnSheet,
});

const saved = z.object({ revision: z.number().int(), savedAt: instant, verdict: returnVerdict });
/** Kept as typed, faults and all; refused where another window saved in the meantime. `revision` 0 begins one. */
export const saveDraft = route({
  method: 'PUT',
  path: '/returns/:id/draft',
  summary: 'returns:routes.draft',
  access: readers,
  params: recordId,
  body: given.extend({ revision: z.number().int().min(0), explanations }),
  bodyLimit: 8 * 1024 * 1024,
  response: saved,
});
/** What was typed is thrown away; what was handed in stands. */
export const dropDraft = route({
  method: 'DELETE',
  path: '/returns/:id/draft',
  summary: 'returns:routes.dropDraft',
  access: readers,
  params: recordId,
  response: z.object({}),
});
export const returnTemplate = route({
  method: 'GET',
  path: '/returns/:id/template',
  summary: 'returns:routes.template',
  access: readers,
  params: recordId,
  response: z.unknown(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
/** A filled template: what is good in it becomes the draft, what is not is named by its cell. */
export const readReturn = route({
  method: 'POST',
  path: '/returns/:id/read',
  summary: 'returns:routes.read',
  access: readers,
  params: recordId,
  upload: true,
  response: saved,
});

/** A form and a period that are collected: how far it has come, in what the reader is in charge of. */
export const collection = z.object({
  form: z.object({ code: formCode, name: z.string() }),
  period,
  dueOn: day,
  /** Returns by state; those voided are in none. */
  states: z.array(z.object({ state: z.enum(life.states), count: z.number().int() })),
  asked: z.number().int(),
  /** Not handed in after the due day. */
  late: z.number().int(),
  accepted: z.number().int(),
  /** Sent back more than once before they were accepted, though all was to be asked at once. */
  sentBackAgain: z.number().int(),
  /** Handed in without the sealed copy of what stands; null where the form asks none. */
  unsealed: z.number().int().nullable(),
});
export type Collection = z.infer<typeof collection>;
export const listCollections = route({
  method: 'GET',
  path: '/collections',
  summary: 'returns:routes.collections',
  access: ['bureauOfficer', 'districtOfficer'],
  query: z.strictObject({ form: formCode.optional(), period: period.optional() }),
  response: z.object({ items: z.array(collection) }),
});
/** One answer each: what went, and what was refused with its reason. */
export const actOnMany = route({
  method: 'POST',
  path: '/collections/:form/:period/act',
  summary: 'returns:routes.actOnMany',
  access: ['bureauOfficer', 'districtOfficer'],
  params: z.object({ form: formCode, period }),
  body: z.strictObject({
    action: z.enum(['acceptAtDistrict', 'accept', 'lock', 'markMissing', 'remind']),
    /** Those named, as the reader saw them. */
    returns: z
      .array(z.strictObject({ id: z.uuid(), version: z.number().int().min(1) }))
      .min(1)
      .max(200),
  }),
  response: z.object({
    done: z.number().int(),
    refused: z.array(z.object({ id: z.string(), code: z.string(), words: z.string() })),
  }),
});
