// Operations of recognitions beside those that every record kind has: the kinds, levels and stages of the city's pack, and what an end would change. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { stageCodes } from './kind.ts';

/** 认定登记证明 as PDF, with its proof inside. */
export const getCertificate = documentRoute('/recognitions/:id/certificate', 'pdf', {
  summary: 'recognitions:routes.certificate',
  access: 'public',
  params: recordId,
});

export const listKinds = route({
  method: 'GET',
  path: '/recognitions/kinds',
  summary: 'recognitions:routes.kinds',
  access: 'public',
  response: z.object({
    groups: z.array(z.object({ code: z.string(), name: z.string() })),
    kinds: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        formerNames: z.array(z.string()),
        group: z.string(),
        tasks: z.array(z.number().int()),
        levels: z.array(z.string()),
        /** Stages that its titles go through, in their order. */
        way: z.array(z.enum(stageCodes)),
        /** Records known, voided ones left out, and those that count now. */
        known: z.number().int(),
        counting: z.number().int(),
      }),
    ),
    levels: z.array(z.object({ code: z.string(), name: z.string(), rank: z.number().int() })),
    stages: z.array(z.object({ code: z.string(), name: z.string(), counts: z.boolean() })),
  }),
});

/** What taking a title away would change in the ledger, before it is done: from its day, or as if it had never counted. */
export const previewEnd = route({
  method: 'GET',
  path: '/recognitions/:id/end-preview',
  summary: 'recognitions:routes.endPreview',
  access: ['bureauOfficer'],
  params: z.object({ id: z.uuid() }),
  /** `on` is the day from which a title is removed; what is void never held, and has none. */
  query: z.strictObject({ action: z.enum(['remove', 'void']), on: day.optional() }),
  response: z.object({
    entries: z.array(
      z.object({
        measure: z.string(),
        amount: z.string(),
        on: day,
        region: z.string(),
        kind: z.string(),
        level: z.string(),
        dimensions: z.record(z.string(), z.string()),
      }),
    ),
  }),
});
