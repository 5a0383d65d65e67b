// HTTP operations of forms: the catalogue, a form as it is asked, its template, and whether an answer would pass. Pure.
import { z } from 'zod';
import { documentFormats, documentRoute } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { sureness } from '../rules/rule.ts';
import { cellFaults } from './answers.ts';
import { differs } from './difference.ts';
import { formCode, lengths } from './form.ts';
import { unitCodes } from './unit.ts';

const numberOfVersion = z.coerce.number().int().min(1).max(10_000);

/** Head of a form, in the reader's language. `statutory` stands on its head, `use` on that of an administrative form. */
const standingSaid = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('statutory'),
    number: z.string(),
    issuedBy: z.string(),
    approval: z.object({ how: z.enum(['approved', 'filed']), by: z.string(), number: z.string() }),
    validUntil: z.string(),
  }),
  z.object({ kind: z.literal('administrative'), use: z.string() }),
]);
export const formHead = z.object({
  code: formCode,
  name: z.string(),
  note: z.string().nullable(),
  length: z.enum(lengths),
  frame: z.string(),
  sealed: z.boolean(),
  /** Null where the city does not collect it. */
  commission: z
    .object({
      standing: standingSaid,
      open: z.enum(['open', 'notOrdered', 'lapsed']),
      from: z.string().nullable(),
      due: z.object({ days: z.number(), working: z.boolean() }),
    })
    .nullable(),
  /** The version that is asked today; the last one where none is. */
  version: z.number(),
  versions: z.array(z.object({ version: z.number(), from: z.string(), to: z.string().nullable() })),
  items: z.number(),
  tables: z.number(),
  checks: z.number(),
});
export type FormHead = z.infer<typeof formHead>;

export const itemSaid = z.object({
  code: z.string(),
  line: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  kind: z.enum(['number', 'choice', 'text', 'day']),
  required: z.boolean(),
  elsewhere: z.string().nullable(),
  /** What of the platform fills and locks it, by its code and in words; null where it is typed. */
  fact: z.string().nullable(),
  filledBy: z.string().nullable(),
  unit: z.enum(unitCodes).nullable(),
  /** 其中 of which line. */
  partOf: z.string().nullable(),
  /** What makes it: items, or the rows of `table.column`; and whether it is measured against earlier periods. */
  sumOf: z.array(z.string()),
  totalOf: z.string().nullable(),
  watched: z.boolean(),
  cumulative: z.boolean(),
  signed: z.boolean(),
  longest: z.number().nullable(),
  options: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type ItemSaid = z.infer<typeof itemSaid>;
export const formSaid = formHead.extend({
  basis: z.object({ text: z.string(), sure: z.enum(sureness) }),
  sections: z.array(z.object({ code: z.string(), name: z.string(), items: z.array(itemSaid) })),
  rows: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      note: z.string().nullable(),
      /** What of the platform fills its rows. */
      filledBy: z.string().nullable(),
      columns: z.array(itemSaid),
      key: z.array(z.string()),
      most: z.number(),
    }),
  ),
  rules: z.array(
    z.object({
      code: z.string(),
      level: z.enum(['mandatory', 'warning']),
      name: z.string(),
      about: z.array(z.string()),
      expression: z.string(),
    }),
  ),
  /** What is measured together, beside own periods and others. */
  ratios: z.array(z.object({ code: z.string(), name: z.string(), of: z.string(), beside: z.string() })),
});
export type FormSaid = z.infer<typeof formSaid>;

const byCode = z.object({ code: formCode });
const ofVersion = z.object({ version: numberOfVersion.optional() });

export const listForms = route({
  method: 'GET',
  path: '/forms',
  summary: 'forms:routes.list',
  access: 'public',
  response: z.object({ items: z.array(formHead) }),
});
export const getForm = route({
  method: 'GET',
  path: '/forms/:code',
  summary: 'forms:routes.one',
  access: 'public',
  params: byCode,
  query: ofVersion,
  response: formSaid,
});
export const compareForms = route({
  method: 'GET',
  path: '/forms/:code/difference',
  summary: 'forms:routes.difference',
  access: 'public',
  params: byCode,
  query: z.object({ from: numberOfVersion, to: numberOfVersion }),
  response: z.object({
    items: z.array(
      z.object({
        how: z.enum(differs),
        of: z.enum(['item', 'column', 'table', 'check']),
        place: z.string(),
        /** As it is called in the later version, or was in the earlier. */
        name: z.string(),
        what: z.array(z.string()),
      }),
    ),
  }),
});
export const formTemplate = route({
  method: 'GET',
  path: '/forms/:code/template',
  summary: 'forms:routes.template',
  access: 'public',
  params: byCode,
  query: ofVersion,
  response: z.unknown(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** The form as it is printed: with its head, blank, to be looked at or filled by hand. */
export const printRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/forms/:code/print', format, {
    summary: 'forms:routes.print',
    access: 'public',
    params: byCode,
    query: ofVersion,
  }),
}));

/** What is typed, cell by cell, as text; a table's rows in their order. */
const cell = z.string().max(4000).nullable();
const cells = z.record(z.string().max(60), cell);
export const given = z.object({
  items: cells.default({}),
  tables: z.record(z.string().max(60), z.array(cells).max(2000)).default({}),
});
export const verdictSaid = z.object({
  /** Cells that cannot be read: `place` is an item, or `table.row.column` with rows from 0. */
  faults: z.array(
    z.object({
      place: z.string(),
      code: z.enum(cellFaults),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      words: z.string(),
    }),
  ),
  findings: z.array(
    z.object({
      check: z.string(),
      level: z.enum(['mandatory', 'warning']),
      about: z.array(z.string()),
      words: z.string(),
      facts: z.array(z.object({ name: z.string(), value: z.string() })),
      /** Page of the records by which it was judged, where another register has them. */
      address: z.string().nullable(),
    }),
  ),
  /** Whether it could be handed in: nothing unreadable, no mandatory finding. */
  passes: z.boolean(),
});
export type VerdictSaid = z.infer<typeof verdictSaid>;

/** Nothing of it is kept. */
export const checkForm = route({
  method: 'POST',
  path: '/forms/:code/check',
  summary: 'forms:routes.check',
  access: 'signedIn',
  params: byCode,
  query: ofVersion,
  body: given,
  bodyLimit: 8 * 1024 * 1024,
  response: verdictSaid,
});
/** A filled template read back: its cells as text. Nothing of it is kept. */
export const readTemplate = route({
  method: 'POST',
  path: '/forms/:code/read',
  summary: 'forms:routes.read',
  access: 'signedIn',
  params: byCode,
  query: ofVersion,
  upload: true,
  response: given.extend({ verdict: verdictSaid }),
});
