// Operations of organizations beside those that every record kind has: regions, map, duplicate check, preview of a merge. Pure.
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { personalReads } from '../records/reads.ts';
import { regionKinds } from './region.ts';

export const contactFields = ['contactName', 'contactPhone', 'contactEmail'] as const;
export const listContactReads = personalReads('/organizations', contactFields);
/** 机构登记摘录 as PDF, with its proof inside. */
export const getExtract = documentRoute('/organizations/:id/extract', 'pdf', {
  summary: 'organizations:routes.extract',
  access: 'public',
  params: recordId,
});

export const listRegions = route({
  method: 'GET',
  path: '/regions',
  summary: 'organizations:routes.regions',
  access: 'public',
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(regionKinds),
        divisionCode: z.string().nullable(),
        within: z.string().nullable(),
        mapName: z.string().nullable(),
      }),
    ),
  }),
});

export const getMap = route({
  method: 'GET',
  path: '/regions/map',
  summary: 'organizations:routes.map',
  access: 'public',
  response: z.object({ geojson: z.looseObject({ type: z.string() }), approval: z.string().nullable() }),
});

export const hit = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  region: z.string().nullable(),
  /** Whether it is the same beyond doubt: such a one is refused, the others are asked about. */
  certain: z.boolean(),
  matched: z.array(
    z.object({ field: z.enum(['creditCode', 'name', 'formerName', 'alias']), value: z.string(), certain: z.boolean() }),
  ),
});

export const findDuplicates = route({
  method: 'GET',
  path: '/organizations/duplicates',
  summary: 'organizations:routes.duplicates',
  access: 'signedIn',
  query: z.strictObject({
    name: z.string().trim().min(1).max(200),
    creditCode: z.string().trim().max(40).optional(),
    except: z.uuid().optional(),
  }),
  response: z.object({ items: z.array(hit) }),
});

/** What becoming one would do: names that come over, titles that stay with their own day, fields that differ. */
export const previewMerge = route({
  method: 'GET',
  path: '/organizations/:id/merge-preview',
  summary: 'organizations:routes.mergePreview',
  access: ['bureauOfficer'],
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ into: z.uuid() }),
  response: z.object({
    from: z.object({ id: z.string(), name: z.string() }),
    into: z.object({ id: z.string(), name: z.string() }),
    names: z.array(z.string()),
    differs: z.array(z.object({ field: z.string(), from: z.string().nullable(), into: z.string().nullable() })),
    records: z.array(z.object({ kind: z.string(), count: z.number().int() })),
    /** Titles of one kind and level that both hold: if they are one title, one of them is to be voided by who merges. */
    twice: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        title: z.string(),
        other: z.object({ id: z.string(), title: z.string() }),
      }),
    ),
    undoneUntil: z.string(),
  }),
});
